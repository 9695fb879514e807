"""The roster and the PINs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select

from core.base.clock import from_micros
from core.duty.roster import Duty
from core.people.pins import Pin
from storage import tables
from storage.rows import micros_or_none

if TYPE_CHECKING:
    from sqlalchemy import Connection

_d, _p = tables.duty.c, tables.pin.c

_DROP_DUTY = delete(tables.duty).where(
    _d.day == bindparam("of_day"), _d.start == bindparam("from_start"), _d.person == bindparam("of_person")
)


class ReadingOffice:
    """The part of a look that concerns people and shifts."""

    _connection: Connection

    def duties(self, first: date, last: date) -> list[Duty]:
        """The roster of the site days `first` to `last`, by day, start, post and person."""
        found = (
            select(tables.duty)
            .where(_d.day.between(first, last))
            .order_by(_d.day, _d.start, _d.post, _d.person)
        )
        return [Duty(**row) for row in self._connection.execute(found).mappings()]

    def pins(self) -> dict[str, Pin]:
        """Every PIN by staff number."""
        rows = self._connection.execute(select(tables.pin).order_by(_p.person)).mappings()
        return {row["person"]: _pin(dict(row)) for row in rows}


class WritingOffice(ReadingOffice):
    """The part of a unit of work that concerns people and shifts."""

    if TYPE_CHECKING:

        def _mark(self, name: str) -> None:
            """Nobody's memory of `name` holds any longer."""

    def save_duties(self, duties: Iterable[Duty], instead_of: Iterable[Duty] = ()) -> None:
        """Enter duties, take `instead_of` away; a person has one duty that begins at one time."""
        duties = [*dict.fromkeys(duties)]
        gone = [
            {"of_day": duty.day, "from_start": duty.start, "of_person": duty.person}
            for duty in (*instead_of, *duties)
        ]
        if gone:
            self._connection.execute(_DROP_DUTY, gone)
        if duties:
            self._connection.execute(insert(tables.duty), [asdict(duty) for duty in duties])
        self._mark("shifts")

    def save_pin(self, pin: Pin) -> None:
        """Enter or replace the PIN of a staff number."""
        self.drop_pin(pin.person)
        values = asdict(pin) | {"wait_until": micros_or_none(pin.wait_until)}
        self._connection.execute(insert(tables.pin), values)

    def drop_pin(self, person: str) -> None:
        """Take the PIN of a staff number away, if there is one."""
        self._connection.execute(delete(tables.pin).where(_p.person == person))


def _pin(row: Mapping[str, Any]) -> Pin:
    waits = row["wait_until"]
    return Pin(row["person"], row["hash"], row["tries"], None if waits is None else from_micros(waits))
