"""Entries that an import is compared with."""

from typing import Protocol

from core.duty.ports import RosterReading
from core.people.ports import PeopleReading
from core.policy.ports import PoliciesReading


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
