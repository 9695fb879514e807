"""Assigning a ticket to a person or department, and reassigning it (T3, T7)."""

from collections.abc import Collection, Mapping
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Among, Asked
from core.base.text import EMPTY, LONGEST_NAME, Clean
from core.events.fact import personal
from core.events.stream import Event
from core.people.directory import Assignee
from core.policy.model import Category, Policy
from core.policy.urgency import Urgency
from core.ticket import callbacks
from core.ticket import doubts as assignment_doubts
from core.ticket.acts.base import Act, Facts, Moment, TicketFact, needs
from core.ticket.acts.hold import off_hold
from core.ticket.codes import State, Way
from core.ticket.doubts import Doubt
from core.ticket.model import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(TicketFact):
    """Assignment to a person or department, in spite of `doubts` of `core.duty.fitness` (R120)."""

    department: str
    assignee: str = ""
    way: str = ""
    reason: str = personal()
    doubts: tuple[Doubt, ...] = ()
    agreed_fee: str = ""

    says = N_("assigned to {who}")
    moves = True

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the assigned ticket; the first assignment stops the dispatch clock."""
        return _given(ticket, event, self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassigned(TicketFact):
    """Reassignment to another person or department."""

    department: str
    assignee: str = ""
    way: str = ""
    reason: str = personal()
    doubts: tuple[Doubt, ...] = ()
    agreed_fee: str = ""

    says = N_("reassigned to {who}: {reason}")
    moves = True

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the reassigned ticket."""
        return _given(ticket, event, self)


Sending = Assigned | Reassigned


def _given(ticket: Ticket, event: Event, fact: Sending) -> Ticket:
    """Return the ticket of that person or department; an assignee is no helper."""
    noted = ticket.particulars
    return replace(
        ticket,
        state=State.ASSIGNED,
        department=fact.department,
        assignee=fact.assignee,
        assigned_at=ticket.assigned_at or event.at,
        helpers=tuple(name for name in ticket.helpers if name != fact.assignee),
        particulars=replace(noted, agreed_fee=fact.agreed_fee) if fact.agreed_fee else noted,
    )


@dataclass(frozen=True, slots=True)
class Assign(Act, name="assign"):
    """Act that assigns the ticket to a person or department, or with a reason reassigns it.

    Raises `core.ticket.doubts.NeedsReason` for a person who is off duty, busy or not listed (R120).
    """

    to: Annotated[
        Clean,
        Asked(
            N_("To"),
            N_("Person or department to assign."),
            N_("person or department"),
            argument="PERSON|DEPARTMENT",
            among=Among.ASSIGNEES,
            longest=LONGEST_NAME,
        ),
    ]
    reason: Annotated[
        Clean,
        Asked(
            N_("Reason"),
            N_("Reason. Required to reassign, or if the person is off duty, busy or not on the staff list."),
            N_("why it is reassigned"),
            needed=True,
        ),
    ] = EMPTY
    way: Annotated[Clean, Asked(N_("Told via"), N_("How they were told."), codes=Way)] = EMPTY
    agreed_fee: Annotated[
        Clean, Asked(N_("Agreed fee"), N_("Fee agreed with the customer."), longest=LONGEST_NAME)
    ] = EMPTY

    @classmethod
    def unasked(cls, ticket: Ticket, policy: Policy) -> Collection[str]:
        """Return `reason` if the ticket is not assigned yet, and the fee unless it is a paid service."""
        first = ("reason",) if ticket.state is State.LOGGED else ()
        return first if ticket.category == callbacks.PAID else (*first, "agreed_fee")

    @classmethod
    def first(cls, ticket: Ticket, moment: Moment) -> Mapping[str, str]:
        """Return the fee that was agreed."""
        return {"agreed_fee": ticket.particulars.agreed_fee}

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the assignment of the person or department that `to` names."""
        to = _named(self.to, ticket, moment)
        doubts = moment.known.doubts(to, moment.at)
        reason = self.reason or moment.note
        if ticket.state is State.LOGGED:
            return replace(self, reason=reason).send(ticket, to, doubts)
        department = to.department or ticket.department
        if _is_with(ticket, to):
            raise NotAllowed(N_("Already assigned to {who}."), who=to.person or department)
        needs(reason, N_("Give a reason for reassigning it."))
        if department != ticket.department and ticket.urgency != Urgency.EMERGENCY:
            self.require("move", moment.actor)
        moved = Reassigned(
            department=department,
            assignee=to.person,
            way=self.way,
            reason=reason,
            doubts=doubts,
            agreed_fee=self.agreed_fee,
        )
        return [*off_hold(ticket), moved]

    def send(self, ticket: Ticket, to: Assignee, doubts: tuple[Doubt, ...]) -> Facts:
        """Return the first assignment; `doubts` need a reason, except in an emergency (R120)."""
        assignment_doubts.check(
            to.person or to.department, doubts, self.reason, emergency=ticket.urgency == Urgency.EMERGENCY
        )
        return [
            Assigned(
                department=to.department or ticket.department,
                assignee=to.person,
                way=self.way,
                reason=self.reason,
                doubts=doubts,
                agreed_fee=self.agreed_fee,
            )
        ]


def destination(ticket: Ticket, category: Category) -> str:
    """Return the department that an assigned ticket belongs to under `category`; empty if it is there."""
    elsewhere = ticket.state is not State.LOGGED and ticket.department != category.department
    return category.department if elsewhere else ""


def sent(ticket: Ticket, to: Clean, reason: Clean, moment: Moment) -> Facts:
    """Return the assignment that follows from another act; empty if the ticket is there already."""
    if ticket.state is not State.LOGGED and _is_with(ticket, _named(to, ticket, moment)):
        return []
    return Assign(to, reason).decide(ticket, moment)


def _named(to: Clean, ticket: Ticket, moment: Moment) -> Assignee:
    home = moment.policy.departments.get(ticket.department)
    return moment.known.directory.who(to, moment.policy, home)


def _is_with(ticket: Ticket, to: Assignee) -> bool:
    return (to.department or ticket.department, to.person) == (ticket.department, ticket.assignee)
