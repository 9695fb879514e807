"""Facts of the desk itself: who signs in, what leaves it, what is entered and taken over.

They hold no telephone number and no PIN.
"""

from dataclasses import dataclass
from datetime import date

from core.events.fact import Fact
from core.events.stream import Stream

DESK = Stream("desk")
"""The one stream of them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Fact, of="desk"):
    """Somebody sat down at a desk: by pin, by the login's own account, or by a handover (`way`)."""

    person: str
    way: str = "pin"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut(Fact, of="desk"):
    """Somebody left the desk."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongPin(Fact, of="desk"):
    """A PIN that was not right, for that staff number; `tries` in a row."""

    person: str
    tries: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PinSet(Fact, of="desk"):
    """Somebody has a new PIN, or none any more."""

    person: str
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported(Fact, of="desk"):
    """A paper was written to a file: which one, in which form, of what."""

    paper: str
    form: str
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered(Fact, of="desk"):
    """An entry of the register was added or changed; `kind` is unit, person, department or site.

    `fields` are the names of what changed, none for a new entry.
    """

    kind: str
    code: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterChanged(Fact, of="desk"):
    """Duties of the site days `first` to `last` came and went: so many of each."""

    first: date
    last: date
    came: int = 0
    went: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersShown(Fact, of="desk"):
    """Somebody had the whole telephone numbers of an entry or a ticket shown (§18)."""

    kind: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListImported(Fact, of="desk"):
    """A list was taken over from the file `source`: units, people or roster; how many rows came to what."""

    kind: str
    source: str
    new: int = 0
    changed: int = 0
    retired: int = 0
