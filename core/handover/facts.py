"""Facts of a watch: how it began, what was noted in it, and how the desk changed hands."""

from dataclasses import dataclass
from datetime import date, datetime

from core.events.fact import Fact, personal


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchBegan(Fact, of="watch"):
    """The desk is a person's from now on; the first fact of each watch.

    `person` is the staff number, empty for somebody not listed.  Events of the feed behind `place`
    belong to it, `carried_in` tickets are not closed.  Its shift begins on the site day `day` and runs
    from `start` to `end`; `forced_by` is the supervisor who gave it without two signatures.
    """

    name: str
    person: str = ""
    place: int
    carried_in: int
    day: date
    start: datetime
    end: datetime
    double: bool = False
    forced_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten(Fact, of="watch"):
    """A line of part 14 of the sheet; `kind` is note, instruction or bulletin."""

    kind: str
    text: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyNoted(Fact, of="watch"):
    """What is to be said of an emergency of this watch; the newest counts."""

    number: str
    text: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentCounted(Fact, of="watch"):
    """A thing of the check list was counted; the newest count holds."""

    item: str
    actual: str
    remark: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSigned(Fact, of="watch"):
    """The outgoing operator signed the sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewBegan(Fact, of="watch"):
    """The incoming operator goes through the sheet; `person` is the staff number."""

    name: str
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSeen(Fact, of="watch"):
    """The incoming operator knows of a red line."""

    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineObjected(Fact, of="watch"):
    """The incoming operator knows of a line and does not agree with it."""

    line: str
    text: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRefused(Fact, of="watch"):
    """The incoming operator does not take the desk; a supervisor is called."""

    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalDecided(Fact, of="watch"):
    """The supervisor decided: the sheet `stands` and is to be taken, or is to be put right first."""

    text: str = personal()
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchExtended(Fact, of="watch"):
    """Nobody came to take the desk: the watch goes on beyond its shift."""

    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(Fact, of="watch"):
    """The watch ended: its `sheet` as it was, and the hash over that text.

    `name` and `person` have the desk next; `forced_by` gave it to them for `reason`, else both signed.
    """

    sheet: str = personal()
    hash: str
    name: str
    person: str = ""
    forced_by: str = ""
    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCorrected(Fact, of="watch"):
    """Something to be added to a sheet that is frozen."""

    text: str = personal()
