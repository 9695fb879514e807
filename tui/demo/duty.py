"""Roster of the sample estate: the present shift is staffed, one later in the week has a gap."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from core.base.clock import site_time
from core.duty.roster import Duty
from core.duty.shift import Shift, shift_at, shifts
from core.policy.model import Policy
from tui.demo.cast import STAFF

TEAMS = (
    "wang lin wu zheng he qiang gang wei tao ma gao xu fang deng yu xie chen liu zhao han",
    "lina zhu tang cao",
    "zhou luo",
)
"""People of the present shift, of the next one, and of the one after that."""

STAND_INS = {(2, 0): "wu", (3, 1): "lin", (4, 1): "", (5, 2): "wu"}
"""Substitutes at the desk by days from now and team; empty where no person is found yet."""

BEFORE, AFTER = timedelta(days=10), timedelta(days=11)


def duties(policy: Policy, now: datetime) -> Iterator[Duty]:
    """Yield the duties of last week, this one and part of the next; each team has its shift each day."""
    today = site_time(now, policy.site.zone).date()
    around = [*shifts(today - BEFORE, today + AFTER, policy)]
    current = around.index(shift_at(now, policy))
    numbers = {member.key: f"{place:03d}" for place, member in enumerate(STAFF, 1)}
    for place, shift in enumerate(around):
        day, team = divmod(place - current, len(TEAMS))
        for key in _working(day, team):
            yield _duty(shift, policy, numbers[key])


def _working(day: int, team: int) -> Iterator[str]:
    operator, *others = TEAMS[team].split()
    if has_desk := STAND_INS.get((day, team), operator):
        yield has_desk
    elsewhere = [STAND_INS.get((day, other), "") for other in range(len(TEAMS))]
    for place, key in enumerate(others):
        # two days off a week, one person after the other; today all are there
        if key not in elsewhere and (day == 0 or (day + place) % 7 > 1):
            yield key


def _duty(shift: Shift, policy: Policy, number: str) -> Duty:
    start, end = shift.from_to(policy.site.zone).split("-")
    return Duty(shift.day, start, end, number)
