"""Tickets in a unit of work: events appended, snapshots written."""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from core.base.clock import to_micros
from core.base.errors import ChangedElsewhere
from core.base.i18n_marks import N_
from core.events.stream import Stream
from core.ticket.board import Row
from core.ticket.model import Ticket
from core.ticket.numbers import KIND, SERIALS, first_id, id_of, is_number, number_of
from core.ticket.ports import Change
from storage import tables
from storage.codec import ticket_text
from storage.event_log import SqlOpenLog
from storage.fast.compiled_statements import Prepared
from storage.people import SqlPeople
from storage.rows import micros_or_none, values_of
from storage.search_text import needle_of, phones_of
from storage.tickets import SqlTickets
from storage.transaction import Transaction

_t = tables.ticket.c
_LAST_OF_DAY = select(func.max(_t.id)).where(_t.id > bindparam("first"), _t.id < bindparam("first") + SERIALS)
_NEW_TICKET = Prepared(insert(tables.ticket))
_NEXT_VERSION = Prepared(
    update(tables.ticket).where(_t.id == bindparam("ident"), _t.version == bindparam("before")),
    columns=(column.name for column in _t if column.name not in ("id", "known_at")),
)
_AGAIN = Prepared(
    update(tables.ticket).where(_t.id == bindparam("ident"), _t.version == bindparam("before")),
    columns=(column.name for column in _t if column.name != "id"),
)
_NEW_KEY = Prepared(insert(tables.request_key))


class SqlTicketWriting(SqlTickets):
    """Tickets in a unit of work (`core.ticket.ports.TicketsWriting`)."""

    def __init__(self, opened: Transaction, events: SqlOpenLog, people: SqlPeople) -> None:
        super().__init__(opened, events)
        self._log = events
        self._people = people
        self._given: dict[date, int] = {}

    def new_number(self, day: date, wanted: str = "") -> str:
        """Return `wanted` if it is a free number of that site day, else the next one; each only once."""
        last = self._given.get(day) or self._last_of(day)
        if is_number(wanted) and last < id_of(wanted) < first_id(day) + SERIALS:
            self._given[day] = id_of(wanted)
            return wanted
        self._given[day] = last + 1
        return number_of(last + 1)

    def _last_of(self, day: date) -> int:
        first, newest = first_id(day), self._open.stand.ticket or 0
        if newest < first + SERIALS:
            return max(first, newest)
        return self._open.connection.scalar(_LAST_OF_DAY, {"first": first}) or first

    def append(self, change: Change, key: str = "") -> None:
        """Add the events and write the snapshot; raise `ChangedElsewhere` for a wrong version.

        A `key` is stored once: a second ticket with it is refused in the same way.
        """
        ident = id_of(change.ticket.number)
        try:
            self._write_snapshot(change, ident)
            self._log.append(Stream(KIND, ident), change.events)
            if key:
                _NEW_KEY.run(self._open.connection, {"key": key, "ticket": ident})
        except self._open.connection.dialect.loaded_dbapi.IntegrityError as error:
            raise _changed(change) from error

    def _write_snapshot(self, change: Change, ident: int) -> None:
        values = self._snapshot(change.ticket, change.row)
        if change.events[0].seq == 1:
            known = {"id": ident, "known_at": to_micros(change.events[0].recorded_at)}
            _NEW_TICKET.run(self._open.connection, values | known)
            return
        version = {"ident": ident, "before": change.events[0].step - 1}
        if _NEXT_VERSION.run(self._open.connection, values | version).rowcount != 1:
            raise _changed(change)

    def _snapshot(self, ticket: Ticket, row: Row) -> dict[str, Any]:
        return values_of(row) | {
            "operator": ticket.operator,
            "closed_at": micros_or_none(ticket.closed_at),
            "needle": needle_of(ticket, self._people.initials_of),
            "phones": phones_of(ticket),
            "changed_at": to_micros(ticket.changed_at),
            "body": ticket_text(ticket),
        }

    def refresh(self, ticket: Ticket, row: Row, known_at: int) -> None:
        """Write a snapshot again, without an event; `known_at` is when the first event was written down."""
        version = {"ident": id_of(ticket.number), "before": ticket.version, "known_at": known_at}
        _AGAIN.run(self._open.connection, self._snapshot(ticket, row) | version)


def _changed(change: Change) -> ChangedElsewhere:
    return ChangedElsewhere(
        N_("{number} was changed on another screen while you were working."),
        hint=N_("Open it again to see the change, then retry."),
        number=change.ticket.number,
    )
