"""Scan of a line: the parts recognised so far, and the text still open."""

import re
from dataclasses import replace
from datetime import datetime

from core.base.dataclass import dataclass
from core.base.folding import TAKEN, folded
from core.people.directory import Directory
from core.policy.model import Policy

SEPARATORS = ",，、;；:："
"""Signs between parts; those next to a part belong to it."""


_LEANING = re.compile(
    r"(?:(?<![a-z])(?:(?:in|into|at|on|of|from|to|near|outside|inside|above|below|under|behind|by|for|with"
    r"|between|past"
    r"|through|around|against|beside|opposite|than|onto|over|off|via|since|until|is|and|or|not)(?: (?:the|a"
    r"|an))?"
    r"|the|a|an|my|your|our|his|her|their|this|that)|[在从到往向去给和与跟的是至由]) ?$"
)
_WORD_BEFORE = re.compile(r"[a-z][a-z'’]* $")
_WORD_AFTER = re.compile(r" [a-z]")
_CARRIED_ON = re.compile(
    r"(?: (?:is|are|was|were|has|have|had|won'?t|will|would|can|can'?t|cannot|does|doesn'?t|did|didn'?t"
    r"|needs|keeps?|smells"
    r"|leaks|wants?|says?|and|or|to)\b|['’]s\b)"
)
_AND = tuple("和与及跟")
_STOPS = ",.;，。；、"


@dataclass(frozen=True, slots=True)
class LinePart:
    """Recognised part of the line with its span; if `stays` is True it remains in the description.

    `value` is the unit's or category's code, the digits of a phone, an instant in ISO 8601 (UTC), a
    name as typed, for a relay its kind and the person, for a channel its code and the number there.
    """

    kind: str
    value: str
    start: int
    end: int
    stays: bool = False


@dataclass(frozen=True, slots=True)
class MarkedPlace:
    """Words after `&` that name a place or unit; `is_place` if after `&&`."""

    words: str
    is_place: bool
    start: int
    end: int


class Scan:
    """Line that is read part by part; of each kind only the first counts, of quoted words all."""

    def __init__(self, line: str, directory: Directory, policy: Policy, now: datetime) -> None:
        self.line = line
        self.text = folded(line)
        self.directory = directory
        self.policy = policy
        self.now = now
        self.parts: list[LinePart] = []
        self.marked: list[MarkedPlace] = []

    def has(self, kind: str) -> bool:
        """Return True if a part of that kind was found."""
        return any(part.kind == kind for part in self.parts)

    def take(self, part: LinePart) -> None:
        """Keep a part, and hide its span from the next readers."""
        self.parts.append(part)
        self.hide(part.start, part.end)

    def hide(self, start: int, end: int) -> None:
        """Hide the span, so that nothing more is recognised in it."""
        self.text = self.text[:start] + TAKEN * (end - start) + self.text[end:]

    def typed(self, start: int, end: int) -> str:
        """Return the words of the span as they were typed."""
        return " ".join(self.line[start:end].split())

    def is_inside_words(self, start: int, end: int) -> bool:
        """Return True if cutting the span out would break a sentence.

        Then words continue on both sides, in Chinese without blanks, or lean on it from one side.
        """
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        if before.isalnum() and (after.isalnum() or (after and after in _STOPS)):
            return True
        left, right = self.text[max(0, start - 20) : start], self.text[end : end + 12]
        if _LEANING.search(left) or after in _AND or _CARRIED_ON.match(right):
            return True
        return bool(_WORD_BEFORE.search(left) and _WORD_AFTER.match(right))

    def settle(self) -> None:
        """Decide anew whether units and places stay, now that the name next to them is known."""
        for place, part in enumerate(self.parts):
            if part.stays and part.kind in ("unit", "place"):
                stays = self.is_inside_words(part.start, part.end)
                self.parts[place] = replace(part, stays=stays)

    def result(self) -> tuple[LinePart, ...]:
        """Return the parts in their order, each with the separators next to it."""
        found: list[LinePart] = []
        for part in sorted(self.parts, key=lambda part: part.start):
            found.append(self._widened(part, found[-1].end if found else 0))
        return tuple(found)

    def _stays_after(self, end: int) -> bool:
        return any((part.stays or part.kind == "quoted") and part.start >= end for part in self.parts)

    def _widened(self, part: LinePart, free: int) -> LinePart:
        """Return `part` with the separators after it; at the end of the line also those before it.

        Separators before `free` belong to another part.
        """
        if part.stays or part.kind == "quoted":
            return part
        start, end = part.start, part.end
        if free < start and self.line[start - 1] in "(（" and self.line[end : end + 1] in (")", "）"):
            start, end = start - 1, end + 1
        while end < len(self.text) and self.line[end] in SEPARATORS and self.text[end] != TAKEN:
            end += 1
        if not self.text[end:].strip(f" {SEPARATORS}{TAKEN}") and not self._stays_after(end):
            while start > free and self.line[start - 1] in SEPARATORS + " ":
                start -= 1
        return replace(part, start=start, end=end)
