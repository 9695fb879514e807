"""Times as another office's log writes them: whole, a day alone, or a time of day alone."""

import re
from collections.abc import Iterator, Sequence
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, tzinfo
from functools import lru_cache

from core.base.dataclass import dataclass
from core.duty.roster import DAY

ISO = "iso"
"""Name of the format of ISO 8601, which may have an offset."""

_SAMPLE = datetime(2026, 10, 28, 13, 45, 59, tzinfo=UTC)
"""Instant whose parts all differ from those that `strptime` makes up."""

_MADE_UP = date(1900, 1, 1)
"""Day that `strptime` makes up for a text without one."""

_CELL = re.compile(r"(\d{4}-\d\d-\d\d)?(?:(?:^|[ T])(\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?))?")
"""Form in which days and times that a workbook keeps as such are read from its cells."""


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """Day, time of day, or both; `zone` if the text gives an offset."""

    day: date | None
    wall: time | None
    zone: tzinfo | None = None

    def instants(self, zone: tzinfo, after: datetime | None) -> Iterator[datetime]:
        """Yield the instants that can be meant, the likelier first.

        An hour that a change of the clocks repeats is its first run, then its second; a time of day alone
        is on the day of `after`, then on the next; a day alone is its midnight, then `after` on that day.
        """
        zone = self.zone or zone
        near = after.astimezone(zone).date() if after else None
        days = [self.day] if self.day else [near, near + DAY] if near else []
        for day in days:
            for fold in (0, 1):
                wall = (self.wall or time()).replace(fold=fold)
                yield datetime.combine(day, wall, zone).astimezone(UTC)
        if after and self.wall is None and self.day == near:
            yield after


def instant_of(written: WrittenTime, zone: tzinfo, after: datetime | None) -> datetime | None:
    """Return the first instant from `after` on that can be meant, or else the likeliest one.

    None for a time of day with nothing to tell its day.
    """
    likeliest = None
    for instant in written.instants(zone, after):
        if after is None or instant >= after:
            return instant
        likeliest = likeliest or instant
    return likeliest


def read_time(text: str, formats: Sequence[str]) -> WrittenTime | None:
    """Return the time that `text` means in the first format that fits; None if none does.

    The cells of a workbook that keeps times as times are read in every format.
    """
    for form in formats:
        if found := _in_format(text, form):
            return found
    cell = _CELL.fullmatch(text)
    return _from_iso(cell[1], cell[2]) if cell else None


def _in_format(text: str, form: str) -> WrittenTime | None:
    has_day, has_wall = parts_of(form)
    try:
        read = datetime.fromisoformat(text) if form == ISO else datetime.strptime(text, form)  # noqa: DTZ007
        if form == ISO and not re.search(r"\d[T ]", text):
            has_wall = False
    except ValueError:
        return None
    return _written(read.date() if has_day else None, read.time() if has_wall else None, read.tzinfo)


def _from_iso(day: str | None, wall: str | None) -> WrittenTime | None:
    try:
        return _written(date.fromisoformat(day) if day else None, time.fromisoformat(wall) if wall else None)
    except ValueError:
        return None


def _written(day: date | None, wall: time | None, zone: tzinfo | None = None) -> WrittenTime | None:
    """Return the time, without a day on which other zones have a year that does not exist."""
    return None if day and day.year in (MINYEAR, MAXYEAR) else WrittenTime(day, wall, zone)


@lru_cache(maxsize=32)
def parts_of(form: str) -> tuple[bool, bool]:
    """Return whether a format has a day and a time of day.

    Raise `ValueError` for a sign that `strptime` does not know and for half a day, such as one without year.
    """
    if form == ISO:
        return True, True
    read = datetime.strptime(_SAMPLE.strftime(form), form)  # noqa: DTZ007
    if read.date() not in (_SAMPLE.date(), _MADE_UP):
        raise ValueError(form)
    return read.date() != _MADE_UP, read.time() != time()
