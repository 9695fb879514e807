"""End of a ticket: fed back, closed, void, and reopened after a mistake (T11, T16, T17, R023)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import BadEntry, NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Among, Asked
from core.base.text import EMPTY, LONGEST_NAME, Clean
from core.events.fact import Fact, personal
from core.events.stream import Event
from core.policy.model import Policy
from core.ticket.acts.base import Act, Facts, Moment, Reason, TicketFact, needs
from core.ticket.codes import Channel, CloseKind, FeedbackWay, Opening, Result, State
from core.ticket.feedback import is_named, waiting
from core.ticket.model import Feedback, Round, Ticket
from core.ticket.supervision import is_faulty


@dataclass(frozen=True, slots=True, kw_only=True)
class FedBack(TicketFact):
    """Feedback of the outcome to a caller, or to the person `to` for them, in the way `way`."""

    way: str = ""
    caller: int = 0
    to: str = personal()

    says = N_("requester informed: {way}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the feedback."""
        given = Feedback(self.caller, ticket.round.number, event.at, event.actor, self.way, self.to)
        return replace(ticket, fed_back_at=event.at, feedbacks=(*ticket.feedbacks, given))


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
        """Return the ticket in its next round; a callback that was owed is not made."""
        turn, callback = ticket.round, ticket.round.callback
        if callback and not callback.result:
            over = replace(callback, result=Result.WAIVED, done_at=event.at, claim=None)
            turn = replace(turn, callback=over)
        rounds = (*ticket.rounds_with(turn), Round(turn.number + 1, Opening.REOPEN, event.at))
        return replace(ticket, state=State.ASSIGNED, closed_at=None, close_kind=None, rounds=rounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voided(TicketFact):
    """Voiding of a ticket that should not have been logged."""

    reason: str = personal()

    says = N_("void: {reason}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the void ticket."""
        return replace(ticket, state=State.VOID, closed_at=event.at, close_kind=CloseKind.VOID)


def closing(ticket: Ticket, kind: CloseKind, *, told: Collection[int] = ()) -> Iterable[Fact]:
    """Yield the end of a ticket, unless a caller still waits for the outcome besides those at `told`."""
    if not {*waiting(ticket)} - {*told}:
        yield Closed(kind=kind)


@dataclass(frozen=True, slots=True)
class FeedBack(Act, name="feed_back"):
    """Act that records who was told the outcome; when all were and no callback is owed, the ticket closes."""

    way: Annotated[FeedbackWay, Asked(N_("Told via"), N_("How they were told."))]
    to: Annotated[
        Clean,
        Asked(
            N_("Person"),
            N_("Who was told: a caller, or another person for them; without it, all who wait."),
            N_("empty: everyone who waits"),
            metavar="WHO",
            among=Among.CALLERS,
            longest=LONGEST_NAME,
        ),
    ] = EMPTY

    @classmethod
    def first(cls, ticket: Ticket, moment: Moment) -> Mapping[str, str]:
        """Return the usual way: that in which the matter came in, if the caller has no phone."""
        there = ticket.channel == Channel.VISIT and not ticket.caller.phone
        return {"way": FeedbackWay.IN_PERSON if there else FeedbackWay.PHONE}

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the feedback to each caller meant, and the closing if nothing more is owed."""
        meant = self._meant(ticket)
        given = [FedBack(way=self.way, caller=place, to=to) for place, to in meant]
        callback = ticket.round.callback
        if callback and not callback.result:
            return given
        graded = CLOSED_BY.get(callback.result) if callback and callback.result else None
        places = [place for place, _to in meant]
        return [*given, *closing(ticket, graded or CloseKind.NO_CALLBACK, told=places)]

    def _meant(self, ticket: Ticket) -> Sequence[tuple[int, str]]:
        """Return the places of the callers who were told, each with the person told for them."""
        left = waiting(ticket)
        if not self.to:
            return [(place, "") for place in left or (0,)]
        named = [place for place, caller in enumerate(ticket.callers) if is_named(caller, self.to)]
        if named:
            return [(place, "") for place in named]
        if len(left) > 1:
            raise BadEntry(
                "to",
                N_("“{who}” is none of the callers who wait."),
                hint=N_("Name a caller, or no one for all of them."),
                who=self.to,
            )
        return [(left[0] if left else 0, self.to)]


CLOSED_BY = {
    Result.VERY_SATISFIED: CloseKind.SATISFIED,
    Result.SATISFIED: CloseKind.SATISFIED,
    Result.FAIRLY_SATISFIED: CloseKind.SATISFIED,
    Result.NEUTRAL: CloseKind.NEUTRAL,
    Result.WAIVED: CloseKind.WAIVED,
    Result.UNREACHABLE: CloseKind.UNREACHED,
}
"""Kinds of closing after the callback of a round."""


@dataclass(frozen=True, slots=True)
class Reopen(Act, name="reopen"):
    """Act that undoes the closing, for some hours, or sends back work that a spot check found faulty."""

    reason: Reason

    @classmethod
    def lacks(cls, ticket: Ticket, now: datetime) -> NotAllowed | None:
        """Return the refusal if the work of a handled one is in order."""
        if ticket.state is State.HANDLED and not is_faulty(ticket):
            return NotAllowed(N_("It is not closed."))
        return None

    @classmethod
    def ruled_out(cls, ticket: Ticket, now: datetime, policy: Policy) -> NotAllowed | None:
        """Return the refusal if it was closed too long ago."""
        hours = policy.limits.reopen_h
        if ticket.closed_at and now - ticket.closed_at > timedelta(hours=hours):
            return NotAllowed(
                N_("It was closed more than {hours} hours ago."),
                hint=N_("Log a new ticket; it will count as a repeat."),
                hours=hours,
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
