"""Acts of the worker: accepting, arriving, returning (T4, T5, T6)."""

from core.base.dataclass import dataclass, replace
from core.base.i18n_marks import N_
from core.events.fact import personal
from core.events.stream import Event
from core.ticket.acts.base import Act, Facts, Moment, Reason, TicketFact, needs
from core.ticket.codes import State
from core.ticket.model import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted(TicketFact):
    """Acceptance by the worker or department."""

    says = N_("accepted")
    moves = True

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the accepted ticket."""
        turn = replace(ticket.round, accepted_at=event.at)
        return replace(ticket, state=State.ACCEPTED, rounds=ticket.rounds_with(turn))


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived(TicketFact):
    """Arrival of the worker."""

    says = N_("arrived")
    moves = True

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket on site; only the first arrival in a round counts."""
        turn = replace(ticket.round, arrived_at=ticket.round.arrived_at or event.at)
        return replace(ticket, state=State.ON_SITE, rounds=ticket.rounds_with(turn))


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(TicketFact):
    """Return of the ticket by the department."""

    reason: str = personal()

    says = N_("returned: {reason}")
    moves = True

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the unassigned ticket; the dispatch clock does not start again."""
        return replace(ticket, state=State.LOGGED, assignee="")


@dataclass(frozen=True, slots=True)
class Accept(Act, name="accept"):
    """Act that records the acceptance."""

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the acceptance."""
        return [Accepted()]


@dataclass(frozen=True, slots=True)
class Arrive(Act, name="arrive"):
    """Act that records the arrival."""

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the arrival."""
        return [Arrived()]


@dataclass(frozen=True, slots=True)
class Return(Act, name="return"):
    """Act that returns the ticket to the desk."""

    reason: Reason

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the return; raise `InvalidInput` without a reason."""
        needs(self.reason, N_("Give a reason for returning it."))
        return [Returned(reason=self.reason)]
