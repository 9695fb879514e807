"""The worker's own acts: taking it on, arriving, giving it back (T4, T5, T6)."""

from dataclasses import replace

from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.events.fact import personal
from core.events.stream import Event
from core.ticket.acts.base import Act, Facts, Moment, Reason, TicketFact, needs
from core.ticket.model import State, Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted(TicketFact):
    """The worker or the department took it on."""

    says = N_("accepted")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Note when."""
        turn = replace(ticket.round, accepted_at=event.at)
        return replace(ticket, state=State.ACCEPTED, rounds=ticket.rounds_with(turn))


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived(TicketFact):
    """Somebody is on site."""

    says = N_("arrived")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Note when; a second arrival in a round does not count."""
        turn = replace(ticket.round, arrived_at=ticket.round.arrived_at or event.at)
        return replace(ticket, state=State.ON_SITE, rounds=ticket.rounds_with(turn))


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(TicketFact):
    """The department gave it back."""

    reason: str = personal()

    says = N_("returned: {reason}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Take it from them; the dispatch clock does not start again."""
        return replace(ticket, state=State.LOGGED, assignee="")


@dataclass(frozen=True, slots=True)
class Accept(Act, name="accept"):
    """Take it on."""

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return that it is accepted."""
        return [Accepted()]


@dataclass(frozen=True, slots=True)
class Arrive(Act, name="arrive"):
    """Be on site."""

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return that they arrived."""
        return [Arrived()]


@dataclass(frozen=True, slots=True)
class Return(Act, name="return"):
    """Give it back to the desk."""

    reason: Reason

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return that it is given back, and why."""
        needs(self.reason, N_("Returning it needs a reason."))
        return [Returned(reason=self.reason)]
