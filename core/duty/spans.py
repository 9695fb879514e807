"""Duties of a day in their short form, typed and shown: 08-16, 早, 2, -; patterns that repeat."""

import re
from collections.abc import Mapping
from unicodedata import normalize

from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from core.duty.shift_words import Shifts, Span
from core.policy.model import Policy

PATTERNS: Mapping[str, tuple[str, str]] = {
    "three_eights": (N_("three 8-hour shifts, four people"), "08-16 08-16 16-24 16-24 - 00-08 00-08 -"),
    "two_twelves": (N_("two 12-hour shifts, four people"), "08-20 20-08 - -"),
    "day": (N_("office hours, Monday to Friday"), "08-17 08-17 08-17 08-17 08-17 - -"),
}
"""Repeating patterns of duties by name: title, and one day after the other."""

TWO_AT_ONCE = N_("{name} would have two duties at once on {day}: {one} and {other}.")
"""Refusal of a roster, typed or from a file, that gives a person two duties at one time."""

_BETWEEN = re.compile(r"[\s,;+/、]+")
_AROUND_DASH = re.compile(r"\s*([-~—–至到])\s*")


def read_spans(text: str, policy: Policy) -> tuple[Span, ...]:
    """Return the duties of one day that `text` means, in order; none for a day off.

    Reads all that an imported roster may contain, several of them, and the site's shifts by number;
    raises `InvalidInput` for anything else.
    """
    plain = _AROUND_DASH.sub(r"\1", normalize("NFKC", text).strip())
    shifts = Shifts(policy)
    read = [_numbered(word, policy) or shifts.spans(word) for word in _BETWEEN.split(plain)]
    found = {span for spans in read for span in spans or ()}
    if None in read or len({start for start, _end in found}) < len(found):
        raise InvalidInput(
            N_("“{text}” is not a duty time."),
            hint=N_("Write 08-16, 08:30-17, 1 for the first shift, - for off."),
            text=text,
        )
    return tuple(sorted(found))


def _numbered(word: str, policy: Policy) -> list[Span]:
    starts = policy.shift.starts
    if not word.isdecimal() or not 1 <= int(word) <= len(starts):
        return []
    start, end = starts[int(word) - 1], starts[int(word) % len(starts)]
    return [(start, "24:00" if end == "00:00" else end)]


def read_pattern(text: str, policy: Policy) -> tuple[tuple[Span, ...], ...]:
    """Return the days of a pattern, given by name or written out; raise `InvalidInput`."""
    written = PATTERNS[text][1] if text in PATTERNS else text
    days = tuple(read_spans(word, policy) for word in written.split())
    if not any(days):
        raise InvalidInput(N_("A pattern needs at least one duty."), hint=N_("For example: 08-20 20-08 - -"))
    return days


def shown(start: str, end: str) -> str:
    """Return `08-16`, or `08:30-17` with minutes: the short form that `read_spans` reads again."""
    return f"{start.removesuffix(':00')}-{end.removesuffix(':00')}"
