"""Base of the models of all records, and the fold of their events."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple, Self

from core.base.codes import Code
from core.base.dataclass import dataclass
from core.events.stream import Event


class Viewer(NamedTuple):
    """The person who looks at a list, as they sign, and the site day."""

    name: str
    today: date


class Index(NamedTuple):
    """What a record can be found by besides number and state.

    The unit and the ticket it is about, the instant by which something is due, and texts for searches.
    """

    unit: str = ""
    ticket: str = ""
    due_at: datetime | None = None
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has; the model of a kind gives each of its fields a default.

    `version` counts the writes, `seq` the events; it is closed while its state is one of the kind's last.
    """

    number: str = ""
    state: Code
    version: int = 0
    seq: int = 0
    created_at: datetime | None = None
    created_by: str = ""
    changed_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def index(self) -> Index:
        """What it can be found by."""
        return Index()

    def shows_in(self, view: str, viewer: Viewer) -> bool:
        """Return whether that view lists it, among the records in the view's states."""
        return True

    def stamped(self, event: Event, over: Iterable[Code]) -> Self:
        """Return the record with `event` as its last one."""
        closed_at = (self.closed_at or event.at) if self.state in over else None
        return replace(
            self,
            version=event.step,
            seq=event.seq,
            created_at=self.created_at or event.at,
            created_by=self.created_by or event.actor,
            changed_at=event.recorded_at,
            closed_at=closed_at,
        )
