"""End of a ticket: fed back, closed, void, and reopened after a mistake (T11, T16, T17, R023)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Asked
from core.base.text import EMPTY, Clean
from core.events.fact import Fact, personal
from core.events.stream import Event
from core.ticket.acts.base import Act, Facts, Moment, Reason, TicketFact, needs
from core.ticket.codes import CloseKind, Opening, State, Way
from core.ticket.model import Round, Ticket

REOPEN_TIME = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class FedBack(TicketFact):
    """Feedback of the outcome to the source, told in the way `way`."""

    way: str = ""

    says = N_("requester informed: {way}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the time of the feedback."""
        return replace(ticket, fed_back_at=event.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(TicketFact):
    """Closing of the ticket; `kind` is its result."""

    kind: CloseKind

    says = N_("closed: {kind}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the closed ticket."""
        return replace(ticket, state=State.CLOSED, closed_at=event.at, close_kind=self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(TicketFact):
    """Reopening of a ticket that was closed by mistake."""

    reason: str = personal()

    says = N_("reopened: {reason}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket in its next round."""
        rounds = (*ticket.rounds, Round(ticket.round.number + 1, Opening.REOPEN, event.at))
        return replace(ticket, state=State.ASSIGNED, closed_at=None, close_kind=None, rounds=rounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voided(TicketFact):
    """Voiding of a ticket that should not have been logged."""

    reason: str = personal()

    says = N_("void: {reason}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the void ticket."""
        return replace(ticket, state=State.VOID, closed_at=event.at, close_kind=CloseKind.VOID)


def closing(kind: CloseKind, *, told: bool) -> Iterable[Fact]:
    """Yield the end of a ticket, after the feedback to the source if `told`."""
    if told:
        yield FedBack()
    yield Closed(kind=kind)


@dataclass(frozen=True, slots=True)
class FeedBack(Act, name="feed_back"):
    """Act that records the feedback to the source; a handled ticket without a callback then closes."""

    way: Annotated[Clean, Asked(N_("Informed via"), N_("How they were informed."), codes=Way)] = EMPTY

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the feedback, and the closing if no callback is owed."""
        told = FedBack(way=self.way)
        return [told] if ticket.round.callback else [told, Closed(kind=CloseKind.NO_CALLBACK)]


@dataclass(frozen=True, slots=True)
class Reopen(Act, name="reopen"):
    """Act that undoes the closing, within 24 hours."""

    reason: Reason

    @classmethod
    def lacks(cls, ticket: Ticket, now: datetime) -> NotAllowed | None:
        """Return the refusal if the time for it is over."""
        if ticket.closed_at and now - ticket.closed_at > REOPEN_TIME:
            return NotAllowed(
                N_("It was closed more than 24 hours ago."),
                hint=N_("Log a new ticket; it will count as a repeat."),
            )
        return None

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the reopening; raise `InvalidInput` without a reason."""
        needs(self.reason, N_("Give a reason for reopening it."))
        return [Reopened(reason=self.reason)]


@dataclass(frozen=True, slots=True)
class Void(Act, name="void"):
    """Act that voids a ticket which should not have been logged."""

    reason: Reason

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the voiding; raise `InvalidInput` without a reason."""
        needs(self.reason, N_("Give a reason for voiding it."))
        return [Voided(reason=self.reason)]
