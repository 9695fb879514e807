"""Finds the names and codes of listed units and places inside a text, also where no blanks stand."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from core.base.folding import folded
from core.people.units import Unit

_LETTERED = re.compile("[A-Za-z]-[0-9]{3,4}")
"""A-1508 is also called A1508."""
_SHORTEST_NUMBER = 3
"""Bare numbers of fewer digits are amounts rather than units."""


class Found(NamedTuple):
    """A listed unit, and where its name or code stands."""

    unit: Unit
    start: int
    end: int


class PlaceNames:
    """The names of all units, by their first two signs: one look for each position of a text."""

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

    def find(self, text: str) -> Iterator[Found]:
        """The listed names in a folded text, from left to right; where several begin, the longest."""
        position = 0
        while position < len(text):
            found = self._at(text, position)
            if found:
                yield found
            position = found.end if found else position + 1

    def _at(self, text: str, start: int) -> Found | None:
        for length in self._lengths.get(text[start : start + 2], ()):
            end = start + length
            unit = self._units.get(text[start:end]) if end <= len(text) else None
            if unit and _stands_alone(text, start, end):
                return Found(unit, start, end)
        return None


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A name that begins or ends with a letter or digit is not part of a longer word or number."""
    return not (
        (_is_latin(text[start]) and start and _is_latin(text[start - 1], "-"))
        or (_is_latin(text[end - 1]) and end < len(text) and _is_latin(text[end], "-"))
    )


def _is_latin(sign: str, more: str = "") -> bool:
    return sign.isascii() and (sign.isalnum() or sign in more)
