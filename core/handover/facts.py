"""What happens at the desk beside its tickets: who signs in, what is taken out, how the desk changes hands.

An entry is appended and never changed; each kind of act is one small dataclass.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that was done at the desk; it holds no telephone number and no PIN."""

    type: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        # slots=True builds each class twice; both builds carry the same name
        cls.type = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        ACTS[cls.type] = cls


ACTS: dict[str, type[Act]] = {}
"""Every kind of act by its type, as stored."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An act with its place in the journal (from 1), its instant, who did it.

    `watch` is the id of the entry with which the watch it belongs to began; 0 outside any.
    """

    id: int
    at: datetime
    actor: str
    act: Act
    watch: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Act):
    """Somebody sat down at a desk: by pin, by the login's own account, or by a handover (`way`)."""

    person: str
    way: str = "pin"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut(Act):
    """Somebody left the desk."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongPin(Act):
    """A PIN that was not right, for that staff number; `tries` in a row."""

    person: str
    tries: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PinSet(Act):
    """Somebody has a new PIN, or none any more."""

    person: str
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported(Act):
    """A paper was written to a file: which one, in which form, of what."""

    paper: str
    form: str
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered(Act):
    """An entry of the register was added or changed; `kind` is unit, person, department or site.

    `fields` are the names of what changed, none for a new entry.
    """

    kind: str
    code: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterChanged(Act):
    """Duties of the site days `first` to `last` came and went: so many of each."""

    first: date
    last: date
    came: int = 0
    went: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersShown(Act):
    """Somebody had the whole telephone numbers of an entry or a ticket shown (§18)."""

    kind: str
    code: str


# the watch and its handover (`core.handover.watch`): every later entry carries the id of its watch


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchBegan(Act):
    """Somebody has the desk from now on; the id of this entry is the id of the watch.

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
class NoteWritten(Act):
    """A line of part 14 of the sheet; `kind` is note, instruction or bulletin."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyNoted(Act):
    """What is to be said of an emergency of this watch; the newest counts."""

    number: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentCounted(Act):
    """A thing of the check list was counted; the newest count holds."""

    item: str
    actual: str
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSigned(Act):
    """The outgoing operator signed the sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewBegan(Act):
    """The incoming operator goes through the sheet; `person` is the staff number."""

    name: str
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSeen(Act):
    """The incoming operator knows of a red line."""

    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineObjected(Act):
    """The incoming operator knows of a line and does not agree with it."""

    line: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRefused(Act):
    """The incoming operator does not take the desk; a supervisor is called."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalDecided(Act):
    """The supervisor decided: the sheet `stands` and is to be taken, or is to be put right first."""

    text: str
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchExtended(Act):
    """Nobody came to take the desk: the watch goes on beyond its shift."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(Act):
    """The watch ended: its `sheet` as it was, and the hash over that text.

    `name` and `person` have the desk next; `forced_by` gave it to them for `reason`, else both signed.
    """

    sheet: str
    hash: str
    name: str
    person: str = ""
    forced_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCorrected(Act):
    """Something to be added to a sheet that is frozen."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListImported(Act):
    """A list was taken over from the file `source`: units, people or roster; how many rows came to what."""

    kind: str
    source: str
    new: int = 0
    changed: int = 0
    retired: int = 0
