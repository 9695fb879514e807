"""Escalations at once, outside the ladder (R096, R167)."""

from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.i18n_marks import N_
from core.base.questions import Asked
from core.base.text import EMPTY, Clean
from core.events.fact import personal
from core.events.stream import Event
from core.ticket.acts.base import Act, Facts, Moment, Reason, TicketFact, needs
from core.ticket.codes import Alert
from core.ticket.model import Ticket
from core.ticket.oversight import Raised


@dataclass(frozen=True, slots=True, kw_only=True)
class CannotSolve(TicketFact):
    """Report that the worker cannot solve it in time; supervisor and director are told at once."""

    reason: str = personal()

    says = N_("cannot be solved in time: {reason}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the escalation."""
        return replace(ticket, raised=(*ticket.raised, Raised(Alert.CANNOT_SOLVE, event.at)))


@dataclass(frozen=True, slots=True, kw_only=True)
class BeyondOffice(TicketFact):
    """Report that the service centre cannot solve it; the general manager is told at once."""

    reason: str = personal()
    impact: str = personal()

    says = N_("beyond our authority: {reason}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the escalation."""
        return replace(ticket, raised=(*ticket.raised, Raised(Alert.BEYOND_OFFICE, event.at)))


@dataclass(frozen=True, slots=True)
class ReportUnsolved(Act, name="cannot_solve"):
    """Act that reports that the matter cannot be solved in time (无法及时解决)."""

    reason: Reason

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the report; raise `InvalidInput` without a reason."""
        needs(self.reason, N_("Enter why it cannot be solved in time."))
        return [CannotSolve(reason=self.reason)]


@dataclass(frozen=True, slots=True)
class ReferUpwards(Act, name="beyond_office"):
    """Act that reports that the service centre cannot solve the matter (超出管理处).

    What the general manager decides is the instruction of their telling (R096).
    """

    reason: Reason
    impact: Annotated[
        Clean, Asked(N_("Impact"), N_("What it means for the quality of the service."), needed=True)
    ] = EMPTY

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the report; raise `InvalidInput` without a reason."""
        needs(self.reason, N_("Enter why it is beyond the centre's authority."))
        return [BeyondOffice(reason=self.reason, impact=self.impact)]
