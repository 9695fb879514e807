"""Past instants with the question: what had happened by then, or what did the desk know by then (§23)."""

from collections.abc import Iterable
from datetime import datetime

from core.base.dataclass import dataclass
from core.events.fact import Undone
from core.events.fold import standing
from core.events.stream import Event


@dataclass(frozen=True, slots=True)
class AsOf:
    """Past instant `at` and a question about it: what was known by then, or what had `happened`.

    The two differ where something was entered later, or taken back.  Known is what was written down by then:
    an undo that came later did not count yet.  What had happened is told from today's knowledge: by the
    events' own times, in the order in which they were written down, and what was taken back never happened.
    """

    at: datetime
    happened: bool = False

    def of(self, history: Iterable[Event]) -> tuple[Event, ...]:
        """Return the events of one stream that belong to the answer, in order."""
        if self.happened:
            stands = (event for event in standing(history) if not isinstance(event.fact, Undone))
            return tuple(event for event in stands if event.at <= self.at)
        return tuple(event for event in history if event.recorded_at <= self.at)
