"""Roster: planned duties of people by time and post, and the hours they leave open (R031, R047)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from core.base.clock import at_site
from core.base.dataclass import dataclass
from core.people.directory import Directory, Person
from core.policy.model import Policy, wall_time

DAY = timedelta(days=1)

AHEAD = timedelta(days=7)
"""Period in which hours without cover are looked for (R031)."""

RUNS_OUT = timedelta(days=30)
"""Period before its last day in which a certificate is reported (R120)."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Duty of one person at one post on the site day `day`, from `start` to `end`, wall times such as 16:00.

    `end` may be 24:00; if it is not after `start`, the duty ends on the next day.  `person` is the
    staff number; an empty `post` means the person's post in the staff list.
    """

    day: date
    start: str
    end: str
    person: str
    post: str = ""

    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Return its start and end in UTC; a change of clocks makes it an hour longer or shorter."""
        over_midnight = self.end == "24:00" or self.end <= self.start
        last = self.day + DAY if over_midnight else self.day
        return at_site(self.day, wall_time(self.start), zone), at_site(last, wall_time(self.end), zone)

    def runs_at(self, instant: datetime, zone: ZoneInfo) -> bool:
        """Return True if the duty runs at `instant`."""
        start, end = self.instants(zone)
        return start <= instant < end


@dataclass(frozen=True, slots=True)
class Turn:
    """Duty of a person who works here, from `start` up to and without `end`, in UTC."""

    person: Person
    duty: Duty
    start: datetime
    end: datetime

    @property
    def department(self) -> str:
        """Return the code of the department that it covers."""
        return self.person.department

    @property
    def post(self) -> str:
        """Return the post of this duty, or else the person's own."""
        return self.duty.post or self.person.post

    def runs_at(self, instant: datetime) -> bool:
        """Return True if the person is on duty at `instant`."""
        return self.start <= instant < self.end


@dataclass(frozen=True, slots=True)
class Gap:
    """Hours from `start` to `end` in which a department that needs cover has no duty (R031)."""

    department: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Outlook:
    """Hours without cover in the next seven days, and people whose certificates expire in thirty.

    `rostered` is False without any duty around now: a missing roster is not a gap of 168 hours.
    """

    rostered: bool
    gaps: tuple[Gap, ...] = ()
    expiring: tuple[Person, ...] = ()


def turns(duties: Iterable[Duty], directory: Directory, zone: ZoneInfo) -> list[Turn]:
    """Return the duties of people who work here on their day, in order of time; others cover nothing.

    `directory` is the whole list with its dates, not its state as of today.
    """
    people = directory.people_by_no
    found = (
        Turn(person, duty, *duty.instants(zone))
        for duty in duties
        if (person := people.get(duty.person)) and person.works_on(duty.day)
    )
    return sorted(found, key=lambda turn: (turn.start, turn.department, turn.post, turn.person.no))


def on_duty(known: Iterable[Turn], now: datetime, policy: Policy) -> list[Turn]:
    """Return the turns running at `now`: by department in the policy's order, post and staff number."""
    places = {code: place for place, code in enumerate(policy.departments)}
    return sorted(
        (turn for turn in known if turn.runs_at(now)),
        key=lambda turn: (places.get(turn.department, len(places)), turn.post, turn.person.no),
    )


def outlook(
    known: Iterable[Turn], directory: Directory, policy: Policy, now: datetime, today: date
) -> Outlook:
    """Return the outlook for the seven days from `now`, a time on the site day `today` (R031, R120)."""
    known = [*known]
    gaps = (
        Gap(department, *span)
        for department in policy.shift.cover
        for span in uncovered((turn for turn in known if turn.department == department), now, now + AHEAD)
    )
    return Outlook(bool(known), tuple(gaps) if known else (), expiring(directory, today))


def uncovered(known: Iterable[Turn], start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield the spans within [start, end) in which none of these turns runs, in order."""
    covered = start
    for turn in sorted(known, key=lambda turn: turn.start):
        if covered < min(turn.start, end):
            yield covered, min(turn.start, end)
        covered = max(covered, turn.end)
    if covered < end:
        yield covered, end


def expiring(directory: Directory, today: date) -> tuple[Person, ...]:
    """Return the staff with a certificate expired or expiring within thirty days, earliest first (R120)."""
    dated = [(p.certificate_until, p.no, p) for p in directory.staff if p.certificate_until]
    return tuple(person for until, _no, person in sorted(dated) if until <= today + RUNS_OUT)
