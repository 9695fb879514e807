"""Names of a category: code, Chinese and English name, pinyin initials."""

import re
from collections.abc import Iterable
from typing import Protocol, TypeVar

from core.base.text import fold_case


class Named(Protocol):
    """Category as far as its names; `core.policy.model.Category` is one."""

    @property
    def code(self) -> str:
        """Return the code in the policy, which is unique."""

    @property
    def name(self) -> str:
        """Return the Chinese name."""

    @property
    def name_en(self) -> str:
        """Return the English name."""


OneNamed = TypeVar("OneNamed", bound=Named)


def names_of(category: Named) -> frozenset[str]:
    """Return the code and the names, folded, and the parts of names divided by `/` or a bracket."""
    names = [category.code, category.name, category.name_en]
    names += [part for name in names[1:] for part in re.split(r"[/()（）]", name)]
    return frozenset(fold_case(name).strip() for name in names if name.strip())


def initials_of(category: Named) -> frozenset[str]:
    """Return the pinyin initials of the Chinese names: 水管漏水 gives sgls."""
    from core.base import pinyin  # its table is read when the first line is typed, not before the first frame

    names = [name for name in names_of(category) if pinyin.is_chinese(name)]
    return frozenset(pinyin.initials(pinyin.of_text(name)) for name in names)


def only_one(lists: Iterable[tuple[OneNamed, Iterable[str]]]) -> dict[str, OneNamed]:
    """Return each word with its category, without the words that mean more than one."""
    found: dict[str, OneNamed] = {}
    several = set()
    for category, words in lists:
        for word in words:
            if found.setdefault(word, category) is not category:
                several.add(word)
    return {word: category for word, category in found.items() if word and word not in several}
