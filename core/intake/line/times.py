"""Times as people say them on the phone: 明天14:00, 周五下午3点, 3月12日 10:00, tomorrow 2pm, +2h."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.base.folding import TAKEN
from core.base.spoken_times import (
    ABOUT,
    CHINESE_DAY,
    CLOCK,
    ENGLISH_DAY,
    ENGLISH_TIME,
    ISO_DAY,
    LATER,
    PART_OF_DAY,
    PERIOD,
    SINCE,
    START,
    Said,
    forms,
    instant_of,
    said_in,
    wall_of,
)

_FREE_END = r"(?![0-9一二三四五六七八九十:])"

_ASKING = r"(?:(?:预约|约定|约)[在于到]? ?|\b(?:appointment|appt):? (?:on )?)?"
_BETWEEN = r"(?:between |b/w |btw )"
_SPAN = (
    r"(?P<hour>[0-9]{1,2})(?: ?- ?| and | to | til | till | until )[0-9]{1,2} ?(?P<half_day>[ap])?(?:m\b)?"
    r"(?![0-9:.-])"
)
_DAY_AND_TIME = (
    rf"{START}{_ASKING}{ISO_DAY}[t ]"
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    r"(?P<offset>z|[+-][0-9]{2}:?[0-9]{2})?(?![0-9:])",
    rf"{START}{_ASKING}(?:{CHINESE_DAY})(?:的| )?{CLOCK}{SINCE}",
    rf"{START}{_ASKING}(?:{ENGLISH_DAY}),? {ABOUT}{ENGLISH_TIME}",
    rf"{START}{_ASKING}(?:{ENGLISH_DAY}),? (?:any ?time )?(?:after"
    rf"|from) (?P<hour>[0-9]{{1,2}})(?![0-9:.])(?! ?(?:am|pm|days?|hours?|weeks?))",
    rf"{START}{ABOUT}{ENGLISH_TIME},? (?:on )?{ENGLISH_DAY}",
    # tomorrow between 9 and 11, sat 10-12, fri 2 til 4
    rf"{START}{_ASKING}(?:{ENGLISH_DAY}),? (?:{_BETWEEN}|from )?{_SPAN}",
    # between 9 and 11 sat, not before 10 tomorrow, after 4 friday
    rf"\b(?:{_BETWEEN}{_SPAN}|(?:(?:not )?before|after|past|from) (?P<hour6>[0-9]{{1,2}}))(?! ?[ap]m),? "
    rf"(?:on )?(?:{ENGLISH_DAY})",
)
_EDGE_BEFORE = rf"(?:^|(?<=[{TAKEN},，。.;；:：!！])|(?<=[0-9\u3400-\u9fff](?= )))(?: *)"
_EDGE_AFTER = rf"(?= *(?:$|[{TAKEN},，。.;；:：!！]))"
_HOME = (
    r"(?= ?(?:i'?m in|im in|i am in|we are in|is (?:fine|ok|good|best)|ok\b|please|pls|works|suits|at home"
    r"|home\b|any ?time"
    r"|would (?:suit|do|be)|suits|slot"
    r"|都?在家|有人|家里有人|到家|能?来\b|来修|来看|可?上门|可以|行[不吗]|方便|都行|再来|过来|有空))"
)
_COMING = (
    r"(?:\b(?:come|comes|coming|visit|home|in|available|free|back|anytime|any time|please|pls|only"
    r"|ready|here|cleaning|slot|viewing|installation)|来|上门|在家|有空|过来|方便) ?"
)
_HOMEWARD = r" (?=[a-z]?[0-9\u3400-\u9fff]|(?:block|blk|flat|apt|unit|tower|room)\b)"
"""Blank before a home or a Chinese word, at which a time said by itself ends."""

_HALF_DAYS = (
    # 明天上午, tomorrow afternoon: always ahead; 周六下午, friday morning: only on their own or with a cue
    rf"{START}{_ASKING}(?P<near>大后天|[明后][天日儿]|明(?=[早晚])|今[天日儿]"
    rf"|今(?=晚))的?{PERIOD}{_FREE_END}",
    rf"(?:{_EDGE_BEFORE}|预约在?|约在?|{_COMING})(?:{CHINESE_DAY})的? ?{PERIOD}{_FREE_END}",
    rf"{START}{_ASKING}(?:the )?(?P<near>day after tomorrow|tomorrow|tmrw"
    rf"|tmr) (?:in the )?{PART_OF_DAY}\b{_FREE_END}",
    rf"(?:{_EDGE_BEFORE}|{_COMING}|\bbook(?:ed)? (?:for |on )?|\b(?:appointment"
    rf"|appt):? ?(?:on )?)(?:{ENGLISH_DAY}) (?:in the )?"
    rf"{PART_OF_DAY}\b{_FREE_END}",
    rf"(?:{_EDGE_BEFORE}|{_COMING})(?:this {PART_OF_DAY}|(?P<near>tonight))\b{_FREE_END}",
)
_DAYS_ALONE = (
    rf"{START}(?:{CHINESE_DAY})(?=(?:再|过)?(?:来|上门)(?:[修看装弄取换量人]|$|[\s,，。{TAKEN}]))",
    rf"(?:预约|约定|约|改约|改到|定在|安排)[在于到]? ?(?:{CHINESE_DAY})(?![0-9]|上|下|早|晚)",
    rf"\b(?:book(?:ing|ed)?|appointment|appt|schedule(?:d)?|rebook|come|visit):? (?:for |on "
    rf"|it for )?(?:{ENGLISH_DAY})"
    r"(?! ?(?:morning|afternoon|evening|night|[0-9]{1,2}(?![0-9])))",
    rf"\bany ?time (?:on )?(?:{ENGLISH_DAY})(?! ?[0-9]{{1,2}}(?![0-9-]))",
    rf"{_EDGE_BEFORE}(?:{CHINESE_DAY})(?=都?在家)",
)
_HOURS_ALONE = (
    rf"(?:{_EDGE_BEFORE}|{_COMING}){CLOCK}(?:以后|之后|后|左右)(?:{_EDGE_AFTER}|{_HOME}|(?= ))",
    rf"(?:{_EDGE_BEFORE}|{_COMING})(?:any ?time )?(?:after|from|around) {ENGLISH_TIME}(?:{_EDGE_AFTER}"
    rf"|{_HOME})",
    rf"\b(?:come|visit|call back|ring back|back|home|in|available|free) (?:at|after|around|from"
    rf"|by) (?:{ENGLISH_TIME}|(?P<hour>[1-9])(?![0-9:.]))",
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
            "any",
            "在家",
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
_FIRST_HOUR, _LAST_HOUR = 7, 21
"""Hours between which somebody may be visited on a day that is not named."""
_ASKED = rf"(?:预约|约定|约|\bappointment:?|\bappt:?) ?(?:在|at )?(?:{CLOCK}|{ENGLISH_TIME})"
_ALONE = rf"{START}(?:{ENGLISH_TIME}|{CLOCK})"
Found = tuple[datetime, int, int]
"""Instant (UTC) with its span in the text."""


def appointment(text: str, now: datetime, zone: ZoneInfo) -> Found | None:
    """Return the first agreed time in a folded text that is after `now`; None if there is none."""
    loose = [form for forms, hints in _LOOSE for form in forms if any(hint in text for hint in hints)]
    for form in forms(*_DAY_AND_TIME, _ASKED, *loose):
        for match in form.finditer(text):
            said = said_in(match)
            if form.pattern in _HALF_DAYS and not _agreed_half(match, text):
                continue
            if form.pattern in _HOURS_ALONE and not _agreed_hour(match, said, text):
                continue
            if instant := instant_of(said, now, zone, ahead=True):
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                return instant, start, match.end()
    return next(_later(text, now), None)


def _agreed_half(match: re.Match[str], text: str) -> bool:
    """Return True if a part of a day is said for a visit: at the end of a clause or before words like "
    "在家."""
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 30]
    return not _OFTEN.search(before) and any(
        form.match(after) for form in forms(_EDGE_AFTER, _HOME, _HOMEWARD)
    )


def _agreed_hour(match: re.Match[str], said: Said, text: str) -> bool:
    try:
        hour = wall_of(said).hour
    except ValueError:
        return False
    return _FIRST_HOUR <= hour <= _LAST_HOUR and not _OFTEN.search(
        text[max(0, match.start() - 30) : match.start()]
    )


def _later(text: str, now: datetime) -> Iterator[Found]:
    (form,) = forms(LATER)
    for match in form.finditer(text):
        ahead = timedelta(**{unit: int(count) for unit, count in match.groupdict().items() if count})
        if ahead:
            yield (now + ahead).replace(second=0, microsecond=0), match.start(), match.end()


def reported(text: str, now: datetime, zone: ZoneInfo) -> Found | None:
    """Return the time at the start of a folded text, not after `now`: 14:05, 昨天14:05, yesterday 2pm."""
    start = len(text) - len(text.lstrip())
    for form in forms(*_DAY_AND_TIME, _ALONE):
        match = form.match(text, start)
        if match and (instant := instant_of(said_in(match), now, zone, ahead=False)):
            return instant, match.start(), match.end()
    return None
