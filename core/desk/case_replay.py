"""Steps of a call in another office's log as facts of our ticket."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from core.base.errors import DeskError, NotAllowed
from core.base.i18n_marks import N_
from core.base.text import EMPTY, Clean
from core.desk.unit_of_work import Step
from core.events.fact import Fact
from core.figures.measures import NO_ARRIVAL, UNTOLD
from core.imports.log_cells import LoggedCall, LoggedStep
from core.ticket.acts.assign import sent
from core.ticket.acts.base import Moment
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.close import Closed, Reopened
from core.ticket.acts.handle import Handle
from core.ticket.acts.hold import Hold, Resumed
from core.ticket.acts.note import Progress
from core.ticket.acts.urge import Urge
from core.ticket.acts.work import Accept, Arrive
from core.ticket.codes import CloseKind, HoldReason, Result, State
from core.ticket.model import Ticket

AS_LOGGED = Clean("as the imported log says")
"""Reason of a step for which the log gives none."""

LONGEST_HOLD = timedelta(days=1)
"""Planned length of a hold that the log does not end."""

_NEEDS_ASSIGNMENT = ("accepted", "arrived", "hold", "handled", "closed")

_REASONS = {
    HoldReason.APPOINTMENT: ("约", "appoint"),
    HoldReason.NO_ACCESS: ("无人", "不在家", "no access", "not home", "nobody"),
    HoldReason.WAITING_PARTS: ("料", "配件", "part", "spare"),
    HoldReason.WEATHER: ("天气", "雨", "weather", "rain"),
}
"""Reasons for a hold, each with words that tell of it."""


def replay_steps(step: Step, call: LoggedCall, moment: Callable[[datetime], Moment]) -> None:
    """Add the steps of a call to `step`, which has its first event.

    A step that is not possible by our rules, such as a grade where no callback is owed, stays as a note.
    """
    ends = [following.at for following in call.steps[1:]]
    for logged, following in zip(call.steps, [*ends, None], strict=True):
        for facts_of in (_before, _facts):
            ticket = step.ticket
            if ticket is None:
                return
            try:
                facts = [*facts_of(logged, ticket, moment(logged.at), call, following)]
            except DeskError:
                facts = [Progress(note=_as_note(logged))]
            for fact in facts:
                step.add(logged.at, fact)


def _before(
    logged: LoggedStep, ticket: Ticket, moment: Moment, call: LoggedCall, following: datetime | None
) -> Sequence[Fact]:
    """Return what must have happened before a step: the work went on, or was assigned."""
    if ticket.hold:
        return [Resumed()]
    if ticket.state is State.LOGGED and logged.what in _NEEDS_ASSIGNMENT:
        return [*sent(ticket, _assignee(logged, ticket, call), EMPTY, moment)]
    return []


def _facts(
    logged: LoggedStep, ticket: Ticket, moment: Moment, call: LoggedCall, following: datetime | None
) -> Sequence[Fact]:
    """Return the facts of a step; raise `DeskError` if it is not possible."""
    text = logged.texts.get("note") or AS_LOGGED
    if logged.what == "assigned":
        return [*sent(ticket, _assignee(logged, ticket, call), text, moment)]
    if logged.what == "accepted":
        return [*accepting(ticket).facts(ticket, moment)]
    if logged.what == "arrived":
        return [*Arrive().facts(ticket, moment)]
    if logged.what == "hold":
        later = (at for at in (logged.agreed, following) if at and at > logged.at)
        until = next(later, logged.at + LONGEST_HOLD)
        return [*Hold(_hold_reason(text), until).facts(ticket, moment)]
    if logged.what == "handled":
        return [*_handle(logged, call, ticket).facts(ticket, moment)]
    if logged.what == "callback":
        return [*RecordCallback(Result(logged.grade), text, text, complete=False).facts(ticket, moment)]
    if logged.what == "urged":
        return [*Urge().facts(ticket, moment)]
    if logged.what in ("closed", "reopened"):
        return [*(_closed if logged.what == "closed" else _reopened)(logged, ticket, moment, call)]
    return [Progress(note=text)] if logged.what == "note" else []


def _assignee(logged: LoggedStep, ticket: Ticket, call: LoggedCall) -> Clean:
    return logged.texts.get("assignee") or call.texts.get("assignee") or Clean(ticket.department)


def why_no_visit(call: LoggedCall, ticket: Ticket) -> Clean:
    """Return why there was no visit, where the log tells none: it has no arrivals, or none for this call."""
    if ticket.round.arrived_at:
        return EMPTY
    return Clean(NO_ARRIVAL if call.arrivals else UNTOLD)


def accepting(ticket: Ticket) -> Accept:
    """Return the acceptance; the log does not tell what was planned about a complaint."""
    return Accept(AS_LOGGED, Clean(ticket.assignee or ticket.department))


def _handle(logged: LoggedStep, call: LoggedCall, ticket: Ticket) -> Handle:
    told = logged.texts.get("no_arrival", EMPTY) if call.arrivals else EMPTY
    return Handle(logged.texts.get("outcome") or AS_LOGGED, no_arrival=told or why_no_visit(call, ticket))


def _closed(logged: LoggedStep, ticket: Ticket, moment: Moment, call: LoggedCall) -> Sequence[Fact]:
    """Return the end of the work if it was not told, and that of a callback that the log does not tell."""
    if ticket.state is State.HANDLED:
        return ended(ticket, moment, AS_LOGGED)
    if ticket.state is State.CLOSED:
        return []
    step = Step(ticket, moment.actor.name, logged.at)
    facts = [*_handle(logged, call, ticket).facts(ticket, moment)]
    for fact in facts:
        ticket = step.add(logged.at, fact)
    return facts if ticket.state is State.CLOSED else [*facts, *_closed(logged, ticket, moment, call)]


def ended(ticket: Ticket, moment: Moment, reason: Clean) -> Sequence[Fact]:
    """Return the end of a handled ticket that the log closed: whether the caller was told it does not say."""
    if ticket.round.callback is None:
        return [Closed(kind=CloseKind.NO_CALLBACK)]
    return [*RecordCallback(Result.WAIVED, reason=reason).facts(ticket, moment)]


def _reopened(logged: LoggedStep, ticket: Ticket, moment: Moment, call: LoggedCall) -> Sequence[Fact]:
    """Return the next round: of a closed ticket, however long ago, or of one whose callback is owed."""
    text = logged.texts.get("note") or AS_LOGGED
    if ticket.state is State.CLOSED:
        return [Reopened(reason=text)]
    if ticket.state is State.HANDLED:
        return [*RecordCallback(Result.DISSATISFIED, reason=text).facts(ticket, moment)]
    raise NotAllowed(N_("It is not closed."))


def _hold_reason(text: str) -> HoldReason:
    plain = text.lower()
    found = (
        reason for reason, words in _REASONS.items() if any(word in plain for word in (*words, reason.label))
    )
    return next(found, HoldReason.THIRD_PARTY)


def _as_note(logged: LoggedStep) -> Clean:
    said = (logged.what, logged.grade, logged.texts.get("note", ""), logged.texts.get("outcome", ""))
    return Clean(": ".join(filter(None, said)))
