"""Written days, months and shifts of a roster: 3月1日, 早, 夜班, D, 08-16, 休."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from unicodedata import normalize

from core.base.written_days import NOTHING, read_day
from core.policy.model import Policy

Span = tuple[str, str]
"""Start and end as wall times; 24:00 is the midnight that ends the day."""

_WORDS = {
    "early": "早 早班 白 白班 日 日班 早上 上午 d day e early m morning",
    "middle": "中 中班 午 午班 下午 小夜 小夜班 afternoon evening late",
    "night": "夜 夜班 大夜 大夜班 n night",
    "late": "晚 晚班 晚上",
    "rest": "休 休息 公休 轮休 调休 补休 休假 年假 年休 病假 事假 请假 婚假 产假 丧假 假 off o rest a/l x",
    "whole": "全天 值 值班 24小时 24h",
}
_MEANING = {word: name for name, words in _WORDS.items() for word in words.split()}
_TIMES = re.compile(r"(\d{1,2})(?::(\d{2}))?(?::00)?[-~—–至到]+(?:次日)?(\d{1,2})(?::(\d{2}))?(?::00)?")
_NAMED_TIMES = re.compile(
    rf"(?P<word>[a-z]{{1,5}}\d?|[\u4e00-\u9fff]{{1,4}})\(?(?P<times>{_TIMES.pattern})\)?"
)
"""Word that the times behind it explain, as in 白班08:00-20:00."""

_BETWEEN = re.compile(r"[/+、,;\n]+|(?<=\d)\s+(?=\d{1,2}[:~—–至到-])")
_LEGEND = re.compile(
    r"(?P<word>(?<![a-z0-9])[a-z]+\d?|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{1,4}|√)\s*[=:(]?\s*"
    r"(?P<other>[\u4e00-\u9fff]{1,4})?\s*[=:(]?\s*(?P<times>\d{1,2}:\d{2}\s*[-~—–至到]+\s*(?:次日)?\d{1,2}:\d{2})",
    re.IGNORECASE,
)

_MONTH_DAY = re.compile(r"(?:(\d{1,2})\s*[-./月]\s*)?(\d{1,2})\s*[日号]?")
_WEEKDAY = re.compile(
    r"\s*[(]?(?:星期|礼拜|周)[一二三四五六日天][)]?$|\s*[(][一二三四五六日天][)]$|(?<=[\d日号])\s+[一二三四五六日天]$"
    r"|\s*[(]?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[)]?$|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[ ,]+",
    re.IGNORECASE,
)
_YEAR_MONTH = re.compile(r"(20\d{2})\s*[-./年]\s*(\d{1,2})(?!\d)")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s*月")
_MONTH_NAME = re.compile(
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ .,]+(20\d{2})", re.IGNORECASE
)
_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


_DAY_MONTH = re.compile(rf"(\d{{1,2}})[- ]?({'|'.join(_NAMES)})[a-z]*")
_MONTH_DAY_NAMED = re.compile(rf"({'|'.join(_NAMES)})[a-z]*[. -]*(\d{{1,2}})")


class Shifts:
    """Shifts of one centre by the words for them.

    The texts around a list (`legend`) come first, as in “A=08:00-16:00”, then the words of the policy, then
    the usual ones.  晚 means the night, but the evening in a roster whose cells (`texts`) have 夜 and 晚 and
    no 中.
    """

    def __init__(self, policy: Policy, texts: Iterable[str] = (), legend: Iterable[str] = ()) -> None:
        starts = policy.shift.starts
        ends = [*starts[1:], starts[0]]
        spans = [(start, _end(end)) for start, end in zip(starts, ends, strict=True)]
        self.names = tuple("-".join(span) for span in spans)
        self._spans: dict[str, list[Span]] = {"rest": []}
        for span in spans:
            self._spans.setdefault(_part(span, len(spans)), []).append(span)
        self._words = _own_words((*policy.shift.words, *_explained(legend)))
        used = {_MEANING.get(_plain(text)) for text in texts}
        self._late = "middle" if {"night", "late"} <= used and "middle" not in used else "night"

    def spans(self, text: str) -> Sequence[Span] | None:
        """Return the spans that a cell means, in order; empty for a day off, None for an unknown word."""
        plain = _plain(text)
        if plain in NOTHING or not plain:
            return ()
        found: list[Span] = []
        named = _TIMES.fullmatch(plain) or _NAMED_TIMES.fullmatch(plain)
        whole = named or plain in _MEANING or plain in self._words
        for word in [plain] if whole else _BETWEEN.split(normalize("NFKC", text).strip()):
            one = self._one(_plain(word))
            if one is None:
                return None
            found += one
        return found

    def known(self, texts: Iterable[str]) -> bool:
        """Return True if all cells are known words."""
        return all(self.spans(text) is not None for text in texts)

    def _one(self, word: str) -> Sequence[Span] | None:
        named = _NAMED_TIMES.fullmatch(word)
        if named and _MEANING.get(named["word"]) != "rest":
            word = named["times"]
        if times := _TIMES.fullmatch(word):
            return _times(times)
        if word in self._words:
            return self._words[word]
        meaning = _MEANING.get(word, "")
        if meaning == "rest":
            return []
        spans = self._spans.get(self._late if meaning == "late" else meaning, [])
        return spans if len(spans) == 1 else None


def _explained(legend: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the words that the texts around a list explain, with their times."""
    for text in legend:
        for found in _LEGEND.finditer(normalize("NFKC", text)):
            yield from ((found[name], found["times"]) for name in ("word", "other") if found[name])


def explains(text: str) -> bool:
    """Return True for a text that only explains a word: A 早班 08:00-16:00."""
    return bool(_LEGEND.fullmatch(normalize("NFKC", text).strip()))


def _own_words(words: Iterable[tuple[str, str]]) -> dict[str, list[Span]]:
    """Return the spans of each word, with and without 班 behind it."""
    spans: dict[str, list[Span]] = {}
    for word, said in words:
        times = [_times(one) for one in map(_TIMES.fullmatch, _plain(said).split(",")) if one]
        short = _plain(word).removesuffix("班")
        spans[short] = spans[f"{short}班"] = [span for found in times for span in found or ()]
    return spans


def _plain(text: str) -> str:
    return normalize("NFKC", text).strip().lower().replace(" ", "")


def _end(text: str) -> str:
    return "24:00" if text == "00:00" else text


def _part(span: Span, count: int) -> str:
    """Return the name in `_WORDS` of a shift with this start, of `count` shifts a day."""
    if count == 1:
        return "whole"
    hour = int(span[0][:2])
    if 4 <= hour < 12:
        return "early"
    return "middle" if 12 <= hour < 20 and count > 2 else "night"


def _times(found: re.Match[str]) -> Sequence[Span] | None:
    hours = int(found[1]), int(found[3])
    minutes = int(found[2] or 0), int(found[4] or 0)
    if hours[0] > 23 or max(minutes) > 59 or hours[1] * 60 + minutes[1] > 24 * 60:
        return None
    return [(f"{hours[0]:02d}:{minutes[0]:02d}", _end(f"{hours[1]:02d}:{minutes[1]:02d}"))]


def day_of_heading(text: str, month: date | None, last: date | None = None) -> date | None:
    """Return the day that a heading means: a date, 3月1日, 3/1, or 1 of `month`; None for other texts.

    A day that would be before `last` belongs to the next month.  Without a month any will do.
    """
    plain = _WEEKDAY.sub("", normalize("NFKC", text).strip().lower())
    with suppress(ValueError):
        return read_day(plain)
    found = _month_and_day(plain)
    if not found:
        return None
    around = last or month or date(2000, 1, 1)
    try:
        day = around.replace(month=found[0] or around.month, day=found[1])
        if last is None or day > last:
            return day
        return day.replace(year=day.year + 1) if found[0] else _next_month(day)
    except ValueError:
        return None


def _month_and_day(plain: str) -> tuple[int, int] | None:
    """Return month and day of a text such as 3月1日, 3/1, 1 Mar, Mar 1; the month of a bare day is 0."""
    if found := _MONTH_DAY.fullmatch(plain):
        return int(found[1] or 0), int(found[2])
    if found := _DAY_MONTH.fullmatch(plain):
        return _NAMES.index(found[2]) + 1, int(found[1])
    if found := _MONTH_DAY_NAMED.fullmatch(plain):
        return _NAMES.index(found[1]) + 1, int(found[2])
    return None


def _next_month(day: date) -> date:
    return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)


def month_of(titles: Iterable[str], headings: Iterable[str], today: date) -> date | None:
    """Return the first day of the month in a title, or else in a heading.

    A month without a year is the one nearest to `today`.
    """
    for text in (normalize("NFKC", text) for text in titles):
        if found := _YEAR_MONTH.search(text):
            return _month(int(found[1]), int(found[2]))
        if found := _MONTH_NAME.search(text):
            return _month(int(found[2]), _NAMES.index(found[1].lower()) + 1)
        if found := _MONTH.search(text):
            return _nearest(int(found[1]), today)
    for text in (normalize("NFKC", text).strip().lower() for text in headings):
        if (day := _month_and_day(_WEEKDAY.sub("", text))) and day[0]:
            return _nearest(day[0], today)
    return None


def _month(year: int, month: int) -> date | None:
    return date(year, month, 1) if 1 <= month <= 12 else None


def _nearest(month: int, today: date) -> date | None:
    return _month((today.year * 12 + today.month - month + 6) // 12, month)
