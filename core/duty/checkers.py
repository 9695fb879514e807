"""Whose daily checks they are: the first contact's, the site manager's, or the supervisor's (§8, R077)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from core.duty.ports import DutyReading
from core.duty.roster import DAY, Duty
from core.people.directory import Directory, Person
from core.policy.model import Policy
from core.policy.sections import ROLES
from core.ticket.acts.base import Checker
from core.ticket.follow_up import FollowUp
from core.ticket.ladder import service_day

AROUND = timedelta(days=7)
"""Days before and after one within which a manager must be on the roster to be judged by it."""
_MANAGERS = ("site_manager", "department_head", *ROLES)


class Checkers:
    """People whose daily checks they are, by the staff list and by a roster of some days."""

    def __init__(self, directory: Directory, policy: Policy, duties: Iterable[Duty]) -> None:
        self._directory = directory
        self._policy = policy
        self._days: dict[str, set[date]] = {}
        for duty in duties:
            self._days.setdefault(duty.person, set()).update(_service_days(duty, policy))
        self._managers: dict[tuple[str, str, date], Person | None] = {}
        self._found: dict[tuple[str, str, str, date], Checker] = {}
        self._spans: dict[tuple[str, str, str, date, date], Sequence[Checker]] = {}

    def of(self, followed: FollowUp, day: date) -> Checker:
        """Return whose check of that ticket it is on that service day.

        It is the first contact's; for a subcontractor's people their site manager's or, without one, the
        head of department's.  In the place of somebody absent or gone, or of a confidential author, the
        supervisor asks.
        """
        key = (followed.person, followed.employer, followed.department, day)
        if key not in self._found:
            self._found[key] = self._checker(followed, day)
        return self._found[key]

    def on_days(self, followed: FollowUp, first: date, last: date) -> Sequence[Checker]:
        """Return whose check of that ticket it is on each of these days."""
        key = (followed.person, followed.employer, followed.department, first, last)
        if key not in self._spans:
            days = range((last - first).days + 1)
            self._spans[key] = [self.of(followed, first + DAY * place) for place in days]
        return self._spans[key]

    def _checker(self, followed: FollowUp, day: date) -> Checker:
        first = self._people.get(followed.person)
        department = (first.department if first else "") or followed.department
        asked = first
        if followed.employer:
            asked = self._manager(followed.employer, department, day)
        if asked is None:
            upwards = followed.employer or not followed.person
            deputy = self._deputy(None, department, day) if upwards else None
            return Checker(deputy.name if deputy else followed.person)
        if self.is_there(asked, day):
            return Checker(asked.name)
        deputy = self._deputy(asked, asked.department or department, day)
        return Checker(deputy.name, asked.name) if deputy else Checker(asked.name)

    def is_there(self, person: Person, day: date) -> bool:
        """Return True if the person works here on that day and is not off by the roster.

        Off is who has no duty though their department has; managers only if the roster has them at all.
        """
        if not person.works_on(day):
            return False
        days = self._days.get(person.no, set())
        if day in days or day not in self._rostered.get(person.department, set()):
            return True
        if person.role not in _MANAGERS:
            return False
        return not any(day - AROUND <= other <= day + AROUND for other in days)

    @cached_property
    def _people(self) -> dict[str, Person]:
        """Return all people by name; of namesakes the one who works here."""
        listed = sorted(self._directory.people, key=lambda person: person.active)
        return {person.name: person for person in listed}

    @cached_property
    def _rostered(self) -> dict[str, set[date]]:
        """Return the days on which each department has duties."""
        found: dict[str, set[date]] = {}
        for no, days in self._days.items():
            if person := self._directory.people_by_no.get(no):
                found.setdefault(person.department, set()).update(days)
        return found

    def _manager(self, firm: str, department: str, day: date) -> Person | None:
        """Return the site manager of the firm, else the head of the department; present ones first."""
        key = (firm, department, day)
        if key not in self._managers:
            people = self._directory.people
            of_firm = [one for one in people if one.role == "site_manager" and one.employer == firm]
            found = self._first(of_firm, day) or self._first(self._heads(department), day)
            self._managers[key] = found
        return self._managers[key]

    def _heads(self, department: str) -> Iterator[Person]:
        named = self._policy.departments.get(department)
        if named and (head := self._people.get(named.head)):
            yield head
        for person in self._directory.people:
            if person.role == "department_head" and person.department == department:
                yield person

    def _deputy(self, absent: Person | None, department: str, day: date) -> Person | None:
        """Return who asks instead: their supervisor, else the next role up, present ones first."""
        own = self._people.get(absent.supervisor) if absent else None
        people = [own] if own else []
        for role in ROLES:
            holders = [person for person in self._directory.people if person.role == role]
            people += sorted(holders, key=lambda person: person.department != department)
        return self._first((person for person in people if person is not absent), day)

    def _first(self, people: Iterable[Person], day: date) -> Person | None:
        """Return the first who is there on that day, else the first who works here at all."""
        working = [person for person in people if person.works_on(day)]
        there = (person for person in working if self.is_there(person, day))
        return next(there, next(iter(working), None))


def _service_days(duty: Duty, policy: Policy) -> Iterator[date]:
    """Yield the service days that a duty touches."""
    if policy.site.day_end == "24:00":
        yield duty.day
        if duty.end not in ("24:00", "00:00") and duty.end <= duty.start:
            yield duty.day + DAY
        return
    start, end = duty.instants(policy.site.zone)
    day = service_day(start, policy.site)
    while day <= service_day(end - timedelta.resolution, policy.site):
        yield day
        day += DAY


def checkers(look: DutyReading, directory: Directory, policy: Policy, first: date, last: date) -> Checkers:
    """Return the people whose daily checks they are on the days `first` to `last`."""
    return Checkers(directory, policy, look.roster.duties(first - AROUND - DAY, last + AROUND))
