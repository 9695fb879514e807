"""Events fold into a ticket; the same events always give the same ticket."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import singledispatch
from typing import Any

from core.events import fold as events
from core.events.fact import Fact
from core.events.stream import Event
from core.ticket import facts as e
from core.ticket.hold import resume
from core.ticket.model import (
    NOBODY,
    REANCHORING,
    Attempt,
    Booking,
    Callback,
    Deferral,
    Hazard,
    Hold,
    Pause,
    Raised,
    Round,
    State,
    Ticket,
)


def fold(history: Iterable[Event]) -> Ticket:
    """Return the ticket that these events, in order, add up to; raise `ValueError` without a first event."""
    kept = list(history)
    return _after(events.fold(kept, evolve), kept[-1])


def evolve(ticket: Ticket | None, event: Event) -> Ticket:
    """The ticket after one more event."""
    if isinstance(event.fact, e.Created):
        return _created(event.fact, event)
    if ticket is None:
        raise ValueError("a ticket begins with a Created event")
    return apply(event.fact, ticket, event)


def _after(ticket: Ticket, event: Event, **changes: Any) -> Ticket:
    """The ticket with these changes, of which `event` is the last event."""
    return replace(ticket, version=event.step, seq=event.seq, changed_at=event.recorded_at, **changes)


def _created(fact: e.Created, event: Event) -> Ticket:
    booking = Booking(fact.appointment, event.at) if fact.appointment else None
    pauses = (Pause(fact.reported_at, fact.appointment),) if fact.appointment else ()
    shared = {
        name: getattr(fact, name)
        for name in (
            "number", "category", "urgency", "policy", "description", "channel", "origin", "unit",
            "place", "caller", "first_responder", "employer", "operator", "department", "reported_at",
            "logged_at", "answered_at", "opinion", "repeat_of", "repeat_no", "particulars",
        )
    }  # fmt: skip
    return Ticket(
        **shared,
        state=State.LOGGED,
        replied_at=fact.reported_at if fact.opinion else None,
        rounds=(Round(1, "report", fact.reported_at, pauses, booking),),
        version=event.step,
        seq=event.seq,
        changed_at=event.recorded_at,
    )


def _in_round(ticket: Ticket, **changes: Any) -> tuple[Round, ...]:
    return (*ticket.rounds[:-1], replace(ticket.round, **changes))


def _new_round(ticket: Ticket, opened_by: str, at: datetime) -> tuple[Round, ...]:
    return (*ticket.rounds, Round(ticket.round.number + 1, opened_by, at))


@singledispatch
def apply(fact: Fact, ticket: Ticket, event: Event) -> Ticket:
    """The ticket after `fact`; a fact that only adds to the history changes nothing."""
    return _after(ticket, event)


def _on(kind: type[Fact]) -> Callable[[Callable[[Any, Ticket, Event], Ticket]], Any]:
    return apply.register(kind)


@_on(e.Assigned)
def _assigned(fact: e.Assigned, ticket: Ticket, event: Event) -> Ticket:
    return _after(
        ticket,
        event,
        state=State.ASSIGNED,
        department=fact.department,
        assignee=fact.assignee,
        assigned_at=ticket.assigned_at or event.at,
    )


@_on(e.Accepted)
def _accepted(fact: e.Accepted, ticket: Ticket, event: Event) -> Ticket:
    return _after(ticket, event, state=State.ACCEPTED, rounds=_in_round(ticket, accepted_at=event.at))


@_on(e.Arrived)
def _arrived(fact: e.Arrived, ticket: Ticket, event: Event) -> Ticket:
    arrived = ticket.round.arrived_at or event.at
    return _after(ticket, event, state=State.ON_SITE, rounds=_in_round(ticket, arrived_at=arrived))


@_on(e.Returned)
def _returned(fact: e.Returned, ticket: Ticket, event: Event) -> Ticket:
    return _after(ticket, event, state=State.LOGGED, assignee="")


@_on(e.Held)
def _held(fact: e.Held, ticket: Ticket, event: Event) -> Ticket:
    changes: dict[str, Any] = {}
    if fact.reason in REANCHORING:
        changes["pauses"] = (*ticket.round.pauses, Pause(event.at, fact.until))
    if fact.reason == "appointment":
        changes["booking"] = Booking(fact.until, event.at)
    hold = Hold(fact.reason, event.at, fact.until)
    return _after(ticket, event, state=State.ON_HOLD, hold=hold, rounds=_in_round(ticket, **changes))


@_on(e.Resumed)
def _resumed(fact: e.Resumed, ticket: Ticket, event: Event) -> Ticket:
    return _after(resume(ticket, event.at), event)


@_on(e.Replied)
def _replied(fact: e.Replied, ticket: Ticket, event: Event) -> Ticket:
    return _after(ticket, event, replied_at=ticket.replied_at or event.at, opinion=fact.text)


@_on(e.Handled)
def _handled(fact: e.Handled, ticket: Ticket, event: Event) -> Ticket:
    callback = Callback(fact.callback, fact.callback_due) if fact.callback_due else None
    rounds = _in_round(
        ticket,
        handled_at=event.at,
        handled_by=ticket.assignee,
        outcome=fact.outcome,
        category=ticket.category,
        callback=callback,
    )
    replied = ticket.replied_at or event.at
    return _after(ticket, event, state=State.HANDLED, hold=None, rounds=rounds, replied_at=replied)


@_on(e.FedBack)
def _fed_back(fact: e.FedBack, ticket: Ticket, event: Event) -> Ticket:
    return _after(ticket, event, fed_back_at=event.at)


def _with_callback(ticket: Ticket, **changes: Any) -> tuple[Round, ...]:
    callback = ticket.round.callback
    if callback is None:
        raise ValueError("no callback is owed in this round")
    return _in_round(ticket, callback=replace(callback, **changes))


@_on(e.CallbackAttempt)
def _attempted(fact: e.CallbackAttempt, ticket: Ticket, event: Event) -> Ticket:
    before = ticket.round.callback.attempts if ticket.round.callback else ()
    attempt = Attempt(event.at, fact.result, fact.answer, event.actor)
    return _after(ticket, event, rounds=_with_callback(ticket, attempts=(*before, attempt)))


@_on(e.CallbackPostponed)
def _postponed(fact: e.CallbackPostponed, ticket: Ticket, event: Event) -> Ticket:
    return _after(ticket, event, rounds=_with_callback(ticket, due_at=fact.until, postponed=True))


@_on(e.CallbackResult)
def _resulted(fact: e.CallbackResult, ticket: Ticket, event: Event) -> Ticket:
    return _after(ticket, event, rounds=_with_callback(ticket, result=fact.result, done_at=event.at))


@_on(e.Rework)
def _rework(fact: e.Rework, ticket: Ticket, event: Event) -> Ticket:
    return _after(ticket, event, state=State.ASSIGNED, rounds=_new_round(ticket, "rework", event.at))


@_on(e.Reopened)
def _reopened(fact: e.Reopened, ticket: Ticket, event: Event) -> Ticket:
    rounds = _new_round(ticket, "reopen", event.at)
    return _after(ticket, event, state=State.ASSIGNED, closed_at=None, close_kind="", rounds=rounds)


@_on(e.Closed)
def _closed(fact: e.Closed, ticket: Ticket, event: Event) -> Ticket:
    return _after(ticket, event, state=State.CLOSED, closed_at=event.at, close_kind=fact.kind)


@_on(e.Deferred)
def _deferred(fact: e.Deferred, ticket: Ticket, event: Event) -> Ticket:
    rounds = _in_round(ticket, pauses=(*ticket.round.pauses, Pause(event.at, None)))
    return _after(
        ticket, event, state=State.DEFERRED, deferral=Deferral(event.at, fact.review), rounds=rounds
    )


@_on(e.Explained)
def _explained(fact: e.Explained, ticket: Ticket, event: Event) -> Ticket:
    deferral = replace(ticket.deferral, explained_at=event.at) if ticket.deferral else None
    return _after(ticket, event, deferral=deferral)


@_on(e.Revived)
def _revived(fact: e.Revived, ticket: Ticket, event: Event) -> Ticket:
    pauses = ticket.round.pauses
    rounds = _in_round(ticket, pauses=(*pauses[:-1], replace(pauses[-1], until=event.at)))
    state = State.ASSIGNED if ticket.assigned_at else State.LOGGED
    return _after(ticket, event, state=state, deferral=None, rounds=rounds)


@_on(e.Voided)
def _voided(fact: e.Voided, ticket: Ticket, event: Event) -> Ticket:
    return _after(ticket, event, state=State.VOID, closed_at=event.at, close_kind="void")


@_on(e.Merged)
def _merged(fact: e.Merged, ticket: Ticket, event: Event) -> Ticket:
    return _after(
        ticket, event, state=State.MERGED, merged_into=fact.into, closed_at=event.at, close_kind="merged"
    )


def _asked_again(ticket: Ticket, event: Event, **changes: Any) -> Ticket:
    """Somebody asked again, whoever it was; the third time a supervisor hears of it (§9)."""
    urges = ticket.urges + 1
    raised = (*ticket.raised, Raised("urged", event.at)) if urges == 3 else ticket.raised
    return _after(ticket, event, urges=urges, raised=raised, **changes)


@_on(e.ContactAdded)
def _contact_added(fact: e.ContactAdded, ticket: Ticket, event: Event) -> Ticket:
    return _asked_again(ticket, event, contacts=(*ticket.contacts, fact.caller))


@_on(e.Isolated)
def _isolated(fact: e.Isolated, ticket: Ticket, event: Event) -> Ticket:
    return _after(ticket, event, hazards=(*ticket.hazards, Hazard(fact.measure, fact.by, event.at)))


@_on(e.IsolationRemoved)
def _isolation_removed(fact: e.IsolationRemoved, ticket: Ticket, event: Event) -> Ticket:
    hazards = tuple(
        hazard if hazard.removed_at else replace(hazard, removed_at=event.at) for hazard in ticket.hazards
    )
    return _after(ticket, event, hazards=hazards)


@_on(e.ManagerTold)
def _manager_told(fact: e.ManagerTold, ticket: Ticket, event: Event) -> Ticket:
    return _after(ticket, event, manager_told_at=ticket.manager_told_at or event.at)


@_on(e.FirstResponderCorrected)
def _first_responder_corrected(fact: e.FirstResponderCorrected, ticket: Ticket, event: Event) -> Ticket:
    # the manager of another firm is still to be told
    told = ticket.manager_told_at if fact.employer == ticket.employer else None
    return _after(
        ticket, event, first_responder=fact.first_responder, employer=fact.employer, manager_told_at=told
    )


@_on(e.Absorbed)
def _absorbed(fact: e.Absorbed, ticket: Ticket, event: Event) -> Ticket:
    contacts = ticket.contacts if fact.caller == NOBODY else (*ticket.contacts, fact.caller)
    urged = _asked_again(ticket, event, contacts=contacts)
    first = ticket.rounds[0]
    if first.handled_at or fact.reported_at >= ticket.reported_at:
        return urged
    rounds = (replace(first, anchor=fact.reported_at), *ticket.rounds[1:])
    return replace(urged, reported_at=fact.reported_at, rounds=rounds)


@_on(e.Urged)
def _urged(fact: e.Urged, ticket: Ticket, event: Event) -> Ticket:
    return _asked_again(ticket, event)


@_on(e.Reclassified)
def _reclassified(fact: e.Reclassified, ticket: Ticket, event: Event) -> Ticket:
    department = ticket.department if ticket.assigned_at else fact.department
    return _after(
        ticket,
        event,
        category=fact.category,
        urgency=fact.urgency,
        department=department,
        reclassified_at=event.at,
    )


@_on(e.CannotSolve)
def _cannot_solve(fact: e.CannotSolve, ticket: Ticket, event: Event) -> Ticket:
    return _after(ticket, event, raised=(*ticket.raised, Raised("cannot_solve", event.at)))


@_on(e.BeyondOffice)
def _beyond_office(fact: e.BeyondOffice, ticket: Ticket, event: Event) -> Ticket:
    return _after(ticket, event, raised=(*ticket.raised, Raised("beyond_office", event.at)))
