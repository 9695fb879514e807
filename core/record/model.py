"""Base of the models of all records."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple, Self

from core.base.codes import Code
from core.base.dataclass import dataclass
from core.events.stream import Event


class Viewer(NamedTuple):
    """Person who looks at a list, under the name they sign with, and the site day."""

    name: str
    today: date


class Index(NamedTuple):
    """Keys by which a record can be found, in addition to number and state.

    They are its unit, its ticket, the instant by which something is due, and texts for searches.
    """

    unit: str = ""
    ticket: str = ""
    due_at: datetime | None = None
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Record with the fields common to all kinds; the model of a kind gives each of its fields a default.

    `version` counts the steps, `seq` the events; `closed_at` is set while the state is one of the kind's
    last ones.
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
        """Return the keys by which it can be found."""
        return Index()

    def shows_in(self, view: str, viewer: Viewer) -> bool:
        """Return True if the view lists it, among the records in the view's states."""
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
