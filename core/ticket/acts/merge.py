"""Merging two tickets about the same matter (T15)."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import InvalidInput, NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Among, Asked
from core.events.stream import Event
from core.policy.model import more_urgent
from core.policy.urgency import Urgency
from core.ticket.acts.base import Act, Facts, Moment, TicketFact
from core.ticket.acts.urge import asked_again
from core.ticket.codes import CloseKind, State
from core.ticket.model import (
    NOBODY,
    NOTHING_MORE,
    Caller,
    Particulars,
    Ticket,
)
from core.ticket.oversight import Raised, Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged(TicketFact):
    """Merger of this ticket into another about the same matter."""

    into: str

    says = N_("merged into {into}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the merged ticket."""
        return replace(
            ticket, state=State.MERGED, merged_into=self.into, closed_at=event.at, close_kind=CloseKind.MERGED
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Absorbed(TicketFact):
    """Merger of another ticket into this one, which takes over all that is owed to its callers.

    `caller` and `contacts` are those not known here yet; `urges`, `raised`, `tellings`, `particulars`,
    `urgency`, `helpers` and the place in the chain of repeats are those of the other ticket.
    """

    number: str
    reported_at: datetime
    caller: Caller = field(default=NOBODY, metadata={"personal": True})
    contacts: tuple[Caller, ...] = field(default=(), metadata={"personal": True})
    particulars: Particulars = field(default=NOTHING_MORE, metadata={"personal": True})
    urges: int = 0
    raised: tuple[Raised, ...] = ()
    tellings: tuple[Telling, ...] = field(default=(), metadata={"personal": True})
    repeat_of: str = ""
    repeat_no: int = 1
    urgency: Urgency = Urgency.NORMAL
    helpers: tuple[str, ...] = ()

    says = N_("{number} was merged into it")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with what it takes over, and with the earlier report unless work was done."""
        callers = self.contacts if self.caller == NOBODY else (self.caller, *self.contacts)
        raised = {one.reason: one for one in sorted((*ticket.raised, *self.raised), key=_latest_first)}
        took_over = replace(
            ticket,
            contacts=(*ticket.contacts, *callers),
            raised=tuple(sorted(raised.values(), key=lambda one: one.at)),
            tellings=tuple(sorted((*ticket.tellings, *self.tellings), key=lambda one: one.at)),
            particulars=_of_both(ticket.particulars, self.particulars),
            urgency=more_urgent(self.urgency, ticket.urgency),
            helpers=(*ticket.helpers, *self._new_helpers(ticket)),
        )
        if self.repeat_no > ticket.repeat_no:
            took_over = replace(took_over, repeat_of=self.repeat_of, repeat_no=self.repeat_no)
        urged = asked_again(took_over, event, self.urges + 1)
        first = ticket.rounds[0]
        if first.handled_at or self.reported_at >= ticket.reported_at:
            return urged
        rounds = (replace(first, anchor=self.reported_at), *ticket.rounds[1:])
        return replace(urged, reported_at=self.reported_at, rounds=rounds)

    def _new_helpers(self, ticket: Ticket) -> tuple[str, ...]:
        known = (ticket.assignee, *ticket.helpers)
        return tuple(name for name in self.helpers if name not in known)


def _latest_first(raised: Raised) -> float:
    return -raised.at.timestamp()


def _of_both(ours: Particulars, theirs: Particulars) -> Particulars:
    """Return the particulars with the promises and transfers of two tickets, by the earlier time."""
    numbers = dict.fromkeys(filter(None, (ours.external_no, theirs.external_no)))
    return replace(
        ours,
        promised_at=_earlier(ours.promised_at, theirs.promised_at),
        external_no=" ".join(numbers),
        external_due=_earlier(ours.external_due, theirs.external_due),
        representative=ours.representative or theirs.representative,
    )


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min(filter(None, (one, other)), default=None)


@dataclass(frozen=True, slots=True)
class Merge(Act, name="merge"):
    """Act that ends this ticket in favour of another open one, which keeps the caller."""

    into: Annotated[
        str, Asked(N_("Merge into"), N_("The ticket that stays."), argument="INTO", among=Among.TICKETS)
    ]

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the merger; raise `NotFound`, `InvalidInput` or `NotAllowed` for an unfit ticket."""
        into = moment.known.ticket(self.into)
        if into.number == ticket.number:
            raise InvalidInput(N_("A ticket cannot be merged into itself."))
        if not into.is_open:
            raise NotAllowed(
                N_("{number} is no longer open."), hint=N_("Choose an open ticket."), number=into.number
            )
        return [Merged(into=into.number)]

    def elsewhere(self, ticket: Ticket, moment: Moment) -> Mapping[str, Facts]:
        """Return the fact for the other ticket."""
        into = moment.known.ticket(self.into)
        known = (into.caller, *into.contacts)
        absorbed = Absorbed(
            number=ticket.number,
            reported_at=ticket.reported_at,
            caller=NOBODY if ticket.caller in known else ticket.caller,
            contacts=tuple(one for one in ticket.contacts if one not in known),
            particulars=ticket.particulars,
            urges=ticket.urges,
            raised=ticket.raised,
            tellings=ticket.tellings,
            repeat_of=ticket.repeat_of,
            repeat_no=ticket.repeat_no,
            urgency=ticket.urgency,
            helpers=ticket.helpers,
        )
        return {into.number: [absorbed]}
