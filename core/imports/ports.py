"""Entries that an import is compared with."""

from typing import Protocol

from core.duty.ports import RosterReading
from core.people.ports import PeopleReading
from core.policy.ports import PoliciesReading
from core.ticket.ports import TicketsReading


class ImportsReading(Protocol):
    """Look at all that an import may change."""

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
    def tickets(self) -> TicketsReading:
        """Tickets, which people who leave may still have."""
