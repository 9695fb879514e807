"""Register of the deferred matters, with what the customer was told and the review decided (R183)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from core.base.dataclass import dataclass
from core.events.fold import standing
from core.events.stream import Event
from core.figures.ports import FiguresReading
from core.figures.report import span_of, touched
from core.people.roles import Actor
from core.ticket.acts.close import Closed
from core.ticket.acts.defer import Deferred, Explained, Revived
from core.ticket.codes import CloseKind
from core.ticket.confidentiality import discreet, discreet_event
from core.ticket.model import Ticket


@dataclass(frozen=True, slots=True)
class DeferredMatter:
    """Deferral of a ticket; `decided` is the authority's result, `revived_at` when the work went on."""

    ticket: Ticket
    at: datetime
    by: str
    reason: str
    review: date
    explained_at: datetime | None = None
    explained_by: str = ""
    explained_to: str = ""
    explained_way: str = ""
    explained: str = ""
    revived_at: datetime | None = None
    decided_at: datetime | None = None
    decided: str = ""


def deferrals(look: FiguresReading, first: date, last: date, actor: Actor) -> list[DeferredMatter]:
    """Return the deferrals on the days `first` to `last`, and those that stood then, in order."""
    span = span_of(first, last, look.policies.in_force().site)
    found = [
        matter
        for ticket in touched(look, span)
        if any(pause.deferred for turn in ticket.rounds for pause in turn.pauses)
        for matter in _of(ticket, look.tickets.history(ticket.number), actor)
        if matter.at < span.end and _end(matter, span.end) >= span.start
    ]
    return sorted(found, key=lambda one: (one.at, one.ticket.number))


def _end(matter: DeferredMatter, now: datetime) -> datetime:
    return matter.revived_at or matter.decided_at or now


def _of(ticket: Ticket, history: Sequence[Event], actor: Actor) -> Iterator[DeferredMatter]:
    """Yield the deferrals of one ticket, as `actor` may see them."""
    open_: DeferredMatter | None = None
    for event in _seen(ticket, history, actor):
        fact = event.fact
        if isinstance(fact, Deferred):
            if open_:
                yield open_
            open_ = DeferredMatter(discreet(ticket, actor), event.at, event.actor, fact.reason, fact.review)
        elif open_ is None:
            continue
        elif isinstance(fact, Explained):
            open_ = replace(
                open_,
                explained_at=event.at,
                explained_by=event.actor,
                explained_to=fact.to,
                explained_way=fact.way,
                explained=fact.said,
            )
        elif isinstance(fact, Revived):
            yield replace(open_, revived_at=event.at)
            open_ = None
        elif isinstance(fact, Closed) and fact.kind is CloseKind.UNSOLVED:
            yield replace(open_, decided_at=event.at, decided=fact.note)
            open_ = None
    if open_:
        yield open_


def _seen(ticket: Ticket, history: Sequence[Event], actor: Actor) -> Iterable[Event]:
    return (discreet_event(event, actor, ticket) for event in standing(history))
