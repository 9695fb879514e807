"""Calling the customer back, and the effects of the answer (§6)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import InvalidInput, NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Asked
from core.base.spoken_times import Aim
from core.base.text import EMPTY, Clean
from core.events.fact import Fact, personal
from core.events.stream import Event
from core.people.roles import Actor
from core.policy.model import Category
from core.ticket import callbacks
from core.ticket.acts.base import Act, Facts, Moment, Reason, TicketFact, needs
from core.ticket.acts.close import CLOSED_BY, Closed, FedBack, closing
from core.ticket.codes import CallbackRule, CloseKind, FeedbackWay, Mode, Opening, Result, State, YesNo
from core.ticket.model import Attempt, Callback, Round, Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackAttempt(TicketFact):
    """Attempt to call the customer back; `result` is a grade or no_answer, the rest as in `Attempt`."""

    result: Result
    answer: str = personal()
    mode: Mode | None = None
    solved: YesNo | None = None
    process: Result | None = None
    quality: Result | None = None
    meets: YesNo | None = None

    says = N_("callback: {result}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with one more attempt."""
        callback = _owed(ticket)
        attempts = (*callback.attempts, self.attempt(event.at, event.actor))
        return _with(ticket, replace(callback, attempts=attempts, claim=None))

    def attempt(self, at: datetime, by: str) -> Attempt:
        """Return the attempt as a ticket keeps it."""
        return Attempt(
            at, self.result, self.answer, by, self.mode, self.solved, self.process, self.quality, self.meets
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackPostponed(TicketFact):
    """Postponement of the callback, possible once."""

    until: datetime
    reason: str = personal()

    says = N_("callback postponed until {until}: {reason}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the later callback."""
        return _with(ticket, replace(_owed(ticket), due_at=self.until, postponed=True, claim=None))


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackResult(TicketFact):
    """End of the callback loop of this round: a grade, waived, or unreachable."""

    result: Result
    reason: str = personal()

    says = N_("callback ended: {result}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the callback loop ended."""
        return _with(ticket, replace(_owed(ticket), result=self.result, done_at=event.at, claim=None))


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
    owed = ticket.round.callback is not None and ticket.round.callback.result is None
    return None if owed else NotAllowed(N_("No callback is due for this ticket."))


def is_barred(ticket: Ticket, actor: Actor) -> bool:
    """Return True for a person who did the work, or an operator of the department that it was sent to."""
    callback = ticket.round.callback
    whole = callback is not None and callback.rule == CallbackRule.ALL and not actor.may("supervisor")
    return callbacks.did_the_work(ticket, actor.name, actor.department if whole else "")


def barred(ticket: Ticket, moment: Moment) -> NotAllowed | None:
    """Return the refusal of a callback by the person who did the work, or of the department sent to (§6).

    A supervisor may call about the work of their department; what staff found is verified by its own.
    """
    actor = moment.actor
    if not is_barred(ticket, actor):
        return None
    message = (
        N_("The person who did the work cannot make the callback.")
        if actor.name in (ticket.round.handled_by, *ticket.helpers)
        else N_("The department that did the work cannot make the callback.")
    )
    return NotAllowed(message, hint=N_("Ask a colleague to call the customer."))


def _role(ticket: Ticket, role: str) -> str:
    """Return the role for a callback: the department verifies on the spot what the staff found."""
    verified = ticket.round.callback and ticket.round.callback.rule == CallbackRule.VERIFY
    return "site_manager" if verified else role


AskedMode = Annotated[Mode | None, Asked(help=N_("How they were reached; by the category if not said."))]
Solved = Annotated[YesNo | None, Asked(help=N_("Is the problem solved? Apart from satisfied."))]


@dataclass(frozen=True, slots=True)
class RecordCallback(Act, name="callback"):
    """Act that records one attempt to reach the customer.

    A paid service has three questions more, unless the record is not `complete`: another office's log.
    """

    result: Annotated[Result, Asked(help=N_("Result of the callback."))]
    answer: Annotated[Clean, Asked(help=N_("What the customer said."))] = EMPTY
    reason: Annotated[Clean, Asked(help=N_("Why, where the result needs a reason."))] = EMPTY
    mode: AskedMode = None
    solved: Solved = None
    process: Annotated[Result | None, Asked(help=N_("Grade of the process of a paid service."))] = None
    quality: Annotated[Result | None, Asked(help=N_("Grade of the quality of a paid service."))] = None
    meets: Annotated[YesNo | None, Asked(help=N_("Does it meet the requirement agreed?"))] = None
    complete: bool = True

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
        if refused := barred(ticket, moment):
            raise refused
        if self.result is Result.WAIVED or self.result is Result.UNREACHABLE:
            return self._given_up(ticket, moment)
        moment.check_after(ticket.round.handled_at, N_("That time is before the work was done."))
        category = moment.policy.category(ticket.category)
        attempt = CallbackAttempt(
            result=self.result,
            answer=self.answer,
            mode=self.mode or callbacks.usual_mode(category),
            solved=self.solved,
            process=self.process,
            quality=self.quality,
            meets=self.meets,
        )
        if self.result is Result.NO_ANSWER:
            return [attempt]
        self._check_paid(category, _owed(ticket).rule)
        return [attempt, *self._graded(ticket, _owed(ticket).rule)]

    def _check_paid(self, category: Category, rule: CallbackRule) -> None:
        """Raise `InvalidInput` for a paid service without its three further answers (R111, R112)."""
        for grade in (self.process, self.quality):
            if grade and grade not in callbacks.GRADES:
                raise InvalidInput(N_("Process and quality take a grade, such as satisfied."))
        owes = category.code == callbacks.PAID and rule == CallbackRule.ALL and self.complete
        if (
            owes
            and self.result is not Result.DISSATISFIED
            and None in (self.process, self.quality, self.meets)
        ):
            raise InvalidInput(
                N_("Ask about the process, the quality, and whether it meets the requirement agreed."),
                hint=N_("Give --process, --quality and --meets."),
            )

    def _given_up(self, ticket: Ticket, moment: Moment) -> Facts:
        self.require("give_up", moment.actor)
        reason = self.reason or self.answer
        if self.result is Result.WAIVED:
            needs(reason, N_("Give a reason for skipping the callback."))
            return [CallbackResult(result=Result.WAIVED, reason=reason), *_closed(ticket, self.result)]
        rules = moment.policy.callback
        if not callbacks.tried_enough(_owed(ticket), rules.max_attempts, moment.policy.site):
            raise NotAllowed(
                N_("Needs {count} attempts spread over at least two half-days (a morning or an afternoon)."),
                hint=N_("Try again later."),
                count=rules.max_attempts,
            )
        return [CallbackResult(result=Result.UNREACHABLE, reason=reason), *_closed(ticket, self.result)]

    def _graded(self, ticket: Ticket, rule: CallbackRule) -> Iterable[Fact]:
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
        if rule == CallbackRule.VERIFY:
            yield Closed(kind=CloseKind.VERIFIED)
            return
        yield FedBack(way=FeedbackWay.CALLBACK)
        yield from closing(ticket, CLOSED_BY[self.result], told=(0,))


def _closed(ticket: Ticket, result: Result) -> Iterable[Fact]:
    """Return the closing without a callback; a complex complaint waits for a feedback before (R149)."""
    return closing(ticket, CLOSED_BY[result]) if ticket.complex else [Closed(kind=CLOSED_BY[result])]


@dataclass(frozen=True, slots=True)
class PostponeCallback(Act, name="postpone"):
    """Act that postpones the callback once, with a reason, by a limited time."""

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
        hours = moment.policy.callback.postpone_h
        if not callback.due_at < self.until <= callback.due_at + timedelta(hours=hours):
            raise InvalidInput(
                N_("A callback can be postponed by at most {hours} hours."),
                hint=N_("Give an earlier time."),
                hours=hours,
            )
        return [CallbackPostponed(until=self.until, reason=self.reason)]
