"""Open transaction, as the parts of a unit of work share it."""

from __future__ import annotations

import secrets
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import (
    Connection,
    func,
    select,
    update,
)

from core.base.dataclass import dataclass
from core.people.directory import Directory
from core.policy.model import Policy
from storage import tables
from storage.fast.compiled_statements import Prepared

if TYPE_CHECKING:
    from core.duty.roster import Duty

_t, _e = tables.ticket.c, tables.event.c
_STAND = Prepared(
    select(
        *(
            select(tables.meta.c.value).where(tables.meta.c.name == name).scalar_subquery()
            for name in ("directory", "policies", "shifts")
        ),
        select(_e.id).order_by(_e.id.desc()).limit(1).scalar_subquery(),
        select(_e.hash).order_by(_e.id.desc()).limit(1).scalar_subquery(),
        select(func.max(_t.id)).scalar_subquery(),
    )
)


class Stand(NamedTuple):
    """State at the start of a unit of work, read in one statement.

    The marks of the memory, then place and hash of the newest event, and the highest row of a ticket;
    None in an empty database.
    """

    directory: str
    policies: str
    shifts: str
    place: int | None
    hash: str | None
    ticket: int | None


@dataclass(slots=True)
class Memory:
    """Cache of data that seldom changes, each with its mark when read; shared by all units of work."""

    directory: tuple[str, Directory] = ("", Directory())
    policies: tuple[str, tuple[Policy, ...]] = ("", ())
    duties: tuple[tuple[str, date, date], tuple[Duty, ...]] | None = None


class Transaction:
    """Open transaction: its connection, the memory between transactions, and the state at its start."""

    def __init__(self, connection: Connection, memory: Memory) -> None:
        self.connection = connection
        self.memory = memory
        self._stand: Stand | None = None

    @property
    def stand(self) -> Stand:
        """Return the state at the first access in this transaction."""
        if self._stand is None:
            self._stand = Stand(*_STAND.run(self.connection, {}).fetchone())
        return self._stand

    def mark(self, name: str) -> None:
        """Invalidate the memory of `name`; a mark never recurs, not even after a restore."""
        fresh = update(tables.meta).where(tables.meta.c.name == name).values(value=secrets.token_hex(8))
        self.connection.execute(fresh)
        self._stand = None
