"""Refusals of the desk, as sentences an operator can act on.

DeskError            exit 1  base class of all refusals
├── NotAllowed       exit 1  forbidden by a rule of the procedures
│   └── LacksRight   exit 1  forbidden to the acting person, whose role is too low
├── NotFound         exit 1  no ticket, person, category or file of that name
├── InvalidInput     exit 1  typed text that cannot be used
├── Unexplained      exit 1  what a reason would allow
├── Misconfigured    exit 2  wrong setting, key file or policy
├── Unavailable      exit 3  storage that cannot be used, or is newer than this program
└── ChangedElsewhere exit 4  ticket changed by another person in the meantime

Messages are templates in English. The edge translates them and then fills in the values; a value
that is a `SourceText`, a duration, another refusal, or a tuple of them, is put in words as well.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import ClassVar

from core.base.duration import duration
from core.base.i18n_marks import COMMA, SEMICOLON, SENTENCES, Clauses, SourceText, without_context


class DeskError(Exception):
    """Refusal: `message` says what is wrong, `hint` what to do; both are `str.format` templates."""

    exit_code: ClassVar[int] = 1
    field = ""
    """Name of the one field that it is about; empty if there is none."""

    def __init__(self, message: str, *, hint: str = "", **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.values = values

    def text(self, translate: Callable[[str], str] = without_context) -> str:
        """Return one line: what is wrong, then what to do."""
        message, hint = (filled(part, self.values, translate) for part in (self.message, self.hint))
        return (
            translate(SENTENCES).format(first=message, second=hint) if message and hint else message or hint
        )

    def __str__(self) -> str:
        return self.text()


def filled(template: str, values: Mapping[str, object], translate: Callable[[str], str]) -> str:
    """Return the translated `template` with its values filled in; an empty one stays empty."""
    if not template:
        return ""
    return translate(template).format(**{name: _told(value, translate) for name, value in values.items()})


def _told(value: object, translate: Callable[[str], str]) -> object:
    if isinstance(value, tuple):
        joint = SEMICOLON if isinstance(value, Clauses) else COMMA
        return translate(joint).join(str(_told(part, translate)) for part in value)
    if isinstance(value, timedelta):
        return duration(value, translate)
    if isinstance(value, DeskError):
        return value.text(translate)
    return translate(value) if isinstance(value, SourceText) else value


class NotAllowed(DeskError):
    """Refusal of something that a rule of the procedures forbids."""


class LacksRight(NotAllowed):
    """Refusal of something for which the acting person's role is too low; `role` is the lowest that may."""

    def __init__(self, least: str, /, message: str, *, hint: str = "", **values: object) -> None:
        super().__init__(message, hint=hint, **values)
        self.role = least


class NotFound(DeskError):
    """Refusal of the name of a ticket, person, category or file that does not exist."""


class InvalidInput(DeskError):
    """Refusal of typed text that cannot be used."""


class Unexplained(DeskError):
    """Refusal that a reason would lift; `asks` is the question for it, `usual` its usual answers in order.

    The usual reasons are kept in English and shown translated.
    """

    asks: ClassVar[str]
    usual: ClassVar[tuple[str, ...]]


class BadEntry(InvalidInput):
    """Refusal of the text of one field; `field` is its name in the entry."""

    def __init__(self, field: str, message: str, *, hint: str = "", **values: object) -> None:
        super().__init__(message, hint=hint, **values)
        self.field = field


class Misconfigured(DeskError):
    """Refusal of a wrong setting, key file or policy."""

    exit_code = 2


class Unavailable(DeskError):
    """Refusal because the storage cannot be used or was made by a newer version."""

    exit_code = 3


class ChangedElsewhere(DeskError):
    """Refusal because another person changed the ticket in the meantime."""

    exit_code = 4
