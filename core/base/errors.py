"""Refusals of the desk, as sentences an operator can act on.

DeskError            exit 1  base class of all refusals
├── NotAllowed       exit 1  forbidden by a rule of the procedures
├── NotFound         exit 1  no ticket, person, category or file of that name
├── InvalidInput     exit 1  typed text that cannot be used
├── Misconfigured    exit 2  wrong setting, key file or policy
├── Unavailable      exit 3  storage that cannot be used, or is newer than this program
└── ChangedElsewhere exit 4  ticket changed by another person in the meantime

Messages are templates in English. The edge translates them and then fills in the values; a value
that is a `SourceText`, or a tuple of them, is translated as well.
"""

from collections.abc import Callable
from typing import ClassVar

from core.base.i18n_marks import SourceText


def _as_written(template: str) -> str:
    return template


class DeskError(Exception):
    """Refusal: `message` says what is wrong, `hint` what to do; both are `str.format` templates."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "", **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.values = values

    def text(self, translate: Callable[[str], str] = _as_written) -> str:
        """Return one line: what is wrong, then what to do."""
        values = {name: _told(value, translate) for name, value in self.values.items()}
        parts = [translate(part).format(**values) for part in (self.message, self.hint) if part]
        return " ".join(parts)

    def __str__(self) -> str:
        return self.text()


def _told(value: object, translate: Callable[[str], str]) -> object:
    if isinstance(value, tuple):
        return ", ".join(str(_told(part, translate)) for part in value)
    return translate(value) if isinstance(value, SourceText) else value


class NotAllowed(DeskError):
    """Refusal of something that a rule of the procedures forbids."""


class NotFound(DeskError):
    """Refusal of the name of a ticket, person, category or file that does not exist."""


class InvalidInput(DeskError):
    """Refusal of typed text that cannot be used."""


class Misconfigured(DeskError):
    """Refusal of a wrong setting, key file or policy."""

    exit_code = 2


class Unavailable(DeskError):
    """Refusal because the storage cannot be used or was made by a newer version."""

    exit_code = 3


class ChangedElsewhere(DeskError):
    """Refusal because another person changed the ticket in the meantime."""

    exit_code = 4
