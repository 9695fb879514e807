"""Search as you type among tens of thousands of things: by text, pinyin, initials or a mixture."""

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
"""Default limit on the number of finds."""
LONGEST_KEY = 80
"""Number of characters of a key that are indexed."""
LONGEST_SOUND = 24
"""Number of typed letters that are compared with pinyin."""
SPELLINGS = 8
"""Largest number of readings indexed for one name."""
LOOKED_AT = 500
"""Number of finds of one rank that are sorted with the preferred ones first."""


class Rank(IntEnum):
    """Quality of a find, best first; the sound of a text is its pinyin or its initials."""

    WHOLE = 0
    START = 1
    SOUND = 2
    WORD = 3
    SOUND_START = 4
    SYLLABLE = 5
    INSIDE = 6


class _Pile:
    """Lines joined into one text, because `str.find` and `re` are fast in it; each belongs to an item."""

    def __init__(self, lines: Iterable[tuple[str, int]]) -> None:
        keys = list(lines)
        self.text = "\n".join(["", *(line for line, _ in keys), ""])
        self._starts = list(accumulate((len(line) + 1 for line, _ in keys), initial=1))
        self._owners = [owner for _, owner in keys]

    def owner(self, place: int) -> int:
        """Return the item of the line at `place`; a line break belongs to the line after it."""
        return self._owners[bisect_right(self._starts, place + (self.text[place] == "\n")) - 1]

    def with_text(self, wanted: str) -> Iterator[int]:
        """Yield the items of the lines that contain `wanted`."""
        place = self.text.find(wanted)
        while place >= 0:
            yield self.owner(place)
            place = self.text.find(wanted, place + 1)

    def matching(self, pattern: re.Pattern[str], start: int = 0, end: int | None = None) -> Iterator[int]:
        """Yield the items of the lines in which `pattern` matches between `start` and `end`."""
        for match in pattern.finditer(self.text, start, len(self.text) if end is None else end):
            yield self.owner(match.start())


class Finder(Generic[T]):
    """Index of things by the texts they are found by: codes, titles, names of people.

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
        """Return the things that `typed` may mean, best first, each once; the first ones if it is empty."""
        return [item for _, item in self.ranked(typed, most, prefer)]

    def ranked(
        self, typed: str, most: int = MOST, prefer: Callable[[T], bool] | None = None
    ) -> list[tuple[Rank, T]]:
        """Return the finds of `find` with their ranks.

        Within a rank the things that `prefer` accepts come first, the others in the order of the index.
        """
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
    """Yield the pinyin readings of a Chinese text, or the words of another one, separated by blanks."""
    if is_chinese(folded):
        yield from map(" ".join, islice(product(*of_name(folded)), SPELLINGS))
    elif " " in folded:
        yield " ".join(folded.split())


def _edges(sounds: list[tuple[str, int]]) -> dict[str, tuple[int, int]]:
    """Return the places between which the lines of each first letter lie."""
    found: dict[str, tuple[int, int]] = {}
    place = 0
    for line, _ in sounds:
        start, _end = found.get(line[:1], (place, 0))
        place += len(line) + 1
        found[line[:1]] = (start, place + 1)
    return found


@lru_cache(maxsize=64)
def _spelled(before: str, letters: str, after: str = "") -> re.Pattern[str]:
    """Compile `letters` as pinyin: each letter continues its syllable or begins the next.

    So wq, wangq, wqiang and wangqiang all find the same name.
    """
    return re.compile(before + "(?:[a-z0-9]* )?".join(letters) + after)
