"""Fold of a ticket: the same events always give the same ticket."""

from collections.abc import Iterable

from core.base.dataclass import replace
from core.events import fold as events
from core.events.stream import Event
from core.ticket.acts.base import TicketFact, load
from core.ticket.acts.created import Created
from core.ticket.model import Ticket

load()


def fold(history: Iterable[Event]) -> Ticket:
    """Return the ticket that results from these events in order; raise `ValueError` without any."""
    kept = list(history)
    return stamped(events.fold(kept, changed), kept[-1])


def changed(ticket: Ticket | None, event: Event) -> Ticket:
    """Return the ticket after one more event, before `stamped`."""
    fact = event.fact
    if isinstance(fact, Created):
        after = fact.begin(event)
    elif ticket is None:
        raise ValueError("a ticket begins with a Created event")
    else:
        after = fact.change(ticket, event) if isinstance(fact, TicketFact) else ticket
        if isinstance(fact, TicketFact) and fact.moves:
            after = replace(after, moved_at=event.at)
    return replace(after, notes=(*after.notes, fact.note)) if fact.note else after


def stamped(ticket: Ticket, event: Event) -> Ticket:
    """Return the ticket with `event` as its last one."""
    return replace(ticket, version=event.step, seq=event.seq, changed_at=event.recorded_at)


def evolve(ticket: Ticket | None, event: Event) -> Ticket:
    """Return the ticket after one more event."""
    return stamped(changed(ticket, event), event)
