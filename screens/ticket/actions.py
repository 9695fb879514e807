"""Every step of a ticket: what it asks, what it does at the desk, and how to take it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from core.base.dataclass import dataclass
from core.base.errors import ChangedElsewhere
from core.base.i18n_marks import N_
from core.desk.desk import Desk
from core.desk.queries import Card
from core.desk.tickets import Tickets
from core.duty.fitness import Standing
from core.duty.suggestions import candidate
from core.intake.model import Intake
from core.people.directory import Person
from core.ticket import reporters
from core.ticket.model import Caller, State, Ticket
from screens.base.form_screen import FormScreen
from screens.base.forms import Entry, Values
from screens.base.steps import Do, StepForm, news, tell, when, written
from tui.commands.registry import COMMANDS
from tui.i18n import _, language
from tui.widgets import choices, names
from tui.widgets.choices import Choice
from tui.widgets.host import Host
from tui.widgets.screen import ScreenBase
from tui.widgets.standing import remark

Entries = Callable[[Card, Host], Sequence[Entry]]


@dataclass(frozen=True, slots=True)
class Act:
    """One step: `do` calls the desk, `entries` says what to ask first; a warning asks to think again."""

    do: Do
    entries: Entries | None = None
    warning: str = ""


def _reason(card: Card, host: Host) -> Sequence[Entry]:
    return [Entry("reason", N_("Reason"), required=True)]


def _stamped(values: Values, seen: int) -> dict[str, Any]:
    return {"at": values.get("at"), "note": values.get("note") or "", "seen": seen}


Deed = Callable[..., Ticket]
"""A method of `Tickets`: the tickets of the desk, a ticket's number, and what the act needs."""


def _plain(deed: Deed) -> Do:
    """Return an act that needs nothing but the ticket."""

    def do(desk: Desk, values: Values, seen: int) -> Ticket:
        return deed(desk.tickets, values["number"], **_stamped(values, seen))

    return do


def _with(deed: Deed, *required: str, **optional: str) -> Do:
    """Return an act that needs these values, in this order, and takes the others by name."""

    def do(desk: Desk, values: Values, seen: int) -> Ticket:
        words = [values[name] for name in required]
        more = {name: values[value] for name, value in optional.items() if values.get(value)}
        return deed(desk.tickets, values["number"], *words, **more, **_stamped(values, seen))

    return do


def _whom(card: Card, host: Host, stand: Standing) -> Sequence[Entry]:
    ticket, directory = card.ticket, host.desk.directory
    category, unit = card.policy.category(ticket.category), directory.unit(ticket.unit)

    def about(person: Person) -> str:
        return remark(candidate(person, stand, category, unit.area if unit else ""))

    staff = choices.assignees(card.policy, directory, language(), ticket.department, about)
    entries = [
        Entry("to", N_("To"), required=True, choices=staff, hint=N_("person or department")),
        Entry("way", N_("By"), "word", codes=names.WAYS),
        when(),
    ]
    if card.ticket.state is not State.LOGGED:
        entries.insert(1, Entry("reason", N_("Reason"), required=True, hint=N_("why it moves")))
    return entries


def _waiting(card: Card, host: Host) -> Sequence[Entry]:
    return [
        Entry("reason", N_("Reason"), "word", required=True, codes=names.HOLD_REASONS),
        Entry("until", N_("Until"), "time", required=True, hint=N_("14:30, +2h, +1d, 2026-03-10 14:30")),
        Entry("note", N_("Note")),
    ]


def _result(card: Card, host: Host) -> Sequence[Entry]:
    entries = [
        Entry("outcome", N_("What was done"), required=True),
        Entry("cause", N_("Cause")),
    ]
    if not card.ticket.round.arrived_at:
        entries.append(Entry("no_arrival", N_("Nobody came"), hint=N_("why there is no arrival")))
    return [*entries, when()]


def _answer(card: Card, host: Host) -> Sequence[Entry]:
    return [Entry("text", N_("Told caller"), required=True), when()]


def _asker(card: Card, host: Host) -> Sequence[Entry]:
    return [Entry("who", N_("Who asks"), first=card.ticket.caller.name), Entry("note", N_("Note"))]


def _way(card: Card, host: Host) -> Sequence[Entry]:
    return [Entry("way", N_("By"), "word", codes=names.WAYS), when()]


def _staff(card: Card, host: Host) -> Sequence[Choice]:
    return choices.people(card.policy, host.desk.directory, language())


def _hazard(card: Card, host: Host) -> Sequence[Entry]:
    return [
        Entry("measure", N_("With"), "word", required=True, codes=names.MEASURES),
        Entry("by", N_("By"), choices=_staff(card, host)),
        when(),
    ]


def _manager(card: Card, host: Host) -> Sequence[Entry]:
    who = reporters.manager_of(card.ticket, host.desk.directory)
    return [Entry("who", N_("Site manager"), first=who), when()]


def _first(card: Card, host: Host) -> Sequence[Entry]:
    return [
        Entry("name", N_("First responder"), required=True, choices=_staff(card, host)),
        Entry("employer", N_("Firm"), hint=N_("only for somebody not listed")),
        *_reason(card, host),
    ]


def _another(card: Card, host: Host) -> Sequence[Entry]:
    return [
        Entry("name", N_("Caller"), hint=N_("empty: anonymous")),
        Entry("phone", N_("Phone")),
        Entry("note", N_("Note")),
    ]


def _line(card: Card, host: Host) -> Sequence[Entry]:
    return [Entry("text", N_("Note"), required=True)]


def _class(card: Card, host: Host) -> Sequence[Entry]:
    listed = choices.categories(card.policy, language())
    now = card.policy.category(card.ticket.category).title(language())
    return [
        Entry("category", N_("Category"), first=now, choices=listed),
        Entry("urgency", N_("Urgency"), "word", codes=names.URGENCIES),
        *_reason(card, host),
    ]


def _later(card: Card, host: Host) -> Sequence[Entry]:
    return [*_reason(card, host), Entry("review", N_("Review on"), "day", required=True, first="+90d")]


def _reclassify(desk: Desk, values: Values, seen: int) -> Ticket:
    number, policy = values["number"], desk.queries.policy()
    wanted = policy.category(values["category"]).code if values["category"] else ""
    before = desk.queries.card(number).ticket
    category = "" if wanted == before.category else wanted
    return desk.tickets.reclassify(
        number, category, urgency=values["urgency"], reason=values["reason"], **_stamped(values, seen)
    )


def _contact(desk: Desk, values: Values, seen: int) -> Ticket:
    name, phone = values["name"], values["phone"]
    caller = Caller(name, phone, anonymous=not (name or phone))
    return desk.tickets.attach(values["number"], Intake(caller=caller), **_stamped(values, seen))


ACTS: dict[str, Act] = {
    "assign": Act(_with(Tickets.assign, "to", way="way", reason="reason")),
    "accept": Act(_plain(Tickets.accept)),
    "arrive": Act(_plain(Tickets.arrive)),
    "reply": Act(_with(Tickets.reply, "text"), _answer),
    "hold": Act(_with(Tickets.hold, "reason", "until"), _waiting),
    "resume": Act(_plain(Tickets.resume)),
    "handle": Act(_with(Tickets.handle, "outcome", cause="cause", no_arrival="no_arrival"), _result),
    "feed_back": Act(_with(Tickets.feed_back, way="way"), _way),
    "urge": Act(_with(Tickets.urge, "who"), _asker),
    "contact": Act(_contact, _another),
    "isolate": Act(_with(Tickets.isolate, "measure", by="by"), _hazard),
    "remove_isolation": Act(_plain(Tickets.remove_isolation)),
    "manager_told": Act(_with(Tickets.manager_told, who="who"), _manager),
    "first_responder": Act(
        _with(Tickets.correct_first_responder, "name", "reason", employer="employer"), _first
    ),
    "note": Act(_with(Tickets.add_note, "text"), _line),
    "return": Act(_with(Tickets.give_back, "reason"), _reason),
    "reclassify": Act(_reclassify, _class),
    "cannot_solve": Act(_with(Tickets.cannot_solve, "reason"), _reason),
    "beyond_office": Act(_with(Tickets.beyond_office, "reason"), _reason),
    "defer": Act(_with(Tickets.defer, "reason", "review"), _later),
    "explain": Act(_plain(Tickets.explain)),
    "revive": Act(_plain(Tickets.revive)),
    "conclude": Act(_with(Tickets.conclude, "reason"), _reason, N_("This closes the ticket as unsolved.")),
    "reopen": Act(_with(Tickets.reopen, "reason"), _reason, N_("Only for a ticket that was closed wrongly.")),
    "merge": Act(_with(Tickets.merge, "into"), None, N_("This ticket ends; the other one goes on for both.")),
    "void": Act(
        _with(Tickets.void, "reason"), _reason, N_("A void ticket counts nowhere and cannot come back.")
    ),
    "undo": Act(_plain(Tickets.undo)),
}
"""Every step by the name of its command, the callback apart: that has a screen of its own."""


async def perform(screen: ScreenBase, action: str, card: Card) -> None:
    """Do one step with the ticket on `card`, asking first what it needs; call it in a worker.

    Raises `DeskError` for a step that asks nothing and is refused.
    """
    host = screen.host
    if action == "callback":
        from screens.callback.screen import CallbackScreen  # it shares the forms with this module

        await screen.app.push_screen_wait(CallbackScreen(card.ticket.number))
        return
    act = ACTS[action]
    entries = await _to_ask(action, act, card, host)
    undone = action == "undo"
    done = await (
        _ask(screen, action, act, entries, card) if entries else _at_once(host, act, card, undone=undone)
    )
    if done is not None:
        tell(host, done, undone=undone)


async def _to_ask(action: str, act: Act, card: Card, host: Host) -> Sequence[Entry]:
    if action == "merge":
        return [Entry("into", N_("Into"), required=True, choices=await _others(card, host))]
    if action == "assign":
        return _whom(card, host, await host.desk.ask(lambda desk: desk.roster.standing()))
    return act.entries(card, host) if act.entries else ()


async def _others(card: Card, host: Host) -> list[Choice]:
    """The other open tickets, those of the same place first."""
    rows = (await host.desk.ask(lambda desk: desk.queries.board("open", limit=500))).rows
    others = [row for row in rows if row.number != card.ticket.number]
    others.sort(key=lambda row: row.where != card.ticket.where)
    return [
        Choice(row.number, f"{row.number}  {row.where}", row.description, (row.number, row.where.casefold()))
        for row in others
    ]


async def _ask(
    screen: ScreenBase, action: str, act: Act, entries: Sequence[Entry], card: Card
) -> Card | None:
    number = card.ticket.number

    def do(desk: Desk, values: Values, seen: int) -> Ticket:
        return act.do(desk, {**values, "number": number}, seen)

    title = _(COMMANDS[f"act.{action}"].title)
    form = StepForm(title, entries, card, do, warning=_(act.warning))
    return await screen.app.push_screen_wait(FormScreen(form))


async def _at_once(host: Host, act: Act, card: Card, *, undone: bool) -> Card | None:
    number = card.ticket.number
    try:
        return await written(host, number, act.do, {"number": number}, card.ticket.version, undone=undone)
    except ChangedElsewhere as error:
        fresh = await host.desk.ask(lambda desk: desk.queries.card(number))
        host.steps.changed(number)
        host.tell(f"{error.text(_)}\n{news(fresh)}", "warning")
        return None
