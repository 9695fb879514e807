"""Facts of a watch: its beginning, the notes in it, and its handover."""

from datetime import date, datetime

from core.base.dataclass import dataclass
from core.events.fact import Fact, personal


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchBegan(Fact, of="watch"):
    """Beginning of a watch: the person in charge of the desk from now on; the first fact of each.

    `person` is the staff number, empty for a person who is not listed.  Events of the feed after `place`
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
    """Line of part 14 of the report; `kind` is note, instruction or bulletin."""

    kind: str
    text: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyNoted(Fact, of="watch"):
    """Note on an emergency of this watch; the newest counts."""

    number: str
    text: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentCounted(Fact, of="watch"):
    """Count of a thing of the check list; the newest counts."""

    item: str
    actual: str
    remark: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSigned(Fact, of="watch"):
    """Signature of the outgoing operator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewBegan(Fact, of="watch"):
    """Start of the review by the incoming operator; `person` is the staff number."""

    name: str
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSeen(Fact, of="watch"):
    """Acknowledgement of a red line by the incoming operator."""

    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineObjected(Fact, of="watch"):
    """Objection of the incoming operator to a line, which acknowledges it."""

    line: str
    text: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRefused(Fact, of="watch"):
    """Refusal of the incoming operator to take the desk; a supervisor is called."""

    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalDecided(Fact, of="watch"):
    """Decision of the supervisor: if `stands`, the report is accepted, else it is corrected first."""

    text: str = personal()
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchExtended(Fact, of="watch"):
    """Extension of the watch past its shift because no relief arrived."""

    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(Fact, of="watch"):
    """End of the watch: its report as text (`sheet`), and the hash of that text.

    `name` and `person` are in charge next; `forced_by` gave it to them for `reason`, else both signed.
    """

    sheet: str = personal()
    hash: str
    name: str
    person: str = ""
    forced_by: str = ""
    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCorrected(Fact, of="watch"):
    """Addition to a frozen report."""

    text: str = personal()
