"""Days as offices write them: 2026-06-01, 2026年6月1日, 1 June 2026, or a spreadsheet's serial number."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from unicodedata import normalize

NOTHING = frozenset({"-", "--", "—", "——", "/", "\\", "无", "暂无", "没有", "none", "n/a", "nil"})
"""Texts that people write into a cell to say that there is nothing."""


_WEEKDAY = re.compile(r"\s*[(（]?(?:星期|礼拜|周)[一二三四五六日天][)）]?$")


_YMD = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(?:[ T]\d{1,2}:\d{2}.*)?")


_YMD_CLOSE = re.compile(r"(\d{4})(\d{2})(\d{2})")


_DMY = re.compile(r"(\d{1,2})[- ]?([a-z]{3})[a-z]*[-., ]+(\d{4})")


_DMY_DOTS = re.compile(r"(\d{1,2})\.[ ]?(\d{1,2})\.[ ]?(\d{4})")


_MDY = re.compile(r"([a-z]{3})[a-z]*[. ]+(\d{1,2}),?[ ]+(\d{4})")


_IN_TEXT = re.compile(
    r"\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}|\d{1,2}[- ]?[a-z]{3,9}[., -]+\d{4}"
    r"|[a-z]{3,9}[. ]+\d{1,2},?[ ]+\d{4}|(?<![\d.])\d{1,2}\.[ ]?\d{1,2}\.[ ]?\d{4}"
)
"""Whole day inside a text."""


_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")


_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


_SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of the serial numbers of spreadsheets."""


@lru_cache(maxsize=1024)
def read_day(text: str) -> date:
    """Return the day that an office means.

    Knows 2026-06-01, 2026年6月1日, 20260601, 1 June 2026, 1.6.2026 and serial numbers; raises `ValueError`
    for anything else, also where day and month could change places.
    """
    plain = _WEEKDAY.sub("", normalize("NFKC", text).strip().lower())
    if found := _YMD.fullmatch(plain) or _YMD_CLOSE.fullmatch(plain):
        return _likely(date(*map(int, found.groups())))
    if found := _DMY.fullmatch(plain):
        return _likely(date(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1])))
    if found := _DMY_DOTS.fullmatch(plain):  # with dots the day is always first
        return _likely(date(int(found[3]), int(found[2]), int(found[1])))
    if found := _MDY.fullmatch(plain):
        return _likely(date(int(found[3]), _MONTHS.index(found[1]) + 1, int(found[2])))
    if found := _SERIAL.fullmatch(plain):
        return _likely(_SERIAL_ZERO + timedelta(days=int(found[1])))
    raise ValueError(text)


def days_in(text: str) -> Iterator[date]:
    """Yield the whole days that a title or a remark names."""
    for found in _IN_TEXT.finditer(normalize("NFKC", text).lower()):
        with suppress(ValueError):
            yield read_day(found[0])


def _likely(day: date) -> date:
    """Return `day` if a list of today can mean it; raise `ValueError` for a slip of the finger."""
    if not 1900 <= day.year <= 2200:
        raise ValueError(day)
    return day
