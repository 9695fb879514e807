"""What happens at the desk beside its tickets: who signs in, what is taken out, how the desk changes hands.

An entry is appended and never changed; each kind of act is one small dataclass.
"""

import re
from dataclasses import dataclass
from datetime import datetime
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
    """Somebody sat down at a desk: by PIN, or by the login's own account."""

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
