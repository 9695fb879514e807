"""Looks at the database and units of work, by subject."""

from sqlalchemy import (
    Connection,
    func,
    select,
)

from core.desk.ports import Pulse
from storage import tables
from storage.codec import START
from storage.event_log import Head, SqlEventLog, SqlOpenLog
from storage.fast.compiled_statements import Prepared
from storage.people import SqlPeople
from storage.phone import Rings
from storage.policies import SqlPolicies
from storage.records import SqlOpenRecords, SqlRecords
from storage.roster import SqlRoster
from storage.ticket_writing import SqlTicketWriting
from storage.tickets import SqlTickets
from storage.transaction import Memory, Transaction

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
        self.roster = SqlRoster(self._open)
        self.policies = SqlPolicies(self._open)
        self.records = SqlRecords(connection)

    @property
    def phone(self) -> Rings:
        """Return the calls that rang, on the connection of the driver."""
        connection = self._open.connection
        return Rings(connection.connection, "?" if connection.dialect.name == "sqlite" else "%s")

    def pulse(self) -> Pulse:
        """Return the marks that tell whether anything was written, in one small statement."""
        directory, policies, rings, shifts, newest = _PULSE.run(self._open.connection, {}).fetchone()
        return Pulse(directory, policies, rings, shifts, newest or 0)


class SqlWriting(SqlReading):
    """Unit of work (`core.desk.ports.Writing`): no other process writes until it ends."""

    events: SqlOpenLog
    tickets: SqlTicketWriting
    records: SqlOpenRecords

    def __init__(self, connection: Connection, memory: Memory) -> None:
        super().__init__(connection, memory)
        self.events = SqlOpenLog(connection, self._head)
        self.tickets = SqlTicketWriting(self._open, self.events, self.people)
        self.records = SqlOpenRecords(connection, self.events, self.people.initials_of)

    def _head(self) -> Head:
        return self._open.stand.place or 0, self._open.stand.hash or START
