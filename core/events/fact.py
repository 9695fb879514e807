"""Facts: small dataclasses for what can happen to something, kept for ever in an `Event`.

A field marked personal (names, phones, free text) is stored apart from the rest, so that a person can
be erased while the chain of hashes stays whole (DESIGN, decision 1).
"""

import re
from dataclasses import field, fields
from typing import Any, ClassVar

from core.base.dataclass import dataclass
from core.base.i18n_marks import N_


def personal(default: Any = "") -> Any:
    """Return a field that may name or describe a person."""
    return field(default=default, metadata={"personal": True})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that happened; `note` is what the desk adds in its own words.

    `says` is the sentence of it in a history, an English source string with the fields as values;
    `of` is the kind of streams that the fact belongs to and `type` its name in them, as stored and shown.
    A `passing` fact is over by itself after a while: an undo goes past it, to the step before.
    A class says what it is of: `class Accepted(Fact, of="ticket")`.
    """

    note: str = personal()
    says: ClassVar[str] = ""
    of: ClassVar[str] = ""
    passing: ClassVar[bool] = False
    type: ClassVar[str] = ""

    def __init_subclass__(cls, of: str | None = None) -> None:
        # slots=True builds each class twice, the second time without keywords; both carry the same names
        super(Fact, cls).__init_subclass__()  # noqa: UP008 (it also leaves super() without its class)
        if of is not None:
            cls.of = of
        cls.type = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        _FACTS[cls.of, cls.type] = cls


_FACTS: dict[tuple[str, str], type[Fact]] = {}
"""Every class of facts by its kind and type; those of every kind of stream have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(Fact):
    """Step number `step` is taken back; it stays in the history and out of the fold."""

    step: int

    says = N_("undone: {what}")


def fact_class(kind: str, type_: str) -> type[Fact]:
    """Return the class of the facts of that type in a stream of that kind; raise `KeyError` without one."""
    return _FACTS.get((kind, type_)) or _FACTS["", type_]


def personal_names(kind: type[Fact]) -> frozenset[str]:
    """Return the names of the personal fields of a class of facts."""
    return frozenset(f.name for f in fields(kind) if f.metadata.get("personal"))
