"""Roster in SQL."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from sqlalchemy import (
    bindparam,
    delete,
    insert,
    select,
)

from core.duty.roster import Duty
from storage import tables
from storage.transaction import Transaction

_d = tables.duty.c
_DROP_DUTY = delete(tables.duty).where(
    _d.day == bindparam("of_day"), _d.start == bindparam("from_start"), _d.person == bindparam("of_person")
)


class SqlRoster:
    """Roster in the database (`core.duty.ports.RosterWriting`)."""

    def __init__(self, opened: Transaction) -> None:
        self._open = opened

    def duties(self, first: date, last: date) -> list[Duty]:
        """Return the roster of those days; the days asked for last are cached until a change."""
        asked = (self._open.stand.shifts, first, last)
        known = self._open.memory.duties
        if known is None or known[0] != asked:
            known = self._open.memory.duties = (asked, tuple(self._stored(first, last)))
        return [*known[1]]

    def _stored(self, first: date, last: date) -> list[Duty]:
        """Return the roster of the site days `first` to `last`, by day, start, post and person."""
        found = (
            select(tables.duty)
            .where(_d.day.between(first, last))
            .order_by(_d.day, _d.start, _d.post, _d.person)
        )
        return [Duty(**row) for row in self._open.connection.execute(found).mappings()]

    def save_duties(self, duties: Iterable[Duty], instead_of: Iterable[Duty] = ()) -> None:
        """Insert duties and delete `instead_of`; a person has one duty that begins at one time."""
        duties = [*dict.fromkeys(duties)]
        gone = [
            {"of_day": duty.day, "from_start": duty.start, "of_person": duty.person}
            for duty in (*instead_of, *duties)
        ]
        if gone:
            self._open.connection.execute(_DROP_DUTY, gone)
        if duties:
            self._open.connection.execute(insert(tables.duty), [asdict(duty) for duty in duties])
        self._open.mark("shifts")
