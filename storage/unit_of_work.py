"""Looks at the database and units of work, by subject; one that a command does not need is not loaded."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import (
    Connection,
    func,
    select,
)

from storage import tables
from storage.codec import START
from storage.event_log import Head, SqlEventLog, SqlOpenLog
from storage.fast.compiled_statements import Prepared
from storage.people import SqlPeople
from storage.policies import SqlPolicies
from storage.tickets import SqlTickets
from storage.transaction import Memory, Transaction

if TYPE_CHECKING:
    from core.desk.ports import Pulse
    from storage.checks import SqlChecks
    from storage.phone import Rings
    from storage.records import SqlOpenRecords, SqlRecords
    from storage.roster import SqlRoster
    from storage.ticket_writing import SqlTicketWriting

_PULSE = Prepared(
    select(
        *(
            select(tables.meta.c.value).where(tables.meta.c.name == name).scalar_subquery()
            for name in ("directory", "policies", "rings", "shifts")
        ),
        select(func.max(tables.event.c.id)).scalar_subquery(),
    )
)


class SqlReading:
    """Consistent look at the database (`core.desk.ports.Reading`)."""

    def __init__(self, connection: Connection, memory: Memory) -> None:
        self._open = Transaction(connection, memory)
        self.events = SqlEventLog(connection)
        self.tickets = SqlTickets(self._open, self.events)
        self.people = SqlPeople(self._open)
        self.policies = SqlPolicies(self._open)

    @cached_property
    def checks(self) -> SqlChecks:
        """Return the daily checks of tickets."""
        from storage.checks import SqlChecks

        return SqlChecks(self._open.connection)

    @cached_property
    def roster(self) -> SqlRoster:
        """Return the roster."""
        from storage.roster import SqlRoster

        return SqlRoster(self._open)

    @cached_property
    def records(self) -> SqlRecords:
        """Return the records of every kind."""
        from storage.records import SqlRecords

        return SqlRecords(self._open.connection)

    @property
    def phone(self) -> Rings:
        """Return the calls that rang, on the connection of the driver."""
        from storage.phone import Rings

        connection = self._open.connection
        return Rings(connection.connection, "?" if connection.dialect.name == "sqlite" else "%s")

    def pulse(self) -> Pulse:
        """Return the marks that tell whether anything was written, in one small statement."""
        from core.desk.ports import Pulse

        directory, policies, rings, shifts, newest = _PULSE.run(self._open.connection, {}).fetchone()
        return Pulse(directory, policies, rings, shifts, newest or 0)


class SqlWriting(SqlReading):
    """Unit of work (`core.desk.ports.Writing`): no other process writes until it ends."""

    events: SqlOpenLog
    tickets: SqlTicketWriting

    def __init__(self, connection: Connection, memory: Memory) -> None:
        from storage.ticket_writing import SqlTicketWriting

        super().__init__(connection, memory)
        self.events = SqlOpenLog(connection, self._head)
        self.tickets = SqlTicketWriting(self._open, self.events, self.people)

    @cached_property
    def records(self) -> SqlOpenRecords:
        """Return the records of every kind, to be written."""
        from storage.records import SqlOpenRecords

        return SqlOpenRecords(self._open.connection, self.events, self.people.initials_of)

    def _head(self) -> Head:
        return self._open.stand.place or 0, self._open.stand.hash or START
