"""Category of a matter: named by the operator, or guessed from the description."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from core.base.dataclass import dataclass
from core.base.text import fold_case
from core.policy.model import Category, Policy

FALLBACK = "service_request"
"""Category of a description without telling words; the operator sees and corrects it."""

ANYTHING = "*"
"""Sign in a pattern for any text within a sentence, also for none."""

_SENTENCE = re.compile(r"[。！？!?；;\n]|\.(?=\s|$)")
_INITIALS_ALONE = 3
"""Number of initials that name a category without `#`; fewer are too often a word."""


def guess(description: str, policy: Policy) -> Category:
    """Return the category of the first pattern that fits, else that of the longest word found."""
    text = fold_case(description)
    for pattern in policy.patterns if text else ():
        if any(fits(words, text) for words in pattern.words):
            return policy.categories[pattern.category]
    return _by_words(text, policy)


def _by_words(text: str, policy: Policy) -> Category:
    best, longest = None, 0
    for category in policy.categories.values():
        length = max((len(word) for word in category.words if _word(word).after(0, text)), default=0)
        if length > longest:
            best, longest = category, length
    return best or policy.categories.get(FALLBACK) or next(iter(policy.categories.values()))


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


def named(text: str, policy: Policy) -> Category | None:
    """Return the category named after `#`: by code, name, initials, or a part that only one has."""
    word = fold_case(text)
    if found := policy.category_names.get(word) or policy.category_initials.get(word):
        return found
    if len(word) < 2:
        return None
    meant = {one.code: one for name, one in policy.category_names.items() if name.startswith(word)}
    meant = meant or {one.code: one for name, one in policy.category_names.items() if word in name}
    return next(iter(meant.values())) if len(meant) == 1 else None


def named_alone(word: str, policy: Policy) -> Category | None:
    """Return the category that a folded word means without `#`: a code with `_`, or initials."""
    if "_" in word:
        return policy.categories.get(word)
    return policy.category_initials.get(word) if len(word) >= _INITIALS_ALONE else None
