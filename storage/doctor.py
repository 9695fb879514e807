"""Looks whether everything still agrees: the chain of events, every snapshot, the watches, their sheets."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, select, text

from core.base.i18n_marks import N_
from core.events.journal import Entry, HandedOver, WatchBegan
from core.handover.report import seal_of, thaw
from core.policy.model import Policy
from core.ticket.board import row_of
from core.ticket.fold import fold
from core.ticket.model import Ticket
from storage import tables
from storage.codec import START, digest_of, event_from, hash_of, ticket_from
from storage.database_errors import readable
from storage.engine import Database
from storage.reading import BATCH, Memory, SqlReading
from storage.rows import micros_or_none, values_of
from storage.ticket_ids import number_of

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not agree: a sentence with its values, as in `core.base.errors.DeskError`."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message.format(**self.values)


def examine(database: Database) -> list[Finding]:
    """Everything that is wrong with the database; empty when it is sound."""
    with readable(database.place), database.reading() as connection:
        without_limits(connection)
        return [
            *broken_file(connection),
            *broken_chain(connection),
            *broken_tickets(connection),
            *broken_watches(connection),
        ]


def without_limits(connection: Connection) -> None:
    """A look at everything may take longer than the server grants an operator."""
    if connection.dialect.name == "postgresql":
        for name in ("statement_timeout", "idle_in_transaction_session_timeout"):
            connection.execute(text(f"SET LOCAL {name} = 0"))


def broken_file(connection: Connection) -> Iterator[Finding]:
    """What SQLite itself finds wrong with the file."""
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.execute(text("PRAGMA integrity_check")):
        if line != "ok":
            yield Finding(N_("The file is damaged: {line}"), {"line": line})
    for found in connection.execute(text("PRAGMA foreign_key_check")):
        yield Finding(N_("A row of {table} belongs to no ticket."), {"table": found[0]})


def broken_chain(connection: Connection) -> Iterator[Finding]:
    """Events that are missing, out of place or not what was written."""
    previous, place = START, 0
    for row in rows_of(connection, tables.event):
        place += 1
        if row["id"] != place:
            yield Finding(
                N_("Events {first} to {last} are missing."), {"first": place, "last": row["id"] - 1}
            )
            place = row["id"]
        elif row["hash"] != hash_of(row, previous):
            yield _of_event(N_("Event {place} ({number}) is not as it was written."), row)
        if row["personal"] and row["digest"] != digest_of(row["personal"]):
            yield _of_event(N_("The words of event {place} ({number}) are not as they were written."), row)
        previous = row["hash"]


def _of_event(message: str, row: Row) -> Finding:
    return Finding(message, {"place": row["id"], "number": number_of(row["ticket"])})


def rows_of(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """Every row by its key, a batch at a time."""
    keys = tuple(table.primary_key)
    found = connection.execute(select(table).order_by(*keys), execution_options={"yield_per": BATCH})
    return (dict(row) for row in found.mappings())


def broken_tickets(connection: Connection) -> Iterator[Finding]:
    """Tickets that are not what their events add up to."""
    policies = policies_of(connection)
    for row, history in with_histories(connection):
        if history:
            yield from _broken_ticket(row, history, policies)
        else:
            yield _of_ticket(N_("Ticket {number} has no events."), row["id"])


def policies_of(connection: Connection) -> dict[int, Policy]:
    """Every policy by its version."""
    return {policy.version: policy for policy in SqlReading(connection, Memory()).policies()}


def with_histories(connection: Connection) -> Iterator[tuple[Row, list[Row]]]:
    """The row of every ticket with those of its events."""
    histories = groupby(_events_by_ticket(connection), key=itemgetter("ticket"))
    ident, history = next(histories, (None, iter(())))
    for row in rows_of(connection, tables.ticket):
        if row["id"] == ident:
            yield row, list(history)
            ident, history = next(histories, (None, iter(())))
        else:
            yield row, []


def _events_by_ticket(connection: Connection) -> Iterator[dict[str, Any]]:
    wanted = select(tables.event).order_by(tables.event.c.ticket, tables.event.c.seq)
    found = connection.execute(wanted, execution_options={"yield_per": BATCH})
    return (dict(row) for row in found.mappings())


def is_whole(history: list[Row]) -> bool:
    """Whether no event is missing, and nobody was erased: then the events say all that the snapshot says."""
    return bool(history) and _is_numbered(history) and not _is_erased(history)


def _is_numbered(history: list[Row]) -> bool:
    return [event["seq"] for event in history] == list(range(1, len(history) + 1))


def _is_erased(history: list[Row]) -> bool:
    return any(event["digest"] and not event["personal"] for event in history)


def _broken_ticket(row: Row, history: list[Row], policies: Mapping[int, Policy]) -> Iterator[Finding]:
    if not _is_numbered(history):
        yield _of_ticket(N_("The events of ticket {number} are not numbered one by one."), row["id"])
        return
    if _is_erased(history):
        return
    ticket = fold(event_from(event) for event in history)
    wrong = sorted(differences(ticket, row, policies))
    if wrong:
        yield _of_ticket(N_("Ticket {number} differs from its events in: {fields}."), row["id"], wrong)


def differences(ticket: Ticket, row: Row, policies: Mapping[int, Policy]) -> set[str]:
    """The names of the fields in which snapshot or board line are not what the ticket says."""
    kept = ticket_from(row["body"])
    fields = {name for name in Ticket.__slots__ if getattr(kept, name) != getattr(ticket, name)}
    if ticket.policy not in policies:
        return fields | {"policy"}
    line = values_of(row_of(ticket, policies[ticket.policy]))
    line |= {"operator": ticket.operator, "closed_at": micros_or_none(ticket.closed_at)}
    return fields | {name for name, value in line.items() if row[name] != value}


def _of_ticket(message: str, ident: int, fields: Iterable[str] = ()) -> Finding:
    return Finding(message, {"number": number_of(ident), "fields": ", ".join(fields)})


def broken_watches(connection: Connection) -> Iterator[Finding]:
    """Signed sheets that are not as they were, watches that do not follow one another without a gap (§16)."""
    look = SqlReading(connection, Memory())
    began = look.journal("watch_began")
    ended = {entry.watch: entry for entry in look.journal("handed_over")}
    previous = ""
    for one, following in pairwise(began):
        end = ended.get(one.id)
        if end and isinstance(end.act, HandedOver) and seal_of(end.act.sheet) != end.act.hash:
            yield Finding(N_("The sheet of watch {id} is not as it was signed."), {"id": one.id})
        elif end is None or not _follows(one, end, following, previous):
            values = {"first": one.id, "second": following.id}
            yield Finding(N_("Watch {second} does not follow watch {first}."), values)
        previous = getattr(end.act, "hash", "") if end else ""
    if began and began[-1].id in ended:
        yield Finding(N_("Nobody has the desk since watch {id}."), {"id": began[-1].id})


def _follows(one: Entry, end: Entry, following: Entry, previous: str) -> bool:
    """Whether the sheet between them names what both watches name: places, counts, the moment."""
    match one.act, end.act, following.act:
        case WatchBegan() as before, HandedOver() as done, WatchBegan() as after:
            sheet = thaw(done.sheet)
            return (sheet.previous, sheet.watch, end.at) == (previous, one.id, following.at) and (
                (sheet.first_place, sheet.last_place, sheet.counts.carried_in, sheet.counts.carried_out)
                == (before.place, after.place, before.carried_in, after.carried_in)
            )
    return False
