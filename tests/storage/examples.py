"""Tickets and board lines for the storage tests, made the way the desk makes them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from core.desk.ports import Writing
from core.events.fact import Fact
from core.events.stream import Event
from core.policy.model import default_policy
from core.ticket.acts.created import Created
from core.ticket.board import NEVER, Marks, row_of
from core.ticket.fold import evolve
from core.ticket.model import Caller, Ticket
from core.ticket.ports import Change, Query

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PHONE = "138 0013 8000"


def created(number: str = "", **given: Any) -> Created:
    """A leaking pipe in 3-2-1201, reported at NOW, unless told otherwise."""
    usual: dict[str, Any] = {
        "category": "pipe_leak",
        "urgency": "urgent",
        "policy": 1,
        "description": "Kitchen pipe leaking",
        "unit": "3-2-1201",
        "caller": Caller("王芳", PHONE, "owner"),
        "operator": "anna",
        "department": "engineering",
        "reported_at": NOW,
        "logged_at": NOW,
    }
    return Created(**{"number": number, **usual, **given})


def step(ticket: Ticket | None, *facts: Fact, at: datetime = NOW, actor: str = "anna") -> Change:
    """The next step of a ticket, with all that it writes."""
    seq, number = (ticket.seq, ticket.version + 1) if ticket else (0, 1)
    after, events = ticket, []
    for count, fact in enumerate(facts, seq + 1):
        event = Event(count, number, at, at, actor, fact)
        after = evolve(after, event)
        events.append(event)
    assert after is not None
    return Change(after, events, row_of(after, default_policy()))


def log(work: Writing, key: str = "", **given: Any) -> Ticket:
    """Log one ticket under the next number of its day."""
    first = created(**given)
    first = replace(first, number=work.tickets.new_number(first.reported_at.date()))
    change = step(None, first, at=first.reported_at)
    work.tickets.append(change, key)
    return change.ticket


def go_on(work: Writing, ticket: Ticket, *facts: Fact, at: datetime = NOW, actor: str = "anna") -> Ticket:
    """Write the next step of a ticket."""
    change = step(ticket, *facts, at=at, actor=actor)
    work.tickets.append(change)
    return change.ticket


def log_with_marks(work: Writing, marks: Marks, ago: timedelta, fact: Fact | None = None) -> Ticket:
    """Log a ticket whose board line has these very marks."""
    first = created(work.tickets.new_number(NOW.date()), reported_at=NOW - ago, logged_at=NOW)
    change = step(None, first, *([fact] if fact else []), at=NOW - ago)
    work.tickets.append(replace(change, row=replace(change.row, marks=marks)))
    return change.ticket


def quiet(**given: Any) -> Marks:
    """The marks of a ticket that asks for nothing, with the given ones in their places."""
    return Marks(
        **{"emergency": False, "tell_at": NEVER, "due_at": NEVER, "warn_at": NEVER, "clock": "", **given}
    )


def numbers(found: Iterable[Any]) -> list[str]:
    """The numbers of tickets or lines."""
    return [one.number for one in found]


def view(name: str, now: datetime = NOW, **more: Any) -> Query:
    """A query at NOW."""
    return Query(name, now, **more)
