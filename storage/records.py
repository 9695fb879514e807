"""Records of every kind in one table, and whether they are what their events add up to."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Select, and_, func, insert, or_, select, update

from core.base.clock import to_micros
from core.base.errors import ChangedElsewhere
from core.base.i18n_marks import N_
from core.base.serialization import from_text
from core.base.text import fold_case
from core.events.stream import Event
from core.record.kind import Kind
from core.record.model import Record
from core.record.ports import RecordQuery
from storage import tables
from storage.codec import sparse_text
from storage.event_log import SqlOpenLog
from storage.rows import micros_or_none
from storage.search_text import words_of

BATCH = 100
"""Records fetched at a time."""

_r = tables.record.c


class SqlRecords:
    """The records of every kind, to be read (`core.record.ports.StoredRecords`)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, kind: Kind, serial: int) -> Record:
        """Return the record of that serial; raise `NotFound`."""
        found = self._connection.scalar(select(_r.body).where(_is(kind, serial)))
        if found is None:
            raise kind.missing(kind.number(serial))
        return from_text(kind.model, found)

    def find(self, kind: Kind, query: RecordQuery) -> Iterator[Record]:
        """Yield the records that match, the newest first, fetched while they are taken."""
        found = self._connection.scalars(_matching(kind, query), execution_options={"yield_per": BATCH})
        return (from_text(kind.model, body) for body in found)


class SqlOpenRecords(SqlRecords):
    """The records of every kind in a unit of work (`core.record.ports.OpenRecords`).

    `initials` gives those of a Chinese name.
    """

    def __init__(self, connection: Connection, log: SqlOpenLog, initials: Callable[[str], str]) -> None:
        super().__init__(connection)
        self._log, self._initials = log, initials

    def new_serial(self, kind: Kind) -> int:
        """Return the next free serial of the kind."""
        newest = select(func.max(_r.number)).where(_r.kind == kind.name)
        return (self._connection.scalar(newest) or 0) + 1

    def append(self, kind: Kind, record: Record, events: Iterable[Event]) -> None:
        """Add the events and write the record; raise `ChangedElsewhere` if its version is not the next."""
        serial, added = kind.serial(record.number), list(events)
        values = values_of(record) | {"search_text": self._search_text(record)}
        if added[0].seq == 1:
            self._connection.execute(insert(tables.record).values(kind=kind.name, number=serial, **values))
        else:
            before = and_(_is(kind, serial), _r.version == added[0].step - 1)
            if self._connection.execute(update(tables.record).where(before).values(values)).rowcount != 1:
                raise _changed(record)
        self._log.append(kind.stream(serial), added)

    def refresh(self, kind: Kind, record: Record) -> None:
        """Write the snapshot of a record again; nothing happened to it."""
        values = values_of(record) | {"search_text": self._search_text(record)}
        here = _is(kind, kind.serial(record.number))
        self._connection.execute(update(tables.record).where(here).values(values))

    def _search_text(self, record: Record) -> str:
        """Return all texts by which a record can be found, one a line."""
        index = record.index
        texts = (record.number, record.created_by, index.unit, index.ticket, *index.texts)
        short = (self._initials(text) for text in texts if len(text) < 10)
        return "\n".join(part for part in dict.fromkeys((*map(fold_case, texts), *short)) if part)


def values_of(record: Record) -> dict[str, Any]:
    """Return the columns of a record's row, without its name and what searches look in."""
    index = record.index
    return {
        "state": record.state.value,
        "unit": index.unit,
        "ticket": index.ticket,
        "due_at": micros_or_none(index.due_at),
        "closed_at": micros_or_none(record.closed_at),
        "version": record.version,
        "body": sparse_text(record),
    }


def differences(kind: Kind, record: Record, row: Mapping[str, Any]) -> set[str]:
    """Return the names of the fields in which a row is not what the record says."""
    kept = from_text(kind.model, row["body"])
    fields = {name for name in kind.fields if getattr(kept, name) != getattr(record, name)}
    return fields | {
        name for name, value in values_of(record).items() if name != "body" and row[name] != value
    }


def _is(kind: Kind, serial: int) -> Any:
    return and_(_r.kind == kind.name, _r.number == serial)


def _matching(kind: Kind, query: RecordQuery) -> Select[Any]:
    found = select(_r.body).where(_r.kind == kind.name).order_by(_r.number.desc())
    if query.states:
        found = found.where(_r.state.in_([state.value for state in query.states]))
    for name in ("unit", "ticket"):
        if wanted := getattr(query, name):
            found = found.where(_r[name] == wanted)
    if query.due_by is not None:
        found = found.where(_r.due_at <= to_micros(query.due_by))
    for word in words_of(query.text):
        texts = (_r.search_text.contains(text, autoescape=True) for text in word.texts)
        found = found.where(or_(*texts))
    return found


def _changed(record: Record) -> ChangedElsewhere:
    return ChangedElsewhere(
        N_("{number} was changed on another screen while you were working."),
        hint=N_("Open it again to see the change, then retry."),
        number=record.number,
    )
