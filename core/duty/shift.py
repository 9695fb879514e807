"""Shifts of the site's day (§16).

They are built from calendar days and the site's clocks, so that a shift over a change of clocks is an
hour longer or shorter.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from core.base.clock import at_site, site_time
from core.base.dataclass import dataclass
from core.policy.model import Policy, wall_time


@dataclass(frozen=True, slots=True)
class Shift:
    """Shift from `start` up to and without `end`, in UTC; `day` is the site day on which it begins."""

    day: date
    start: datetime
    end: datetime

    def from_to(self, zone: ZoneInfo) -> str:
        """Return `08:00-16:00`, with 24:00 for the midnight that ends it."""
        end = f"{site_time(self.end, zone):%H:%M}"
        return f"{site_time(self.start, zone):%H:%M}-{'24:00' if end == '00:00' else end}"


def shifts(first: date, last: date, policy: Policy) -> Iterator[Shift]:
    """Yield the shifts that begin on the site days `first` to `last`, both included, in order."""
    day = first
    while day <= last:
        yield from _of_day(day, policy)
        day += timedelta(days=1)


def shift_at(instant: datetime, policy: Policy) -> Shift:
    """Return the shift that runs at `instant`."""
    today = site_time(instant, policy.site.zone).date()
    around = shifts(today - timedelta(days=1), today + timedelta(days=1), policy)
    return next(shift for shift in around if shift.start <= instant < shift.end)


def next_shift(shift: Shift, policy: Policy) -> Shift:
    """Return the shift that follows."""
    return shift_at(shift.end, policy)


def _of_day(day: date, policy: Policy) -> Iterator[Shift]:
    starts = [at_site(day, wall_time(text), policy.site.zone) for text in policy.shift.starts]
    tomorrow = at_site(day + timedelta(days=1), wall_time(policy.shift.starts[0]), policy.site.zone)
    for start, end in zip(starts, [*starts[1:], tomorrow], strict=True):
        yield Shift(day, start, end)
