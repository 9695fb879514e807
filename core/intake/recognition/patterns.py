"""Patterns of the policy: words, and `*` for anything between them within a sentence."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from core.base.dataclass import dataclass
from core.base.text import fold_case

ANYTHING = "*"
"""Sign in a pattern for any text within a sentence, also for none."""

_SENTENCE = re.compile(r"[。！？!?；;\n]|\.(?=\s|$)")


def word_length(words: Iterable[str], text: str) -> int:
    """Return the length of the longest of the words that a folded text has; 0 if it has none."""
    return max((len(word) for word in words if _word(word).after(0, text)), default=0)


@dataclass(frozen=True, slots=True)
class _Word:
    """Word of a rule; `form` is searched only in a text that contains `plain`, which is faster."""

    plain: str
    form: re.Pattern[str]

    def after(self, position: int, text: str) -> int:
        """Return the end of its first occurrence from `position` on; 0 if there is none."""
        match = self.form.search(text, position) if self.plain in text else None
        return match.end() if match else 0


@lru_cache(maxsize=4096)
def _word(word: str, starts: bool = True, ends: bool = True) -> _Word:
    plain = fold_case(word)
    # Chinese has no word boundaries; an English word also counts with its usual endings
    before = r"\b" if starts and _is_latin(plain[:1]) else ""
    after = r"(?:s|es|ed|ing)?\b" if ends and _is_latin(plain[-1:]) else ""
    return _Word(plain, re.compile(before + re.escape(plain) + after))


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def fits(pattern: str, text: str) -> bool:
    """Return True if a sentence of a folded text has the pieces of `pattern` between its `*`, in order."""
    pieces = _pieces(pattern)
    if not all(piece.plain in text for piece in pieces):
        return False
    return any(_in_order(pieces, sentence) for sentence in _SENTENCE.split(text))


def _in_order(pieces: Iterable[_Word], text: str) -> bool:
    """Return True if the pieces occur in order, each searched after the one before.

    Without going back, the time grows only with the length of the text.
    """
    position = 0
    for piece in pieces:
        position = piece.after(position, text)
        if not position:
            return False
    return True


@lru_cache(maxsize=1024)
def _pieces(pattern: str) -> Sequence[_Word]:
    """Return the words of a pattern: `leak*` begins a word, `no * water` are two whole words."""
    pieces = pattern.split(ANYTHING)
    last = len(pieces) - 1
    return [
        _word(piece.strip(), place == 0 or piece[0] == " ", place == last or piece[-1] == " ")
        for place, piece in enumerate(pieces)
        if piece.strip()
    ]
