"""Tickets as they stood at a past instant, and the views of the board then (§23)."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime

from core.events.as_of import AsOf
from core.events.fold import standing
from core.events.stream import Event
from core.policy.model import Policy
from core.ticket.board import NEVER, Counts, Row, StoodRow, order_key, row_of
from core.ticket.codes import OPEN_STATES, State
from core.ticket.fold import changed, stamped
from core.ticket.model import Ticket


def stood(history: Iterable[Event], as_of: AsOf) -> Ticket | None:
    """Return the ticket as it stood; None if there was none.

    An act that was entered for a time before the one it rests on, as an answer to a callback before the work
    was done, has no effect until that one has happened too.
    """
    known, ticket = as_of.of(history), None
    for event in standing(known):
        with suppress(LookupError, ValueError):
            ticket = changed(ticket, event)
    return stamped(ticket, known[-1]) if ticket else None


def stood_row(ticket: Ticket, policy: Policy) -> StoodRow:
    """Return the board row of a ticket as it stood, with what a view asks besides."""
    return StoodRow(row_of(ticket, policy), ticket.operator)


_Shown = Callable[[Row, datetime], bool]


def _is_open(row: Row) -> bool:
    return row.state in OPEN_STATES


_VIEWS: dict[str, _Shown] = {
    "open": lambda row, then: _is_open(row),
    "mine": lambda row, then: _is_open(row),
    "unassigned": lambda row, then: row.state is State.LOGGED,
    "risk": lambda row, then: _is_open(row) and row.marks.warn_at <= then <= row.marks.due_at < NEVER,
    "breached": lambda row, then: _is_open(row) and row.marks.due_at < then,
    "callbacks": lambda row, then: row.marks.to_call,
    "feedback": lambda row, then: row.marks.to_feed_back,
    "deferred": lambda row, then: row.state is State.DEFERRED,
    "all": lambda row, then: True,
}
"""Views of the storage, for rows in memory; `mine` also compares a person."""

PAST_VIEWS = tuple(_VIEWS)
"""Views of a past instant: those of the board, without the closed tickets, which were on no board."""


def in_view(
    stood: Iterable[StoodRow], view: str, then: datetime, mine: Callable[[StoodRow], bool]
) -> list[Row]:
    """Return the rows that a view showed at `then`, in board order; `mine` decides for that view."""
    shown = (one.row for one in stood if _VIEWS[view](one.row, then) and (view != "mine" or mine(one)))
    return sorted(shown, key=lambda row: order_key(row, then))


def counts_of(rows: Iterable[Row], then: datetime) -> Counts:
    """Return the figures of the header at `then`."""
    found = [*rows]
    return Counts(*(
        sum(_VIEWS[view](row, then) for row in found)
        for view in ("open", "risk", "breached", "unassigned", "callbacks")
    ))  # fmt: skip
