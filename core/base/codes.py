"""Codes: the values of a closed list, as stored and as people read them."""

from enum import StrEnum
from typing import Self


class Code(StrEnum):
    """One value of a closed list: the text that is stored, and its `label`, an English source string."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Self:
        self = str.__new__(cls, code)
        self._value_ = code
        self.label = label
        return self

    @classmethod
    def of(cls, text: str) -> Self | None:
        """Return the code of that text, None for an empty one; raise `ValueError` for any other."""
        return cls(text) if text else None


def labels(codes: type[Code]) -> dict[str, str]:
    """Return every code of a list with its label."""
    return {code.value: code.label for code in codes}
