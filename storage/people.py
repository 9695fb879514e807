"""Units, people and PINs in SQL."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import (
    bindparam,
    delete,
    insert,
    select,
)

from core.base.clock import from_micros
from core.base.serialization import from_text, to_plain, to_text
from core.base.text import initials
from core.people.directory import Directory, Person
from core.people.pins import Pin
from core.people.units import Contact, Unit
from storage import tables
from storage.rows import micros_or_none
from storage.transaction import Transaction

_p = tables.pin.c
PERSON = [tables.person.c[name] for name in Person.__dataclass_fields__]
_INITIALS = select(tables.person.c.name, tables.person.c.initials)


class SqlPeople:
    """Units, people and PINs in the database (`core.people.ports.PeopleWriting`)."""

    def __init__(self, opened: Transaction) -> None:
        self._open = opened
        self._initials: Mapping[str, str] | None = None

    def directory(self) -> Directory:
        """Return units and people; read them again only after a change."""
        mark, directory = self._open.memory.directory
        if mark != self._open.stand.directory:
            directory = self._read_directory()
            self._open.memory.directory = (self._open.stand.directory, directory)
        return directory

    def _read_directory(self) -> Directory:
        units = self._open.connection.execute(select(tables.unit).order_by(tables.unit.c.code)).mappings()
        people = self._open.connection.execute(select(*PERSON).order_by(tables.person.c.no)).mappings()
        return Directory(
            units={row["code"]: _unit(dict(row)) for row in units},
            people=tuple(_person(dict(row)) for row in people),
        )

    def pins(self) -> dict[str, Pin]:
        """Return the PINs by staff number."""
        rows = self._open.connection.execute(select(tables.pin).order_by(_p.person)).mappings()
        return {row["person"]: _pin(dict(row)) for row in rows}

    def save_units(self, units: Iterable[Unit]) -> None:
        """Insert or replace units by code."""
        self._replace(tables.unit.c.code, [_unit_values(unit) for unit in units])

    def save_people(self, people: Iterable[Person]) -> None:
        """Insert or replace people by staff number."""
        self._replace(tables.person.c.no, [_person_values(person) for person in people])
        self._initials = None

    def _replace(self, column: Any, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        known = {row[column.name]: row for row in rows}
        gone = delete(column.table).where(column == bindparam("known"))
        self._open.connection.execute(gone, [{"known": name} for name in known])
        self._open.connection.execute(insert(column.table), list(known.values()))
        self._open.mark("directory")

    def save_pin(self, pin: Pin) -> None:
        """Insert or replace the PIN of a staff number."""
        self.drop_pin(pin.person)
        values = asdict(pin) | {"wait_until": micros_or_none(pin.wait_until)}
        self._open.connection.execute(insert(tables.pin), values)

    def drop_pin(self, person: str) -> None:
        """Delete the PIN of a staff number, if there is one."""
        self._open.connection.execute(delete(tables.pin).where(_p.person == person))

    def initials_of(self, name: str) -> str:
        """Return the pinyin initials; those of the staff are stored, others need pinyin loaded."""
        if name.isascii():
            return ""
        if self._initials is None:
            self._initials = {row.name: row.initials for row in self._open.connection.execute(_INITIALS)}
        return self._initials.get(name) or initials(name)


def _pin(row: Mapping[str, Any]) -> Pin:
    waits = row["wait_until"]
    return Pin(row["person"], row["hash"], row["tries"], None if waits is None else from_micros(waits))


def _person(row: dict[str, Any]) -> Person:
    return Person(skills=tuple(row.pop("skills").split()), **row)


def _unit(row: dict[str, Any]) -> Unit:
    return Unit(contacts=from_text(tuple[Contact, ...], row.pop("contacts")), **row)


def _person_values(person: Person) -> dict[str, Any]:
    return _values(person) | {"skills": " ".join(person.skills)}


def _unit_values(unit: Unit) -> dict[str, Any]:
    return _values(unit) | {"contacts": to_text(to_plain(unit.contacts))}


def _values(entry: Unit | Person) -> dict[str, Any]:
    # asdict copies deeply, a second for an estate of 20,000 units
    return {field.name: getattr(entry, field.name) for field in fields(entry)}
