"""Lines of the ticket screen: head, clocks, rounds, escalations, actions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.cells import cell_len

from core.base.clock import site_time
from core.base.i18n_marks import C_, N_
from core.base.text import mask_phone
from core.desk.queries import TO_COME, Card
from core.duty.fitness import assignments
from core.policy.model import Policy
from core.ticket.callbacks import RESULTS
from core.ticket.clocks import LIVE, Timer
from core.ticket.ladder import Rung
from core.ticket.model import Callback, Round, Ticket
from core.ticket.requests import Request
from core.ticket.whereabouts import lacks_place
from tui.i18n import _, bracketed, clauses, language
from tui.widgets import names, rung_words
from tui.widgets.cells import fit, fit_right, widest, wrap
from tui.widgets.clock_rule_text import rule_text
from tui.widgets.clock_text import short_number, timer_clock, wall
from tui.widgets.columns import NO_PLACE, alarm_word, time_width
from tui.widgets.lines import Line, Piece
from tui.widgets.offer_lines import offer_lines
from tui.widgets.offers import Offer
from tui.widgets.particulars import name_of, particulars
from tui.widgets.sentences import asked_for, task_text
from tui.widgets.standing import told

LABEL = 14
"""Cells of the first column of every section."""


def heading(text: str) -> Line:
    """Return the first line of a section."""
    return [(text, "accent strong")]


def head(card: Card, width: int) -> list[Line]:
    """Return number, place, state and round, and the problems."""
    ticket = card.ticket
    today = site_time(card.now, card.policy.site.zone).date()
    state = _(ticket.state.label)
    if ticket.round.number > 1:
        state += "  " + _(N_("round {number}")).format(number=ticket.round.number)
    where = ticket.where or ("" if lacks_place(ticket) else _(N_("no place given")))
    left = f" {short_number(ticket.number, today)}  {where}"
    room = max(0, width - cell_len(state) - 2)
    matter = wrap(ticket.description, width - 2, 2)
    alarm: list[Piece] = []
    asked = ticket.is_open and ticket.reading.asks(ticket.urgency)
    if asked or ticket.urgency == "emergency":
        word = alarm_word(asked=asked)
        asks = f"{_(NO_PLACE)} " if lacks_place(ticket) else ""
        alarm = [(f" {word} {asks}", "breached strong")]
        room -= cell_len(alarm[0][0])
    first: Line = [(fit(left, room), "strong"), *alarm, (fit_right(state, cell_len(state)), "accent strong")]
    return [first, *([(f" {line}", "text")] for line in matter)]


def facts(card: Card, width: int, *, whole_phone: bool) -> list[Line]:
    """Return caller, matter and assignee."""
    ticket, policy = card.ticket, card.policy
    category = policy.category(ticket.category)
    rows = [
        (N_("Category"), f"{category.title(language())}  {_(names.URGENCIES.get(ticket.urgency, ''))}"),
        (N_("Caller"), _caller(ticket, card.policy, whole_phone=whole_phone)),
        (N_("Assigned to"), _owner(card)),
        (N_("First contact"), _reporter(card)),
    ]
    more = [
        (N_("Place"), ticket.place if ticket.unit else ""),
        (N_("Answer given"), ticket.opinion),
        (C_("count", "Asked again"), str(ticket.urges) if ticket.urges else ""),
        (N_("Repeat of"), ticket.repeat_of),
        (N_("Merged into"), ticket.merged_into),
        (N_("Closed"), _closed(card)),
        *particulars(card),
    ]
    return [
        line for title, text in (*rows, *(row for row in more if row[1])) for line in _row(title, text, width)
    ]


def _row(title: str, text: str, width: int) -> Iterator[Line]:
    shown = wrap(text, max(10, width - LABEL), 3) or ["-"]
    for index, line in enumerate(shown):
        yield [(fit(_(title) if index == 0 else "", LABEL), "muted"), (line, "text")]


def _caller(ticket: Ticket, policy: Policy, *, whole_phone: bool) -> str:
    caller = ticket.caller
    phone = caller.phone if whole_phone else mask_phone(caller.phone)
    who = name_of(caller)
    how = policy.channel_title(ticket.channel, language())
    return "  ".join(part for part in (who, phone, caller.role, how) if part)


def _owner(card: Card) -> str:
    ticket = card.ticket
    department = card.policy.departments.get(ticket.department)
    section = department.title(language()) if department else ticket.department
    sent = [fact for _at, fact in assignments(card.history) if fact.assignee == ticket.assignee]
    doubts = told(sent[-1].doubts) if sent and ticket.assignee else ""
    who = ticket.assignee or _(N_("no one yet"))
    desk = _(N_("operator: {name}")).format(name=card.owner) if card.owner else ""
    return "  ".join(part for part in (who, section, bracketed(doubts), desk) if part)


def _reporter(card: Card) -> str:
    ticket = card.ticket
    logged = wall(ticket.reported_at, card.now, card.policy.site.zone)
    return "  ".join(part for part in (ticket.first_responder, ticket.employer, logged) if part)


def _closed(card: Card) -> str:
    ticket = card.ticket
    if not ticket.closed_at:
        return ""
    kind = _(ticket.close_kind.label) if ticket.close_kind else ""
    return f"{wall(ticket.closed_at, card.now, card.policy.site.zone)}  {kind}"


def clocks(card: Card, width: int) -> list[Line]:
    """Return every clock with its countdown, round by round, with its rule where there is room."""
    lines: list[Line] = [heading(_(N_("Clocks")))]
    several = len(card.ticket.rounds) > 1
    for number, timers_of_round in groupby(card.timers, key=lambda timer: timer.round):
        if several:
            lines.append([(_(N_("round {number}")).format(number=number), "muted")])
        lines += [_clock(timer, card, width) for timer in timers_of_round]
    return lines if len(lines) > 1 else [*lines, [(_(N_("This category has no deadlines.")), "muted")]]


def _clock(timer: Timer, card: Card, width: int) -> Line:
    now = card.now
    text = timer_clock(timer, now, card.policy.site.zone)
    due = _(N_("by {time}")).format(time=wall(timer.due_at, now, card.policy.site.zone))
    live = timer.state in LIVE or timer.state == "paused"
    style = text.level if text.level != "running" else "text"
    line: list[Piece] = [
        (f"{text.symbol} ", text.level),
        (fit(text.name, LABEL - 3), "text" if live else "muted"),
        (fit(text.word, 7), text.level),
        (fit_right(text.time, time_width()), f"{style} strong" if live else "muted"),
        ("  " + fit(due, 16), "text" if live else "muted"),
    ]
    rule = rule_text(timer, card)
    room = width - sum(cell_len(piece) for piece, _style in line)
    return [*line, (fit(rule, room), "muted")] if room >= min(20, cell_len(rule)) else line


def to_do(card: Card, width: int) -> list[Line]:
    """Return the to-dos with their numbers; nothing without one."""
    if not card.ticket.to_do:
        return []
    lines: list[Line] = [heading(_(N_("To do")))]
    today = site_time(card.now, card.policy.site.zone).date()
    for place, task in enumerate(card.ticket.to_do, 1):
        said = f"{wall(task.since, card.now, card.policy.site.zone)} {task.by}"
        room = width - cell_len(said) - 1
        style = "breached strong" if task.is_overdue(today) else "amber strong"
        lines.append([(fit(f"{place} {task_text(task)}", room), style), (f" {said}", "muted")])
    return lines


def requests(card: Card, width: int) -> list[Line]:
    """Return the requests for approval with what came of each; nothing without one."""
    if not card.ticket.requests:
        return []
    lines: list[Line] = [heading(_(N_("Approvals")))]
    for request in card.ticket.requests:
        step = asked_for(request.act, request.answers, card.policy, card.history)
        style = "muted" if request.ruling else "amber strong"
        lines += [[(line, style)] for line in wrap(step, width, 3)]
        lines += [[(f"  {line}", "muted")] for line in wrap(_request(request, card), width - 2, 2)]
    return lines


def _request(request: Request, card: Card) -> str:
    """Return who asked when, and who approves or what came of it."""
    zone = card.policy.site.zone
    asked = f"{wall(request.at, card.now, zone)} {request.by}"
    if request.ruling is None or request.done_at is None:
        role = _(names.ROLES.get(request.role, request.role))
        waits = _(N_("waits for: {role}")).format(role=role)
        return clauses(filter(None, [asked, waits, request.note]))
    ruling = f"{_(request.ruling.label)} {wall(request.done_at, card.now, zone)} {request.done_by}"
    return clauses(filter(None, [asked, ruling, request.reason]))


def rounds(card: Card, width: int) -> list[Line]:
    """Return every round: the work done and the customer's answer."""
    lines: list[Line] = [heading(_(N_("Rounds")))]
    for turn in card.ticket.rounds:
        lines += _round(turn, card, width)
    return lines


def _round(turn: Round, card: Card, width: int) -> Iterator[Line]:
    zone = card.policy.site.zone
    opened = _(names.OPENED_BY.get(turn.opened_by, turn.opened_by))
    begin = wall(turn.anchor, card.now, zone)
    yield [
        (fit(_(N_("round {number}")).format(number=turn.number), LABEL), "text"),
        (f"{begin}  {opened}", "muted"),
    ]
    if turn.arrived_at:
        yield from _row(N_("  on site"), wall(turn.arrived_at, card.now, zone), width)
    if turn.measure:
        plan = "  ".join(part for part in (turn.measure, turn.responsible) if part)
        yield from _row(N_("  measure"), plan, width)
    if turn.handled_at:
        yield from _row(N_("  handled"), f"{wall(turn.handled_at, card.now, zone)}  {turn.outcome}", width)
    if turn.fee or turn.materials:
        yield from _row(N_("  fee"), "  ".join(part for part in (turn.fee, turn.materials) if part), width)
    if turn.callback:
        yield from _row(N_("  callback"), _callback(turn.callback, card), width)


def _callback(callback: Callback, card: Card) -> str:
    zone = card.policy.site.zone
    tries = [
        " ".join(
            part
            for part in (wall(a.at, card.now, zone), _(RESULTS.get(a.result, a.result)), a.answer)
            if part
        )
        for a in callback.attempts
    ]
    if callback.result and not any(a.result == callback.result for a in callback.attempts):
        tries.append(_(RESULTS.get(callback.result, callback.result)))
    if not callback.result:
        tries.append(_(N_("due {time}")).format(time=wall(callback.due_at, card.now, zone)))
    return clauses(tries)


_RUNG_STYLES = {"due": "breached", "again": "breached", "waiting": "amber", "future": "text"}


def rungs(card: Card, width: int) -> list[Line]:
    """Return the escalations: person, state, times and reason, and below what they were told."""
    lines: list[Line] = [heading(_(N_("Escalation")))]
    whens = [_rung_time(rung, card) for rung in card.rungs]
    whos = [_rung_who(rung, card) for rung in card.rungs]
    for rung, when, who in zip(card.rungs, whens, whos, strict=True):
        level = _RUNG_STYLES.get(rung.status, "muted")
        line: list[Piece] = [
            ("^  " if rung.owed else "   ", level),
            (fit(who, widest(whos, LABEL + 10) + 1), level),
            (fit(_(names.RUNG_STATES.get(rung.status, rung.status)), 13), level),
            (fit(when, widest(whens, 40) + 2), level),
        ]
        room = width - sum(cell_len(piece) for piece, _style in line)
        if room > 10:
            line.append((fit(rung_words.reason(rung, card.ticket), room), "muted"))
        lines.append(line)
        made = rung_words.told(rung, card.now, card.policy.site.zone)
        lines += [[(f"     {part}", "muted")] for part in wrap(made, width - 5, 3)]
    return lines if len(lines) > 1 else []


def _rung_who(rung: Rung, card: Card) -> str:
    """Return the role of a rung and its person: the one told, or to be told."""
    told = rung.told if rung.told and not rung.owed else None
    to = (told.person, told.role) if told else card.recipients.get(rung.role, ("", rung.role))
    person, role = to if told or rung.status in TO_COME else ("", rung.role)
    return f"{_(names.ROLES.get(role, role))} {person}".strip()


def _rung_time(rung: Rung, card: Card) -> str:
    zone = card.policy.site.zone
    due, tell = wall(rung.due_at, card.now, zone), wall(rung.tell_at, card.now, zone)
    return due if due == tell else _(N_("{due}, tell {tell}")).format(due=due, tell=tell)


def actions(offers: Iterable[Offer], width: int) -> list[Line]:
    """Return the possible actions on the ticket."""
    return [heading(_(N_("Available actions"))), *offer_lines(offers, width)]
