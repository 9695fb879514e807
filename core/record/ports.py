"""Records in a storage: what is asked of it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from core.base.codes import Code
from core.base.dataclass import dataclass
from core.events.stream import Event
from core.record.kind import Kind
from core.record.model import Record


@dataclass(frozen=True, slots=True)
class RecordQuery:
    """Which records of a kind: in these `states` (all without), matching the words of `text`.

    `unit` and `ticket` are what they are about, `due_by` the instant by which they are due.
    """

    states: tuple[Code, ...] = ()
    text: str = ""
    unit: str = ""
    ticket: str = ""
    due_by: datetime | None = None


class StoredRecords(Protocol):
    """The records of every kind, to be read."""

    def get(self, kind: Kind, serial: int) -> Record:
        """Return the record of that serial; raise `NotFound`."""

    def find(self, kind: Kind, query: RecordQuery) -> Iterator[Record]:
        """Yield the records that match, the newest first, fetched while they are taken."""


class OpenRecords(StoredRecords, Protocol):
    """The records of every kind in a unit of work, which writes them."""

    def new_serial(self, kind: Kind) -> int:
        """Return the next free serial of the kind."""

    def append(self, kind: Kind, record: Record, events: Iterable[Event]) -> None:
        """Add the events and write the record; raise `ChangedElsewhere` if its version is not the next."""
