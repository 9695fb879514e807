"""Daily checks of tickets in SQL, read from what is kept of them beside the tickets."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from operator import itemgetter

from sqlalchemy import Connection, Executable, Integer, bindparam, or_, select

from core.base.clock import to_micros
from core.ticket.numbers import id_of, number_of
from core.ticket.ports import Followed, Matter
from storage import tables
from storage.codec import follow_ups_from

_t = tables.ticket.c
# not sorted in SQL, which would go through all tickets instead of the index
_FOLLOWED = select(_t.id, _t.follow_up).where(_t.asked_until >= bindparam("first", type_=Integer))
_WORKED_ON = select(_t.id, _t.follow_up).where(
    _t.follow_up != "",
    _t.reported_at < bindparam("end"),
    or_(_t.closed_at.is_(None), _t.closed_at >= bindparam("start")),
)
_MATTERS = select(_t.number, _t.place, _t.description, _t.assignee).where(
    _t.id.in_(bindparam("idents", expanding=True))
)
BATCH = 500
"""Tickets looked up at a time."""


class SqlChecks:
    """Daily checks in a look at the database (`core.ticket.ports.ChecksReading`)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def followed(self, first: date) -> list[Followed]:
        """Return the tickets that ask for a daily check on that day or later, or have one, by number."""
        return self._followed(_FOLLOWED, {"first": first.toordinal()})

    def worked_on(self, start: datetime, end: datetime) -> list[Followed]:
        """Return the tickets reported before `end` and not closed before `start`, without void ones."""
        return self._followed(_WORKED_ON, {"start": to_micros(start), "end": to_micros(end)})

    def _followed(self, wanted: Executable, values: Mapping[str, int]) -> list[Followed]:
        rows = sorted(self._connection.execute(wanted, values).all(), key=itemgetter(0))
        read = follow_ups_from(text for _ident, text in rows)
        return [Followed(number_of(ident), read[text]) for ident, text in rows]

    def matters(self, numbers: Iterable[str]) -> dict[str, Matter]:
        """Return what these tickets are about, by number."""
        idents, found = [*map(id_of, numbers)], {}
        for start in range(0, len(idents), BATCH):
            values = {"idents": idents[start : start + BATCH]}
            for number, *rest in self._connection.execute(_MATTERS, values):
                found[number] = Matter(*rest)
        return found
