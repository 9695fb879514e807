"""Lines of the callback card: contact, work done, script and answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from typing import Any

from rich.cells import cell_len

from core.base.clock import site_time
from core.base.codes import labels
from core.base.i18n_marks import C_, N_
from core.desk.queries import Card
from core.intake.unit_profile import Profile, who_calls
from core.ticket.callbacks import GRADES, PAID, RESULTS, earliest
from core.ticket.clocks import timers
from core.ticket.codes import YesNo
from core.ticket.model import Ticket
from screens.base.forms import Entry
from screens.base.unit_lines import history, labelled, visits
from screens.callback.grading import Grading
from tui.commands.registry import commands
from tui.commands.steps import ASK
from tui.i18n import _, clauses, language, listed, remarked, titled
from tui.widgets.cells import fit, wrap
from tui.widgets.choices import about_unit
from tui.widgets.clock_text import short_number, timer_clock, wall
from tui.widgets.host import Host
from tui.widgets.lines import Line, Piece
from tui.widgets.offer_lines import offer_lines
from tui.widgets.offers import offers
from tui.widgets.particulars import name_of
from tui.widgets.screen import DeskScreen

GREETINGS = (
    (time(12), N_("Good morning")),
    (time(18), N_("Good afternoon")),
    (time.max, N_("Good evening")),
)
"""Greetings, each until a time of the site's day."""

SCRIPT = (
    N_("{greeting}, this is {operator} from the service centre{site}."),
    N_("You reported: {matter}. What we did: {outcome}."),
    N_(
        "Is everything working now? Are you happy with the work and with how you were treated? "
        "What could we do better?"
    ),
    N_("(Listen to the end; do not argue; write it down.)"),
    N_("Thank you for your understanding; we look forward to your continued support."),
)
ON_THE_SPOT = (
    N_("{operator} asks {responder} to check on site."),
    N_("Reported: {matter}. Done: {outcome}."),
    N_("Is it really done, clean and safe?"),
)
"""Words for a matter that staff found: it is verified on the spot."""


def verifies(ticket: Ticket) -> bool:
    """Return True if the work is checked on the spot instead of by a call."""
    return ticket.round.callback is not None and ticket.round.callback.rule == "verify"


def is_paid(ticket: Ticket) -> bool:
    """Return True if the callback asks the three questions of a paid service (R111, R112)."""
    return ticket.category == PAID and not verifies(ticket)


def paid_entries(answer: str) -> list[Entry]:
    """Return the questions of a paid service; the last one takes the remark."""
    return [
        Entry("process", N_("Process"), "word", required=True, codes=GRADES),
        Entry("quality", N_("Quality"), "word", required=True, codes=GRADES),
        Entry("meets", N_("As agreed?"), "word", required=True, codes=labels(YesNo)),
        Entry("answer", N_("Comment"), first=answer),
    ]


def head(card: Card, width: int, host: Host) -> list[Line]:
    """Return the task, number and place, and the due time."""
    ticket, zone, now = card.ticket, card.policy.site.zone, host.now()
    title = _(N_("Verify on the spot")) if verifies(ticket) else _(N_("Call back"))
    place = f"   {short_number(ticket.number, site_time(now, zone).date())}  {ticket.where}"
    due = [
        t for t in timers(ticket, card.policy, now) if t.name == "callback" and t.round == ticket.round.number
    ]
    clock = timer_clock(due[0], now, zone) if due else None
    right = f"{clock.word} {clock.time} " if clock else ""
    room = max(0, width - cell_len(f" {title}") - cell_len(right))
    return [
        [(f" {title}", "accent strong"), (fit(place, room), "strong"), (right, clock.level if clock else "")],
        [],
    ]


def household(grading: Grading, refused: str, width: int, host: Host) -> Iterator[Line]:
    """Yield who else calls this household, then its tickets with their grades, if it has several."""
    yield from labelled(N_("Claimed"), refused, width, "breached strong", 3)
    if len(grading.household) < 2:
        return
    today = site_time(host.now(), host.desk.policy.site.zone).date()
    yield from labelled(N_("One call"), _(N_("a grade for each of these tickets")), width, "accent")
    for one in grading.household:
        number = one.ticket.number
        given = grading.grades.get(number)
        grade = _(RESULTS[given.result]) if given else "..."
        mark, style = (">", "strong") if number == grading.number else (" ", "text")
        text = f" {mark} {short_number(number, today)}  {grade}  {one.ticket.description}"
        yield [(fit(text, width - 1), style)]


def settings(grading: Grading, width: int, host: Host) -> list[Line]:
    """Return what goes with the grade: solved, the mode, and the keys that change them."""
    solved = _(grading.solved.label) if grading.solved else _(N_("yes, if satisfied"))
    parts = [
        ("solved", titled(_(N_("Solved")), solved)),
        ("mode", titled(_(N_("Mode")), _(grading.mode.label))),
    ]
    if len(grading.household) > 1:
        parts += [("next", _(N_("Next ticket"))), ("finish", _(N_("Record these")))]
    line: list[Piece] = [(" ", "")]
    for name, text in parts:
        line += [(f"{host.key(f'callback.{name}')} ", "key"), (f"{text}   ", "text")]
    return [line]


def about(card: Card, profile: Profile | None, width: int, host: Host) -> list[Line]:
    """Return contact, place, work done, earlier ratings and attempts; then details of the unit."""
    ticket = card.ticket
    rows = [
        (N_("Contact"), _whom(ticket, host)),
        (N_("When"), "   ".join(filter(None, (_when(card, host), _caller(card, host))))),
        (N_("Unit"), _unit(ticket, host)),
        (N_("Matter"), remarked(ticket.description, _category(card))),
        (N_("Done"), _done(card, host)),
        (N_("Earlier"), clauses(_earlier(card))),
        (C_("callback", "Attempts"), clauses(_tries(card, host))),
    ]
    lines = [line for title, text in rows for line in labelled(title, text, width)]
    return lines if profile is None or verifies(ticket) else [*lines, *_known(profile, ticket, width, host)]


def _known(profile: Profile, ticket: Ticket, width: int, host: Host) -> Iterator[Line]:
    """Yield the details of the unit to know before the call, without this ticket (R162)."""
    others = (row for row in profile.open if row.number != ticket.number)
    yield from labelled(N_("Services"), profile.unit.services, width)
    if profile.visit_due:
        yield from visits(profile, width, host)
    yield from history(replace(profile, open=tuple(others)), width, host)


def _caller(card: Card, host: Host) -> str:
    """Return the service specialist, who makes the callback by default (R048)."""
    one = who_calls(card.ticket, card.policy, host.desk.directory)
    return _(N_("by {name}, service specialist")).format(name=one.name) if one else ""


def _whom(ticket: Ticket, host: Host) -> str:
    """Return the contact with the full phone number, for dialling."""
    if verifies(ticket):
        return ticket.first_responder
    caller = ticket.caller
    if caller.name or caller.phone or caller.confidential:
        return "  ".join(part for part in (name_of(caller), caller.phone, caller.role) if part)
    unit = host.desk.directory.unit(ticket.unit)
    contacts = unit.contacts if unit else ()
    known = listed(f"{contact.name} {contact.phone}".strip() for contact in contacts[:2])
    return known or _(N_("no contact on file; look the number up"))


def _when(card: Card, host: Host) -> str:
    site, now = card.policy.site, host.now()
    if verifies(card.ticket):
        return ""
    first = earliest(now, site)
    at_once = _(N_("now"))
    hours = _(N_("calling hours {opens}-{closes}")).format(opens=site.call_from, closes=site.call_to)
    later = _(N_("from {time}")).format(time=wall(first, now, site.zone))
    return remarked(at_once if first <= now else later, hours)


def _unit(ticket: Ticket, host: Host) -> str:
    unit = host.desk.directory.unit(ticket.unit)
    return f"{unit.code}  {about_unit(unit)}" if unit else ticket.where


def _category(card: Card) -> str:
    return card.policy.category(card.ticket.category).title(language())


def _done(card: Card, host: Host) -> str:
    turn = card.ticket.round
    if turn.handled_at is None:
        return ""
    at = wall(turn.handled_at, host.now(), card.policy.site.zone)
    who = card.ticket.assignee or turn.handled_by
    return _(N_("{outcome} ({who}, {time})")).format(outcome=turn.outcome, who=who, time=at)


def _earlier(card: Card) -> Iterator[str]:
    """Yield the ratings of the earlier rounds."""
    for turn in card.ticket.rounds[:-1]:
        if turn.callback and turn.callback.result:
            said = next((a.answer for a in turn.callback.attempts if a.result == turn.callback.result), "")
            grade = _(RESULTS.get(turn.callback.result, turn.callback.result))
            words = _(N_("round {number}")).format(number=turn.number)
            yield titled(words, listed((grade, said)) if said else grade)


def _tries(card: Card, host: Host) -> Iterator[str]:
    callback = card.ticket.round.callback
    for attempt in callback.attempts if callback else ():
        at = wall(attempt.at, host.now(), card.policy.site.zone)
        yield remarked(f"{at} {_(RESULTS.get(attempt.result, attempt.result))}", attempt.by)


def script(card: Card, width: int, host: Host) -> list[Line]:
    """Return the words to say, in the operator's language."""
    ticket, site = card.ticket, card.policy.site
    local = site_time(host.now(), site.zone).time()
    values: dict[str, Any] = {
        "greeting": _(next(words for until, words in GREETINGS if local < until)),
        "operator": host.identity.operator,
        "site": _(N_(" of {site}")).format(site=site.name) if site.name else "",
        "matter": "  ".join(part for part in (ticket.where, ticket.description) if part),
        "outcome": ticket.round.outcome,
        "responder": ticket.first_responder,
    }
    lines: list[Line] = [[], [(" " + _(N_("Say")), "accent strong")]]
    for template in ON_THE_SPOT if verifies(ticket) else SCRIPT:
        said = _(template).format(**values)
        style = "muted" if said.startswith(("(", "（")) else "text"
        lines += [[("   ", ""), (line, style)] for line in wrap(said, max(10, width - 5), 3)]
    return lines


def results(screen: DeskScreen[Any], width: int) -> list[Line]:
    """Return the keys of the answers and of the other results; to ask for one only if it is refused."""
    every = (offer for offer in offers(screen) if offer.command.id in ANSWERS)
    kept = [offer for offer in every if offer.command.name != ASK or not offer.why_not]
    return [[], *([(" ", ""), *line] for line in offer_lines(kept, width - 2))]


BESIDES = ("answer", "cancel", "solved", "mode", "next", "finish", "claim")
"""Commands that are no answer of a customer."""

ANSWERS = [
    command.id
    for command in commands("callback")
    if not command.moves and command.id.removeprefix("callback.") not in BESIDES
]
