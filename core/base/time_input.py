"""Times and days as people type them, alone in a field or an option: 14:30, 3pm, 明天10点, -15m, ISO 8601."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.base.clock import at_site, site_time
from core.base.errors import InvalidInput
from core.base.folding import folded
from core.base.i18n_marks import N_
from core.base.spoken_times import (
    ABOUT,
    CHINESE_DAY,
    CLOCK,
    ENGLISH_DAY,
    ENGLISH_TIME,
    ISO_DAY,
    PART_OF_DAY,
    PERIOD,
    SINCE,
    Aim,
    Said,
    aimed,
    day_of,
    forms,
    said_in,
)

_OFFSET = re.compile(r"[+-](?=\d)(?:(\d{1,5})d)?(?:(\d{1,5})h)?(?:(\d{1,5})m(?:in)?)?", re.ASCII)
_ISO = re.compile(r"\d{4}-[0-9w]")
_MIDNIGHT = re.compile(r"24:00(?::00)?")
_DAY = timedelta(days=1)
_LAST_YEAR = 9000  # clocks and ladders of a later time would run out of the calendar

_SHORT_DAY = r"(?P<month5>[0-9]{1,2})[-/](?P<day5>[0-9]{1,2})"
"""A day as the board prints it: 12-01."""
_ANY_DAY = rf"(?:{CHINESE_DAY}|{ENGLISH_DAY}|{ISO_DAY}|{_SHORT_DAY})"
_ANY_TIME = rf"(?:{ENGLISH_TIME}|{CLOCK})"
_TIMES = (
    rf"{ABOUT}{_ANY_TIME}{SINCE}",
    rf"{_ANY_DAY}(?:的|,? ?{ABOUT}){_ANY_TIME}{SINCE}",
    rf"{ABOUT}{_ANY_TIME},? ?(?:on )?{_ANY_DAY}",
)
_PARTS_OF_DAYS = (rf"{_ANY_DAY}(?:的? ?{PERIOD}| (?:in the )?{PART_OF_DAY})", _ANY_DAY)
"""Days without an hour; the visits of such a day begin at a usual one."""


def parse_when(text: str, now: datetime, zone: ZoneInfo, aim: Aim = Aim.ANY) -> datetime:
    """Return the instant (UTC) that `text` means at `now`; a text without a zone is site time.

    Knows what the line of a call knows of times, `now`, `HH:MM` (`24:00` is the end of the day), `-15m`,
    `+1h30m`, `+2d`, a day as the board prints it, and ISO 8601 with a date.  `aim` is the side of now on
    which it makes sense.  Raise `InvalidInput` for anything else.
    """
    plain = folded(text).strip()
    try:
        found = _offset(plain, now) or _midnight(plain, now, zone) or _iso(plain, zone)
        return _reachable(found or _spoken(plain, now, zone, aim))
    except (ValueError, OverflowError):
        raise InvalidInput(
            N_("“{text}” is not a time."),
            hint=N_("Write 14:30, tomorrow 3pm, 12-01 10:00, 2026-03-10 14:30, -15m or +2h."),
            text=text,
        ) from None


def parse_due(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant as `parse_when`, but for a day alone (`2026-06-01`) its end, the deadline."""
    try:
        day = date.fromisoformat(folded(text).strip())
    except ValueError:
        return parse_when(text, now, zone, Aim.FUTURE)
    return at_site(day + _DAY, time(), zone)


def parse_day(text: str, now: datetime, zone: ZoneInfo, aim: Aim = Aim.ANY) -> date:
    """Return the site day that `text` means at `now`; raise `InvalidInput`.

    Knows `2026-06-01`, `+30d`, and the days of `parse_when`: tomorrow, 下周五, 12-01.
    """
    plain, today = folded(text).strip(), site_time(now, zone).date()
    try:
        if "d" in plain and plain[:1] in ("+", "-") and (later := _offset(plain, now)):
            return site_time(later, zone).date()
        if said := _whole((_ANY_DAY,), plain):
            return day_of(said, today, aim)
        return date.fromisoformat(plain)
    except (ValueError, OverflowError):
        hint = N_("Write 2026-06-01, 06-01, tomorrow, next Friday or +30d.")
        raise InvalidInput(N_("“{text}” is not a day."), hint=hint, text=text) from None


def _spoken(plain: str, now: datetime, zone: ZoneInfo, aim: Aim) -> datetime:
    """Return the instant of a text in the words of the line; raise `ValueError`."""
    loose = _PARTS_OF_DAYS if aim is Aim.FUTURE else ()
    if said := _whole((*_TIMES, *loose), plain):
        return aimed(said, now, zone, aim)
    raise ValueError(plain)


def _whole(patterns: tuple[str, ...], plain: str) -> Said | None:
    """Return what the first pattern finds that matches the whole text; None if none does."""
    found = (form.fullmatch(plain) for form in forms(*patterns))
    return next((said_in(match) for match in found if match), None)


def _reachable(instant: datetime) -> datetime:
    if instant.year > _LAST_YEAR:
        raise ValueError(instant)
    return instant


def _midnight(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the end of the site's present day for 24:00; None if `text` is something else."""
    if _MIDNIGHT.fullmatch(text) is None:
        return None
    return at_site(site_time(now, zone).date() + _DAY, time(), zone)


def _offset(text: str, now: datetime) -> datetime | None:
    """Return the instant at the written distance from `now`; None if `text` is something else."""
    if text in ("now", "现在"):
        return now
    match = _OFFSET.fullmatch(text)
    if not match:
        return None
    days, hours, minutes = (int(part or 0) for part in match.groups())
    distance = timedelta(days=days, hours=hours, minutes=minutes)
    return now - distance if text.startswith("-") else now + distance


def _iso(text: str, zone: ZoneInfo) -> datetime | None:
    """Return the instant of ISO 8601 with a date, week and ordinal forms included; None without a year.

    Raise `ValueError` for what only begins like one.
    """
    # a bare number such as 20260310 is a slip of the finger rather than a date
    if _ISO.match(text) is None:
        return None
    import pendulum  # a tenth of a second to import: only for times that carry a year

    instant = pendulum.parse(text.upper(), tz=zone.key)
    if not isinstance(instant, pendulum.DateTime):
        raise ValueError(text)
    return datetime.fromisoformat(instant.isoformat()).astimezone(UTC)
