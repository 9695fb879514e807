"""Texts of clocks, times and ticket numbers, the same on all screens and in all tables.

Textual is not needed here, so that the command line can use them.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.duration import duration
from core.base.i18n_marks import C_, N_
from core.duty.shift import Shift
from core.ticket.board import Row, level
from core.ticket.clocks import CLOCK_NAMES, LIVE, Timer
from core.ticket.codes import State
from tui.i18n import _

SYMBOLS = {
    "breached": "!!",
    "amber": "! ",
    "running": "  ",
    "paused": "= ",
    "done": ". ",
    "tell": "^ ",
    "tell_late": "!^",
}
"""Signs before a line by its level; two cells wide, ASCII on purpose."""

WORDS = {
    "breached": N_("late"),
    "amber": N_("soon"),
    "running": N_("in"),
    "paused": N_("to"),
    "done": "",
}
"""Words before the time, by level."""

SHORT_NAMES = {
    "logging": C_("clock", "log"),
    "dispatch": C_("clock", "send"),
    "arrival": C_("clock", "arrive"),
    "reply": C_("clock", "reply"),
    "ladder": C_("clock", "done"),
    "explain": C_("clock", "reason"),
    "review": C_("clock", "review"),
    "callback": C_("clock", "call"),
    "manager": C_("clock", "tell"),
    "external": C_("clock", "12345"),
}
"""Clocks in few cells, as what has to be done by then: `late 8h06 arrive`."""

TIMER_WORDS = {
    "running": N_("in"),
    "amber": N_("soon"),
    "breached": N_("late"),
    "met": N_("met"),
    "missed": N_("late"),
    "paused": N_("paused"),
    "cancelled": "-",
}
"""Words for the states of a clock."""

TIMER_LEVELS = {"met": "done", "missed": "breached", "cancelled": "done"}
"""Levels that give these states their colour; the other states are levels themselves."""

SHIFT_NAMES = ((4, N_("day {hours}")), (14, N_("evening {hours}")), (19, N_("night {hours}")))
"""Names of shifts by their first hour at the site; a shift that begins earlier is a night shift."""


@dataclass(frozen=True, slots=True)
class ClockText:
    """Countdown in words: `late  3m12s  arrival`; `short` is the name in few cells."""

    level: str
    word: str
    time: str
    name: str
    short: str = ""

    @property
    def symbol(self) -> str:
        """Return the two-cell sign of the level, which does not depend on colour."""
        return SYMBOLS[self.level]

    def __str__(self) -> str:
        return " ".join(part for part in (self.word, self.time, self.name) if part)


def countdown(span: timedelta) -> str:
    """Return a span in few cells: seconds below ten minutes, then minutes, hours, days."""
    return duration(span, _)


def state_of(row: Row, now: datetime) -> State:
    """Return the state of a row at `now`, when a hold may have ended."""
    over = row.state is State.ON_HOLD and row.resumes_at is not None and row.resumes_at <= now
    return State.ASSIGNED if over else row.state


def level_of(row: Row, now: datetime) -> str:
    """Return the level of a row: breached, amber, running, paused or done."""
    found = level(row.marks, now)
    waits = state_of(row, now) in (State.ON_HOLD, State.DEFERRED)
    return "paused" if waits and found in ("running", "done") else found


def row_clock(row: Row, now: datetime, zone: ZoneInfo) -> ClockText:
    """Return the clock of a row of the board: the one that is due first."""
    found = level_of(row, now)
    if found == "done":
        return ClockText(found, "", "", "")
    if found == "paused":
        return _waiting(row, now, zone)
    name, short = (_(names.get(row.marks.clock, row.marks.clock)) for names in (CLOCK_NAMES, SHORT_NAMES))
    return ClockText(found, _(WORDS[found]), countdown(row.marks.due_at - now), name, short)


def _waiting(row: Row, now: datetime, zone: ZoneInfo) -> ClockText:
    if row.resumes_at is None:
        return ClockText("paused", "", "", "")
    return ClockText("paused", _(WORDS["paused"]), wall(row.resumes_at, now, zone, short=True), "")


def timer_clock(timer: Timer, now: datetime, zone: ZoneInfo) -> ClockText:
    """Return one clock of a ticket; `time` counts while it runs, then says how late or when it was met."""
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
    """Return the site's time: `14:30` today, otherwise `03-10 14:30`, or `03-10` if `short`."""
    then, today = site_time(instant, zone), site_time(now, zone).date()
    if then.date() == today:
        return f"{then:%H:%M}"
    if then.year != today.year and not short:
        return f"{then:%Y-%m-%d %H:%M}"
    return f"{then:%m-%d}" if short else f"{then:%m-%d %H:%M}"


def hour_text(hour: int | None) -> str:
    """Return an hour of the day as its beginning; empty for None."""
    return "" if hour is None else f"{hour:02d}:00"


def short_number(number: str, today: date) -> str:
    """Return a ticket number as said on the site day `today`: `017`, of another day `0309-021`."""
    day, dash, count = number.partition("-")
    if not dash:
        return number
    return count if day == f"{today:%y%m%d}" else f"{day[2:]}-{count}"


def shift_name(shift: Shift, zone: ZoneInfo) -> str:
    """Return the shift's name with its hours at the site: `night 00-08`, `day 07:30-19:30`."""
    hour = site_time(shift.start, zone).hour
    name = next((name for start, name in reversed(SHIFT_NAMES) if hour >= start), SHIFT_NAMES[-1][1])
    hours = shift.from_to(zone)
    return _(name).format(hours=hours.replace(":00", "") if hours.count(":00") == 2 else hours)
