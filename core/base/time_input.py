"""Times and days as people type them: `14:30`, `-15m`, `+2h`, `2026-03-10 14:30`, ISO 8601."""

import re
from datetime import UTC, date, datetime, time, timedelta
from unicodedata import normalize
from zoneinfo import ZoneInfo

from core.base.clock import at_site, site_time
from core.base.errors import InvalidInput
from core.base.i18n_marks import N_

_WALL = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)
_OFFSET = re.compile(r"[+-](?=\d)(?:(\d{1,5})d)?(?:(\d{1,5})h)?(?:(\d{1,5})m)?", re.ASCII)
_DAY = timedelta(days=1)
_LAST_YEAR = 9000  # clocks and ladders of a later time would run out of the calendar


def parse_when(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) that `text` means at `now`; a text without a zone is site time.

    Knows `now`, `HH:MM` of today's site day (`24:00` is its end), `-15m`, `+1h30m`, `+2d`, and
    ISO 8601 with a date; raises `InvalidInput` for anything else.
    """
    plain = _plain(text)
    try:
        found = _wall(plain, now, zone) or _offset(plain, now) or _iso(plain, zone)
        return _reachable(found)
    except (ValueError, OverflowError):
        raise InvalidInput(
            N_("“{text}” is not a time."), hint=N_("Write 14:30, -15m, +2h or 2026-03-10 14:30."), text=text
        ) from None


def parse_due(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant as `parse_when`, but for a day alone (`2026-06-01`) its end, the deadline."""
    try:
        day = date.fromisoformat(_plain(text))
    except ValueError:
        return parse_when(text, now, zone)
    return at_site(day + _DAY, time(), zone)


def parse_day(text: str, now: datetime, zone: ZoneInfo) -> date:
    """Return the site day that `text` means at `now`: `2026-06-01`, `+30d`; raise `InvalidInput`."""
    plain = _plain(text)
    try:
        if "d" in plain and (later := _offset(plain, now)):
            return site_time(later, zone).date()
        return date.fromisoformat(plain)
    except (ValueError, OverflowError):
        raise InvalidInput(
            N_("“{text}” is not a day."), hint=N_("Write 2026-06-01 or +30d."), text=text
        ) from None


def _reachable(instant: datetime) -> datetime:
    if instant.year > _LAST_YEAR:
        raise ValueError(instant)
    return instant


def _plain(text: str) -> str:
    """Return `text` with half-width digits and colons and small letters."""
    return normalize("NFKC", text).strip().lower()


def _wall(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the instant of HH:MM on the site's present day; None if `text` is something else."""
    match = _WALL.fullmatch(text)
    if not match:
        return None
    today = site_time(now, zone).date()
    hour, minute, second = (int(part or 0) for part in match.groups())
    if (hour, minute, second) == (24, 0, 0):
        return at_site(today + _DAY, time(), zone)
    return at_site(today, time(hour, minute, second), zone)


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


def _iso(text: str, zone: ZoneInfo) -> datetime:
    """Return the instant of ISO 8601 with a date, week and ordinal forms included; or raise `ValueError`."""
    # a bare number such as 20260310 is a slip of the finger rather than a date
    if "-" not in text:
        raise ValueError(text)
    import pendulum  # a tenth of a second to import: only for times that carry a date

    instant = pendulum.parse(text.upper(), tz=zone.key)
    if not isinstance(instant, pendulum.DateTime):
        raise ValueError(text)
    return datetime.fromisoformat(instant.isoformat()).astimezone(UTC)
