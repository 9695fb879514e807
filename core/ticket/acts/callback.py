"""Calling the customer back, and the effects of the answer (§6)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import InvalidInput, NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Asked
from core.base.spoken_times import Aim
from core.base.text import EMPTY, Clean
from core.events.fact import Fact, personal
from core.events.stream import Event
from core.ticket import callbacks
from core.ticket.acts.base import Act, Facts, Moment, Reason, TicketFact, needs
from core.ticket.acts.close import Closed, closing
from core.ticket.model import (
    Attempt,
    Callback,
    CallbackRule,
    CloseKind,
    Opening,
    Result,
    Round,
    State,
    Ticket,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackAttempt(TicketFact):
    """Attempt to call the customer back; `result` is a grade or no_answer."""

    result: Result
    answer: str = personal()

    says = N_("callback: {result}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with one more attempt."""
        callback = _owed(ticket)
        attempt = Attempt(event.at, self.result, self.answer, event.actor)
        return _with(ticket, replace(callback, attempts=(*callback.attempts, attempt)))


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackPostponed(TicketFact):
    """Postponement of the callback, possible once."""

    until: datetime
    reason: str = personal()

    says = N_("callback postponed until {until}: {reason}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the later callback."""
        return _with(ticket, replace(_owed(ticket), due_at=self.until, postponed=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackResult(TicketFact):
    """End of the callback loop of this round: a grade, waived, or unreachable."""

    result: Result
    reason: str = personal()

    says = N_("callback ended: {result}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the callback loop ended."""
        return _with(ticket, replace(_owed(ticket), result=self.result, done_at=event.at))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rework(TicketFact):
    """Rework for a dissatisfied customer, which begins the next round (T12)."""

    reason: str = personal()

    says = N_("to be done again: {reason}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket in its next round."""
        rounds = (*ticket.rounds, Round(ticket.round.number + 1, Opening.REWORK, event.at))
        return replace(ticket, state=State.ASSIGNED, rounds=rounds)


def _owed(ticket: Ticket) -> Callback:
    if ticket.round.callback is None:
        raise ValueError("no callback is owed in this round")
    return ticket.round.callback


def _with(ticket: Ticket, callback: Callback) -> Ticket:
    return replace(ticket, rounds=ticket.rounds_with(replace(ticket.round, callback=callback)))


def _not_owed(ticket: Ticket) -> NotAllowed | None:
    return None if ticket.round.callback else NotAllowed(N_("No callback is due for this ticket."))


def _role(ticket: Ticket, role: str) -> str:
    """Return the role for a callback: the department verifies on the spot what the staff found."""
    verified = ticket.round.callback and ticket.round.callback.rule == CallbackRule.VERIFY
    return "site_manager" if verified else role


@dataclass(frozen=True, slots=True)
class RecordCallback(Act, name="callback"):
    """Act that records one attempt to reach the customer."""

    result: Annotated[Result, Asked(help=N_("Result of the callback."))]
    answer: Annotated[Clean, Asked(help=N_("What the customer said."))] = EMPTY
    reason: Annotated[Clean, Asked(help=N_("Why, where the result needs a reason."))] = EMPTY

    @classmethod
    def lacks(cls, ticket: Ticket, now: datetime) -> NotAllowed | None:
        """Return the refusal if no callback is owed."""
        return _not_owed(ticket)

    @classmethod
    def role_for(cls, ticket: Ticket) -> str:
        """Return the operator, or the site manager for a verification."""
        return _role(ticket, cls.about.role)

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the attempt and its effects."""
        if moment.actor.name == ticket.round.handled_by:
            raise NotAllowed(
                N_("The person who did the work cannot make the callback."),
                hint=N_("Ask a colleague to call the customer."),
            )
        if self.result is Result.WAIVED or self.result is Result.UNREACHABLE:
            return self._given_up(ticket, moment)
        moment.check_after(ticket.round.handled_at, N_("That time is before the work was done."))
        attempt = CallbackAttempt(result=self.result, answer=self.answer)
        if self.result is Result.NO_ANSWER:
            return [attempt]
        return [attempt, *self._graded(_owed(ticket).rule)]

    def _given_up(self, ticket: Ticket, moment: Moment) -> Facts:
        self.require("give_up", moment.actor)
        reason = self.reason or self.answer
        if self.result is Result.WAIVED:
            needs(reason, N_("Give a reason for skipping the callback."))
            return [CallbackResult(result=Result.WAIVED, reason=reason), Closed(kind=CloseKind.WAIVED)]
        rules = moment.policy.callback
        if not callbacks.tried_enough(_owed(ticket), rules.max_attempts, moment.policy.site):
            raise NotAllowed(
                N_("Needs {count} attempts spread over at least two half-days (a morning or an afternoon)."),
                hint=N_("Try again later."),
                count=rules.max_attempts,
            )
        return [CallbackResult(result=Result.UNREACHABLE, reason=reason), Closed(kind=CloseKind.UNREACHED)]

    def _graded(self, rule: CallbackRule) -> Iterable[Fact]:
        if self.result is Result.DISSATISFIED:
            why = self.reason or self.answer
            needs(why, N_("Enter why the customer is not satisfied."))
            yield CallbackResult(result=self.result, reason=why)
            yield Rework(reason=why)
            return
        neutral = self.result is Result.NEUTRAL
        if neutral:
            needs(self.answer or self.reason, N_("Ask why, and write down the answer."))
        yield CallbackResult(result=self.result, reason=self.reason)
        verified = rule == CallbackRule.VERIFY
        kind = CloseKind.NEUTRAL if neutral else CloseKind.SATISFIED
        yield from closing(CloseKind.VERIFIED if verified else kind, told=not verified)


@dataclass(frozen=True, slots=True)
class PostponeCallback(Act, name="postpone"):
    """Act that postpones the callback once, with a reason, by 24 h at most."""

    until: Annotated[
        datetime,
        Asked(
            N_("Until"),
            N_("Postpone the callback until then; once only."),
            N_("14:30, +2h, tomorrow 10:00"),
            aim=Aim.FUTURE,
        ),
    ]
    reason: Reason

    @classmethod
    def lacks(cls, ticket: Ticket, now: datetime) -> NotAllowed | None:
        """Return the refusal if no callback is owed."""
        return _not_owed(ticket)

    @classmethod
    def role_for(cls, ticket: Ticket) -> str:
        """Return the operator, or the site manager for a verification."""
        return _role(ticket, cls.about.role)

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the postponement."""
        callback = _owed(ticket)
        needs(self.reason, N_("Give a reason for postponing the callback."))
        if callback.postponed:
            raise NotAllowed(N_("This callback has already been postponed once."))
        if not callback.due_at < self.until <= callback.due_at + callbacks.LONGEST_POSTPONEMENT:
            raise InvalidInput(
                N_("A callback can be postponed by at most 24 hours."), hint=N_("Give an earlier time.")
            )
        return [CallbackPostponed(until=self.until, reason=self.reason)]
