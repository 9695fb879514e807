"""Tickets of a past instant in SQL: those not changed since, and those to be folded again (§23)."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import BigInteger, Connection, Select, bindparam, select, union_all

from core.base.clock import to_micros
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


def histories(connection: Connection, numbers: Sequence[str]) -> dict[str, tuple[Event, ...]]:
    """Return the events of these tickets by number, in order."""
    found: dict[str, tuple[Event, ...]] = {}
    for start in range(0, len(numbers), MOST):
        idents = [id_of(number) for number in numbers[start : start + MOST]]
        rows = connection.execute(_HISTORIES, {"idents": idents}).mappings()
        for ident, events in groupby(rows, key=itemgetter("number")):
            found[number_of(ident)] = tuple(event_from(dict(event)) for event in events)
    return found
