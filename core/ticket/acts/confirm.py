"""Confirming what the desk classified (R189)."""

from datetime import datetime

from core.base.dataclass import dataclass, replace
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.events.stream import Event
from core.policy.urgency import Urgency
from core.ticket.acts.base import Act, Facts, Moment, TicketFact
from core.ticket.model import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryConfirmed(TicketFact):
    """Confirmation of category and urgency by a supervisor."""

    category: str
    urgency: Urgency

    says = N_("category confirmed: {category}, {urgency}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the time of the confirmation."""
        return replace(ticket, classified_at=event.at)


@dataclass(frozen=True, slots=True)
class ConfirmCategory(Act, name="confirm_category"):
    """Act that confirms the classification; until the desk changes it again, nobody is asked to look."""

    @classmethod
    def lacks(cls, ticket: Ticket, now: datetime) -> NotAllowed | None:
        """Return the refusal if it is confirmed already."""
        if ticket.classified_at is None:
            return None
        return NotAllowed(N_("Category and urgency are confirmed already."))

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the confirmation."""
        return [CategoryConfirmed(category=ticket.category, urgency=ticket.urgency)]
