"""Putting a matter aside that cannot be solved for now, and what becomes of it (T13, T14, R182)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Annotated

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from core.base.questions import Asked
from core.events.fact import personal
from core.events.stream import Event
from core.people.directory import Directory
from core.ticket.acts.base import Act, Facts, Moment, Reason, TicketFact, needs
from core.ticket.acts.close import Closed
from core.ticket.acts.hold import off_hold
from core.ticket.model import Deferral, Pause, State, Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferred(TicketFact):
    """It cannot be solved for now."""

    reason: str = personal()
    review: date

    says = N_("deferred, review on {review}: {reason}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Let the ladder stand still; the customer is owed an explanation within 24 h."""
        turn = replace(ticket.round, pauses=(*ticket.round.pauses, Pause(event.at, None)))
        return replace(
            ticket,
            state=State.DEFERRED,
            deferral=Deferral(event.at, self.review),
            rounds=ticket.rounds_with(turn),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained(TicketFact):
    """The customer was told why it is deferred."""

    says = N_("customer was told why it is deferred")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Note when."""
        deferral = replace(ticket.deferral, explained_at=event.at) if ticket.deferral else None
        return replace(ticket, deferral=deferral)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revived(TicketFact):
    """A deferred matter is taken up again."""

    says = N_("taken up again")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Let the ladder count again from here."""
        pauses = ticket.round.pauses
        turn = replace(ticket.round, pauses=(*pauses[:-1], replace(pauses[-1], until=event.at)))
        state = State.ASSIGNED if ticket.assigned_at else State.LOGGED
        return replace(ticket, state=state, deferral=None, rounds=ticket.rounds_with(turn))


@dataclass(frozen=True, slots=True)
class Defer(Act, name="defer"):
    """Put it aside until a review."""

    reason: Reason
    review: Annotated[date, Asked(N_("Review on"), N_("The day it is looked at again."))]

    @classmethod
    def first(cls, ticket: Ticket, directory: Directory) -> Mapping[str, str]:
        """Propose a quarter of a year."""
        return {"review": "+90d"}

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return that it is deferred, and until when."""
        needs(self.reason, N_("Deferring it needs a reason."))
        if self.review < site_time(moment.at, moment.policy.site.zone).date():
            raise InvalidInput(N_("The day of the review is already past."), hint=N_("Give a later one."))
        return [*off_hold(ticket), Deferred(reason=self.reason, review=self.review)]


@dataclass(frozen=True, slots=True)
class Explain(Act, name="explain"):
    """Tell the customer why."""

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return that they were told."""
        return [Explained()]


@dataclass(frozen=True, slots=True)
class Revive(Act, name="revive"):
    """Take it up again."""

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return that it is taken up again."""
        return [Revived()]


@dataclass(frozen=True, slots=True)
class Conclude(Act, name="conclude"):
    """End it unsolved, as the yearly review decided."""

    reason: Reason

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the end of it."""
        needs(self.reason, N_("Say what the review decided."))
        return [Closed(kind="unsolved", note=self.reason)]
