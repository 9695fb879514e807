"""Times as people say and write them: the words of days and hours, and the instant that they mean.

The line of a call searches for them in a sentence (`core/intake/line/times.py`); fields and options are
such a time as a whole (`core/base/time_input.py`).
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, auto
from functools import cache
from typing import TypeVar
from zoneinfo import ZoneInfo

from core.base.clock import at_site, site_time

SOON = timedelta(days=180)
"""Largest distance of a day without a year; one farther off is meant in the other direction."""

SLIP = timedelta(hours=1)
"""Distance to now within which a time of the wrong side is a slip rather than one of another day."""


class Aim(Enum):
    """Side of now on which a time makes sense."""

    ANY = auto()
    PAST = auto()
    FUTURE = auto()


Moment = TypeVar("Moment", date, datetime)

_DAY = timedelta(days=1)
_YEAR = timedelta(days=366)
_WEEKDAYS = {sign: number for number, sign in enumerate("一二三四五六日")} | {"天": 6} | dict(
    zip("1234567", range(7), strict=True)
)  # fmt: skip
_ENGLISH_DAYS = {
    name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
}
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_NEAR = {
    "今": 0, "明": 1, "今天": 0, "今日": 0, "今儿": 0, "今早": 0, "今晚": 0,
    "明天": 1, "明日": 1, "明儿": 1, "明早": 1, "明晚": 1, "后天": 2, "大后天": 3,
    "昨天": -1, "昨日": -1, "昨晚": -1, "前天": -2,
    "today": 0, "tonight": 0, "tomorrow": 1, "tmrw": 1, "tmr": 1, "day after tomorrow": 2, "yesterday": -1,
}  # fmt: skip
_PARTS = {"tonight": "night", "今晚": "晚", "明晚": "晚", "昨晚": "晚", "今早": "早", "明早": "早"}
_NUMBER = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}

_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
START = r"(?<![0-9a-z.:+-])"
CHINESE_DAY = (
    r"(?P<near>大后天|[今明][天日儿早晚]|后天|昨[天日晚]|前天)"
    r"|(?P<week>下个?|本|这个?|上个?)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天1-7])"
    r"|(?:(?P<year>20[0-9]{2}) ?年 ?)?(?P<month>[0-9]{1,2}) ?月 ?(?P<day>[0-9]{1,2}) ?[日号]?"
    r"|(?P<alone>[0-9]{1,2})[日号]"
)
ENGLISH_DAY = (
    r"\b(?:(?:the )?(?P<near2>day after tomorrow|today|tonight|tomorrow|tmrw|tmr|yesterday)"
    r"|(?P<week2>next |this |last |on )?(?P<weekday2>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?"
    rf"|(?P<month2>{_MONTH})[a-z]{{0,6}} (?P<day2>[0-9]{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day3>[0-9]{{1,2}})(?:st|nd|rd|th)? (?P<month3>{_MONTH})[a-z]{{0,6}})\b"
)
ISO_DAY = r"(?P<year4>20[0-9]{2})[-/.](?P<month4>[0-9]{1,2})[-/.](?P<day4>[0-9]{1,2})"
PERIOD = r"(?P<period>凌晨|清晨|早上|早晨|早|上午|中午|下午|午后|傍晚|晚上|晚|夜里|半夜)"
CLOCK = (
    rf"(?:{PERIOD} ?)?(?:(?P<hour>[0-9]{{1,2}}):(?P<minute>[0-9]{{2}})(?::(?P<second>[0-9]{{2}}))?"
    r"|(?P<hour2>[0-9]{1,2}|十[一二]?|[零一二两三四五六七八九]) ?[点时]"
    r"(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minute2>[0-9]{1,2})分?|整)?)(?![0-9:])"
)
ENGLISH_CLOCK = (
    r"(?P<hour3>[0-9]{1,2})(?:[:.](?P<minute3>[0-9]{2}))? ?(?P<half_day>[ap])\.?m\b\.?"
    r"|(?P<hour4>[0-9]{1,2}):(?P<minute4>[0-9]{2})(?::(?P<second4>[0-9]{2}))?(?![0-9:])"
    r"|(?P<hour5>[0-9]{1,2}) ?o'?clock|(?P<noon>noon)\b"
)
ENGLISH_TIME = rf"(?:{ENGLISH_CLOCK})"
SINCE = (
    r"(?: ?(?:以后|之后|后|左右|前后|之前|以前|起)"
    r"| ?[到至-] ?(?:上午|中午|下午|晚上)?(?:[0-9]{1,2}|十[一二]?|[一二两三四五六七八九]) ?[点时]半?)?"
)
ABOUT = r"(?:any ?time )?(?:at |after |around |about |from |by |before )?"
PART_OF_DAY = r"(?P<part>morning|afternoon|evening|noon|midday|lunchtime|night|am|pm)"
_STARTS = {
    "凌晨": 6, "清晨": 8, "早上": 9, "早晨": 9, "早": 9, "上午": 9, "中午": 12, "下午": 14, "午后": 14,
    "傍晚": 18,
    "晚上": 19, "晚": 19, "夜里": 19, "半夜": 19, "morning": 9, "am": 9, "noon": 12, "midday": 12,
    "lunchtime": 12,
    "afternoon": 14, "pm": 14, "evening": 18, "night": 19,
}  # fmt: skip
"""Hour at which a visit in that part of the day starts."""
_WORKDAY = time(9)
"""Time of a visit on a day without a time."""
LATER = (
    r"(?<![0-9a-z+-])\+(?=[0-9])(?:(?P<days>[0-9]{1,3})d)?(?:(?P<hours>[0-9]{1,3})h)?"
    r"(?:(?P<minutes>[0-9]{1,4})m(?:in)?)?(?![0-9a-z.+-])"
)

Said = dict[str, str]
"""Matched texts by the names of their parts."""


@cache
def forms(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """Compile the patterns when the first line is read, not before the first frame."""
    return tuple(map(re.compile, patterns))


def said_in(match: re.Match[str]) -> Said:
    """Return the matched texts by the name of their part: `hour` and `hour2` are one."""
    return {name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value}


def instant_of(said: Said, now: datetime, zone: ZoneInfo, *, ahead: bool) -> datetime | None:
    """Return the nearest instant meant, after `now` (`ahead`) or up to it; None if there is none."""
    try:
        meant = _candidates(said, now, zone, ahead=ahead)
        return next((one for one in meant if ((one > now) if ahead else (one <= now))), None)
    except (ValueError, OverflowError):
        return None


def aimed(said: Said, now: datetime, zone: ZoneInfo, aim: Aim) -> datetime:
    """Return the instant that a whole text means; raise `ValueError` for a time that no clock shows.

    A time without a day is today's; where that makes no sense, as `23:58` at 00:05 for something that has
    happened, it is that of the day before or after.  One that misses by less than `SLIP` is today's all the
    same, and left to be refused: it is more likely a wrong watch.
    """
    meant = _candidates(said, now, zone, ahead=aim is not Aim.PAST, within=_YEAR)
    return meant[0] if abs(meant[0] - now) < SLIP else _likeliest(meant, now, said, aim)


def day_of(said: Said, today: date, aim: Aim) -> date:
    """Return the day that a whole text means; raise `ValueError` for one that the calendar has not."""
    days = _days(said, today, ahead=aim is not Aim.PAST, within=_YEAR)
    if not days:
        raise ValueError(said)
    return _likeliest(days, today, said, aim)


def _likeliest(meant: Sequence[Moment], now: Moment, said: Said, aim: Aim) -> Moment:
    """Return the first on the side of `aim`; without one, the next weekday, and of dates the nearest."""
    if aim is Aim.PAST:
        return next((one for one in meant if one <= now), meant[0])
    if aim is Aim.FUTURE or "weekday" in said:
        return next((one for one in meant if one >= now), meant[0])
    dated = "month" in said or "alone" in said
    return min(meant, key=lambda one: abs(one - now)) if dated else meant[0]


def _candidates(
    said: Said, now: datetime, zone: ZoneInfo, *, ahead: bool, within: timedelta = SOON
) -> list[datetime]:
    """Return the instants that may be meant, the likeliest first; raise `ValueError` for none."""
    wall, today = wall_of(said), site_time(now, zone).date()
    meant = [_at(day, wall, said, zone) for day in _days(said, today, ahead=ahead, within=within)]
    if not meant:
        raise ValueError(said)
    early = wall.replace(hour=wall.hour - 12) if not ahead and _is_early(said, wall) else None
    if early and meant[0] > now:  # 3点 at ten in the morning, of something that has happened
        meant.insert(0, _at(site_time(meant[0], zone).date(), early, said, zone))
    return meant


def _is_early(said: Said, wall: time) -> bool:
    """Return True for an afternoon that was not said: an hour in words may be one of the night."""
    return "hour" in said and not _half(said) and wall.hour >= 12 and int(_hour(said)) == wall.hour - 12


def _at(day: date, wall: time, said: Said, zone: ZoneInfo) -> datetime:
    if offset := said.get("offset"):
        exact = datetime.combine(day, wall).isoformat() + ("+00:00" if offset == "z" else offset)
        return datetime.fromisoformat(exact).astimezone(UTC)
    return at_site(day, wall, zone)


def wall_of(said: Said) -> time:
    """Return the time of day; raise `ValueError` for a time that no clock shows."""
    if "noon" in said:
        return time(12)
    if "hour" not in said:
        part = said.get("part") or said.get("period") or _PARTS.get(said.get("near", ""), "")
        return time(_STARTS[part]) if part else _WORKDAY
    hour = _hour(said)
    minute = 30 if "half" in said else int(said.get("minute", 0))
    if quarter := said.get("quarter"):
        minute = 15 * _NUMBER[quarter]
    in_words = "minute" not in said and "half_day" not in said
    return time(_in_half(hour, _half(said), in_words=in_words), minute, int(said.get("second", 0)))


def _hour(said: Said) -> int:
    spoken = said["hour"]
    return int(spoken) if spoken.isdigit() else _spoken_hour(spoken)


def _spoken_hour(text: str) -> int:
    return 10 + _NUMBER.get(text[1:], 0) if text[0] == "十" else _NUMBER[text]


def _half(said: Said) -> str:
    """Return the half of the day that was said: a, p, noon, or empty."""
    period = said.get("period") or ("晚" if said.get("near") in ("今晚", "明晚", "昨晚", "tonight") else "")
    if "half_day" in said:
        return said["half_day"]
    if period in ("下午", "午后", "傍晚", "晚上", "晚"):
        return "p"
    return "noon" if period == "中午" else "a" if period or said.get("near") in ("今早", "明早") else ""


def _in_half(hour: int, half: str, *, in_words: bool) -> int:
    if half == "p" or (half == "noon" and hour < 4) or (not half and in_words and 1 <= hour <= 6):
        return hour + 12 if hour < 12 else hour  # 明天3点: no visit is at three in the night
    return 0 if half == "a" and hour == 12 else hour


def _days(said: Said, today: date, *, ahead: bool, within: timedelta = SOON) -> list[date]:
    """Return the days that may be meant, the likeliest first."""
    near = today + (_DAY if ahead else -_DAY)
    if name := said.get("near"):
        return [today + _NEAR[name] * _DAY]
    if "weekday" in said:
        return _weekdays(said, today, ahead=ahead)
    if "year" in said:
        return [date(int(said["year"]), int(said["month"]), int(said["day"]))]
    if "month" in said:
        return _this_or_that_year(said, today, ahead=ahead, within=within)
    if "alone" in said:
        return _this_or_that_month(int(said["alone"]), today, ahead=ahead)
    return [today, near]


def _weekdays(said: Said, today: date, *, ahead: bool) -> list[date]:
    name, week = said["weekday"], said.get("week", "").strip()
    number = _WEEKDAYS[name] if name in _WEEKDAYS else _ENGLISH_DAYS[name]
    monday = today - today.weekday() * _DAY
    weeks = {"下": 1, "下个": 1, "next": 1, "上": -1, "上个": -1, "last": -1, "本": 0, "这": 0, "这个": 0}
    if week in weeks:
        return [monday + (number + 7 * weeks[week]) * _DAY]
    near = monday + number * _DAY
    return [near, near + 7 * _DAY] if ahead else [near, near - 7 * _DAY]


def _this_or_that_year(said: Said, today: date, *, ahead: bool, within: timedelta) -> list[date]:
    month = int(said["month"]) if said["month"].isdigit() else _MONTHS[said["month"]]
    years = (today.year, today.year + (1 if ahead else -1))
    return _near(today, [(year, month, int(said["day"])) for year in years], within)


def _this_or_that_month(day: int, today: date, *, ahead: bool) -> list[date]:
    first = today.replace(day=1)
    other = first + 31 * _DAY if ahead else first - _DAY
    return _near(today, [(month.year, month.month, day) for month in (first, other)], SOON / 9)


def _near(today: date, days: list[tuple[int, int, int]], within: timedelta) -> list[date]:
    """Return those of the days that the calendar has and that are near enough."""
    found = [date(year, month, day) for year, month, day in days if 0 < day <= monthrange(year, month)[1]]
    return [day for day in found if abs(day - today) <= within]
