"""Table of events: streams of facts under one chain of hashes."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, and_, bindparam, func, insert, or_, select

from core.base.clock import to_micros
from core.events.fact import Fact
from core.events.stream import Changes, Event, PlacedEvent, Stream
from storage import tables
from storage.codec import START, event_from, event_values
from storage.fast.compiled_statements import Prepared

_e = tables.event.c
_OF = (
    select(tables.event)
    .where(_e.kind == bindparam("kind"), _e.number == bindparam("number"))
    .order_by(_e.seq)
)
_LAST = (
    select(_e.seq, _e.step)
    .where(_e.kind == bindparam("kind"), _e.number == bindparam("number"))
    .order_by(_e.seq.desc())
    .limit(1)
)
_PLACE = select(func.max(_e.id))
_SINCE = select(_e.id, _e.kind, _e.number).where(_e.id > bindparam("place", type_=BigInteger)).order_by(_e.id)
_HEAD = select(_e.id, _e.hash).order_by(_e.id.desc()).limit(1)
_EVENT = Prepared(insert(tables.event))

Head = tuple[int, str]
"""Place and hash of the newest event."""


class SqlEventLog:
    """Events of all streams, for reading (`core.events.log.EventLog`)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, stream: Stream) -> tuple[Event, ...]:
        """Return the events of the stream, in order; none if it does not exist."""
        rows = self._connection.execute(_OF, stream._asdict()).mappings()
        return tuple(event_from(dict(row)) for row in rows)

    def entries(
        self, *classes: type[Fact], since: datetime | None = None, newest: int | None = None
    ) -> list[PlacedEvent]:
        """Return the facts of these classes in all streams of their kinds, in the order of the feed."""
        found = select(tables.event).where(_are(classes)).order_by(_e.id.desc()).limit(newest)
        if all(one.of != "ticket" for one in classes):
            found = found.where(tables.NOT_A_TICKET)  # the condition of the index of types
        if since is not None:
            found = found.where(_e.at >= to_micros(since))
        rows = self._connection.execute(found).mappings().all()
        return [_entry(dict(row)) for row in reversed(rows)]

    def place(self) -> int:
        """Return the place of the newest event of all streams, 0 before the first."""
        return self._connection.scalar(_PLACE) or 0

    def changed_since(self, place: int) -> Changes:
        """Return the newest place and the streams that changed after `place`, in the order of the changes."""
        rows = self._connection.execute(_SINCE, {"place": place}).all()
        streams = dict.fromkeys(Stream(row.kind, row.number) for row in rows)
        return Changes(rows[-1].id if rows else self.place(), tuple(streams))


class SqlOpenLog(SqlEventLog):
    """Events of all streams in a unit of work, which appends to them (`core.events.log.OpenLog`).

    `head` is called once, before the first event is appended: no other process writes until the unit of
    work ends.
    """

    def __init__(self, connection: Connection, head: Callable[[], Head] | None = None) -> None:
        super().__init__(connection)
        self._find_head = head or self._stored_head
        self._head: Head | None = None

    def append(self, stream: Stream, events: Iterable[Event]) -> None:
        """Append numbered events to the stream and to the chain of hashes."""
        place, previous = self._head or self._find_head()
        rows = []
        for place, event in enumerate(events, place + 1):  # noqa: B020
            rows.append(event_values(event, place, stream, previous))
            previous = rows[-1]["hash"]
        _EVENT.run_each(self._connection, rows)
        self._head = (place, previous)

    def record(self, stream: Stream, at: datetime, actor: str, *facts: Fact) -> tuple[Event, ...]:
        """Append these facts to the stream as its next step, recorded when they happened."""
        if not facts:
            return ()
        last = self._connection.execute(_LAST, stream._asdict()).one_or_none()
        seq, step = (last.seq + 1, last.step + 1) if last else (1, 1)
        events = tuple(Event(count, step, at, at, actor, fact) for count, fact in enumerate(facts, seq))
        self.append(stream, events)
        return events

    def _stored_head(self) -> Head:
        row = self._connection.execute(_HEAD).one_or_none()
        return (row.id, row.hash) if row else (0, START)


def _are(classes: Sequence[type[Fact]]) -> ColumnElement[bool]:
    """Return the condition that a fact is of one of these classes; without classes, of any but a ticket's."""
    if not classes:
        return tables.NOT_A_TICKET
    named = sorted((one.of, one.type) for one in classes)
    kinds = ((kind, [type_ for _, type_ in group]) for kind, group in groupby(named, key=lambda one: one[0]))
    return or_(*(and_(_e.kind == kind, _e.type.in_(types)) for kind, types in kinds))


def _entry(row: dict[str, Any]) -> PlacedEvent:
    return PlacedEvent(row["id"], Stream(row["kind"], row["number"]), event_from(row))
