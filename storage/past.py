"""Tickets of a past instant in SQL: those not changed since, and those to be folded again (§23)."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import BigInteger, Connection, Select, bindparam, func, select, union_all

from core.base.clock import from_micros, to_micros
from core.events.as_of import AsOf
from core.events.stream import Event
from core.ticket.board import StoodRow
from core.ticket.numbers import KIND, id_of, number_of
from storage import tables
from storage.codec import event_from
from storage.queries import BOARD
from storage.rows import row_from

_t, _e = tables.ticket.c, tables.event.c
_at = bindparam("at", type_=BigInteger)
_from = bindparam("from", type_=BigInteger)
MOST = 500
"""Tickets whose events are read in one statement."""

_UNCHANGED = select(*BOARD, _t.operator).where(_t.closed_at.is_(None), _t.changed_at <= _at)


def _alive(begins: str, ends: str) -> Any:
    """Return the statement of the tickets changed since `at` whose life between two instants has it."""
    begun = _t[begins] <= _at
    return union_all(
        select(_t.id).where(_t.closed_at.is_(None), _t.changed_at > _at, begun),
        select(_t.id).where(
            tables.lived_long(begins, ends, long=False), _t[begins] > _from, begun, _t[ends] > _at
        ),
        select(_t.id).where(tables.lived_long(begins, ends, long=True), _t[ends] > _at, begun),
    )


_KNOWN, _STOOD = _alive("known_at", "changed_at"), _alive("reported_at", "closed_at")
_HISTORIES: Select[Any] = (
    select(tables.event)
    .where(_e.number.in_(bindparam("idents", expanding=True)), _e.kind == KIND)
    .order_by(_e.number, _e.kind, _e.seq)
)


def unchanged_since(connection: Connection, then: datetime) -> list[StoodRow]:
    """Return the tickets not closed that nothing was written to after `then`, in no order."""
    found = connection.execute(_UNCHANGED, {"at": to_micros(then)})
    return [StoodRow(row_from(row[:-1]), row[-1]) for row in found]


def changed_since(connection: Connection, as_of: AsOf) -> list[str]:
    """Return the numbers of the tickets written to since that may have been open at that instant."""
    at = to_micros(as_of.at)
    found = connection.scalars(_STOOD if as_of.happened else _KNOWN, {"at": at, "from": at - tables.LONG})
    return [number_of(ident) for ident in sorted(found)]


def beside(connection: Connection, as_of: AsOf, *, later: bool) -> datetime | None:
    """Return the instant of the next event of a ticket, or of the last before; None beyond the ends."""
    find = _happened_beside if as_of.happened else _known_beside
    found = find(connection, to_micros(as_of.at), later)
    return None if found is None else from_micros(found)


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


def histories(connection: Connection, numbers: Sequence[str]) -> dict[str, tuple[Event, ...]]:
    """Return the events of these tickets by number, in order."""
    found: dict[str, tuple[Event, ...]] = {}
    for start in range(0, len(numbers), MOST):
        idents = [id_of(number) for number in numbers[start : start + MOST]]
        rows = connection.execute(_HISTORIES, {"idents": idents}).mappings()
        for ident, events in groupby(rows, key=itemgetter("number")):
            found[number_of(ident)] = tuple(event_from(dict(event)) for event in events)
    return found
