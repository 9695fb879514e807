"""Storage as the desk asks for it; `storage` offers it for SQLite and PostgreSQL alike."""

from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from core.duty.ports import RosterReading, RosterWriting
from core.events.log import EventLog, OpenLog
from core.people.ports import PeopleReading, PeopleWriting
from core.phone.rings import PhoneReading, Switchboard
from core.policy.ports import PoliciesReading, PoliciesWriting
from core.record.ports import OpenRecords, StoredRecords
from core.ticket.ports import ChecksReading, TicketsReading, TicketsWriting


class Pulse(NamedTuple):
    """Marks that differ from a look before where something was written meanwhile."""

    directory: str
    policies: str
    rings: str
    shifts: str
    """Mark that differs where the roster was written to."""
    place: int
    """Place of the newest event in the feed."""


class Reading(Protocol):
    """Consistent look at the storage; everything it returns is plain data."""

    @property
    def tickets(self) -> TicketsReading:
        """Tickets."""

    @property
    def checks(self) -> ChecksReading:
        """Daily checks of tickets."""

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
        """Policies of the centre."""

    @property
    def phone(self) -> PhoneReading:
        """Calls that rang."""

    @property
    def records(self) -> StoredRecords:
        """Records of every kind."""

    def pulse(self) -> Pulse:
        """Return marks that tell if anything was written since another look, in one small statement."""


class Writing(Reading, Protocol):
    """Unit of work: all of it is kept, or none."""

    @property
    def tickets(self) -> TicketsWriting:
        """Tickets."""

    @property
    def events(self) -> OpenLog:
        """Everything that happened, in streams, to be added to."""

    @property
    def people(self) -> PeopleWriting:
        """Units, people and PINs."""

    @property
    def roster(self) -> RosterWriting:
        """The roster."""

    @property
    def policies(self) -> PoliciesWriting:
        """Policies of the centre."""

    @property
    def phone(self) -> Switchboard:
        """Calls that rang."""

    @property
    def records(self) -> OpenRecords:
        """Records of every kind."""


class Store(Protocol):
    """Storage of everything."""

    def reading(self) -> AbstractContextManager[Reading]:
        """Return a read transaction, ended with the block."""

    def writing(self) -> AbstractContextManager[Writing]:
        """Return a write transaction, committed at the end of the block unless it raises."""
