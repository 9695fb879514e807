"""Questions of an act: a form and the command line ask them for its fields."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from enum import Enum, auto
from types import NoneType
from typing import Annotated, Protocol, TypeVar, cast, get_args, get_origin, get_type_hints

from core.base.codes import Code
from core.base.dataclass import dataclass
from core.base.spoken_times import Aim
from core.base.text import LONGEST, Clean, clean

T = TypeVar("T")
Made = TypeVar("Made", covariant=True)


YES, NO = "yes", "no"
"""Answers to a question of yes or no."""


ROLE_OR_PERSON = "ROLE|PERSON"
"""Name of an argument that takes the title of a role, in either language, or a name."""


class Among(Enum):
    """List that has the answers to a question."""

    ASSIGNEES = auto()
    STAFF = auto()
    GUARDS = auto()
    CATEGORIES = auto()
    TICKETS = auto()
    CALLERS = auto()
    UNITS = auto()


@dataclass(frozen=True, slots=True)
class Asked:
    """Question for one field of an act; texts are English source strings.

    A form shows `title` (a field without it is asked by the command line only) and `hint`; the command line
    shows `help`, takes the field as an `argument` of that name or otherwise as an option, and calls its
    value `metavar`.  `codes` are its answers, `usual` those proposed for a text, `among` is the list that has
    them; `longest` characters of a text are kept, and an instant or a day lies on the side `aim` of now.  A
    field without a default must be answered; a `needed` one must be answered in a form.
    """

    title: str = ""
    help: str = ""
    hint: str = ""
    argument: str = ""
    metavar: str = ""
    codes: type[Code] | None = None
    usual: tuple[str, ...] = ()
    among: Among | None = None
    needed: bool = False
    longest: int = LONGEST
    aim: Aim = Aim.ANY


@dataclass(frozen=True, slots=True)
class Question:
    """Field of an act with its question, of the type `kind`: text, instant, day, yes or no, or a code."""

    name: str
    kind: type
    asked: Asked
    required: bool
    default: object = ""

    @property
    def codes(self) -> type[Code] | None:
        """Return the codes that answer it; for a text, the usual ones."""
        return self.kind if issubclass(self.kind, Code) else self.asked.codes

    @property
    def is_code(self) -> bool:
        """Return True if the answer is a code."""
        return issubclass(self.kind, Code)

    @property
    def is_text(self) -> bool:
        """Return True if the answer is a text."""
        return self.kind is str

    @property
    def is_time(self) -> bool:
        """Return True if the answer is an instant."""
        return self.kind is datetime

    @property
    def is_day(self) -> bool:
        """Return True if the answer is a day."""
        return self.kind is date

    @property
    def is_flag(self) -> bool:
        """Return True if the answer is yes or no."""
        return self.kind is bool

    def answer(self, said: object) -> object:
        """Return the value of the field for a raw answer: texts cleaned, codes as such, yes as true."""
        if self.is_flag:
            return said in (True, YES)
        if issubclass(self.kind, Code):
            return self.kind(str(said))
        return clean(said, self.asked.longest) if isinstance(said, str) else said


def questions(act: type) -> tuple[Question, ...]:
    """Return the questions of an act in order: its fields that are annotated with `Asked`."""
    hints = get_type_hints(act, include_extras=True)
    return tuple(
        Question(spec.name, kind, asked, spec.default is MISSING, spec.default)
        for spec in fields(act)
        for kind, asked in _asked(hints[spec.name])
    )


def _asked(hint: object) -> Iterator[tuple[type, Asked]]:
    if get_origin(hint) is Annotated:
        kind, asked = get_args(hint)
        kind = next((part for part in get_args(kind) if part is not NoneType), kind)
        yield str if kind is Clean else kind, asked


def answered(act: type, said: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of an act from raw answers, without empty ones."""
    return {
        question.name: question.answer(said[question.name])
        for question in questions(act)
        if said.get(question.name) not in (None, "")
    }


def made(act: type[T], values: Mapping[str, object]) -> T:
    """Return the act, or any other dataclass, with these values of its fields; mypy does not look at them."""
    return cast("_Maker[T]", act)(**values)


class _Maker(Protocol[Made]):
    """Constructor of an act."""

    def __call__(self, **values: object) -> Made: ...
