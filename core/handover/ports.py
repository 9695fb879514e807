"""Sources of a handover report."""

from typing import Protocol

from core.duty.ports import RosterReading
from core.events.log import EventLog
from core.people.ports import PeopleReading
from core.policy.ports import PoliciesReading
from core.ticket.ports import TicketsReading


class HandoverReading(Protocol):
    """Look at the sources of a handover report."""

    @property
    def tickets(self) -> TicketsReading:
        """Return the tickets."""

    @property
    def events(self) -> EventLog:
        """Return the streams of events."""

    @property
    def people(self) -> PeopleReading:
        """Return the units, people and PINs."""

    @property
    def roster(self) -> RosterReading:
        """Return the roster."""

    @property
    def policies(self) -> PoliciesReading:
        """Return the policies."""
