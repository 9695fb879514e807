"""Titles that a centre has for its roles, put into every text of the program that names one (C08)."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

WORDS = {
    "supervisor": ("supervisor", "主管"),
    "director": ("director", "管理处主任|主任"),
    "general_manager": ("general manager", "总经理"),
    "department_head": ("head of department", "部门负责人"),
    "site_manager": ("site manager", "现场负责人"),
}
"""Roles with the words for them in the English texts and in their Chinese, the longest first."""

_NAMED = re.compile(
    r"(?<![\w-])(?:(?P<article>an?) )?(?P<role>"
    + "|".join(english for english, _chinese in WORDS.values())
    + r")(?P<plural>s?)(?![\w}])",
    re.IGNORECASE,
)
_CODES = {english: code for code, (english, _chinese) in WORDS.items()}
_AN = re.compile(r"(?!uni|use|eu|one\b)[aeiou]|hour|hono|heir|(?-i:[AEFHILMNORSX][A-Z]*\b)", re.IGNORECASE)
"""Beginning of a title that has “an” before it: one spoken with a vowel, also as an abbreviation."""


def put_into(
    titles: Mapping[str, str], is_ours: Callable[[str], bool], *, chinese: bool
) -> Callable[[str, str], str]:
    """Return a function that puts `titles`, by code, into a text: of its English and its translation.

    A text that is not ours stays as it was typed.
    """

    @lru_cache(maxsize=4096)
    def put(text: str, said: str) -> str:
        codes = [code for code in _codes(text) if code in titles]
        if not codes or not is_ours(text):
            return said
        return (
            _in_chinese(said, codes, titles) if chinese else _NAMED.sub(lambda one: _named(one, titles), said)
        )

    return put


def _codes(text: str) -> Iterator[str]:
    """Yield the codes of the roles that an English text names."""
    return (_CODES[found["role"].lower()] for found in _NAMED.finditer(text))


def _in_chinese(said: str, codes: list[str], titles: Mapping[str, str]) -> str:
    words = {word: titles[code] for code in codes for word in WORDS[code][1].split("|")}
    return re.sub("|".join(words), lambda found: words[found[0]], said)


def _named(found: re.Match[str], titles: Mapping[str, str]) -> str:
    """Return the title in place of one word, with article, plural and capital as that had."""
    title = titles.get(_CODES[found["role"].lower()])
    if title is None:
        return found[0]
    article = found["article"] or ""
    if article:
        after = "an" if _AN.match(title) else "a"
        return f"{after.capitalize() if article[0].isupper() else after} {title}{found['plural']}"
    first = title[0].upper() if found["role"][0].isupper() else title[0]
    return f"{first}{title[1:]}{found['plural']}"
