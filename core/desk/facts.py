"""Facts of the desk itself: signing in, exports, edits and imports.

They hold no telephone number and no PIN.
"""

from datetime import date

from core.base.dataclass import dataclass
from core.events.fact import Fact, personal
from core.events.stream import Stream
from core.ticket.codes import Mode, Result, YesNo

DESK = Stream("desk")
"""Stream of them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Fact, of="desk"):
    """Person signed in at a desk: by pin, by the login's own account, or by a handover (`way`)."""

    person: str
    way: str = "pin"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut(Fact, of="desk"):
    """Person left the desk."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongPin(Fact, of="desk"):
    """Wrong PIN for that staff number; `tries` in a row."""

    person: str
    tries: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PinSet(Fact, of="desk"):
    """New PIN of a person, or none any more."""

    person: str
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported(Fact, of="desk"):
    """Document written to a file: its kind, its form, its subject."""

    paper: str
    form: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """Old and new value of one field of an entry, as texts, with telephone numbers masked (R022)."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered(Fact, of="desk"):
    """Entry of the directory added or changed; `kind` is unit, person, department or site.

    `fields` are the names of the changed fields, none for a new entry, `changes` their values.
    """

    kind: str
    code: str = ""
    fields: tuple[str, ...] = ()
    changes: tuple[FieldChange, ...] = personal(())


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCalled(Fact, of="desk"):
    """Call to a unit that no ticket asked for (S4, R201)."""

    unit: str
    result: Result
    answer: str = personal()
    mode: Mode = Mode.PHONE
    solved: YesNo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackWeekSigned(Fact, of="desk"):
    """Signature under the callbacks of the week from `first` on: the first one freezes its text (`sheet`).

    The second one has only the hash of what it signs (R169).
    """

    first: date
    hash: str
    sheet: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterChanged(Fact, of="desk"):
    """Duties of the site days `first` to `last` changed: how many came, how many went."""

    first: date
    last: date
    came: int = 0
    went: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersShown(Fact, of="desk"):
    """Whole telephone numbers of an entry or a ticket shown to a person (§18)."""

    kind: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListImported(Fact, of="desk"):
    """List imported from the file `source`: units, people or roster; how many rows came to what."""

    kind: str
    source: str
    new: int = 0
    changed: int = 0
    retired: int = 0


JOURNAL: tuple[type[Fact], ...] = (
    SignedIn, SignedOut, WrongPin, PinSet, Exported, Registered, UnitCalled, CallbackWeekSigned,
    RosterChanged, NumbersShown, ListImported,
)  # fmt: skip
"""Facts of the desk that its journal lists."""
