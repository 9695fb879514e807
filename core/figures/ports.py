"""Sources of figures and registers."""

from typing import Protocol

from core.policy.ports import PoliciesReading
from core.ticket.ports import TicketsReading


class FiguresReading(Protocol):
    """Look at all that figures count."""

    @property
    def tickets(self) -> TicketsReading:
        """Tickets."""

    @property
    def policies(self) -> PoliciesReading:
        """Policies."""
