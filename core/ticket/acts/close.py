"""The end of a ticket: told, closed, void, and opened again after a mistake (T11, T16, T17, R023)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from core.base.dataclass import dataclass
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Asked
from core.events.fact import Fact, personal
from core.events.stream import Event
from core.ticket.acts.base import Act, Facts, Moment, Reason, TicketFact, needs
from core.ticket.model import Round, State, Ticket, Way

REOPEN_TIME = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class FedBack(TicketFact):
    """The source was told the outcome; `way` is how."""

    way: str = ""

    says = N_("the source was told the outcome: {way}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Note when."""
        return replace(ticket, fed_back_at=event.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(TicketFact):
    """Nothing more is owed; `kind` says how it ended."""

    kind: str

    says = N_("closed: {kind}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Close it."""
        return replace(ticket, state=State.CLOSED, closed_at=event.at, close_kind=self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(TicketFact):
    """It was closed by mistake."""

    reason: str = personal()

    says = N_("reopened: {reason}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Begin the next round."""
        rounds = (*ticket.rounds, Round(ticket.round.number + 1, "reopen", event.at))
        return replace(ticket, state=State.ASSIGNED, closed_at=None, close_kind="", rounds=rounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voided(TicketFact):
    """It should never have been logged."""

    reason: str = personal()

    says = N_("void: {reason}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Void it."""
        return replace(ticket, state=State.VOID, closed_at=event.at, close_kind="void")


def closing(kind: str, *, told: bool) -> Iterable[Fact]:
    """Yield the end of a ticket, before it that the source was told."""
    if told:
        yield FedBack()
    yield Closed(kind=kind)


@dataclass(frozen=True, slots=True)
class FeedBack(Act, name="feed_back"):
    """Tell the source; a handled ticket without a callback closes now."""

    way: Annotated[str, Asked(N_("By"), N_("How."), codes=Way)] = ""

    also = ("at",)

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return that the source was told, and the end where nothing else is owed."""
        told = FedBack(way=self.way)
        return [told] if ticket.round.callback else [told, Closed(kind="no_callback")]


@dataclass(frozen=True, slots=True)
class Reopen(Act, name="reopen"):
    """Take the closing back, within a day."""

    reason: Reason

    @classmethod
    def lacks(cls, ticket: Ticket, now: datetime) -> NotAllowed | None:
        """Return that it is too late."""
        if ticket.closed_at and now - ticket.closed_at > REOPEN_TIME:
            return NotAllowed(
                N_("It was closed more than 24 hours ago."),
                hint=N_("Log a new ticket; it will count as a repeat."),
            )
        return None

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return that it is open again, and why."""
        needs(self.reason, N_("Reopening it needs a reason."))
        return [Reopened(reason=self.reason)]


@dataclass(frozen=True, slots=True)
class Void(Act, name="void"):
    """Take the logging back."""

    reason: Reason

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return that it is void, and why."""
        needs(self.reason, N_("Voiding it needs a reason."))
        return [Voided(reason=self.reason)]
