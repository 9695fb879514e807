"""Times as people say them on the phone: 明天14:00, 周五下午3点, 3月12日 10:00, tomorrow 2pm, +2h."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from core.base.clock import at_site, site_time
from core.base.folding import TAKEN

SOON = timedelta(days=180)
"""Largest distance of a day without a year; one farther off is meant in the other direction."""

_DAY = timedelta(days=1)
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
_NUMBER = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}

_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_CHINESE_DAY = (
    r"(?P<near>大后天|[今明][天日儿早晚]|后天|昨[天日晚]|前天)"
    r"|(?P<week>下个?|本|这个?|上个?)?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天1-7])"
    r"|(?:(?P<year>20[0-9]{2}) ?年 ?)?(?P<month>[0-9]{1,2}) ?月 ?(?P<day>[0-9]{1,2}) ?[日号]?"
    r"|(?P<alone>[0-9]{1,2})[日号]"
)
_ENGLISH_DAY = (
    r"\b(?:(?:the )?(?P<near2>day after tomorrow|today|tonight|tomorrow|tmrw|tmr|yesterday)"
    r"|(?P<week2>next |this |last |on )?(?P<weekday2>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?"
    rf"|(?P<month2>{_MONTH})[a-z]{{0,6}} (?P<day2>[0-9]{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day3>[0-9]{{1,2}})(?:st|nd|rd|th)? (?P<month3>{_MONTH})[a-z]{{0,6}})\b"
)
_ISO_DAY = r"(?P<year4>20[0-9]{2})[-/.](?P<month4>[0-9]{1,2})[-/.](?P<day4>[0-9]{1,2})"
_PERIOD = r"(?P<period>凌晨|清晨|早上|早晨|早|上午|中午|下午|午后|傍晚|晚上|晚|夜里|半夜)"
_CLOCK = (
    rf"(?:{_PERIOD} ?)?(?:(?P<hour>[0-9]{{1,2}}):(?P<minute>[0-9]{{2}})(?::(?P<second>[0-9]{{2}}))?"
    r"|(?P<hour2>[0-9]{1,2}|十[一二]?|[零一二两三四五六七八九]) ?[点时]"
    r"(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minute2>[0-9]{1,2})分?|整)?)(?![0-9:])"
)
_ENGLISH_CLOCK = (
    r"(?P<hour3>[0-9]{1,2})(?:[:.](?P<minute3>[0-9]{2}))? ?(?P<half_day>[ap])\.?m\b\.?"
    r"|(?P<hour4>[0-9]{1,2}):(?P<minute4>[0-9]{2})(?::(?P<second4>[0-9]{2}))?(?![0-9:])"
    r"|(?P<hour5>[0-9]{1,2}) ?o'?clock|(?P<noon>noon)\b"
)
_ENGLISH_TIME = rf"(?:{_ENGLISH_CLOCK})"
_SINCE = (
    r"(?: ?(?:以后|之后|后|左右|前后|之前|以前|起)"
    r"| ?[到至-] ?(?:上午|中午|下午|晚上)?(?:[0-9]{1,2}|十[一二]?|[一二两三四五六七八九]) ?[点时]半?)?"
)
_ABOUT = r"(?:any ?time )?(?:at |after |around |about |from |by |before )?"
_FREE_END = r"(?![0-9一二三四五六七八九十:])"
_START = r"(?<![0-9a-z.:+-])"

_ASKING = r"(?:(?:预约|约定|约)[在于到]? ?|\b(?:appointment|appt):? (?:on )?)?"
_DAY_AND_TIME = (
    rf"{_START}{_ASKING}{_ISO_DAY}[t ]"
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"(?P<offset>z|[+-][0-9]{2}:?[0-9]{2})?(?![0-9:])",
    rf"{_START}{_ASKING}(?:{_CHINESE_DAY})(?:的| )?{_CLOCK}{_SINCE}",
    rf"{_START}{_ASKING}(?:{_ENGLISH_DAY}),? {_ABOUT}{_ENGLISH_TIME}",
    rf"{_START}{_ASKING}(?:{_ENGLISH_DAY}),? (?:any ?time )?(?:after"
    rf"|from) (?P<hour>[0-9]{{1,2}})(?![0-9:.])(?! ?(?:am|pm|days?|hours?|weeks?))",
    rf"{_START}{_ABOUT}{_ENGLISH_TIME},? (?:on )?{_ENGLISH_DAY}",
    # tomorrow between 9 and 11, sat 10-12
    rf"{_START}{_ASKING}(?:{_ENGLISH_DAY}),? (?:between |from )?(?P<hour>[0-9]{{1,2}})"
    rf"(?: ?- ?| and | to )[0-9]{{1,2}} ?(?P<half_day>[ap])?(?:m\b)?(?![0-9:.-])",
)
_EDGE_BEFORE = rf"(?:^|(?<=[{TAKEN},，。.;；:：!！])|(?<=[0-9\u3400-\u9fff](?= )))(?: *)"
_EDGE_AFTER = rf"(?= *(?:$|[{TAKEN},，。.;；:：!！]))"
_HOME = (
    r"(?= ?(?:i'?m in|im in|i am in|we are in|is (?:fine|ok|good|best)|ok\b|please|pls|works|suits|at home"
    r"|home\b|any ?time"
    r"|在家|有人|家里有人|来\b|来修|来看|上门|可以|方便|都行|再来|过来|有空))"
)
_COMING = (
    r"(?:\b(?:come|comes|coming|visit|home|in|available|free|back|anytime|any time|please|pls|only"
    r"|ready|here|cleaning|slot|viewing|installation)|来|上门|在家|有空|过来|方便) ?"
)
_PART_OF_DAY = r"(?P<part>morning|afternoon|evening|noon|midday|lunchtime|night|am|pm)"
_HALF_DAYS = (
    # 明天上午, tomorrow afternoon: always ahead; 周六下午, friday morning: only on their own or with a cue
    rf"{_START}{_ASKING}(?P<near>大后天|[明后][天日儿]|明(?=[早晚])|今[天日儿]"
    rf"|今(?=晚))的?{_PERIOD}{_FREE_END}",
    rf"(?:{_EDGE_BEFORE}|预约在?|约在?|{_COMING})(?:{_CHINESE_DAY})的? ?{_PERIOD}{_FREE_END}",
    rf"{_START}{_ASKING}(?:the )?(?P<near>day after tomorrow|tomorrow|tmrw"
    rf"|tmr) (?:in the )?{_PART_OF_DAY}\b{_FREE_END}",
    rf"(?:{_EDGE_BEFORE}|{_COMING}|\bbook(?:ed)? (?:for |on )?|\b(?:appointment"
    rf"|appt):? ?(?:on )?)(?:{_ENGLISH_DAY}) (?:in the )?"
    rf"{_PART_OF_DAY}\b{_FREE_END}",
    rf"(?:{_EDGE_BEFORE}|{_COMING})(?:this {_PART_OF_DAY}|(?P<near>tonight))\b{_FREE_END}",
)
_DAYS_ALONE = (
    rf"{_START}(?:{_CHINESE_DAY})(?=(?:再|过)?(?:来|上门)(?:[修看装弄取换量人]|$|[\s,，。{TAKEN}]))",
    rf"(?:预约|约定|约|改约|改到|定在|安排)[在于到]? ?(?:{_CHINESE_DAY})(?![0-9]|上|下|早|晚)",
    rf"\b(?:book(?:ing|ed)?|appointment|appt|schedule(?:d)?|rebook|come|visit):? (?:for |on "
    rf"|it for )?(?:{_ENGLISH_DAY})"
    r"(?! ?(?:morning|afternoon|evening|night|[0-9]{1,2}(?![0-9])))",
)
_HOURS_ALONE = (
    rf"(?:{_EDGE_BEFORE}|{_COMING}){_CLOCK}(?:以后|之后|后|左右)(?:{_EDGE_AFTER}|{_HOME}|(?= ))",
    rf"(?:{_EDGE_BEFORE}|{_COMING})(?:any ?time )?(?:after|from|around) {_ENGLISH_TIME}(?:{_EDGE_AFTER}"
    rf"|{_HOME})",
    rf"\b(?:come|visit|call back|ring back|back|home|in|available|free) (?:at|after|around|from"
    rf"|by) (?:{_ENGLISH_TIME}|(?P<hour>[1-9])(?![0-9:.]))",
)
_LOOSE = (
    (
        _HALF_DAYS,
        (
            "午",
            "早",
            "晚",
            "晨",
            "夜",
            "傍",
            "morning",
            "noon",
            "evening",
            "night",
            "midday",
            "lunch",
            " am",
            " pm",
        ),
    ),
    (
        _DAYS_ALONE,
        (
            "约",
            "定在",
            "改到",
            "安排",
            "来",
            "上门",
            "book",
            "appointment",
            "appt",
            "schedule",
            "come",
            "visit",
        ),
    ),
    (_HOURS_ALONE, ("后", "左右", "after", "from", "around", " at ", " by ")),
)
"""Patterns of times said loosely, each searched only in a text with one of its hints."""
_OFTEN = re.compile(
    r"(?:每天|天天|经常|老是|总是|每晚|\b(?:every|each|always|nightly|since|daily|until|till"
    r"|last)\b)[^,，。]{0,12}$"
)
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
_FIRST_HOUR, _LAST_HOUR = 7, 21
"""Hours between which somebody may be visited on a day that is not named."""
_ASKED = rf"(?:预约|约定|约|\bappointment:?|\bappt:?) ?(?:在|at )?(?:{_CLOCK}|{_ENGLISH_TIME})"
_ALONE = rf"{_START}(?:{_ENGLISH_TIME}|{_CLOCK})"
_LATER = (
    r"(?<![0-9a-z+-])\+(?=[0-9])(?:(?P<days>[0-9]{1,3})d)?(?:(?P<hours>[0-9]{1,3})h)?"
    r"(?:(?P<minutes>[0-9]{1,4})m(?:in)?)?(?![0-9a-z.+-])"
)

Said = dict[str, str]
Found = tuple[datetime, int, int]
"""Instant (UTC) with its span in the text."""


@cache
def _forms(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """Compile the patterns when the first line is read, not before the first frame."""
    return tuple(map(re.compile, patterns))


def appointment(text: str, now: datetime, zone: ZoneInfo) -> Found | None:
    """Return the first agreed time in a folded text that is after `now`; None if there is none."""
    loose = [form for forms, hints in _LOOSE for form in forms if any(hint in text for hint in hints)]
    for form in _forms(*_DAY_AND_TIME, _ASKED, *loose):
        for match in form.finditer(text):
            said = _said(match)
            if form.pattern in _HALF_DAYS and not _agreed_half(match, text):
                continue
            if form.pattern in _HOURS_ALONE and not _agreed_hour(match, said, text):
                continue
            if instant := _instant(said, now, zone, ahead=True):
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                return instant, start, match.end()
    return next(_later(text, now), None)


def _agreed_half(match: re.Match[str], text: str) -> bool:
    """Return True if a part of a day is said for a visit: at the end of a clause or before words like "
    "在家."""
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 30]
    return not _OFTEN.search(before) and any(
        form.match(after) for form in _forms(_EDGE_AFTER, _HOME, " (?=[0-9\u3400-\u9fff])")
    )


def _agreed_hour(match: re.Match[str], said: Said, text: str) -> bool:
    try:
        hour = _wall(said).hour
    except ValueError:
        return False
    return _FIRST_HOUR <= hour <= _LAST_HOUR and not _OFTEN.search(
        text[max(0, match.start() - 30) : match.start()]
    )


def _later(text: str, now: datetime) -> Iterator[Found]:
    (form,) = _forms(_LATER)
    for match in form.finditer(text):
        ahead = timedelta(**{unit: int(count) for unit, count in match.groupdict().items() if count})
        if ahead:
            yield (now + ahead).replace(second=0, microsecond=0), match.start(), match.end()


def reported(text: str, now: datetime, zone: ZoneInfo) -> Found | None:
    """Return the time at the start of a folded text, not after `now`: 14:05, 昨天14:05, yesterday 2pm."""
    start = len(text) - len(text.lstrip())
    for form in _forms(*_DAY_AND_TIME, _ALONE):
        match = form.match(text, start)
        if match and (instant := _instant(_said(match), now, zone, ahead=False)):
            return instant, match.start(), match.end()
    return None


def _said(match: re.Match[str]) -> Said:
    """Return the matched texts by the name of their part: `hour` and `hour2` are one."""
    return {name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value}


def _instant(said: Said, now: datetime, zone: ZoneInfo, *, ahead: bool) -> datetime | None:
    """Return the nearest instant meant, after `now` (`ahead`) or up to it; None if there is none."""
    try:
        wall = _wall(said)
        today = site_time(now, zone).date()
        for day in _days(said, today, ahead=ahead):
            instant = _at(day, wall, said, zone)
            if (instant > now) if ahead else (instant <= now):
                return instant
    except (ValueError, OverflowError):
        return None
    return None


def _at(day: date, wall: time, said: Said, zone: ZoneInfo) -> datetime:
    if offset := said.get("offset"):
        exact = datetime.combine(day, wall).isoformat() + ("+00:00" if offset == "z" else offset)
        return datetime.fromisoformat(exact).astimezone(UTC)
    return at_site(day, wall, zone)


def _wall(said: Said) -> time:
    """Return the time of day; raise `ValueError` for a time that no clock shows."""
    if "noon" in said:
        return time(12)
    if "hour" not in said:
        part = said.get("part") or said.get("period") or ("night" if said.get("near") == "tonight" else "")
        return time(_STARTS[part]) if part else _WORKDAY
    spoken = said["hour"]
    hour = int(spoken) if spoken.isdigit() else _spoken_hour(spoken)
    minute = 30 if "half" in said else int(said.get("minute", 0))
    if quarter := said.get("quarter"):
        minute = 15 * _NUMBER[quarter]
    in_words = "minute" not in said and "half_day" not in said
    return time(_in_half(hour, _half(said), in_words=in_words), minute, int(said.get("second", 0)))


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


def _days(said: Said, today: date, *, ahead: bool) -> list[date]:
    """Return the days that may be meant, the likeliest first."""
    near = today + (_DAY if ahead else -_DAY)
    if name := said.get("near"):
        return [today + _NEAR[name] * _DAY]
    if "weekday" in said:
        return _weekdays(said, today, ahead=ahead)
    if "year" in said:
        return [date(int(said["year"]), int(said["month"]), int(said["day"]))]
    if "month" in said:
        return _this_or_that_year(said, today, ahead=ahead)
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


def _this_or_that_year(said: Said, today: date, *, ahead: bool) -> list[date]:
    month = int(said["month"]) if said["month"].isdigit() else _MONTHS[said["month"]]
    years = (today.year, today.year + (1 if ahead else -1))
    return _near(today, [(year, month, int(said["day"])) for year in years], SOON)


def _this_or_that_month(day: int, today: date, *, ahead: bool) -> list[date]:
    first = today.replace(day=1)
    other = first + 31 * _DAY if ahead else first - _DAY
    return _near(today, [(month.year, month.month, day) for month in (first, other)], SOON / 9)


def _near(today: date, days: list[tuple[int, int, int]], within: timedelta) -> list[date]:
    """Return those of the days that the calendar has and that are near enough."""
    found = [date(year, month, day) for year, month, day in days if 0 < day <= monthrange(year, month)[1]]
    return [day for day in found if abs(day - today) <= within]
