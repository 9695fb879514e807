"""Conversion of board rows to database values and back, for SQLAlchemy and plain statements."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from core.base.clock import from_micros, to_micros
from core.ticket.board import Marks, Row
from core.ticket.codes import State

COLUMNS = (
    "number", "state", "category", "urgency", "place", "description", "department", "assignee", "round",
    "reported_at", "version", "emergency", "tell_at", "due_at", "warn_at", "clock", "resumes_at",
    "asked", "helpers",
)  # fmt: skip
"""Columns that a board row is read from, in this order."""

COUNTED = ("open", "risk", "breached", "unassigned", "callbacks")
"""Views that the header counts, in the order of `core.ticket.board.Counts`."""


def row_from(values: Sequence[Any]) -> Row:
    """Return the board row of one database row."""
    (
        number, state, category, urgency, place, description, department, assignee, turn,
        reported_at, version, emergency, tell_at, due_at, warn_at, clock, resumes_at,
        asked, helpers,
    ) = values  # fmt: skip
    return Row(
        number=number,
        state=State(state),
        category=category,
        urgency=urgency,
        where=place,
        description=description,
        department=department,
        assignee=assignee,
        round=turn,
        reported_at=from_micros(reported_at),
        version=version,
        marks=Marks(bool(emergency), from_micros(tell_at), from_micros(due_at), from_micros(warn_at), clock),
        resumes_at=None if resumes_at is None else from_micros(resumes_at),
        asked=bool(asked),
        helpers=tuple(helpers.split("\n")) if helpers else (),
    )


def values_of(row: Row) -> dict[str, Any]:
    """Return the column values of a board row."""
    from storage.codec import sparse_text  # with its library not for the first board

    return {
        "number": row.number,
        "state": row.state.value,
        "category": row.category,
        "urgency": row.urgency,
        "place": row.where,
        "description": row.description,
        "department": row.department,
        "assignee": row.assignee,
        "round": row.round,
        "reported_at": to_micros(row.reported_at),
        "version": row.version,
        "emergency": row.marks.emergency,
        "tell_at": to_micros(row.marks.tell_at),
        "due_at": to_micros(row.marks.due_at),
        "warn_at": to_micros(row.marks.warn_at),
        "clock": row.marks.clock,
        "awaited": row.marks.awaited,
        "to_call": row.marks.to_call,
        "to_feed_back": row.marks.to_feed_back,
        "to_do": row.marks.to_do,
        "to_look": row.marks.to_look,
        "to_approve": row.marks.to_approve,
        "resumes_at": micros_or_none(row.resumes_at),
        "asked": row.asked,
        "helpers": "\n".join(row.helpers),
        "asked_until": row.asked_until.toordinal() if row.asked_until else None,
        "follow_up": sparse_text(row.followed) if row.followed else "",
    }


def micros_or_none(instant: datetime | None) -> int | None:
    """Return the stored form of an instant that may be missing."""
    return None if instant is None else to_micros(instant)
