"""Finishing the work (T10), also on the spot while the call is logged (T2)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import BadEntry, NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Among, Asked
from core.base.spoken_times import Aim
from core.base.text import EMPTY, LONGEST_NAME, Clean
from core.events.fact import Fact, personal
from core.events.stream import Event
from core.policy.model import Category, Policy
from core.ticket import callbacks
from core.ticket.acts.base import Act, Facts, Moment, TicketFact, needs
from core.ticket.acts.callback import CallbackResult
from core.ticket.acts.close import Closed, FedBack, closing
from core.ticket.acts.handling_plan import open_plan
from core.ticket.acts.hold import off_hold
from core.ticket.acts.place import SayPlace, owed
from core.ticket.acts.task import TaskAdded
from core.ticket.acts.work import Arrived
from core.ticket.codes import CallbackRule, Channel, CloseKind, FeedbackWay, PutBack, Result, State, TaskKind
from core.ticket.feedback import ON_THE_LINE, waiting
from core.ticket.model import Callback, Ticket
from core.ticket.whereabouts import lacks_place

WHY_NO_VISIT = (
    N_("settled by phone"),
    N_("put right by the caller"),
    N_("false alarm"),
    N_("seen to on an earlier visit"),
)
"""Usual reasons why a matter was handled without a visit."""

CAUSES = (
    N_("wear and tear"),
    N_("blocked or dirty"),
    N_("faulty material"),
    N_("faulty earlier work"),
    N_("wrong use"),
    N_("from outside: weather, supply"),
    N_("misunderstanding"),
    N_("manner of service"),
    N_("not found"),
)
"""Usual causes of a matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled(TicketFact):
    """End of the work as the worker reported it; `callback` is the rule that applies, or none."""

    outcome: str = personal()
    cause: str = personal()
    put_back: PutBack | None = None
    no_arrival: str = personal()
    materials: str = personal()
    fee: str = ""
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
            put_back=self.put_back,
            no_arrival=self.no_arrival,
            materials=self.materials,
            fee=self.fee,
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
    cause: Annotated[Clean, Asked(N_("Cause"), N_("Cause of the problem."), usual=CAUSES)] = EMPTY
    put_back: Annotated[
        PutBack | None, Asked(N_("Notice"), N_("What became of the lost or expired notice."))
    ] = None
    place: Annotated[
        Clean,
        Asked(
            N_("Place"),
            N_("Where it was, if that was not said before."),
            N_("3-2-1201, or in words"),
            among=Among.UNITS,
            longest=200,
        ),
    ] = EMPTY
    arrived_at: Annotated[
        datetime | None,
        Asked(
            N_("Arrived at"),
            N_("When they arrived, if it was not recorded then."),
            N_("14:30, -20m; empty if no one went"),
            aim=Aim.PAST,
        ),
    ] = None
    no_arrival: Annotated[
        Clean, Asked(N_("Why no visit"), N_("Why no visit was needed."), usual=WHY_NO_VISIT)
    ] = EMPTY
    materials: Annotated[
        Clean, Asked(N_("Materials"), N_("Materials of a paid service, or none."), usual=(N_("none"),))
    ] = EMPTY
    fee: Annotated[
        Clean, Asked(N_("Fee"), N_("Fee of a paid service; 0 if it was free."), longest=LONGEST_NAME)
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
    def lacks(cls, ticket: Ticket, now: datetime) -> NotAllowed | None:
        """Return the refusal while a handling plan has open steps (R149)."""
        return open_plan(ticket)

    @classmethod
    def first(cls, ticket: Ticket, moment: Moment) -> Mapping[str, str]:
        """Return the fee that was agreed, and that an expired notice is only taken down."""
        notice = PutBack.EXPIRED if ticket.channel == Channel.BULLETIN else ""
        return {"fee": ticket.particulars.agreed_fee, "put_back": notice}

    @classmethod
    def unasked(cls, ticket: Ticket, policy: Policy) -> Collection[str]:
        """Return what is known, or does not matter for the ticket: arrival, fee, whom to tell."""
        arrived = () if _needs_arrival(ticket, policy) else ("arrived_at", "no_arrival")
        paid = () if ticket.category == callbacks.PAID else ("materials", "fee")
        told = () if waiting(ticket) else ("fed_back",)
        notice = () if policy.category(ticket.category).put_back else ("put_back",)
        place = () if lacks_place(ticket) else ("place",)
        return (*arrived, *paid, *told, *notice, *place)

    @classmethod
    def needed(cls, ticket: Ticket, policy: Policy) -> Collection[str]:
        """Return the notice, the place of an emergency, and the cause where the category asks for it."""
        category = policy.category(ticket.category)
        return ("put_back", "place", *(("cause",) if category.cause else ()))

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the end of the work and its effects; no step of it is skipped without a reason (R052)."""
        needs(self.outcome, N_("Enter what was done."), "outcome")
        arrived_at = ticket.round.arrived_at or self.arrived_at
        moment.check_after(arrived_at, N_("That time is before anyone arrived."))
        if _needs_arrival(ticket, moment.policy):
            self._check_arrival(ticket)
        if ticket.category == callbacks.PAID:
            needs(
                self.materials,
                N_("Enter the materials of the paid service, or none."),
                "materials",
                N_("On the command line: --materials."),
            )
            needs(
                self.fee,
                N_("Enter the fee of the paid service; 0 if it was free."),
                "fee",
                N_("On the command line: --fee."),
            )
        imported = ticket.imported_at is not None  # another office's log says what it says
        left = () if imported else self._left_open(ticket, moment.policy.category(ticket.category))
        where = SayPlace(self.place).decide(ticket, moment) if self.place else ()
        return [*off_hold(ticket), *where, *left, *self._arrival(ticket), *self.done(ticket, moment)]

    def _left_open(self, ticket: Ticket, category: Category) -> Iterable[Fact]:
        """Yield the to-dos for what the command line left open: nothing is skipped in silence."""
        if lacks_place(ticket) and not self.place:
            yield from owed(ticket)
        if category.cause and not self.cause:
            yield TaskAdded(task=TaskKind.CAUSE)
        if category.put_back and self.put_back in (None, PutBack.NO):
            yield TaskAdded(task=TaskKind.PUT_BACK)

    def _check_arrival(self, ticket: Ticket) -> None:
        """Raise `InvalidInput` without an arrival or the reason why there was none."""
        if self.arrived_at and self.arrived_at < ticket.round.anchor:
            early = N_("That time is before the ticket was reported.")
            raise BadEntry("arrived_at", early, hint=N_("Check the time."))
        if self.arrived_at is None:
            needs(
                self.no_arrival,
                N_("Enter when they arrived, or why no visit was needed."),
                "no_arrival",
                N_("On the command line: arrive, --arrived-at or --no-arrival."),
            )

    def _arrival(self, ticket: Ticket) -> Iterable[Fact]:
        """Yield the arrival that was not recorded when it happened."""
        if self.arrived_at and not ticket.round.arrived_at:
            yield Arrived(since=self.arrived_at)

    def done(self, ticket: Ticket, moment: Moment) -> Iterable[Fact]:
        """Yield the end of the work, with its callback or the closing of the ticket."""
        category = moment.policy.category(ticket.category)
        rule = callbacks.rule_for(ticket, category)
        due = (
            callbacks.due_at(moment.at, category.callback_h, moment.policy)
            if rule != CallbackRule.NONE
            else None
        )
        yield Handled(
            outcome=self.outcome,
            cause=self.cause,
            put_back=self.put_back,
            no_arrival=EMPTY if ticket.round.arrived_at or self.arrived_at else self.no_arrival,
            materials=self.materials,
            fee=self.fee,
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


def _needs_arrival(ticket: Ticket, policy: Policy) -> bool:
    """Return True if someone was to go there, and no arrival in this round is known."""
    category = policy.judged(ticket.category, ticket.urgency)
    return bool(category.arrive_min) and ticket.round.arrived_at is None


def at_once(ticket: Ticket, moment: Moment, outcome: Clean) -> Facts:
    """Return the facts of a matter answered in the call, or found and fixed; repairs need a callback.

    Who is on the line hears the answer; who wrote still has to be told.
    """
    category = moment.policy.category(ticket.category)
    ring_back = category.callback == "all" and category.kind in ("repair", "complaint")
    if ring_back and ticket.from_customer:
        return [*Handle(outcome).done(ticket, moment)]
    told = waiting(ticket) if ticket.channel in ON_THE_LINE else ()
    way = FeedbackWay.PHONE if ticket.channel == Channel.CALL else FeedbackWay.IN_PERSON
    fed_back = [FedBack(way=way, caller=place) for place in told]
    return [Handled(outcome=outcome), *fed_back, *closing(ticket, CloseKind.AT_ONCE, told=told)]
