"""Correcting category or urgency (改类, 改级), and sending the ticket to the new category's department."""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Self

from core.base.dataclass import dataclass, replace
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Among, Asked, made
from core.base.text import EMPTY, LONGEST_NAME, Clean
from core.events.fact import personal
from core.events.stream import Event
from core.policy.model import Category, Policy
from core.policy.urgency import Urgency
from core.ticket.acts.assign import destination, sent
from core.ticket.acts.base import Act, Facts, Moment, TicketFact, needs
from core.ticket.codes import State
from core.ticket.model import Ticket
from core.ticket.reading import NAMED

REASONS = (N_("entered wrongly"), N_("the caller said more"), N_("found otherwise on site"))
"""Usual reasons; the first one is proposed for one's own fresh ticket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reclassified(TicketFact):
    """Correction of category or urgency; the clocks follow the new rules from the report on.

    A supervisor's is `confirmed`: nobody has to look at it again (R189).
    """

    category: str
    urgency: Urgency
    department: str
    reason: str = personal()
    confirmed: bool = False

    says = N_("now {category}, {urgency}: {reason}")
    moves = True

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket under the other rules; an assignment does not change."""
        seen = event.at if self.confirmed else None
        return replace(self.corrected(ticket), reclassified_at=event.at, classified_at=seen, reading=NAMED)

    def corrected(self, ticket: Ticket) -> Ticket:
        """Return the ticket with the other category, urgency and, until it is assigned, department."""
        return replace(
            ticket,
            category=self.category,
            urgency=self.urgency,
            department=self.department if ticket.state is State.LOGGED else ticket.department,
        )


@dataclass(frozen=True, slots=True)
class Reclassify(Act, name="reclassify"):
    """Act that corrects category or urgency; another category has its own urgency unless one is named.

    `to` is where the ticket goes with it, empty if it stays; None sends an emergency that is with another
    department to that of its category.
    """

    category: Annotated[str, Asked(N_("Category"), N_("The correct category."), among=Among.CATEGORIES)] = ""
    reason: Annotated[Clean, Asked(N_("Reason"), N_("Why."), usual=REASONS)] = field(kw_only=True)
    to: Annotated[
        Clean | None,
        Asked(
            N_("Send to"),
            N_(
                "Person or department it goes to now. Without this, an emergency goes to the department of "
                "its category, and anything else stays where it is."
            ),
            N_("stays where it is"),
            metavar="PERSON|DEPARTMENT",
            among=Among.ASSIGNEES,
            longest=LONGEST_NAME,
        ),
    ] = None
    urgency: Annotated[Urgency | None, Asked(N_("Urgency"), N_("How urgent it is."))] = None

    @classmethod
    def from_form(cls, values: Mapping[str, object]) -> Self:
        """Return the act for the answers of a form, which shows where the ticket goes."""
        return made(cls, {"to": EMPTY, **values})

    @classmethod
    def first(cls, ticket: Ticket, moment: Moment) -> Mapping[str, str]:
        """Return the present category, and a reason for one's own fresh ticket."""
        own = ticket.operator == moment.known.signature
        fresh = moment.at - ticket.logged_at <= moment.policy.limits.correction
        return {"category": ticket.category, "reason": REASONS[0] if own and fresh else ""}

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the correction and where the ticket goes; raise `NotAllowed` if nothing changes."""
        needs(self.reason, N_("Give a reason for changing the category."))
        found, level = self._changed(ticket, moment)
        if (found.code, level) == (ticket.category, ticket.urgency):
            raise NotAllowed(N_("Nothing to change: it already has this value."))
        if by_hand(ticket, moment.policy) and level is not Urgency.EMERGENCY:
            self.require("take_back", moment.actor)
        changed = Reclassified(
            category=found.code,
            urgency=level,
            department=found.department,
            reason=self.reason,
            confirmed=moment.actor.may("supervisor"),
        )
        to = self.to
        if to is None:
            to = Clean(destination(ticket, found) if level is Urgency.EMERGENCY else "")
        return [changed, *(sent(changed.corrected(ticket), to, self.reason, moment) if to else ())]

    def proposed(self, ticket: Ticket, moment: Moment) -> str:
        """Return the department that a form proposes to send the ticket to; empty if it stays.

        Raise `NotAllowed` if it belongs to another department, and the actor may not send it there.
        """
        found, level = self._changed(ticket, moment)
        to = destination(ticket, found)
        if ticket.state is State.LOGGED and level is Urgency.EMERGENCY:
            to = found.department
        if to and (found.code, level) != (ticket.category, ticket.urgency):
            replace(self, to=Clean(to)).decide(ticket, moment)
            return to
        return ""

    def _changed(self, ticket: Ticket, moment: Moment) -> tuple[Category, Urgency]:
        """Return the category, and the urgency named, the present one, or the other category's own.

        An emergency by hand stays one in any category.
        """
        found = moment.policy.category(self.category or ticket.category)
        stays = found.code == ticket.category or by_hand(ticket, moment.policy)
        return found, self.urgency or (ticket.urgency if stays else Urgency(found.urgency))


def by_hand(ticket: Ticket, policy: Policy) -> bool:
    """Return True for an emergency whose category is none: somebody raised it (R208)."""
    raised = policy.category(ticket.category).urgency != Urgency.EMERGENCY
    return ticket.urgency is Urgency.EMERGENCY and raised
