"""Deferring a matter that cannot be solved for now, and the acts that follow (T13, T14, R182)."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from core.base.clock import site_time
from core.base.dataclass import dataclass, replace
from core.base.errors import InvalidInput, NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Asked
from core.base.spoken_times import Aim
from core.base.text import EMPTY, LONGEST_NAME, Clean
from core.events.fact import personal
from core.events.stream import Event
from core.ticket.acts.base import Act, Facts, Moment, Reason, TicketFact, needs
from core.ticket.acts.close import Closed
from core.ticket.acts.hold import off_hold
from core.ticket.codes import CloseKind, FeedbackWay, State
from core.ticket.feedback import is_named
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
    """Explanation to the customer why the matter is deferred: what was said, to whom, and how (R182)."""

    said: str = personal()
    to: str = personal()
    way: str = ""

    says = N_("customer was told why it is deferred")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the time of the explanation."""
        deferral = (
            replace(ticket.deferral, explained_at=event.at, explained_to=self.to, explained=self.said)
            if ticket.deferral
            else None
        )
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

    said: Annotated[Clean, Asked(N_("What was said"), N_("What the customer was told."))]
    way: Annotated[FeedbackWay, Asked(N_("Told via"), N_("How they were told."))]
    to: Annotated[
        Clean,
        Asked(N_("Person"), N_("Who was told; else the caller."), metavar="WHO", longest=LONGEST_NAME),
    ] = EMPTY

    @classmethod
    def first(cls, ticket: Ticket, moment: Moment) -> Mapping[str, str]:
        """Return the phone, and the caller unless the name is withheld."""
        return {"way": FeedbackWay.PHONE, "to": "" if ticket.caller.confidential else ticket.caller.name}

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the explanation; raise `BadEntry` for a time before the deferral."""
        _check_deferred(ticket, moment)
        needs(self.said, N_("Enter what the customer was told."), "said")
        to = EMPTY if is_named(ticket.caller, self.to) else self.to
        return [Explained(said=self.said, to=to, way=self.way)]


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

    reason: Annotated[Clean, Asked(N_("Result of the review"), N_("What the authority decided."))]

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the closing; raise `InvalidInput` without the authority's result (R170, R182).

        Raise `NotAllowed` while the customer is owed the explanation.
        """
        needs(self.reason, N_("Enter what the review decided."), "reason")
        _check_deferred(ticket, moment)
        if ticket.from_customer and not (ticket.deferral and ticket.deferral.explained_at):
            raise NotAllowed(
                N_("The customer has not been told yet why it is deferred."),
                hint=N_("First record the explanation (on the command line: explain)."),
            )
        return [Closed(kind=CloseKind.UNSOLVED, note=self.reason)]


def _check_deferred(ticket: Ticket, moment: Moment) -> None:
    since = ticket.deferral.since if ticket.deferral else None
    moment.check_after(since, N_("That time is before it was deferred."))
