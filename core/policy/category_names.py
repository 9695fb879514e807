"""Names by which a category is known: code, Chinese and English name, pinyin initials."""

import re
from collections.abc import Iterable
from typing import Protocol, TypeVar

from core.base.text import fold_case


class Named(Protocol):
    """Category by its names; those of the policy are (`core.policy.model.Category`)."""

    @property
    def code(self) -> str:
        """Code in the policy, unique."""

    @property
    def name(self) -> str:
        """Chinese name."""

    @property
    def name_en(self) -> str:
        """English name."""


OneNamed = TypeVar("OneNamed", bound=Named)


def names_of(category: Named) -> frozenset[str]:
    """The code and the names, folded, and the names on either side of a `/`."""
    names = [category.code, category.name, category.name_en]
    names += [part for name in names[1:] for part in re.split(r"[/(（]", name)]
    return frozenset(fold_case(name).strip() for name in names if name.strip())


def initials_of(category: Named) -> frozenset[str]:
    """The pinyin initials of its Chinese names: 水管漏水 gives sgls."""
    from core.base import pinyin  # its table is read when the first line is typed, not before the first frame

    names = [name for name in names_of(category) if pinyin.is_chinese(name)]
    return frozenset(pinyin.initials(pinyin.of_text(name)) for name in names)


def only_one(lists: Iterable[tuple[OneNamed, Iterable[str]]]) -> dict[str, OneNamed]:
    """Each word with its category, without the words that mean several."""
    found: dict[str, OneNamed] = {}
    several = set()
    for category, words in lists:
        for word in words:
            if found.setdefault(word, category) is not category:
                several.add(word)
    return {word: category for word, category in found.items() if word and word not in several}
