"""Finishing the work (T10), also on the spot while the call is logged (T2)."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.i18n_marks import N_
from core.base.questions import Asked
from core.base.text import EMPTY, Clean
from core.events.fact import Fact, personal
from core.events.stream import Event
from core.ticket import callbacks
from core.ticket.acts.base import Act, Facts, Moment, TicketFact, needs
from core.ticket.acts.callback import CallbackResult
from core.ticket.acts.close import Closed, FedBack, closing
from core.ticket.acts.hold import off_hold
from core.ticket.codes import CallbackRule, Channel, CloseKind, FeedbackWay, Result, State
from core.ticket.feedback import ON_THE_LINE, waiting
from core.ticket.model import Callback, Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled(TicketFact):
    """End of the work as the worker reported it; `callback` is the rule that applies, or none."""

    outcome: str = personal()
    cause: str = personal()
    no_arrival: str = personal()
    callback: CallbackRule = CallbackRule.NONE
    callback_due: datetime | None = None

    says = N_("handled: {outcome}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the handled ticket; its round keeps the category it was judged by."""
        turn = replace(
            ticket.round,
            handled_at=event.at,
            handled_by=ticket.assignee,
            outcome=self.outcome,
            no_arrival=self.no_arrival,
            category=ticket.category,
            urgency=ticket.urgency,
            callback=Callback(self.callback, self.callback_due) if self.callback_due else None,
        )
        return replace(
            ticket,
            state=State.HANDLED,
            hold=None,
            rounds=ticket.rounds_with(turn),
            replied_at=ticket.replied_at or event.at,
        )


@dataclass(frozen=True, slots=True)
class Handle(Act, name="handle"):
    """Act that records the end of the work; then a callback is owed, or the ticket closes (T11)."""

    outcome: Annotated[Clean, Asked(N_("What was done"), N_("What was done."))]
    cause: Annotated[Clean, Asked(N_("Cause"), N_("Cause of the problem."))] = EMPTY
    no_arrival: Annotated[
        Clean, Asked(N_("Why no visit"), N_("Why no visit was needed."), N_("for example: settled by phone"))
    ] = EMPTY
    fed_back: Annotated[
        FeedbackWay | None,
        Asked(
            N_("Caller told via"),
            N_("How the caller was told already; without it they still have to be told."),
            N_("empty: not told yet"),
        ),
    ] = None
    not_fed_back: Annotated[bool, Asked(help=N_("The caller still has to be told."))] = False

    @classmethod
    def unasked(cls, ticket: Ticket) -> Collection[str]:
        """Return `no_arrival`, if there was an arrival, and `fed_back`, if nobody waits for the outcome."""
        arrived = ("no_arrival",) if ticket.round.arrived_at else ()
        return arrived if waiting(ticket) else (*arrived, "fed_back")

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the end of the work and its effects."""
        needs(self.outcome, N_("Enter what was done."))
        moment.check_after(ticket.round.arrived_at, N_("That time is before anyone arrived."))
        return [*off_hold(ticket), *self.done(ticket, moment)]

    def done(self, ticket: Ticket, moment: Moment) -> Iterable[Fact]:
        """Yield the end of the work, with its callback or the closing of the ticket."""
        category = moment.policy.category(ticket.category)
        rule = callbacks.rule_for(ticket, category)
        due = (
            callbacks.due_at(moment.at, category.callback_h, moment.policy.site)
            if rule != CallbackRule.NONE
            else None
        )
        yield Handled(
            outcome=self.outcome,
            cause=self.cause,
            no_arrival=self.no_arrival,
            callback=rule,
            callback_due=due,
        )
        told = waiting(ticket) if self.fed_back else ()
        yield from (FedBack(way=self.fed_back or "", caller=place) for place in told)
        if rule == CallbackRule.NONE:
            yield from closing(ticket, CloseKind.NO_CALLBACK, told=told)
        elif rule == CallbackRule.ALL and ticket.caller.anonymous:
            yield CallbackResult(result=Result.WAIVED, reason="anonymous")
            yield Closed(kind=CloseKind.WAIVED)


def at_once(ticket: Ticket, moment: Moment, outcome: Clean) -> Facts:
    """Return the facts of a matter answered in the call, or found and fixed; repairs need a callback.

    Who is on the line hears the answer; who wrote still has to be told.
    """
    category = moment.policy.category(ticket.category)
    ring_back = category.callback == "all" and category.kind in ("repair", "complaint")
    if ring_back and ticket.from_customer:
        return [*Handle(outcome).done(ticket, moment)]
    told = waiting(ticket) if ticket.channel in ON_THE_LINE else ()
    way = FeedbackWay.PHONE if ticket.channel is Channel.CALL else FeedbackWay.IN_PERSON
    fed_back = [FedBack(way=way, caller=place) for place in told]
    return [Handled(outcome=outcome), *fed_back, *closing(ticket, CloseKind.AT_ONCE, told=told)]
