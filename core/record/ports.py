"""Ports of records: requests to the storage."""

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
    """Query of the records of a kind: in `states` (empty: all), with the words of `text`.

    `unit` and `ticket` are those they are about, `due_by` is the latest instant at which they are due.
    """

    states: tuple[Code, ...] = ()
    text: str = ""
    unit: str = ""
    ticket: str = ""
    due_by: datetime | None = None


class StoredRecords(Protocol):
    """Records of all kinds, for reading."""

    def get(self, kind: Kind, serial: int) -> Record:
        """Return the record of that serial; raise `NotFound`."""

    def find(self, kind: Kind, query: RecordQuery) -> Iterator[Record]:
        """Yield the records that match, the newest first, fetched as they are consumed."""


class OpenRecords(StoredRecords, Protocol):
    """Records of all kinds in a unit of work, which writes them."""

    def new_serial(self, kind: Kind) -> int:
        """Return the next free serial of the kind."""

    def append(self, kind: Kind, record: Record, events: Iterable[Event]) -> None:
        """Add the events and write the record; raise `ChangedElsewhere` for a wrong version."""
