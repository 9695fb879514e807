"""The log of everything that happened, as the storage keeps it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from core.events.fact import Fact
from core.events.stream import Changes, Event, PlacedEvent, Stream


class EventLog(Protocol):
    """The events of all streams, to be read."""

    def of(self, stream: Stream) -> tuple[Event, ...]:
        """Return every event of the stream, in order; none where nothing happened."""

    def entries(
        self, *classes: type[Fact], since: datetime | None = None, newest: int | None = None
    ) -> list[PlacedEvent]:
        """Return the facts of these classes in all streams of their kinds, in the order of the feed.

        Without classes, every fact but those of tickets.  `since` leaves out what happened before,
        `newest` all but that many.  Not meant for tickets, whose facts have no index by class.
        """

    def place(self) -> int:
        """Return the place of the newest event of all streams, 0 before the first."""

    def changed_since(self, place: int) -> Changes:
        """Return the newest place and the streams that changed after `place`, in the order of the changes.

        A newest place before `place` means that a backup was restored: everything may have changed.
        """


class OpenLog(EventLog, Protocol):
    """The events of all streams in a unit of work, which adds to them."""

    def append(self, stream: Stream, events: Iterable[Event]) -> None:
        """Add events that are numbered already to the stream and to the chain of hashes."""

    def record(self, stream: Stream, at: datetime, actor: str, *facts: Fact) -> tuple[Event, ...]:
        """Append these facts to the stream as its next step, written down when they happened."""
