"""Report lines of the tickets that are not closed: demands on the next watch (§16, parts 3 to 12)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from core.base.text import mask_phones
from core.duty.checkers import Checkers
from core.handover.report import Passage, ReportLine, is_carried
from core.handover.watch import Said
from core.policy.model import Policy
from core.ticket.board import NEVER
from core.ticket.clocks import live_timers
from core.ticket.codes import CheckState, State
from core.ticket.follow_up import Reckoning, follow_up
from core.ticket.hold import settle
from core.ticket.ladder import Rung, plan
from core.ticket.model import Ticket
from core.ticket.whereabouts import lacks_place

PLACELESS = "placeless"
"""Detail of an emergency of which nobody has said where, and the reason for a line of what may be one."""


class LineContext(NamedTuple):
    """Basis for drawing lines: the time, the end of the next shift, all policies by version."""

    now: datetime
    horizon: datetime
    rules: Mapping[int, Policy]


def emergencies(
    passages: Iterable[Passage], notes: Mapping[str, Said], outlook: LineContext
) -> list[ReportLine]:
    """Return part 3: the emergencies reported in the watch, or with work owed at its start or now.

    Each wants a note, except those imported from another log.
    """
    return [
        replace(
            _line(after, "emergency", after.reported_at, text=PLACELESS if lacks_place(after) else ""),
            red=after.is_open or after.channel != "import",
            note=notes[after.number].text if after.number in notes else "",
            wants_note=after.channel != "import",
        )
        for before, after in sorted(passages, key=lambda passage: passage.after.reported_at)
        if (before is None or before.is_open or after.is_open)
        and after.state not in (State.VOID, State.MERGED)
        and is_emergency(after, outlook)
    ]


def is_emergency(ticket: Ticket, outlook: LineContext) -> bool:
    """Return True if the category or the ticket itself has the urgency of an emergency."""
    category = outlook.rules[ticket.policy].category(ticket.category)
    return "emergency" in (category.urgency, ticket.urgency)


def lines(
    tickets: Sequence[Ticket], outlook: LineContext, asking: Checkers
) -> dict[str, tuple[ReportLine, ...]]:
    """Return parts 4 to 11 for the tickets that are not closed, each part by the instant that matters."""
    parts: dict[str, list[ReportLine]] = {
        name: []
        for name in ("open", "rungs", "callbacks", "followups", "holds", "promises", "hazards", "external")
    }
    for ticket in tickets:
        settled, policy = settle(ticket, outlook.now), outlook.rules[ticket.policy]
        rungs = plan(settled, policy, outlook.now)
        parts["open"] += (_open(settled, policy, outlook, rungs), *_placeless(settled, outlook))
        parts["rungs"] += _rungs(settled, outlook, rungs)
        parts["callbacks"] += _callback(settled, outlook)
        parts["followups"] += _followup(settled, policy, outlook, asking)
        parts["holds"] += _hold(settled, outlook)
        parts["promises"] += _promise(settled)
        parts["hazards"] += _hazard(settled)
        parts["external"] += _external(settled, outlook)
    return {name: in_order(found) for name, found in parts.items()}


def in_order(found: Iterable[ReportLine]) -> tuple[ReportLine, ...]:
    """Return the lines by the instant that matters, those without one last."""
    return tuple(sorted(found, key=lambda line: (line.at or NEVER, line.id)))


def _line(
    ticket: Ticket, kind: str, at: datetime | None, mark: str = "", *, text: str = "", red: bool = False
) -> ReportLine:
    """Return a line about `ticket`; `mark` tells it from the ticket's other lines."""
    return ReportLine(
        id=f"{ticket.number}:{mark or kind}",
        kind=kind,
        at=at,
        number=ticket.number,
        where=ticket.where,
        description=mask_phones(ticket.description),
        category=ticket.category,
        urgency=ticket.urgency,
        state=ticket.state.value,
        department=ticket.department,
        assignee=ticket.assignee,
        text=text,
        red=red,
    )


def _open(ticket: Ticket, policy: Policy, outlook: LineContext, rungs: Sequence[Rung]) -> ReportLine:
    """Return the ticket's line of part 4, red if it is late."""
    live = live_timers(ticket, policy, outlook.now, rungs)
    first = min(live, key=lambda timer: timer.due_at, default=None)
    if first is None:
        return _line(ticket, "open", None, "open")
    late, near = first.due_at < outlook.now, first.due_at <= outlook.horizon
    kind = "breached" if late else "breaching" if near else "open"
    return _line(ticket, kind, first.due_at, "open", text=first.name, red=late)


def _placeless(ticket: Ticket, outlook: LineContext) -> Iterator[ReportLine]:
    """Yield the question for the place of what may be an emergency, red until it is filled in (§23)."""
    if lacks_place(ticket) and not is_emergency(ticket, outlook):
        yield _line(ticket, PLACELESS, ticket.reported_at, red=True)


def _rungs(ticket: Ticket, outlook: LineContext, rungs: Sequence[Rung]) -> Iterator[ReportLine]:
    """Yield part 5: rungs due, due again, waiting for the morning, due in the next shift, or only told.

    One of which somebody is to be told now is red; what was told is not, acknowledged or not.
    """
    for rung in rungs:
        status = "next" if rung.status == "future" and rung.due_at <= outlook.horizon else rung.status
        if status in ("due", "again", "waiting", "next", "told"):
            at = rung.told.at if rung.told and status == "told" else rung.ask_at
            why = "" if rung.reason == "ladder" else f":{rung.reason}"
            mark = f"rung:{rung.role}:{rung.due_at:%Y%m%dT%H%M%S}{why}"
            yield _line(ticket, status, at, mark, text=rung.role, red=rung.owed)


def _callback(ticket: Ticket, outlook: LineContext) -> Iterator[ReportLine]:
    """Yield part 6: a callback due by the end of the next shift, red if it is late."""
    callback = ticket.round.callback
    owed = callback is not None and callback.result is None
    if ticket.state is State.HANDLED and callback and owed and callback.due_at <= outlook.horizon:
        late = callback.due_at < outlook.now
        mark = f"callback{ticket.round.number}"
        yield _line(ticket, "overdue" if late else "due", callback.due_at, mark, text=callback.rule, red=late)


def _followup(ticket: Ticket, policy: Policy, outlook: LineContext, asking: Checkers) -> Iterator[ReportLine]:
    """Yield part 7: the daily check of today that nobody has made yet, with whose it is (§8)."""
    followed, by = follow_up(ticket, policy), Reckoning(policy, outlook.now)
    if followed and followed.state(by.today, by) is CheckState.DUE:
        yield _line(ticket, "followup", None, text=asking.of(followed, by.today).person)


def _hold(ticket: Ticket, outlook: LineContext) -> Iterator[ReportLine]:
    """Yield part 8: a hold, or an appointment by the end of the next shift, which is red."""
    booking = ticket.round.booking
    if ticket.hold:
        yield _line(ticket, "hold", ticket.hold.until, text=ticket.hold.reason)
    elif booking and ticket.is_open and not ticket.round.arrived_at and booking.at < outlook.horizon:
        yield _line(ticket, "appointment", booking.at, red=True)


def _promise(ticket: Ticket) -> Iterator[ReportLine]:
    """Yield part 9: a time promised to the customer, as long as work is owed."""
    if ticket.particulars.promised_at and ticket.is_open:
        yield _line(ticket, "promise", ticket.particulars.promised_at, red=True)


def _hazard(ticket: Ticket) -> Iterator[ReportLine]:
    """Yield part 10: the measures that still isolate a hazard."""
    standing = [hazard for hazard in ticket.hazards if hazard.removed_at is None]
    if standing:
        measures = " ".join(dict.fromkeys(hazard.measure for hazard in standing))
        yield _line(ticket, "hazard", standing[0].placed_at, text=measures)


def _external(ticket: Ticket, outlook: LineContext) -> Iterator[ReportLine]:
    """Yield part 11: a transfer of the city's hotline without an answer to it, red if that is late."""
    noted = ticket.particulars
    if (noted.external_no or noted.external_due) and not ticket.fed_back_at and is_carried(ticket):
        late = noted.external_due is not None and noted.external_due < outlook.now
        yield _line(ticket, "external", noted.external_due, text=noted.external_no, red=late)
