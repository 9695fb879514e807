"""What can go wrong at the desk, as sentences an operator can act on.

DeskError            exit 1  anything the desk refuses
├── NotAllowed       exit 1  a rule of the procedures says no
├── NotFound         exit 1  nobody and nothing of that name
├── InvalidInput     exit 1  what was typed cannot be used
├── Misconfigured    exit 2  a setting, key file or policy is wrong
├── Unavailable      exit 3  the storage cannot be used, or is newer than this program
└── ChangedElsewhere exit 4  somebody else changed the ticket meanwhile

Messages are templates in English; the edge translates them and then fills in the values, of which
those that are a `Word`, or a tuple of them, are translated as well.
"""

from collections.abc import Callable
from typing import ClassVar

from core.base.i18n_marks import Word


def _as_written(template: str) -> str:
    return template


class DeskError(Exception):
    """A refusal: `message` says what is wrong, `hint` what to do; both are `str.format` templates."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "", **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.values = values

    def text(self, translate: Callable[[str], str] = _as_written) -> str:
        """One line: what is wrong, then what to do."""
        values = {name: _told(value, translate) for name, value in self.values.items()}
        parts = [translate(part).format(**values) for part in (self.message, self.hint) if part]
        return " ".join(parts)

    def __str__(self) -> str:
        return self.text()


def _told(value: object, translate: Callable[[str], str]) -> object:
    if isinstance(value, tuple):
        return ", ".join(str(_told(part, translate)) for part in value)
    return translate(value) if isinstance(value, Word) else value


class NotAllowed(DeskError):
    """A rule of the procedures says no."""


class NotFound(DeskError):
    """There is no such ticket, person, category or file."""


class InvalidInput(DeskError):
    """What was typed cannot be used."""


class Misconfigured(DeskError):
    """A setting, a key file or a policy is wrong."""

    exit_code = 2


class Unavailable(DeskError):
    """The storage cannot be used, or was made by a newer version."""

    exit_code = 3


class ChangedElsewhere(DeskError):
    """Somebody else changed the ticket meanwhile."""

    exit_code = 4
