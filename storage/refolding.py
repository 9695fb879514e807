"""Rewriting of snapshots after a migration, where this program folds the same events differently."""

from sqlalchemy import Connection, func, select

from core.desk.kinds import KINDS
from core.policy.model import Policy
from core.record.act import fold as fold_record
from core.ticket.board import row_of
from core.ticket.fold import fold
from core.ticket.model import Ticket
from storage import tables
from storage.codec import event_from
from storage.progress import Progress
from storage.search_text import needle_of, phones_of
from storage.snapshots import (
    Row,
    differences,
    is_whole,
    policies_of,
    rows_of,
    with_histories,
    wrong_in_record,
)
from storage.tickets import BATCH
from storage.transaction import Memory
from storage.unit_of_work import SqlWriting


def refold(connection: Connection, progress: Progress) -> None:
    """Write the snapshots that differ from their events; damaged ones are left for `doctor` to report."""
    policies = policies_of(connection)
    work = SqlWriting(connection, Memory())
    total = connection.scalar(select(func.count()).select_from(tables.ticket)) or 0
    for done, (_, row, history) in enumerate(with_histories(connection), 1):
        if row and (ticket := _outdated(row, history, policies, work)):
            work.tickets.refresh(ticket, row_of(ticket, policies[ticket.policy]), history[0]["recorded_at"])
        if done % BATCH == 0 or done == total:
            progress("tickets", done, total)
    _refold_records(connection, work)


def _refold_records(connection: Connection, work: SqlWriting) -> None:
    """The same for the records of every kind."""
    kinds = {kind.name: kind for kind in KINDS}
    for row in rows_of(connection, tables.record):
        kind = kinds.get(row["kind"])
        if kind and wrong_in_record(connection, kind, row) - {"events"}:
            history = work.events.of(kind.stream(row["number"]))
            work.records.refresh(kind, fold_record(kind, row["number"], history))


def _outdated(row: Row, history: list[Row], policies: dict[int, Policy], work: SqlWriting) -> Ticket | None:
    """Return the ticket of the events if the snapshot, or what searches look in, differs from it."""
    if not is_whole(history):
        return None
    ticket = fold(event_from(event) for event in history)
    sought = needle_of(ticket, work.people.initials_of), phones_of(ticket)
    same = sought == (row["needle"], row["phones"]) and not differences(ticket, row, history, policies)
    return None if same or ticket.policy not in policies else ticket
