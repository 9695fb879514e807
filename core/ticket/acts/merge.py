"""Merging two tickets about the same matter (T15)."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime
from typing import Annotated

from core.base.dataclass import dataclass
from core.base.errors import InvalidInput, NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Among, Asked
from core.events.stream import Event
from core.ticket.acts.base import Act, Facts, Moment, TicketFact
from core.ticket.acts.urge import asked_again
from core.ticket.model import NOBODY, Caller, CloseKind, State, Ticket


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
    """Merger of another ticket into this one, which keeps its caller."""

    number: str
    reported_at: datetime
    caller: Caller = field(default=NOBODY, metadata={"personal": True})

    says = N_("{number} was merged into it")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the caller, and with the earlier report unless the first work is done."""
        contacts = ticket.contacts if self.caller == NOBODY else (*ticket.contacts, self.caller)
        urged = replace(asked_again(ticket, event), contacts=contacts)
        first = ticket.rounds[0]
        if first.handled_at or self.reported_at >= ticket.reported_at:
            return urged
        rounds = (replace(first, anchor=self.reported_at), *ticket.rounds[1:])
        return replace(urged, reported_at=self.reported_at, rounds=rounds)


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
        into = moment.known.ticket(self.into).number
        absorbed = Absorbed(number=ticket.number, reported_at=ticket.reported_at, caller=ticket.caller)
        return {into: [absorbed]}
