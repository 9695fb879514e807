"""Text from people is data: cleaned at the door, masked in lists, compared by digits and by sound."""

import re
import unicodedata
from functools import lru_cache

from core.base import pinyin

LONGEST = 2_000
"""Characters kept of one text."""

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_EXTENSION = re.compile(r"(?:(?:转|分机|ext\.?|x|#|[,;])\s*|(?<=\d{7})-)\d{1,6}\s*$", re.IGNORECASE)
WHOLE = 8
"""Digits that tell two phone numbers apart; shorter numbers are compared whole (§9)."""


def clean(text: str, longest: int = LONGEST) -> str:
    """One line without control characters, terminal escapes or bidi overrides, in NFC form."""
    if not text:
        return ""
    if not (text.isascii() and text.isprintable()):
        text = _SURROGATE.sub("\ufffd", text)
        text = _BIDI.sub("", _CONTROL.sub(" ", text))
        text = unicodedata.normalize("NFC", text)
    return text[:longest].strip()


def digits(phone: str) -> str:
    """The digits of a phone number, full-width ones included, without +86 or 0086."""
    plain = "".join(ch for ch in unicodedata.normalize("NFKC", phone) if ch.isdecimal())
    for prefix in ("0086", "86"):
        if plain.startswith(prefix) and len(plain) == len(prefix) + 11:
            return plain[len(prefix) :]
    return plain


def dialled(phone: str) -> str:
    """The digits that tell whose number it is: no country code, no extension."""
    return digits(_EXTENSION.sub("", unicodedata.normalize("NFKC", phone).strip()))


def same_number(one: str, other: str) -> bool:
    """Whether two `dialled` numbers are one: all digits or the last eight equal, never a loose part (§9)."""
    return bool(one) and (
        one == other or (len(one) >= WHOLE <= len(other) and one[-WHOLE:] == other[-WHOLE:])
    )


def mask_phone(phone: str) -> str:
    """`138****1234`: what a list may show of a number (§18)."""
    plain = digits(phone)
    if len(plain) < 7:
        return "*" * len(plain)
    return f"{plain[:3]}{'*' * (len(plain) - 7)}{plain[-4:]}"


def fold_case(text: str) -> str:
    """The form in which two texts are compared: compatibility-normalised and case-folded."""
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """Pinyin initials of the Chinese characters and the letters of the rest: 王强 gives wq, 单雄信 sxx."""
    return pinyin.initials(pinyin.of_name(fold_case(name))) if pinyin.is_chinese(name) else ""
