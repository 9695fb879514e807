"""Text from people: cleaned where it enters, masked in lists, compared by digits and by sound."""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import islice, product
from pathlib import Path
from typing import NewType

from core.base import pinyin

LONGEST = 2_000
"""Number of characters kept of one text."""

LONGEST_NAME = 300
"""Number of characters kept of a name."""

READINGS = 8
"""Largest number of readings of a name by which it is found."""

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_EXTENSION = re.compile(
    r"[;,]?\s*(?:(?:转|分机|ext(?:ension)?|x|[*#,;])[.=:]?\s*|(?<=\d{7})-)(?P<extension>\d{1,6})\s*$",
    re.IGNORECASE,
)
_PARAMETER = re.compile(r";(?!ext)[a-z-]+=[^;]*", re.IGNORECASE)
_COUNTRY = re.compile(r"(?:00)?86(?=\d{10,12}$)")
_WITHOUT_TRUNK = re.compile(r"(?!0|1[3-9]\d{9}$|[48]00\d{7}$)")
_PHONE_LIKE = re.compile(r"(?:tel:)?\s*\+?[\d ()./-]{2,}", re.IGNORECASE)
_IN_TEXT = re.compile(
    r"(?<![\d-])(?:1\d\d[ -]?\d{4}[ -]?\d{4}|\(?0\d{2,3}\)?[ /-]?\d{7,8}|\d{7,})(?:-\d{1,6})?(?![\d-])"
)
LOCAL = 7
"""Number of digits of the shortest number that can be dialled with its area code, or without it."""

AREA_CODES = ("03", "04", "05", "06", "07", "08", "09")
"""Beginnings of the area codes with numbers of seven digits; such a code has four digits."""

WHOLE = 8
"""Number of final digits that are enough to tell one phone from another, if one number has no more (§9)."""


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
    """Return the digits of a phone number, full-width ones included, as they are dialled in the country."""
    plain = "".join(ch for ch in unicodedata.normalize("NFKC", phone) if ch.isdecimal())
    country = _COUNTRY.match(plain)
    if country is None:
        return plain
    national = plain[country.end() :]
    return f"0{national}" if _WITHOUT_TRUNK.match(national) else national


def split_number(phone: str) -> tuple[str, str]:
    """Return the digits that identify a phone, without country code, and those of its extension."""
    plain = _PARAMETER.sub("", unicodedata.normalize("NFKC", phone).strip())
    extension = _EXTENSION.search(plain)
    if extension is None:
        return digits(plain), ""
    return digits(plain[: extension.start()]), extension["extension"]


def dialled(phone: str) -> str:
    """Return the digits that identify a phone: no country code, no extension."""
    return split_number(phone)[0]


def same_number(one: str, other: str) -> bool:
    """Return True if two `dialled` numbers are one: equal, or one is the end of the other (§9).

    An end counts from eight digits; one of seven is a local number, and counts behind an area code.
    """
    return one in ends_of(other) or other in ends_of(one)


def ends_of(number: str) -> list[str]:
    """Return the `dialled` number and its ends under which it is known too, the longest first."""
    if not number:
        return []
    ends = [number[start:] for start in range(1, len(number) - WHOLE + 1)]
    local = len(number) == len("0351") + LOCAL and number.startswith(AREA_CODES)
    return [number, *ends, *([number[-LOCAL:]] if local else [])]


def is_phone_like(text: str) -> bool:
    """Return True if a text is written as phone numbers are: digits, with signs between and a prefix."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return bool(_PHONE_LIKE.fullmatch(_EXTENSION.sub("", plain)) and dialled(plain))


def mask_phone(phone: str) -> str:
    """Return a phone number as a list may show it: `138****1234`, at least half of it hidden (§18)."""
    plain = dialled(phone) or digits(phone)
    if len(plain) < LOCAL:
        return "*" * len(plain)
    shown = 3 if len(plain) >= 11 else 0
    return f"{plain[:shown]}{'*' * (len(plain) - shown - 4)}{plain[-4:]}"


def mask_phones(text: str) -> str:
    """Return a text as a list may show it, with the phone numbers in it masked (§18)."""
    return _IN_TEXT.sub(lambda number: mask_phone(number[0]), text)


def fold_case(text: str) -> str:
    """Return the form in which two texts are compared.

    It is compatibility-normalised, case-folded and in simplified characters.
    """
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFKC", text).casefold().translate(_simplified())


@cache
def _simplified() -> dict[int, int]:
    """Return the simplified form of each traditional character."""
    file = Path(__file__).with_name("simplified.txt")
    return str.maketrans(*file.read_text(encoding="utf-8").split())


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """Return the pinyin initials of a Chinese name, letters as they are: 王强 gives wq, 单雄信 sxx.

    A name without Chinese characters has none.
    """
    return pinyin.initials(pinyin.of_name(fold_case(name))) if pinyin.is_chinese(name) else ""


@lru_cache(maxsize=4096)
def sounds(name: str) -> tuple[str, ...]:
    """Return the pinyin and the initials of a Chinese name in all its readings: 曾强 gives zq and cq."""
    if not pinyin.is_chinese(name):
        return ()
    read = list(islice(product(*pinyin.of_name(fold_case(name))), READINGS))
    return tuple(dict.fromkeys(["".join(one) for one in read] + ["".join(s[0] for s in one) for one in read]))
