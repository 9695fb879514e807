"""Index of unit and place names that finds them inside a text, also without blanks around them."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from core.base.folding import folded
from core.people.units import Unit

_LETTERED = re.compile("[A-Za-z]-[0-9]{3,4}")
"""Codes that are also written without the dash: A-1508 as A1508."""
_SHORTEST_NUMBER = 3
"""Number of digits from which a bare number can be a unit; shorter ones are amounts."""


class UnitMention(NamedTuple):
    """Listed unit with the span of its name or code in the text."""

    unit: Unit
    start: int
    end: int


class PlaceNames:
    """Names of all units by their first two signs, so that each position of a text takes one look-up."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units: dict[str, Unit] = {}
        self._lengths: dict[str, list[int]] = {}
        for unit in units:
            for name in (unit.code, unit.name):
                self._add(folded(name).strip(), unit)
            if _LETTERED.fullmatch(unit.code):
                self._add(folded(unit.code.replace("-", "")), unit)
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    def _add(self, name: str, unit: Unit) -> None:
        if len(name) < 2 or (name.isdigit() and len(name) < _SHORTEST_NUMBER):
            return
        self._units.setdefault(name, unit)
        lengths = self._lengths.setdefault(name[:2], [])
        if len(name) not in lengths:
            lengths.append(len(name))

    def find(self, text: str) -> Iterator[UnitMention]:
        """Yield the listed names in a folded text from left to right; of several at one place the longest."""
        position = 0
        while position < len(text):
            found = self._at(text, position)
            if found:
                yield found
            position = found.end if found else position + 1

    def _at(self, text: str, start: int) -> UnitMention | None:
        for length in self._lengths.get(text[start : start + 2], ()):
            end = start + length
            unit = self._units.get(text[start:end]) if end <= len(text) else None
            if unit and _stands_alone(text, start, end):
                return UnitMention(unit, start, end)
        return None


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Return True if the span does not continue a Latin word or number at either end."""
    return not (
        (_is_latin(text[start]) and start and _is_latin(text[start - 1], "-"))
        or (_is_latin(text[end - 1]) and end < len(text) and _is_latin(text[end], "-"))
    )


def _is_latin(sign: str, more: str = "") -> bool:
    return sign.isascii() and (sign.isalnum() or sign in more)
