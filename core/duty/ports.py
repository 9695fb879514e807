"""The roster as a storage keeps it."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from core.duty.roster import Duty
from core.people.ports import PeopleReading
from core.ticket.ports import TicketsReading


class RosterReading(Protocol):
    """The roster in a look at the storage."""

    def duties(self, first: date, last: date) -> list[Duty]:
        """The roster of the site days `first` to `last`, by day, start, post and person."""


class RosterWriting(RosterReading, Protocol):
    """The roster in a unit of work."""

    def save_duties(self, duties: Iterable[Duty], instead_of: Iterable[Duty] = ()) -> None:
        """Enter duties, take `instead_of` away; a person has one duty that begins at one time."""


class DutyReading(Protocol):
    """Look at all that decides who should be sent."""

    @property
    def tickets(self) -> TicketsReading:
        """Tickets."""

    @property
    def people(self) -> PeopleReading:
        """Units, people and PINs."""

    @property
    def roster(self) -> RosterReading:
        """The roster."""
