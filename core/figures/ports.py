"""Sources of figures and registers."""

from typing import Protocol

from core.events.log import EventLog
from core.people.ports import PeopleReading
from core.policy.ports import PoliciesReading
from core.ticket.ports import TicketsReading


class FiguresReading(Protocol):
    """Look at all that figures count."""

    @property
    def tickets(self) -> TicketsReading:
        """Tickets."""

    @property
    def people(self) -> PeopleReading:
        """Units, people and PINs."""

    @property
    def events(self) -> EventLog:
        """Events of all streams."""

    @property
    def policies(self) -> PoliciesReading:
        """Policies."""
