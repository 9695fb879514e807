"""Examination of the database: the chain of events, the snapshots, the watches and their reports."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from itertools import pairwise

from sqlalchemy import Connection, bindparam, exists, select, text

from core.base.dataclass import dataclass
from core.base.errors import filled
from core.base.i18n_marks import N_, without_context
from core.base.seal import seal_of
from core.desk.facts import CallbackWeekSigned
from core.desk.kinds import KINDS
from core.events.fact import Fact
from core.events.stream import Event, PlacedEvent
from core.handover.facts import HandedOver, WatchBegan
from core.handover.report import thaw
from core.policy.model import Policy
from core.ticket.fold import fold
from core.ticket.numbers import KIND, number_of
from storage import tables
from storage.codec import START, digest_of, event_from, hash_of
from storage.database_errors import readable
from storage.engine import Database
from storage.event_log import SqlEventLog
from storage.schema import without_limits
from storage.snapshots import (
    Row,
    differences,
    is_erased,
    is_numbered,
    policies_of,
    rows_of,
    with_histories,
    wrong_in_record,
)

_e = tables.event.c


@dataclass(frozen=True, slots=True)
class Finding:
    """Disagreement: a sentence with its values, as in `core.base.errors.DeskError`."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return filled(self.message, self.values, without_context)


def examine(database: Database) -> list[Finding]:
    """Return all faults of the database; empty if it is sound."""
    with readable(database.place), database.reading() as connection:
        without_limits(connection)
        return [
            *broken_file(connection),
            *broken_chain(connection),
            *broken_tickets(connection),
            *broken_watches(connection),
            *broken_weeks(connection),
            *broken_records(connection),
        ]


def broken_file(connection: Connection) -> Iterator[Finding]:
    """Yield the faults that SQLite itself finds in the file."""
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.execute(text("PRAGMA integrity_check")):
        if line != "ok":
            yield Finding(N_("The file is damaged: {line}"), {"line": line})
    for found in connection.execute(text("PRAGMA foreign_key_check")):
        yield Finding(N_("A row of {table} belongs to no ticket."), {"table": found[0]})


def broken_chain(connection: Connection) -> Iterator[Finding]:
    """Yield the events that are missing, out of place or changed."""
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
    kind, number = row["kind"], row["number"]
    name = number_of(number) if kind == KIND else f"{kind} {number}" if number else kind
    return Finding(message, {"place": row["id"], "number": name})


def broken_tickets(connection: Connection) -> Iterator[Finding]:
    """Yield the tickets that differ from the sum of their events."""
    policies = policies_of(connection)
    for ident, row, history in with_histories(connection):
        if row is None:
            yield _of_ticket(N_("Ticket {number} is missing, though it has events."), ident)
        elif history:
            yield from _broken_ticket(row, history, policies)
        else:
            yield _of_ticket(N_("Ticket {number} has no events."), ident)


def _broken_ticket(row: Row, history: list[Row], policies: Mapping[int, Policy]) -> Iterator[Finding]:
    if not is_numbered(history):
        yield _of_ticket(N_("The events of ticket {number} are not numbered one by one."), row["id"])
        return
    if is_erased(history):
        return
    ticket = fold(event_from(event) for event in history)
    try:
        wrong = sorted(differences(ticket, row, history, policies))
    except ValueError:
        yield _of_ticket(N_("The snapshot of ticket {number} cannot be read."), row["id"])
        return
    if wrong:
        yield _of_ticket(N_("Ticket {number} differs from its events in: {fields}."), row["id"], wrong)


def _of_ticket(message: str, ident: int, fields: Iterable[str] = ()) -> Finding:
    return Finding(message, {"number": number_of(ident), "fields": tuple(fields)})


def broken_watches(connection: Connection) -> Iterator[Finding]:
    """Yield changed reports, and watches that do not follow one another without a gap (§16)."""
    log = SqlEventLog(connection)
    began = log.entries(WatchBegan)
    ended = {entry.stream: entry.event for entry in log.entries(HandedOver)}
    previous = ""
    for one, following in pairwise(began):
        end = ended.get(one.stream)
        first, second = one.stream.number, following.stream.number
        if end and not _is_sealed(end.fact):
            yield Finding(
                N_("The handover report of shift {id} has changed since it was signed."), {"id": first}
            )
        elif end is None or not _follows(one, end, following, previous):
            values = {"first": first, "second": second}
            yield Finding(N_("Shift {second} does not follow shift {first}."), values)
        previous = getattr(end.fact, "hash", "") if end else ""
    if began and began[-1].stream in ended:
        yield Finding(
            N_("No one has been in charge of the desk since shift {id}."), {"id": began[-1].stream.number}
        )


def _is_sealed(fact: Fact) -> bool:
    """Return True if the text of a report is the one that was signed, or was erased."""
    return isinstance(fact, HandedOver) and (not fact.sheet or seal_of(fact.sheet) == fact.hash)


def _follows(one: PlacedEvent, end: Event, following: PlacedEvent, previous: str) -> bool:
    """Return True if the report agrees with the watches before and after it: places, counts, time."""
    match one.event.fact, end.fact, following.event.fact:
        case WatchBegan(), HandedOver(sheet=""), WatchBegan():
            return end.at == following.event.at
        case WatchBegan() as before, HandedOver() as done, WatchBegan() as after:
            sheet = thaw(done.sheet)
            return (sheet.previous, sheet.watch, end.at) == (
                previous, one.stream.number, following.event.at,
            ) and (
                (sheet.first_place, sheet.last_place, sheet.counts.carried_in, sheet.counts.carried_out)
                == (before.place, after.place, before.carried_in, after.carried_in)
            )  # fmt: skip
    return False


def broken_weeks(connection: Connection) -> Iterator[Finding]:
    """Yield weekly summaries of callbacks that have changed since they were signed (R169)."""
    sealed: dict[date, str] = {}
    for entry in SqlEventLog(connection).entries(CallbackWeekSigned):
        fact = entry.event.fact
        if not isinstance(fact, CallbackWeekSigned):
            continue
        changed = bool(fact.sheet) and seal_of(fact.sheet) != fact.hash
        if changed or sealed.setdefault(fact.first, fact.hash) != fact.hash:
            yield Finding(
                N_("The callback summary of the week of {day} has changed since it was signed."),
                {"day": f"{fact.first}"},
            )


def broken_records(connection: Connection) -> Iterator[Finding]:
    """Records that are not what their events add up to."""
    kinds = {kind.name: kind for kind in KINDS}
    for row in rows_of(connection, tables.record):
        kind = kinds.get(row["kind"])
        if kind is None:
            yield _of_record(N_("Record {number} is of a kind that this program does not know."), row)
        elif wrong := sorted(wrong_in_record(connection, kind, row)):
            yield _of_record(N_("Record {number} differs from its events in: {fields}."), row, wrong)
    for missing in connection.execute(_WITHOUT_RECORD, {"kinds": [*kinds]}).mappings():
        yield _of_record(N_("Record {number} is missing, though it has events."), dict(missing))


_WITHOUT_RECORD = (
    select(_e.kind, _e.number)
    .where(
        _e.kind.in_(bindparam("kinds", expanding=True)),
        tables.NOT_A_TICKET,
        _e.seq == 1,
        ~exists().where(tables.record.c.kind == _e.kind, tables.record.c.number == _e.number),
    )
    .order_by(_e.kind, _e.number)
)


def _of_record(message: str, row: Row, fields: Iterable[str] = ()) -> Finding:
    return Finding(message, {"number": f"{row['kind']} {row['number']}", "fields": tuple(fields)})
