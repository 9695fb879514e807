"""Questions of an act: what a form and the command line ask for its fields."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from enum import Enum, auto
from types import NoneType
from typing import Annotated, get_args, get_origin, get_type_hints

from core.base.codes import Code
from core.base.dataclass import dataclass
from core.base.text import LONGEST, clean


class Among(Enum):
    """Where the answers to a question are listed."""

    ASSIGNEES = auto()
    STAFF = auto()
    CATEGORIES = auto()
    TICKETS = auto()


@dataclass(frozen=True, slots=True)
class Asked:
    """Question for one field of an act; texts are English source strings.

    A form shows `title` (a field without it is asked by the command line only) and `hint`; the command line
    shows `help`, takes the field as an `argument` of that name or else as an option, and calls its value
    `metavar`.  `codes` are the usual answers, `among` is where they are listed; of a text `longest`
    characters are kept.  A field without a default must be answered; a `needed` one must be answered where a
    form asks for it.
    """

    title: str = ""
    help: str = ""
    hint: str = ""
    argument: str = ""
    metavar: str = ""
    codes: type[Code] | None = None
    among: Among | None = None
    needed: bool = False
    longest: int = LONGEST


@dataclass(frozen=True, slots=True)
class Question:
    """One field of an act, of the type `kind`: text, instant, day, yes or no, or a code."""

    name: str
    kind: type
    asked: Asked
    required: bool
    default: object = ""

    @property
    def codes(self) -> type[Code] | None:
        """The codes that answer it; where it asks for text, those that usually do."""
        return self.kind if issubclass(self.kind, Code) else self.asked.codes

    @property
    def is_code(self) -> bool:
        """Whether only a code answers it."""
        return issubclass(self.kind, Code)

    @property
    def is_text(self) -> bool:
        """Whether any text answers it."""
        return self.kind is str

    @property
    def is_time(self) -> bool:
        """Whether an instant answers it."""
        return self.kind is datetime

    @property
    def is_day(self) -> bool:
        """Whether a day answers it."""
        return self.kind is date

    @property
    def is_flag(self) -> bool:
        """Whether yes or no answers it."""
        return self.kind is bool

    def answer(self, said: object) -> object:
        """Return the value of the field for what was said: texts cleaned, codes as such."""
        if issubclass(self.kind, Code):
            return self.kind(str(said))
        return clean(said, self.asked.longest) if isinstance(said, str) else said


def questions(act: type) -> tuple[Question, ...]:
    """Return the questions of an act in their order: its fields that are annotated with what is asked."""
    hints = get_type_hints(act, include_extras=True)
    return tuple(
        Question(spec.name, kind, asked, spec.default is MISSING, spec.default)
        for spec in fields(act)
        for kind, asked in _asked(hints[spec.name])
    )


def _asked(hint: object) -> Iterator[tuple[type, Asked]]:
    if get_origin(hint) is Annotated:
        kind, asked = get_args(hint)
        yield next((part for part in get_args(kind) if part is not NoneType), kind), asked


def answered(act: type, said: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of an act from what was said, without what was left empty."""
    return {
        question.name: question.answer(said[question.name])
        for question in questions(act)
        if said.get(question.name) not in (None, "")
    }
