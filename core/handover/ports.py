"""Sources of a handover report."""

from typing import Protocol

from core.duty.ports import RosterReading
from core.events.log import EventLog
from core.people.ports import PeopleReading
from core.policy.ports import PoliciesReading
from core.record.ports import StoredRecords
from core.ticket.ports import TicketsReading


class HandoverReading(Protocol):
    """Look at all that a handover report says."""

    @property
    def tickets(self) -> TicketsReading:
        """Tickets."""

    @property
    def events(self) -> EventLog:
        """Everything that happened, in streams."""

    @property
    def people(self) -> PeopleReading:
        """Units, people and PINs."""

    @property
    def roster(self) -> RosterReading:
        """The roster."""

    @property
    def policies(self) -> PoliciesReading:
        """Policies."""

    @property
    def records(self) -> StoredRecords:
        """Records of every kind."""
