"""One unit of work: events appended, snapshots written, all of it kept or none."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from core.base.clock import to_micros
from core.base.errors import ChangedElsewhere
from core.base.i18n_marks import N_
from core.base.serialization import to_plain, to_text
from core.base.text import initials
from core.desk.ports import Change
from core.events.stream import Stream
from core.people.directory import Person
from core.people.units import Unit
from core.ticket.board import Row
from core.ticket.model import Ticket
from core.ticket.numbers import KIND, SERIALS, first_id, id_of, number_of
from storage import tables
from storage.codec import START, ticket_text
from storage.event_log import Head, SqlOpenLog
from storage.fast.compiled_statements import Prepared
from storage.people_store import WritingOffice
from storage.phone import WritingRings
from storage.reading import Memory, SqlReading
from storage.rows import micros_or_none, values_of
from storage.search_text import needle_of, phones_of

_t = tables.ticket.c
_LAST_OF_DAY = select(func.max(_t.id)).where(_t.id > bindparam("first"), _t.id < bindparam("first") + SERIALS)
_NEW_TICKET = Prepared(insert(tables.ticket))
_NEXT_VERSION = Prepared(
    update(tables.ticket).where(_t.id == bindparam("ident"), _t.version == bindparam("before")),
    columns=(column.name for column in _t if column.name != "id"),
)
_KEY = Prepared(insert(tables.request_key))
_INITIALS = select(tables.person.c.name, tables.person.c.initials)


class SqlWriting(SqlReading, WritingRings, WritingOffice):
    """A unit of work (`core.desk.ports.Writing`): nobody else writes until it ends."""

    events: SqlOpenLog
    _initials: Mapping[str, str] | None = None
    _given: dict[date, int] | None = None

    def __init__(self, connection: Connection, memory: Memory) -> None:
        super().__init__(connection, memory)
        self.events = SqlOpenLog(connection, self._head)

    def _head(self) -> Head:
        return self._stand.place or 0, self._stand.hash or START

    def new_number(self, day: date) -> str:
        """The next free number of that site day; each call gives another one."""
        given = self._given = self._given or {}
        given[day] = (given.get(day) or self._last_of(day)) + 1
        return number_of(given[day])

    def _last_of(self, day: date) -> int:
        first, newest = first_id(day), self._stand.ticket or 0
        if newest < first + SERIALS:
            return max(first, newest)
        return self._connection.scalar(_LAST_OF_DAY, {"first": first}) or first

    def append(self, change: Change, key: str = "") -> None:
        """Add the events and write the snapshot; raises `ChangedElsewhere` if the version is not the next.

        The same `key` is kept once: a second ticket with it is refused likewise.
        """
        ident = id_of(change.ticket.number)
        try:
            self._write_snapshot(change, ident)
            self.events.append(Stream(KIND, ident), change.events)
            if key:
                _KEY.run(self._connection, {"key": key, "ticket": ident})
        except self._connection.dialect.loaded_dbapi.IntegrityError as error:
            raise _changed(change) from error

    def _write_snapshot(self, change: Change, ident: int) -> None:
        values = self._snapshot(change.ticket, change.row)
        if change.events[0].seq == 1:
            _NEW_TICKET.run(self._connection, values | {"id": ident})
            return
        version = {"ident": ident, "before": change.events[0].step - 1}
        if _NEXT_VERSION.run(self._connection, values | version).rowcount != 1:
            raise _changed(change)

    def _snapshot(self, ticket: Ticket, row: Row) -> dict[str, Any]:
        return values_of(row) | {
            "operator": ticket.operator,
            "closed_at": micros_or_none(ticket.closed_at),
            "needle": needle_of(ticket, self._initials_of),
            "phones": phones_of(ticket),
            "body": ticket_text(ticket),
        }

    def refresh(self, ticket: Ticket, row: Row) -> None:
        """Write the snapshot of a ticket anew; nothing happened to it."""
        version = {"ident": id_of(ticket.number), "before": ticket.version}
        _NEXT_VERSION.run(self._connection, self._snapshot(ticket, row) | version)

    def _initials_of(self, name: str) -> str:
        """Pinyin initials; those of the staff are stored, for the others pinyin has to be loaded."""
        if name.isascii():
            return ""
        if self._initials is None:
            self._initials = {row.name: row.initials for row in self._connection.execute(_INITIALS)}
        return self._initials.get(name) or initials(name)

    def save_units(self, units: Iterable[Unit]) -> None:
        """Enter or replace units by code."""
        self._replace(tables.unit.c.code, [_unit_values(unit) for unit in units])

    def save_people(self, people: Iterable[Person]) -> None:
        """Enter or replace people by staff number."""
        self._replace(tables.person.c.no, [_person_values(person) for person in people])
        self._initials = None

    def _replace(self, column: Any, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        known = {row[column.name]: row for row in rows}
        gone = delete(column.table).where(column == bindparam("known"))
        self._connection.execute(gone, [{"known": name} for name in known])
        self._connection.execute(insert(column.table), list(known.values()))
        self._mark("directory")

    def _mark(self, name: str) -> None:
        """Nobody's memory of `name` holds any longer; a mark never comes twice, not even after a restore."""
        fresh = update(tables.meta).where(tables.meta.c.name == name).values(value=secrets.token_hex(8))
        self._connection.execute(fresh)
        self._known_stand = None

    def save_policy(self, text: str, at: datetime, by: str) -> int:
        """Keep the policy as the newest and return its version."""
        newest = self._connection.scalar(select(func.max(tables.policy.c.version))) or 0
        row = {"version": newest + 1, "text": text, "at": to_micros(at), "by": by}
        self._connection.execute(insert(tables.policy), row)
        self._mark("policies")
        return newest + 1


def _person_values(person: Person) -> dict[str, Any]:
    return _values(person) | {"skills": " ".join(person.skills)}


def _unit_values(unit: Unit) -> dict[str, Any]:
    return _values(unit) | {"contacts": to_text(to_plain(unit.contacts))}


def _values(entry: Unit | Person) -> dict[str, Any]:
    # asdict copies deeply, a second for an estate of 20,000 units
    return {field.name: getattr(entry, field.name) for field in fields(entry)}


def _changed(change: Change) -> ChangedElsewhere:
    return ChangedElsewhere(
        N_("{number} was changed elsewhere meanwhile."),
        hint=N_("Look at it again, then decide."),
        number=change.ticket.number,
    )
