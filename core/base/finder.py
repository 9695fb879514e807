"""Finds what is begun to be typed among tens of thousands: by text, by pinyin, by initials, or a mixture."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate, islice, product
from typing import Generic, TypeVar

from core.base.pinyin import is_chinese, of_name
from core.base.text import fold_case

T = TypeVar("T")

MOST = 50
"""So many are found at most, if nothing else is said."""
LONGEST_KEY = 80
"""Letters of a name that can be found."""
LONGEST_SOUND = 24
"""Letters of pinyin that are looked for."""
SPELLINGS = 8
"""So many ways to read one name are known at most."""
LOOKED_AT = 500
"""Finds of one rank among which the preferred ones are looked for."""


class Rank(IntEnum):
    """How well something fits what is typed, best first; the initials and the pinyin of it are its sound."""

    WHOLE = 0
    START = 1
    SOUND = 2
    WORD = 3
    SOUND_START = 4
    SYLLABLE = 5
    INSIDE = 6


class _Pile:
    """Lines in one text, in which the runtime's own search is quick, each with the place of its item."""

    def __init__(self, lines: Iterable[tuple[str, int]]) -> None:
        keys = list(lines)
        self.text = "\n".join(["", *(line for line, _ in keys), ""])
        self._starts = list(accumulate((len(line) + 1 for line, _ in keys), initial=1))
        self._owners = [owner for _, owner in keys]

    def owner(self, place: int) -> int:
        """The item of the line in which `place` lies; a line's break belongs to the line behind it."""
        return self._owners[bisect_right(self._starts, place + (self.text[place] == "\n")) - 1]

    def with_text(self, wanted: str) -> Iterator[int]:
        """The items of the lines with `wanted` in them."""
        place = self.text.find(wanted)
        while place >= 0:
            yield self.owner(place)
            place = self.text.find(wanted, place + 1)

    def matching(self, pattern: re.Pattern[str], start: int = 0, end: int | None = None) -> Iterator[int]:
        """The items of the lines that `pattern` finds between two places."""
        for match in pattern.finditer(self.text, start, len(self.text) if end is None else end):
            yield self.owner(match.start())


class Finder(Generic[T]):
    """An index over things and the texts by which each is found: codes, titles, names of people.

    Building takes some microseconds a text, a search about a millisecond.
    """

    def __init__(self, entries: Iterable[tuple[T, Iterable[str]]]) -> None:
        self.items: list[T] = []
        texts: list[tuple[str, int]] = []
        sounds: list[tuple[str, int]] = []
        for owner, (item, keys) in enumerate(entries):
            self.items.append(item)
            for folded in [fold_case(key[:LONGEST_KEY]) for key in keys if key]:
                texts.append((folded, owner))
                if not folded.isalnum() or not folded.isascii():
                    sounds += [(sound, owner) for sound in _sounds(folded)]
        sounds.sort(key=lambda line: line[0][:1])
        self._texts, self._sounds = _Pile(texts), _Pile(sounds)
        self._by_letter = _edges(sounds)

    def find(self, typed: str, most: int = MOST, prefer: Callable[[T], bool] | None = None) -> list[T]:
        """What `typed` may mean, best first, each once; nothing typed means the first ones."""
        return [item for _, item in self.ranked(typed, most, prefer)]

    def ranked(
        self, typed: str, most: int = MOST, prefer: Callable[[T], bool] | None = None
    ) -> list[tuple[Rank, T]]:
        """The same with the rank of each; in a rank the preferred come first, the others as listed."""
        wanted = fold_case(typed.strip())
        everything = iter([(Rank.WHOLE, iter(range(len(self.items))))])
        found: dict[int, Rank] = {}
        for rank, owners in self._ranks(wanted) if wanted else everything:
            for owner in owners if prefer is None else self._preferred(owners, prefer):
                found.setdefault(owner, rank)
                if len(found) >= most:
                    return [(known, self.items[one]) for one, known in found.items()]
        return [(known, self.items[one]) for one, known in found.items()]

    def _preferred(self, rank: Iterator[int], prefer: Callable[[T], bool]) -> list[int]:
        looked = dict.fromkeys(islice(rank, LOOKED_AT))
        return sorted(looked, key=lambda owner: not prefer(self.items[owner]))

    def _ranks(self, wanted: str) -> Iterator[tuple[Rank, Iterator[int]]]:
        texts, sounds = self._texts, self._sounds
        yield Rank.WHOLE, texts.with_text(f"\n{wanted}\n")
        yield Rank.START, texts.with_text(f"\n{wanted}")
        letters = re.sub(r"[' ]", "", wanted)[:LONGEST_SOUND]
        heard = letters.isascii() and letters.isalnum() and not letters.isdecimal()
        start, end = self._by_letter.get(letters[:1], (0, 0)) if heard else (0, 0)
        if heard:
            yield Rank.SOUND, sounds.matching(_spelled("\n", letters, r"[a-z0-9]*(?=\n)"), start, end)
        for sign in (" ", "-"):
            yield Rank.WORD, texts.with_text(f"{sign}{wanted}")
        if heard:
            yield Rank.SOUND_START, sounds.matching(_spelled("\n", letters), start, end)
            yield Rank.SYLLABLE, sounds.matching(_spelled(" ", letters))
        yield Rank.INSIDE, texts.with_text(wanted)


def _sounds(folded: str) -> Iterator[str]:
    """What can be typed for a text by its sound, as a name and as a text; the syllables stand apart."""
    if is_chinese(folded):
        yield from map(" ".join, islice(product(*of_name(folded)), SPELLINGS))
    elif " " in folded:
        yield " ".join(folded.split())


def _edges(sounds: list[tuple[str, int]]) -> dict[str, tuple[int, int]]:
    """Where the lines with one first letter begin and end."""
    found: dict[str, tuple[int, int]] = {}
    place = 0
    for line, _ in sounds:
        start, _end = found.get(line[:1], (place, 0))
        place += len(line) + 1
        found[line[:1]] = (start, place + 1)
    return found


@lru_cache(maxsize=64)
def _spelled(before: str, letters: str, after: str = "") -> re.Pattern[str]:
    """Each letter goes on with its syllable or begins the next one: wq, wangq, wqiang, wangqiang."""
    return re.compile(before + "(?:[a-z0-9]* )?".join(letters) + after)
