"""The times of a duty as people write them in a roster: 08-16, 早, D, 2, 08:30-17, 休."""

import re
from collections.abc import Mapping
from unicodedata import normalize

from core.errors import InvalidInput
from core.policy import ShiftRules
from core.words import N_

Span = tuple[str, str]
"""From when to when, as wall times; the end may be 24:00, or lie on the next day."""

OFF = frozenset({"", "-", "—", "休", "休息", "off", "o", "x", "/", "0"})
"""What stands in a roster for a day off."""

_BY_SHIFT: Mapping[str, int] = {"早": 0, "中": 1, "晚": -1, "夜": -1}
"""The site's shifts as rosters call them, counted from the one that is running at 08:00."""

_TWELVES: Mapping[str, Span] = {"白": ("08:00", "20:00"), "d": ("08:00", "20:00"), "n": ("20:00", "08:00")}
"""Day and night where the site's own shifts are not two."""

PATTERNS: Mapping[str, tuple[str, str]] = {
    "three_eights": (N_("three eights, four people"), "08-16 08-16 16-24 16-24 - 00-08 00-08 -"),
    "two_twelves": (N_("two twelves, four people"), "08-20 20-08 - -"),
    "day": (N_("office hours, Monday to Friday"), "08-17 08-17 08-17 08-17 08-17 - -"),
}
"""Turns that repeat, by name: what they are called, and one day after the other."""

_SPAN = re.compile(r"(\d{1,2})(?::?([0-5]\d))?\s*[-~]\s*(\d{1,2})(?::?([0-5]\d))?", re.ASCII)
_BETWEEN = re.compile(r"[\s,;+、，；]+")
_DASHES = str.maketrans("–—～至", "--~-")


def read_spans(text: str, rules: ShiftRules) -> tuple[Span, ...]:
    """The duties of one day that `text` means, in order; none for a day off; raises `InvalidInput`.

    A number is the site's shift of that place in the day; 早, 中, 晚 and 夜 are the site's shifts.
    """
    plain = normalize("NFKC", text).strip().lower()
    if plain in OFF:
        return ()
    plain = re.sub(r"\s*([-~])\s*", r"\1", plain.translate(_DASHES))
    return tuple(sorted(_span(word, rules, text) for word in _BETWEEN.split(plain) if word))


def read_pattern(text: str, rules: ShiftRules) -> tuple[tuple[Span, ...], ...]:
    """The days of a pattern, by its name or written out one day after the other; raises `InvalidInput`."""
    written = PATTERNS[text][1] if text in PATTERNS else text
    days = tuple(read_spans(word, rules) for word in written.split())
    if not any(days):
        raise InvalidInput(N_("A pattern needs at least one duty."), hint=N_("For example: 08-20 20-08 - -"))
    return days


def _span(word: str, rules: ShiftRules, text: str) -> Span:
    if span := _named(word, rules) or _times(word):
        return span
    raise InvalidInput(
        N_("“{text}” is no duty."),
        hint=N_("Write 08-16, 08:30-17, 1 for the first shift, - for off."),
        text=text,
    )


def _named(word: str, rules: ShiftRules) -> Span | None:
    """The shift of that number in the day, or of that name."""
    count = len(rules.starts)
    if word.isdecimal() and 1 <= int(word) <= count:
        return _shift(int(word) - 1, rules)
    word = word.removesuffix("班")
    first = max((place for place, start in enumerate(rules.starts) if start <= "08:00"), default=count - 1)
    if word in _TWELVES and count != 2:
        return _TWELVES[word]
    places = {**_BY_SHIFT, "白": 0, "d": 0, "n": 1}
    return _shift((first + places[word]) % count, rules) if word in places else None


def _shift(place: int, rules: ShiftRules) -> Span:
    starts = rules.starts
    end = starts[(place + 1) % len(starts)]
    return starts[place], "24:00" if end == "00:00" else end


def _times(word: str) -> Span | None:
    match = _SPAN.fullmatch(word)
    if not match:
        return None
    hour, minute, last_hour, last_minute = (int(part or 0) for part in match.groups())
    if hour > 23 or last_hour > 24 or (last_hour == 24 and last_minute):
        return None
    end = "24:00" if (last_hour, last_minute) == (0, 0) else f"{last_hour:02d}:{last_minute:02d}"
    return f"{hour:02d}:{minute:02d}", end


def shown(start: str, end: str) -> str:
    """`08-16`, or `08:30-17` where minutes count: the short form that `read_spans` reads again."""
    return f"{start.removesuffix(':00')}-{end.removesuffix(':00')}"
