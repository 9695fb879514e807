"""Tickets of a past instant in SQL: those not changed since, and those to be folded again (§23)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import BigInteger, Connection, Select, bindparam, func, literal_column, or_, select, union_all

from core.base.clock import from_micros, to_micros
from core.base.dataclass import replace
from core.base.serialization import from_plain, from_text, plain_of
from core.events.as_of import AsOf
from core.events.fact import Undone, fact_class
from core.events.stream import Event
from core.ticket.board import Row, StoodRow
from core.ticket.numbers import KIND, id_of, number_of
from storage import tables
from storage.queries import BOARD
from storage.rows import row_from

_t, _e = tables.ticket.c, tables.event.c
_at = bindparam("at", type_=BigInteger)
_from = bindparam("from", type_=BigInteger)
MOST = 500
"""Tickets whose events are read in one statement."""

_UNCHANGED = select(*BOARD, _t.operator, _t.to_call, _t.to_feed_back).where(
    _t.closed_at.is_(None), _t.changed_at <= _at
)


def _alive(begins: str, ends: str) -> Any:
    """Return the statement of the tickets changed since `at` whose life between two instants has it."""
    begun = _t[begins] <= _at
    return union_all(
        # with the sum no planner goes through all tickets by their beginnings, but through the live ones
        select(_t.id).where(
            _t.closed_at.is_(None), _t.changed_at > _at, _t[begins] + literal_column("0") <= _at
        ),
        select(_t.id).where(
            tables.lived_long(begins, ends, long=False), _t[begins] > _from, begun, _t[ends] > _at
        ),
        select(_t.id).where(tables.lived_long(begins, ends, long=True), _t[ends] > _at, begun),
    )


_KNOWN, _STOOD = _alive("known_at", "changed_at"), _alive("reported_at", "closed_at")
_OF_THESE = (_e.number.in_(bindparam("idents", expanding=True)), _e.kind == KIND)
_IN_ORDER = (_e.number, _e.kind, _e.seq)
_COLUMNS = [_e[name] for name in (
    "number", "kind", "type", "seq", "step", "at", "recorded_at", "actor", "data", "personal",
)]  # fmt: skip
_HISTORIES: Select[Any] = select(*_COLUMNS).where(*_OF_THESE).order_by(*_IN_ORDER)
_BY_THEN = {False: _e.recorded_at <= _at, True: or_(_e.at <= _at, _e.type == Undone.type)}
"""Conditions of the events that an answer depends on, by the question: of undone steps all are needed."""
_KEPT = {
    happened: select(_e.number, _e.seq).where(*_OF_THESE, condition).order_by(*_IN_ORDER)
    for happened, condition in _BY_THEN.items()
}


class SqlPast:
    """Tickets of a past instant (`core.ticket.ports.PastReading`)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def unchanged_since(self, then: datetime) -> list[StoodRow]:
        """Return the tickets not closed that nothing was written to after `then`, in no order."""
        found = self._connection.execute(_UNCHANGED, {"at": to_micros(then)})
        return [_stood(row_from(row[:-3]), *row[-3:]) for row in found]

    def changed_since(self, as_of: AsOf) -> list[str]:
        """Return the numbers of the tickets written to since that may have been open at that instant."""
        at = to_micros(as_of.at)
        found = self._connection.scalars(
            _STOOD if as_of.happened else _KNOWN, {"at": at, "from": at - tables.LONG}
        )
        return [number_of(ident) for ident in sorted(found)]

    def beside(self, as_of: AsOf, *, later: bool) -> datetime | None:
        """Return the instant of the next event of a ticket, or of the last before; None beyond the ends."""
        find = _happened_beside if as_of.happened else _known_beside
        found = find(self._connection, to_micros(as_of.at), later)
        return None if found is None else from_micros(found)

    def kept(self, numbers: Sequence[str], as_of: AsOf) -> dict[str, tuple[int, ...]]:
        """Return the places of the events that each answer depends on: the same places, the same answer."""
        found: dict[str, tuple[int, ...]] = {}
        for idents in _portions(numbers):
            rows = self._connection.execute(
                _KEPT[as_of.happened], {"idents": idents, "at": to_micros(as_of.at)}
            )
            for ident, places in groupby(rows.all(), key=itemgetter(0)):
                found[number_of(ident)] = tuple(seq for _ident, seq in places)
        return found

    def histories(self, numbers: Sequence[str], as_of: AsOf | None = None) -> dict[str, tuple[Event, ...]]:
        """Return the events of these tickets by number, in order; with `as_of` those its answer needs."""
        wanted = _HISTORIES.where(_BY_THEN[as_of.happened]) if as_of else _HISTORIES
        found: dict[str, tuple[Event, ...]] = {}
        for idents in _portions(numbers):
            values = {"idents": idents} | ({"at": to_micros(as_of.at)} if as_of else {})
            for ident, rows in groupby(self._connection.execute(wanted, values).all(), key=itemgetter(0)):
                found[number_of(ident)] = tuple(map(_event, rows))
        return found


def _stood(row: Row, operator: str, to_call: bool, to_feed_back: bool) -> StoodRow:
    """Return a line with the marks that no column of the board has, because the views ask for them."""
    if to_call or to_feed_back:
        marks = replace(row.marks, to_call=bool(to_call), to_feed_back=bool(to_feed_back))
        row = replace(row, marks=marks)
    return StoodRow(row, operator)


def _happened_beside(connection: Connection, at: int, later: bool) -> int | None:
    found = func.min(_e.at) if later else func.max(_e.at)
    return connection.scalar(select(found).where(tables.OF_A_TICKET, _e.at > at if later else _e.at < at))


def _known_beside(connection: Connection, at: int, later: bool) -> int | None:
    """Search the feed by halves: its events are in the order in which they were written down."""
    low, high = 0, (connection.scalar(select(func.max(_e.id))) or 0) + 1
    while high - low > 1:
        middle = (low + high) // 2
        recorded = connection.scalar(select(_e.recorded_at).where(_e.id == middle)) or 0
        low, high = (middle, high) if (recorded <= at if later else recorded < at) else (low, middle)
    near = select(_e.recorded_at).where(_e.kind == KIND).limit(1)
    if later:
        return connection.scalar(near.where(_e.id >= high, _e.recorded_at > at).order_by(_e.id))
    return connection.scalar(near.where(_e.id <= low, _e.recorded_at < at).order_by(_e.id.desc()))


def _portions(numbers: Sequence[str]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), MOST):
        yield [id_of(number) for number in numbers[start : start + MOST]]


def _event(row: Any) -> Event:
    """Return the event of a row of `_COLUMNS`, as `storage.codec.event_from` does it."""
    _number, kind, type_, seq, step, at, recorded_at, actor, data, personal = row
    shape = fact_class(kind, type_)
    fact = from_plain(shape, plain_of(data) | plain_of(personal)) if personal else from_text(shape, data)
    return Event(seq, step, from_micros(at), from_micros(recorded_at), actor, fact)
