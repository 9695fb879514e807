"""Roster at the desk: who is on duty, and changes of the roster (R031, R047)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.errors import InvalidInput, NotFound
from core.base.i18n_marks import N_
from core.base.text import EMPTY, Clean
from core.desk.facts import DESK, RosterChanged
from core.desk.ports import Reading, Writing
from core.desk.session import Session
from core.duty.dispatch import Dispatch, dispatch
from core.duty.fitness import Standing, standing
from core.duty.roster import AHEAD, DAY, Duty, Outlook, Turn, on_duty, outlook, turns
from core.duty.shift_words import Span
from core.duty.spans import TWO_AT_ONCE, read_pattern, read_spans, shown
from core.people.directory import Person
from core.people.rights import require
from core.policy.model import Policy
from core.ticket.ports import Query

WEEK = timedelta(days=7)
BEFORE = timedelta(days=31)
"""Age of the last duty after which there is no roster any more."""

Swap = tuple[tuple[Duty, ...], tuple[Duty, ...]]
"""Duties that came, and those they replaced."""


@dataclass(frozen=True, slots=True)
class Week:
    """Roster of seven site days from `first`.

    `people` are those who work here in it, by department in the policy's order and number, and anyone
    else with a duty; `duties` has the duties of a staff number on a day, in order.
    """

    first: date
    people: tuple[Person, ...]
    duties: Mapping[tuple[str, date], tuple[Duty, ...]]

    @property
    def days(self) -> tuple[date, ...]:
        """Seven days."""
        return tuple(self.first + timedelta(days=count) for count in range(7))

    def text(self, no: str, day: date, post: str | None = None) -> str:
        """Return the duties of one cell in their short form: `08-16`, empty for a day off.

        Those at every post, or those at `post` alone.
        """
        duties = self.duties.get((no, day), ())
        return " ".join(shown(duty.start, duty.end) for duty in duties if post in (None, duty.post))


def monday_of(day: date) -> date:
    """Return the first day of the week of that day."""
    return day - timedelta(days=day.weekday())


class RosterEdits:
    """Lookups in the roster, and changes of it; changing takes the right “roster”."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def on_duty(self, at: datetime | None = None) -> list[Turn]:
        """Return the people on duty at that instant or now, by department, post and staff number."""
        now = at or self._session.clock()
        with self._session.reading() as look:
            return on_duty(self._turns(look, now, DAY, DAY), now, look.policies.in_force())

    def standing(self) -> Standing:
        """Return who is on duty now, and how much each person has to do."""
        with self._session.reading() as look:
            return standing(look, look.policies.in_force(), self._session.clock())

    def dispatch(self) -> Dispatch:
        """Return every department and area with its open tickets and the people on duty."""
        now = self._session.clock()
        with self._session.reading() as look:
            policy, rows = look.policies.in_force(), look.tickets.rows(Query("open", now))
            known, stand = self._turns(look, now, DAY, DAY), standing(look, policy, now)
            return dispatch(rows, known, stand, self._session.listed(look), policy, now)

    def outlook(self) -> Outlook:
        """Return hours without cover in the next seven days, and certificates that expire in thirty."""
        now = self._session.clock()
        with self._session.reading() as look:
            policy = look.policies.in_force()
            today = site_time(now, policy.site.zone).date()
            return outlook(
                self._turns(look, now, BEFORE, AHEAD + DAY), self._session.listed(look), policy, now, today
            )

    def _turns(self, look: Reading, now: datetime, before: timedelta, after: timedelta) -> list[Turn]:
        zone = look.policies.in_force().site.zone
        today = site_time(now, zone).date()
        return turns(look.roster.duties(today - before, today + after), look.people.directory(), zone)

    def week(self, first: date) -> Week:
        """Return the roster of the seven days from `first`."""
        with self._session.reading() as look:
            return _week(look, first)

    def put_duty(self, person: str, day: date, text: Clean, post: Clean = EMPTY) -> Swap:
        """Give a person the duties `text` on a day instead of the present ones: `08-16`, empty for off."""
        with self._session.writing() as work:
            policy = self._may(work)
            who = _listed(work, person)
            new = _duties(who.no, day, read_spans(text, policy), post)
            if new and not who.works_on(day):
                raise InvalidInput(
                    N_("{name} does not work here on {day}."),
                    hint=N_("Check their first and last day in the staff list."),
                    name=who.name,
                    day=day,
                )
            return self._swap(work, new, _of(work.roster.duties(day, day), {who.no}))

    def copy_week(self, source: date, target: date) -> Swap:
        """Copy the seven days from `source` to those from `target`, for everyone on duty in the former."""
        with self._session.writing() as work:
            self._may(work)
            copied = work.roster.duties(source, source + 6 * DAY)
            if not copied:
                raise NotFound(N_("There is no duty in that week."))
            later = target - source
            people = work.people.directory().people_by_no
            new = [
                Duty(d.day + later, d.start, d.end, d.person, d.post)
                for d in copied
                if d.person in people and people[d.person].works_on(d.day + later)
            ]
            old = _of(work.roster.duties(target, target + 6 * DAY), {d.person for d in copied})
            return self._swap(work, new, old)

    def lay_pattern(self, people: Sequence[str], pattern: Clean, first: date, days: int) -> Swap:
        """Assign people to a repeating pattern, each a part of it later, so that they relieve one another.

        `pattern` is a name of `core.duty.spans.PATTERNS` or the days themselves, `08-20 20-08 - -`; it begins
        on `first` and replaces what these people had on the next `days` days.
        """
        with self._session.writing() as work:
            policy = self._may(work)
            turn = read_pattern(pattern, policy)
            listed = [_listed(work, name) for name in people]
            new = [
                duty
                for count, person in enumerate(listed)
                for offset in range(days)
                if person.works_on(day := first + offset * DAY)
                for duty in _duties(person.no, day, turn[_place(offset, count, len(listed), len(turn))])
            ]
            last = first + (days - 1) * DAY
            old = _of(work.roster.duties(first, last), {person.no for person in listed})
            return self._swap(work, new, old)

    def change_roster(self, new: Iterable[Duty], instead_of: Iterable[Duty]) -> Swap:
        """Insert duties and remove others, as a list of duties or an undone change says it."""
        with self._session.writing() as work:
            self._may(work)
            return self._swap(work, new, instead_of)

    def _swap(self, work: Writing, new: Iterable[Duty], old: Iterable[Duty]) -> Swap:
        """Write the change; raise `InvalidInput` where a person would have two duties at once."""
        coming, going = tuple(new), tuple(old)
        if {*coming} == {*going}:
            return coming, going
        work.roster.save_duties(coming, going)
        days = [duty.day for duty in (*coming, *going)]
        if coming:
            people = {duty.person for duty in coming}
            zone = work.policies.in_force().site.zone
            _check_apart(work, min(days) - DAY, max(days) + DAY, people, zone)
        changed = RosterChanged(first=min(days), last=max(days), came=len(coming), went=len(going))
        work.events.record(DESK, self._session.clock(), self._session.name, changed)
        return coming, going

    def _may(self, work: Writing) -> Policy:
        require(self._session.actor_in(self._session.listed(work)), "roster")
        return work.policies.in_force()


def _place(offset: int, count: int, people: int, length: int) -> int:
    """Return the place in the pattern of that person on that day."""
    return (offset - count * length // people) % length


def _duties(no: str, day: date, spans: Iterable[Span], post: str = "") -> tuple[Duty, ...]:
    return tuple(Duty(day, start, end, no, post) for start, end in spans)


def _of(duties: Iterable[Duty], people: set[str]) -> tuple[Duty, ...]:
    return tuple(duty for duty in duties if duty.person in people)


def _check_apart(work: Reading, first: date, last: date, people: set[str], zone: ZoneInfo) -> None:
    ended: dict[str, tuple[datetime, Duty]] = {}
    for duty in _of(work.roster.duties(first, last), people):
        start, end = duty.instants(zone)
        before = ended.get(duty.person)
        if before and start < before[0]:
            person = work.people.directory().people_by_no.get(duty.person)
            raise InvalidInput(
                TWO_AT_ONCE,
                name=person.name if person else duty.person,
                day=duty.day,
                one=shown(before[1].start, before[1].end),
                other=shown(duty.start, duty.end),
            )
        ended[duty.person] = (end, duty)


def _listed(look: Reading, name: str) -> Person:
    directory = look.people.directory()
    found = directory.people_by_no.get(name) or directory.person(name)
    if found is None:
        raise NotFound(
            N_("“{name}” is not on the staff list."), hint=N_("Enter the person first."), name=name
        )
    return found


def _week(look: Reading, first: date) -> Week:
    last = first + 6 * DAY
    duties: dict[tuple[str, date], tuple[Duty, ...]] = {}
    for duty in look.roster.duties(first, last):
        duties[duty.person, duty.day] = (*duties.get((duty.person, duty.day), ()), duty)
    places = {code: place for place, code in enumerate(look.policies.in_force().departments)}
    rostered = {no for no, _day in duties}
    people = (
        person
        for person in look.people.directory().people
        if person.no in rostered or any(person.works_on(first + count * DAY) for count in range(7))
    )
    order = sorted(people, key=lambda p: (places.get(p.department, len(places)), p.no))
    return Week(first, tuple(order), duties)
