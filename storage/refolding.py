"""After a migration: snapshots made anew where this program folds the same events into something else."""

from sqlalchemy import Connection, func, select

from core.policy.model import Policy
from core.ticket.board import row_of
from core.ticket.fold import fold
from core.ticket.model import Ticket
from storage import tables
from storage.codec import event_from
from storage.doctor import Row, differences, is_whole, policies_of, with_histories
from storage.progress import Progress
from storage.tickets import BATCH
from storage.transaction import Memory
from storage.unit_of_work import SqlWriting


def refold(connection: Connection, progress: Progress) -> None:
    """Write every snapshot that differs from its events; what is damaged is left for `doctor` to name."""
    policies = policies_of(connection)
    work = SqlWriting(connection, Memory())
    total = connection.scalar(select(func.count()).select_from(tables.ticket)) or 0
    for done, (_, row, history) in enumerate(with_histories(connection), 1):
        if row and (ticket := _outdated(row, history, policies)):
            work.tickets.refresh(ticket, row_of(ticket, policies[ticket.policy]))
        if done % BATCH == 0 or done == total:
            progress("tickets", done, total)


def _outdated(row: Row, history: list[Row], policies: dict[int, Policy]) -> Ticket | None:
    """The ticket as its events say, if the snapshot says otherwise."""
    if not is_whole(history):
        return None
    ticket = fold(event_from(event) for event in history)
    return ticket if ticket.policy in policies and differences(ticket, row, policies) else None
