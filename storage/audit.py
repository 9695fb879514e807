"""Tickets that have not ended as their events tell, for the audit: no snapshot and no index is asked."""

from collections.abc import Iterator

from core.ticket.fold import fold
from core.ticket.model import Ticket
from storage.codec import event_from
from storage.database_errors import readable
from storage.engine import Database
from storage.schema import without_limits
from storage.snapshots import is_whole, with_histories


def not_ended(database: Database) -> list[Ticket]:
    """Return the tickets whose events have not ended them; erased and incomplete ones are left out."""
    with readable(database.place), database.reading() as connection:
        without_limits(connection)
        found: Iterator[Ticket] = (
            fold(map(event_from, history))
            for _ident, _row, history in with_histories(connection)
            if is_whole(history)
        )
        return [ticket for ticket in found if ticket.closed_at is None]
