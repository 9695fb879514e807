"""Folded text of a typed line: small letters, half width, each sign at its original position."""

import unicodedata
from functools import lru_cache

TAKEN = "\x00"
"""Placeholder for signs of a line that are already recognised; no typed sign folds to it."""

_DASHES = "‐‑‒–—―−﹣－"


@lru_cache(maxsize=8192)
def _fold(character: str) -> str:
    """Return the sign by which `character` is recognised, always exactly one."""
    if character in _DASHES:
        return "-"
    plain = unicodedata.normalize("NFKC", character).casefold()
    if len(plain) != 1:
        plain = character
    return " " if plain.isspace() or not plain.isprintable() else plain


def folded(text: str) -> str:
    """Return `text` in the signs of the grammar, with the same length so that positions agree."""
    if text.isascii() and text.isprintable():
        return text.lower()
    return "".join(map(_fold, text))
