"""Calls that rang, in plain statements, so that a telephone system waits for no SQLAlchemy."""

from __future__ import annotations

import os
from dataclasses import astuple, fields
from datetime import datetime
from typing import Any

from core.base.clock import from_micros, to_micros
from core.base.errors import NotFound
from core.base.i18n_marks import N_
from core.phone.rings import Ring

_NAMES = [field.name for field in fields(Ring)]
_INSTANTS = ("at", "claimed_at", "ended_at")
_ALL = ", ".join(_NAMES)

SINCE = f"SELECT {_ALL} FROM ring WHERE ended_at IS NULL OR ended_at >= ? ORDER BY at, id"
ONE = f"SELECT {_ALL} FROM ring WHERE id = ?"
NEWEST = "SELECT coalesce(max(id), 0) FROM ring"
AWAY = "DELETE FROM ring WHERE id = ?"
NEW = f"INSERT INTO ring ({_ALL}) VALUES ({', '.join('?' * len(_NAMES))})"
MARK = "UPDATE meta SET value = ? WHERE name = 'rings'"


class Rings:
    """Calls in an open transaction (`core.phone.rings.Switchboard`)."""

    def __init__(self, driver: Any, place: str = "?") -> None:
        self._driver = driver
        self._place = place

    def rings(self, since: datetime) -> list[Ring]:
        """Return the calls not over, or ended at `since` or later, in the order of their last ring."""
        return [_ring(row) for row in self._run(SINCE, to_micros(since))]

    def ring(self, ident: int) -> Ring:
        """Return that call; raise `NotFound`."""
        row = self._run(ONE, ident).fetchone()
        if row is None:
            raise NotFound(N_("There is no such call."))
        return _ring(row)

    def new_ring(self) -> int:
        """Return the next free id of a call."""
        newest: int = self._run(NEWEST).fetchone()[0]
        return newest + 1

    def save_ring(self, ring: Ring) -> None:
        """Insert or replace a call by its id, and notify all screens."""
        self._run(AWAY, ring.id)
        self._run(
            NEW, *(to_micros(value) if isinstance(value, datetime) else value for value in astuple(ring))
        )
        self._run(MARK, os.urandom(8).hex())

    def _run(self, statement: str, *values: object) -> Any:
        cursor = self._driver.cursor()
        cursor.execute(statement.replace("?", self._place), values)
        return cursor


def _ring(row: Any) -> Ring:
    values = dict(zip(_NAMES, row, strict=True))
    return Ring(**values | {name: _instant(values[name]) for name in _INSTANTS})


def _instant(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)
