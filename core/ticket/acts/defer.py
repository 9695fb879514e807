"""Deferring a matter that cannot be solved for now, and the acts that follow (T13, T14, R182)."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from core.base.clock import site_time
from core.base.dataclass import dataclass, replace
from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from core.base.questions import Asked
from core.base.spoken_times import Aim
from core.events.fact import personal
from core.events.stream import Event
from core.ticket.acts.base import Act, Facts, Moment, Reason, TicketFact, needs
from core.ticket.acts.close import Closed
from core.ticket.acts.hold import off_hold
from core.ticket.codes import CloseKind, State
from core.ticket.model import Deferral, Pause, Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferred(TicketFact):
    """Deferral until a review on `review`."""

    reason: str = personal()
    review: date

    says = N_("deferred, review on {review}: {reason}")
    moves = True

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the deferred ticket; its ladder stops, an explanation is owed within 24 h."""
        turn = replace(ticket.round, pauses=(*ticket.round.pauses, Pause(event.at, None, deferred=True)))
        return replace(
            ticket,
            state=State.DEFERRED,
            deferral=Deferral(event.at, self.review),
            rounds=ticket.rounds_with(turn),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained(TicketFact):
    """Explanation to the customer why the matter is deferred."""

    says = N_("customer was told why it is deferred")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the time of the explanation."""
        deferral = replace(ticket.deferral, explained_at=event.at) if ticket.deferral else None
        return replace(ticket, deferral=deferral)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revived(TicketFact):
    """Reactivation of a deferred matter."""

    says = N_("reactivated")
    moves = True

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the reactivated ticket, whose ladder counts again from the event."""
        pauses = ticket.round.pauses
        turn = replace(ticket.round, pauses=(*pauses[:-1], replace(pauses[-1], until=event.at)))
        state = State.ASSIGNED if ticket.assigned_at else State.LOGGED
        return replace(ticket, state=state, deferral=None, rounds=ticket.rounds_with(turn))


@dataclass(frozen=True, slots=True)
class Defer(Act, name="defer"):
    """Act that defers the matter until a review."""

    reason: Reason
    review: Annotated[date, Asked(N_("Review on"), N_("Date of the review."), aim=Aim.FUTURE)]

    @classmethod
    def first(cls, ticket: Ticket, moment: Moment) -> Mapping[str, str]:
        """Return a review in 90 days."""
        return {"review": "+90d"}

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the deferral; raise `InvalidInput` without a reason or for a past day."""
        needs(self.reason, N_("Give a reason for deferring it."))
        if self.review < site_time(moment.at, moment.policy.site.zone).date():
            raise InvalidInput(N_("The day of the review is already past."), hint=N_("Give a later one."))
        return [*off_hold(ticket), Deferred(reason=self.reason, review=self.review)]


@dataclass(frozen=True, slots=True)
class Explain(Act, name="explain"):
    """Act that records the explanation to the customer."""

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the explanation; raise `BadEntry` for a time before the deferral."""
        _check_deferred(ticket, moment)
        return [Explained()]


@dataclass(frozen=True, slots=True)
class Revive(Act, name="revive"):
    """Act that reactivates the matter."""

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the reactivation; raise `BadEntry` for a time before the deferral."""
        _check_deferred(ticket, moment)
        return [Revived()]


@dataclass(frozen=True, slots=True)
class Conclude(Act, name="conclude"):
    """Act that closes the matter as unsolved after the yearly review."""

    reason: Reason

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the closing; raise `InvalidInput` without a reason."""
        needs(self.reason, N_("Enter what the review decided."))
        _check_deferred(ticket, moment)
        return [Closed(kind=CloseKind.UNSOLVED, note=self.reason)]


def _check_deferred(ticket: Ticket, moment: Moment) -> None:
    since = ticket.deferral.since if ticket.deferral else None
    moment.check_after(since, N_("That time is before it was deferred."))
