"""What the bell rings for: an emergency that was logged, a clock that has run out; each once."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from core.board import Row

Cause = tuple[str, str, datetime | None]
"""A ticket, what about it, and when it was due."""


class Alarm:
    """Remembers what it has rung for; what is there at the first hearing is old news."""

    def __init__(self) -> None:
        self._known: set[Cause] | None = None

    def hear(self, rows: Sequence[Row], now: datetime) -> list[Row]:
        """The rows that give a new cause at `now`, in their order."""
        if self._known is None:
            self._known = {cause for row in rows for cause in causes(row, now)}
        fresh = [row for row in rows if not self._known.issuperset(causes(row, now))]
        for row in fresh:
            self._known.update(causes(row, now))
        return fresh


def causes(row: Row, now: datetime) -> Iterable[Cause]:
    """What about this ticket is worth a bell at `now`."""
    if row.marks.emergency:
        yield row.number, "emergency", None
    if row.marks.due_at < now:
        yield row.number, row.marks.clock, row.marks.due_at
