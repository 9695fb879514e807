"""The line as its grammar sees it: small letters, half width, one sign for each, position by position."""

import unicodedata
from functools import lru_cache

TAKEN = "\x00"
"""Stands where a part was already recognised; nothing that is typed folds to it."""

_DASHES = "‐‑‒–—―−﹣－"


@lru_cache(maxsize=8192)
def _fold(character: str) -> str:
    """The sign by which `character` is recognised, always exactly one."""
    if character in _DASHES:
        return "-"
    plain = unicodedata.normalize("NFKC", character).casefold()
    if len(plain) != 1:
        plain = character
    return " " if plain.isspace() or not plain.isprintable() else plain


def folded(text: str) -> str:
    """`text` in the signs of the grammar; as long as `text`, so that positions are the same."""
    if text.isascii() and text.isprintable():
        return text.lower()
    return "".join(map(_fold, text))
