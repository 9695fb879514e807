"""Tickets in SQL: snapshots, board rows, histories."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Executable,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    union_all,
)

from core.base.clock import to_micros
from core.events.as_of import AsOf
from core.events.stream import Event
from core.ticket.as_of import stood
from core.ticket.board import Counts, Row
from core.ticket.codes import State
from core.ticket.model import Ticket
from core.ticket.numbers import KIND, first_id, id_of, no_ticket, number_of, stream_of
from core.ticket.ports import Alike, Hands, Query
from storage import related_tickets, tables
from storage.codec import ticket_from
from storage.event_log import SqlEventLog
from storage.fast.compiled_statements import Prepared
from storage.past import SqlPast
from storage.queries import BOARD, COUNTS, VIEWS, statement
from storage.rows import row_from
from storage.transaction import Transaction

_t, _e = tables.ticket.c, tables.event.c
_first_event = tables.event.alias("first_event")
_first = _first_event.c
_at = bindparam("at", type_=BigInteger)
_BODY = Prepared(select(_t.body).where(_t.id == bindparam("id")))
_REPORTED = (
    select(_t.body)
    .where(_t.reported_at >= bindparam("start"), _t.reported_at < bindparam("end"))
    .order_by(_t.reported_at, _t.number)
)
_NOT_VOID = _REPORTED.where(_t.state != State.VOID.value)
_ENDED = exists().where(
    _e.kind == KIND, _e.number == _t.id, _e.type.in_(["closed", "voided", "merged"]), _e.at <= _at
)
_ALIVE = (
    select(_t.number, _ENDED)
    .join(_first_event, and_(_first.kind == KIND, _first.number == _t.id, _first.seq == 1, _first.at <= _at))
    .where(_t.reported_at <= _at, or_(_t.closed_at.is_(None), _t.closed_at > _at))
    .order_by(_t.reported_at, _t.number)
)
_WITH_TASKS = select(_t.body).where(_t.to_do).order_by(_t.id)
_TO_LOOK = select(_t.body).where(_t.to_look, _t.id > bindparam("first", type_=BigInteger)).order_by(_t.id)
_TO_APPROVE = select(_t.body).where(_t.to_approve).order_by(_t.id)
_TO_TELL = (
    select(_t.body)
    .where(
        _t.id.in_(
            union_all(
                select(_t.id).where(
                    _t.closed_at.is_(None), _t.tell_at <= bindparam("until", type_=BigInteger)
                ),
                select(_t.id).where(_t.awaited),
            )
        )
    )
    .order_by(_t.tell_at, _t.id)
)
_NOT_CLOSED = select(_t.body).where(_t.closed_at.is_(None))
_KEY = Prepared(select(tables.request_key.c.ticket).where(tables.request_key.c.key == bindparam("key")))
_POSITION = select(_e.id).where(_e.kind == KIND).order_by(_e.id.desc()).limit(1)
_HANDS = (
    select(_t.assignee, func.count(), func.count().filter(_t.state == literal_column("'on_site'")))
    .where(VIEWS["open"], _t.assignee != "")
    .group_by(_t.assignee)
)
_HANDS_OF = Prepared(_HANDS.where(_t.assignee == bindparam("person")))
_SEQS_SINCE = (
    select(_e.number, _e.seq)
    .where(_e.id > bindparam("position", type_=BigInteger), _e.kind == KIND)
    .order_by(_e.id)
)
_HAPPENED = select(_e.number).where(tables.OF_A_TICKET, _e.at >= bindparam("start"), _e.at < bindparam("end"))
_BODIES = select(_t.id, _t.body).where(_t.id.in_(bindparam("idents", expanding=True)))
BATCH = 500
"""Rows fetched at a time from results that may be very large."""


class SqlTickets:
    """Tickets in a look at the database (`core.ticket.ports.TicketsReading`)."""

    def __init__(self, opened: Transaction, events: SqlEventLog) -> None:
        self._open = opened
        self._events = events

    def get(self, number: str) -> Ticket:
        """Return the snapshot of that full number; raise `NotFound`."""
        found = _BODY.value(self._open.connection, {"id": id_of(number)})
        if found is None:
            raise no_ticket(number)
        return ticket_from(found)

    def history(self, number: str) -> tuple[Event, ...]:
        """Return the events of the ticket, in order; raise `NotFound`."""
        events = self._events.of(stream_of(number))
        if not events:
            raise no_ticket(number)
        return events

    def rows(self, query: Query) -> list[Row]:
        """Return the board rows that match, in board order; of closed ones, the newest first."""
        found, values = statement(BOARD, query)
        return [row_from(row) for row in self._open.connection.execute(found, values)]

    def find(self, query: Query) -> Iterator[Ticket]:
        """Yield the snapshots that match, in the same order; they are fetched as they are consumed."""
        idents = [*self._open.connection.scalars(*statement([_t.id], query))]
        for start in range(0, len(idents), BATCH):
            batch = idents[start : start + BATCH]
            rows = self._open.connection.execute(_BODIES, {"idents": batch})
            bodies = {row.id: row.body for row in rows}
            yield from (ticket_from(bodies[ident]) for ident in batch)

    def reported(self, start: datetime, end: datetime, *, void: bool = False) -> Iterator[Ticket]:
        """Yield the tickets reported in [start, end) by report time, without void ones unless `void`.

        They are fetched as they are consumed.
        """
        values = {"start": to_micros(start), "end": to_micros(end)}
        found = self._open.connection.scalars(
            _REPORTED if void else _NOT_VOID, values, execution_options={"yield_per": BATCH}
        )
        for body in found:
            yield ticket_from(body)

    def earlier(self, alike: Alike) -> list[Ticket]:
        """Return the tickets that could be about the same matter, without void ones."""
        return self._bodies(*related_tickets.alike(alike))

    def of_caller(self, unit: str, phone: str, since: datetime) -> list[Ticket]:
        """Return a unit's or number's tickets that are not closed, or the newest since `since`."""
        return self._bodies(*related_tickets.of_caller(unit, phone, since))

    def last_repeats(self, firsts: Iterable[str], start: datetime, end: datetime) -> dict[str, int]:
        """Return for each first ticket of a chain the highest `repeat_no` in [start, end)."""
        found = self._bodies(*related_tickets.repeats(firsts, start, end))
        # in this order the highest comes last
        return {one.repeat_of: one.repeat_no for one in sorted(found, key=lambda one: one.repeat_no)}

    def _bodies(self, found: Executable, values: Mapping[str, Any]) -> list[Ticket]:
        return [ticket_from(body) for body in self._open.connection.scalars(found, values)]

    def alive(self, at: datetime) -> list[str]:
        """Return the numbers of the tickets reported by `at` and not closed by then."""
        candidates = self._open.connection.execute(_ALIVE, {"at": to_micros(at)}).all()
        return [number for number, ended in candidates if not ended or not self._was_over(number, at)]

    def _was_over(self, number: str, at: datetime) -> bool:
        """Return True if a ticket that has been closed and reopened was closed at that instant."""
        then = stood(self.history(number), AsOf(at, happened=True))
        return then is None or then.closed_at is not None

    def not_closed(self) -> list[Ticket]:
        """Return the snapshots of all tickets that are not closed, in no order."""
        return [ticket_from(body) for body in self._open.connection.scalars(_NOT_CLOSED)]

    @property
    def past(self) -> SqlPast:
        """Return what tells how tickets stood at a past instant."""
        return SqlPast(self._open.connection)

    def to_tell(self, until: datetime, first: int | None = None) -> list[Ticket]:
        """Return the tickets not closed whose ladder is due by `until`, or whose told people are awaited.

        Those to be told of longest come first; with `first`, only so many.
        """
        found = self._open.connection.scalars(_TO_TELL.limit(first), {"until": to_micros(until)})
        return [ticket_from(body) for body in found]

    def with_tasks(self) -> list[Ticket]:
        """Return the tickets not closed that have a to-do, by number."""
        return [ticket_from(body) for body in self._open.connection.scalars(_WITH_TASKS)]

    def to_look(self, first: date) -> list[Ticket]:
        """Return the tickets numbered from that day on with something for the supervisor to look at."""
        found = self._open.connection.scalars(_TO_LOOK, {"first": first_id(first)})
        return [ticket_from(body) for body in found]

    def to_approve(self) -> list[Ticket]:
        """Return the tickets on which a request for approval waits, by number."""
        return [ticket_from(body) for body in self._open.connection.scalars(_TO_APPROVE)]

    def counts(self, now: datetime) -> Counts:
        """Return the figures of the header."""
        return Counts(*self._open.connection.execute(COUNTS, {"now": to_micros(now)}).one())

    def number_for_key(self, key: str) -> str | None:
        """Return the number of the ticket logged with this request key; None if it is new."""
        ident = _KEY.value(self._open.connection, {"key": key})
        return None if ident is None else number_of(ident)

    def hands(self, person: str = "") -> dict[str, Hands]:
        """Return the numbers of open tickets by assignee, or of one person."""
        if person:
            rows = _HANDS_OF.run(self._open.connection, {"person": person}).fetchall()
        else:
            rows = self._open.connection.execute(_HANDS).all()
        return {name: Hands(count, on_site) for name, count, on_site in rows}

    def position(self) -> int:
        """Return the place of the newest event of a ticket in the feed, 0 before the first."""
        return self._open.connection.scalar(_POSITION) or 0

    def seqs_before(self, position: int) -> dict[str, int]:
        """Return the number of events before `position` of each ticket that changed after it."""
        before: dict[str, int] = {}
        for number, seq in self._open.connection.execute(_SEQS_SINCE, {"position": position}):
            before.setdefault(number_of(number), seq - 1)
        return before

    def happened(self, start: datetime, end: datetime) -> dict[str, int]:
        """Return the number of events in [start, end) by ticket."""
        values = {"start": to_micros(start), "end": to_micros(end)}
        return Counter(map(number_of, self._open.connection.scalars(_HAPPENED, values)))
