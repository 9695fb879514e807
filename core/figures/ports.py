"""Sources of figures and registers."""

from typing import Protocol

from core.policy.ports import PoliciesReading
from core.ticket.ports import TicketsReading


class FiguresReading(Protocol):
    """Look at the sources of figures and registers."""

    @property
    def tickets(self) -> TicketsReading:
        """Return the tickets."""

    @property
    def policies(self) -> PoliciesReading:
        """Return the policies."""
