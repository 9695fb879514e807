"""How clocks, times and ticket numbers are written: the same words on every screen and in every table.

Nothing here needs Textual, so that the command line reads it too.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.duty.shift import Shift
from core.ticket.board import Row, level
from core.ticket.clocks import CLOCK_NAMES, LIVE, Timer
from core.ticket.model import State
from tui.i18n import _

MINUTE, TEN_MINUTES = timedelta(minutes=1), timedelta(minutes=10)
HOUR, DAY, TEN_DAYS = timedelta(hours=1), timedelta(days=1), timedelta(days=10)

SYMBOLS = {"breached": "!!", "amber": "! ", "running": "  ", "paused": "= ", "done": ". ", "tell": "^ "}
"""What stands before a line of that level; two cells, ASCII on purpose."""

WORDS = {
    "breached": N_("late"),
    "amber": N_("soon"),
    "running": N_("in"),
    "paused": N_("till"),
    "done": "",
}
"""The word before the time, by level."""

TIMER_WORDS = {
    "running": N_("in"),
    "amber": N_("soon"),
    "breached": N_("late"),
    "met": N_("met"),
    "missed": N_("late"),
    "paused": N_("paused"),
    "cancelled": "-",
}
"""The word for each state of one clock."""

TIMER_LEVELS = {"met": "done", "missed": "breached", "cancelled": "done"}
"""The level whose colour such a clock has; the other states are levels themselves."""

TIME_WIDTH = 7
"""Cells that the longest time takes."""

SHIFT_NAMES = ((4, N_("day {hours}")), (14, N_("evening {hours}")), (19, N_("night {hours}")))
"""What a shift is called that begins at that hour of the site's day or later; an earlier one is a night."""


@dataclass(frozen=True, slots=True)
class ClockText:
    """One countdown in words: `late  3:12  arrival`."""

    level: str
    word: str
    time: str
    name: str

    @property
    def symbol(self) -> str:
        """Two cells that say the level without colour."""
        return SYMBOLS[self.level]

    def __str__(self) -> str:
        return " ".join(part for part in (self.word, self.time, self.name) if part)


def countdown(span: timedelta) -> str:
    """A span in at most `TIME_WIDTH` cells: seconds below ten minutes, then minutes, hours, days."""
    span = abs(span)
    seconds = int(span.total_seconds())
    if span < TEN_MINUTES:
        return f"{seconds // 60}:{seconds % 60:02d}"
    minutes = seconds // 60
    if span < HOUR:
        return _(N_("{minutes} min")).format(minutes=minutes)
    hours, days = minutes // 60, span.days
    if span < DAY:
        return _(N_("{hours} h {minutes:02d}")).format(hours=hours, minutes=minutes % 60)
    if span < TEN_DAYS:
        return _(N_("{days} d {hours:02d}")).format(days=days, hours=hours % 24)
    return _(N_("{days} d")).format(days=days)


def state_of(row: Row, now: datetime) -> State:
    """The state of a line at `now`: a hold whose time has come is over."""
    over = row.state is State.ON_HOLD and row.resumes_at is not None and row.resumes_at <= now
    return State.ASSIGNED if over else row.state


def level_of(row: Row, now: datetime) -> str:
    """breached, amber, running, paused or done."""
    found = level(row.marks, now)
    waits = state_of(row, now) in (State.ON_HOLD, State.DEFERRED)
    return "paused" if waits and found in ("running", "done") else found


def row_clock(row: Row, now: datetime, zone: ZoneInfo) -> ClockText:
    """The clock of a line of the board: the one that is due first."""
    found = level_of(row, now)
    if found == "done":
        return ClockText(found, "", "", "")
    if found == "paused":
        return _waiting(row, now, zone)
    name = _(CLOCK_NAMES.get(row.marks.clock, row.marks.clock))
    return ClockText(found, _(WORDS[found]), countdown(row.marks.due_at - now), name)


def _waiting(row: Row, now: datetime, zone: ZoneInfo) -> ClockText:
    if row.resumes_at is None:
        return ClockText("paused", "", "", "")
    return ClockText("paused", _(WORDS["paused"]), wall(row.resumes_at, now, zone, short=True), "")


def timer_clock(timer: Timer, now: datetime, zone: ZoneInfo) -> ClockText:
    """One clock of a ticket's card; `time` counts while it runs and tells by how much it was missed."""
    span = ""
    if timer.state in LIVE:
        span = countdown(timer.due_at - now)
    elif timer.state == "met" and timer.met_at:
        span = wall(timer.met_at, now, zone, short=True)
    elif timer.state == "missed" and timer.met_at:
        span = countdown(timer.met_at - timer.due_at)
    found = TIMER_LEVELS.get(timer.state, timer.state)
    return ClockText(found, _(TIMER_WORDS[timer.state]), span, _(CLOCK_NAMES.get(timer.name, timer.name)))


def wall(instant: datetime, now: datetime, zone: ZoneInfo, *, short: bool = False) -> str:
    """The site's clock at `instant`: `14:30` today, else `03-10 14:30`, or `03-10` when `short`."""
    then, today = site_time(instant, zone), site_time(now, zone).date()
    if then.date() == today:
        return f"{then:%H:%M}"
    if then.year != today.year and not short:
        return f"{then:%Y-%m-%d %H:%M}"
    return f"{then:%m-%d}" if short else f"{then:%m-%d %H:%M}"


def short_number(number: str, today: date) -> str:
    """A ticket number as it is said on the site's day `today`: `017`, or `0309-021` of another day."""
    day, dash, count = number.partition("-")
    if not dash:
        return number
    return count if day == f"{today:%y%m%d}" else f"{day[2:]}-{count}"


def shift_name(shift: Shift, zone: ZoneInfo) -> str:
    """What the shift is called, and its hours at the site: `night 00-08`, `day 07:30-19:30`."""
    hour = site_time(shift.start, zone).hour
    name = next((name for start, name in reversed(SHIFT_NAMES) if hour >= start), SHIFT_NAMES[-1][1])
    hours = shift.from_to(zone)
    return _(name).format(hours=hours.replace(":00", "") if hours.count(":00") == 2 else hours)
