"""Text from people: cleaned where it enters, masked in lists, compared by digits and by sound."""

import re
import unicodedata
from functools import lru_cache
from typing import NewType

from core.base import pinyin

LONGEST = 2_000
"""Number of characters kept of one text."""

LONGEST_NAME = 300
"""Number of characters kept of a name."""

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_EXTENSION = re.compile(r"(?:(?:转|分机|ext\.?|x|#|[,;])\s*|(?<=\d{7})-)\d{1,6}\s*$", re.IGNORECASE)
WHOLE = 8
"""Number of final digits by which two phone numbers are compared; shorter ones are compared whole (§9)."""


Clean = NewType("Clean", str)
"""Text of people as `clean` leaves it: a form, an option, a line or a file has cleaned it at the door."""

EMPTY = Clean("")


def clean(text: str, longest: int = LONGEST) -> Clean:
    """Return one line in NFC form, without control characters, terminal escapes or bidi overrides."""
    if not text:
        return EMPTY
    if not (text.isascii() and text.isprintable()):
        text = _SURROGATE.sub("\ufffd", text)
        text = _BIDI.sub("", _CONTROL.sub(" ", text))
        text = unicodedata.normalize("NFC", text)
    return Clean(text[:longest].strip())


def digits(phone: str) -> str:
    """Return the digits of a phone number, full-width ones included, without +86 or 0086."""
    plain = "".join(ch for ch in unicodedata.normalize("NFKC", phone) if ch.isdecimal())
    for prefix in ("0086", "86"):
        if plain.startswith(prefix) and len(plain) == len(prefix) + 11:
            return plain[len(prefix) :]
    return plain


def dialled(phone: str) -> str:
    """Return the digits that identify a phone: no country code, no extension."""
    return digits(_EXTENSION.sub("", unicodedata.normalize("NFKC", phone).strip()))


def same_number(one: str, other: str) -> bool:
    """Return True if two `dialled` numbers are one: all digits equal, or the last eight (§9).

    Any other common part does not count.
    """
    return bool(one) and (
        one == other or (len(one) >= WHOLE <= len(other) and one[-WHOLE:] == other[-WHOLE:])
    )


def mask_phone(phone: str) -> str:
    """Return a phone number as a list may show it: `138****1234` (§18)."""
    plain = digits(phone)
    if len(plain) < 7:
        return "*" * len(plain)
    return f"{plain[:3]}{'*' * (len(plain) - 7)}{plain[-4:]}"


def fold_case(text: str) -> str:
    """Return the form in which two texts are compared: compatibility-normalised and case-folded."""
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """Return the pinyin initials of a Chinese name, letters as they are: 王强 gives wq, 单雄信 sxx.

    A name without Chinese characters has none.
    """
    return pinyin.initials(pinyin.of_name(fold_case(name))) if pinyin.is_chinese(name) else ""
