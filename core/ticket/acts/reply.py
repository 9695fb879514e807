"""Giving the caller the handling opinion or the answer (R039)."""

from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.i18n_marks import N_
from core.base.questions import Asked
from core.base.text import Clean
from core.events.fact import personal
from core.events.stream import Event
from core.ticket.acts.base import Act, Facts, Moment, TicketFact, needs
from core.ticket.model import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied(TicketFact):
    """Answer given to the caller."""

    text: str = personal()

    says = N_("answer given: {text}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the answer; the first one stops the reply clock."""
        return replace(ticket, replied_at=ticket.replied_at or event.at, opinion=self.text)


@dataclass(frozen=True, slots=True)
class Reply(Act, name="reply"):
    """Act that records the answer given to the caller."""

    text: Annotated[Clean, Asked(N_("Answer given"), N_("The answer given."), argument="TEXT")]

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the answer; raise `InvalidInput` for an empty one."""
        needs(self.text, N_("Enter what the caller was told."))
        return [Replied(text=self.text)]
