"""Roster as a storage provides it."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from core.duty.roster import Duty
from core.people.ports import PeopleReading
from core.ticket.ports import TicketsReading


class RosterReading(Protocol):
    """Roster in a look at the storage."""

    def duties(self, first: date, last: date) -> list[Duty]:
        """Return the roster of the site days `first` to `last`, by day, start, post and person."""


class RosterWriting(RosterReading, Protocol):
    """Roster in a unit of work."""

    def save_duties(self, duties: Iterable[Duty], instead_of: Iterable[Duty] = ()) -> None:
        """Insert duties and delete `instead_of`; a person has one duty that begins at one time."""


class DutyReading(Protocol):
    """Look at the sources of assignment checks."""

    @property
    def tickets(self) -> TicketsReading:
        """Return the tickets."""

    @property
    def people(self) -> PeopleReading:
        """Return the units, people and PINs."""

    @property
    def roster(self) -> RosterReading:
        """Return the roster."""
