"""Correcting category or urgency (改类, 改级)."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, replace
from typing import Annotated

from core.base.dataclass import dataclass
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Among, Asked
from core.events.fact import personal
from core.events.stream import Event
from core.people.directory import Directory
from core.policy.urgency import Urgency
from core.ticket.acts.base import Act, Facts, Moment, Reason, TicketFact, needs
from core.ticket.model import Ticket
from core.ticket.reading import NAMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Reclassified(TicketFact):
    """Correction of category or urgency; the clocks follow the new rules from the report on."""

    category: str
    urgency: Urgency
    department: str
    reason: str = personal()

    says = N_("now {category}, {urgency}: {reason}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket under the other rules; an assignment does not change."""
        return replace(
            ticket,
            category=self.category,
            urgency=self.urgency,
            department=ticket.department if ticket.assigned_at else self.department,
            reclassified_at=event.at,
            reading=NAMED,
        )


@dataclass(frozen=True, slots=True)
class Reclassify(Act, name="reclassify"):
    """Act that corrects category or urgency; another category has its own urgency unless one is named."""

    category: Annotated[str, Asked(N_("Category"), N_("The correct category."), among=Among.CATEGORIES)] = ""
    urgency: Annotated[Urgency | None, Asked(N_("Urgency"), N_("How urgent it is."))] = None
    _: KW_ONLY
    reason: Reason

    @classmethod
    def first(cls, ticket: Ticket, directory: Directory) -> Mapping[str, str]:
        """Return the present category."""
        return {"category": ticket.category}

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the correction; raise `NotAllowed` if nothing changes."""
        needs(self.reason, N_("Give a reason for changing the category."))
        found = moment.policy.category(self.category or ticket.category)
        level = self.urgency or (ticket.urgency if found.code == ticket.category else Urgency(found.urgency))
        if (found.code, level) == (ticket.category, ticket.urgency):
            raise NotAllowed(N_("Nothing to change: it already has this value."))
        return [
            Reclassified(category=found.code, urgency=level, department=found.department, reason=self.reason)
        ]
