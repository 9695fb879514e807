"""Snapshots of tickets and records, and the events from which they follow."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import inf
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select

from core.base.clock import to_micros
from core.policy.model import Policy
from core.record.act import fold as fold_record
from core.record.kind import Kind
from core.ticket.board import row_of
from core.ticket.model import Ticket
from core.ticket.numbers import KIND
from storage import tables
from storage.codec import event_from, ticket_from
from storage.records import differences as differences_of_record
from storage.rows import micros_or_none, values_of
from storage.tickets import BATCH
from storage.transaction import Memory
from storage.unit_of_work import SqlReading

Row = Mapping[str, Any]
_e = tables.event.c


def rows_of(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """Return the rows of a table by its key, read a batch at a time."""
    keys = tuple(table.primary_key)
    found = connection.execute(select(table).order_by(*keys), execution_options={"yield_per": BATCH})
    return (dict(row) for row in found.mappings())


def policies_of(connection: Connection) -> dict[int, Policy]:
    """Return the policies by their version."""
    return {policy.version: policy for policy in SqlReading(connection, Memory()).policies.all()}


def with_histories(connection: Connection) -> Iterator[tuple[int, Row | None, list[Row]]]:
    """Yield for each ticket its row number, its row (None without one) and the rows of its events."""
    histories = groupby(_events_by_ticket(connection), key=itemgetter("number"))
    ident, history = next(histories, _NO_MORE)
    for row in rows_of(connection, tables.ticket):
        while ident < row["id"]:
            yield int(ident), None, list(history)
            ident, history = next(histories, _NO_MORE)
        if ident == row["id"]:
            yield row["id"], row, list(history)
            ident, history = next(histories, _NO_MORE)
        else:
            yield row["id"], row, []
    while ident != inf:
        yield int(ident), None, list(history)
        ident, history = next(histories, _NO_MORE)


_NO_MORE: tuple[float, Iterator[Row]] = (inf, iter(()))


def _events_by_ticket(connection: Connection) -> Iterator[dict[str, Any]]:
    wanted = select(tables.event).where(_e.kind == KIND).order_by(_e.number, _e.kind, _e.seq)
    found = connection.execute(wanted, execution_options={"yield_per": BATCH})
    return (dict(row) for row in found.mappings())


def is_whole(history: Sequence[Row]) -> bool:
    """Return True if no event is missing or erased, so that the events determine the snapshot."""
    return bool(history) and is_numbered(history) and not is_erased(history)


def is_numbered(history: Sequence[Row]) -> bool:
    return [event["seq"] for event in history] == list(range(1, len(history) + 1))


def is_erased(history: Sequence[Row]) -> bool:
    return any(event["digest"] and not event["personal"] for event in history)


def differences(ticket: Ticket, row: Row, history: Sequence[Row], policies: Mapping[int, Policy]) -> set[str]:
    """Return the names of the fields in which snapshot or board row differ from the ticket of the history."""
    kept = ticket_from(row["body"])
    fields = {name for name in Ticket.__slots__ if getattr(kept, name) != getattr(ticket, name)}
    if ticket.policy not in policies:
        return fields | {"policy"}
    line = values_of(row_of(ticket, policies[ticket.policy]))
    line |= {"operator": ticket.operator, "closed_at": micros_or_none(ticket.closed_at)}
    line |= {"known_at": history[0]["recorded_at"], "changed_at": to_micros(ticket.changed_at)}
    return fields | {name for name, value in line.items() if row[name] != value}


_OF_RECORD = (
    select(tables.event)
    .where(_e.kind == bindparam("kind"), _e.number == bindparam("number"))
    .order_by(_e.seq)
)


def wrong_in_record(connection: Connection, kind: Kind, row: Row) -> set[str]:
    """Return the fields in which a record differs from its events; `events` where these are incomplete."""
    name = {"kind": row["kind"], "number": row["number"]}
    history = [dict(event) for event in connection.execute(_OF_RECORD, name).mappings()]
    if not history or not is_numbered(history):
        return {"events"}
    if is_erased(history):
        return set()
    assert kind.model  # loads the facts that the events are made of
    return differences_of_record(kind, fold_record(kind, row["number"], map(event_from, history)), row)
