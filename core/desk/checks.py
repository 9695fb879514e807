"""Use cases of the daily checks: who has to ask how a matter stands, who did, and who missed it (§8)."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from operator import attrgetter

from core.base.dataclass import dataclass
from core.base.text import fold_case
from core.desk.ports import Reading
from core.desk.session import Session
from core.duty.checkers import checkers
from core.ticket.codes import CheckState
from core.ticket.follow_up import MISSES_TOLD, FollowUp, Reckoning
from core.ticket.ladder import DAY, end_of_service_day, service_day
from core.ticket.ports import Followed, Matter

WINDOW = 14
"""Service days that the table of checks has, today among them."""
OPEN = (CheckState.DUE, CheckState.MISSED)
"""States of checks that are still to be made."""
_NUMBER = attrgetter("number")


@dataclass(frozen=True, slots=True)
class DailyCheck:
    """Check of one ticket on one service day: whose it is, how it stands, who entered it.

    `first` is the ticket's first contact, `instead_of` who is absent or gone.
    """

    number: str
    matter: Matter
    first: str
    day: date
    person: str
    state: CheckState
    by: str = ""
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class PersonChecks:
    """Numbers of the checks of one person by service day and state.

    `open` is the number of the open tickets that they heard of first.
    """

    person: str
    counts: Mapping[tuple[date, CheckState], int]
    open: int = 0

    def count(self, day: date, state: CheckState) -> int:
        """Return the number of checks of a day in that state."""
        return self.counts.get((day, state), 0)


@dataclass(frozen=True, slots=True)
class CheckTable:
    """Checks of the last service days by person: who has most to ask today comes first.

    `open` are those of one person that are still to be made: due today first, then missed, the newest day
    first; behind them today's of the other open tickets that they heard of first (R071).  `left_out` is how
    many more there are.
    """

    days: Sequence[date]
    people: Sequence[PersonChecks]
    person: str = ""
    open: Sequence[DailyCheck] = ()
    left_out: int = 0

    @property
    def today(self) -> date:
        """Return the last day of the table."""
        return self.days[-1]

    @property
    def due(self) -> int:
        """Return the number of checks still to be made today."""
        return sum(person.count(self.today, CheckState.DUE) for person in self.people)


@dataclass(frozen=True, slots=True)
class MissedTwice:
    """Open ticket with checks missed on days in a row, for the supervisor; `person` had the last of them."""

    number: str
    matter: Matter
    person: str
    days: Sequence[date]


class CheckDesk:
    """Use cases of daily checks for the acting person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def on(self, day: date | None = None, person: str = "") -> list[DailyCheck]:
        """Return the checks of a service day, today's without one, of everybody or of one person.

        A ticket that was worked on that day and asks for none is in state none.
        """
        with self._session.reading() as look:
            site = look.policies.in_force().site
            day = day or service_day(self._session.clock(), site)
            start, end = end_of_service_day(day - DAY, site), end_of_service_day(day, site)
            looked = _Look(look, self._session, day, day, look.checks.worked_on(start, end))
            name = looked.name(person)
            found = looked.checks([(day, one) for one in looked.tickets if one.follow_up.covers(day)])
            return [check for check in found if name in ("", fold_case(check.person))]

    def table(self, person: str | None = None, *, days: int = WINDOW, limit: int | None = None) -> CheckTable:
        """Return the checks of the last service days, today's last, with the open ones of a person.

        Without one they are the first person's who has some today; an empty name means nobody's.
        """
        with self._session.reading() as look:
            looked = _window(look, self._session, days)
            counts, own = looked.counts(), looked.own_counts()
            people = [PersonChecks(name, counts.get(name, {}), own[name]) for name in {**counts, **own}]
            today = looked.last
            people.sort(key=lambda one: (-one.count(today, CheckState.DUE), not one.counts, one.person))
            if person is None:
                person = next((one.person for one in people if one.count(today, CheckState.DUE)), "")
            made = looked.open_of(person) if person else []
            kept = looked.checks(made[:limit])
            return CheckTable(looked.days, people, person, kept, len(made) - len(kept))

    def open_of(self, person: str) -> dict[str, Matter]:
        """Return the open tickets that this person heard of first, by number, oldest first (R071)."""
        with self._session.reading() as look:
            looked = _window(look, self._session, 1)
            name = looked.name(person)
            theirs = (one for one in looked.tickets if fold_case(one.follow_up.person) == name)
            numbers = [one.number for one in theirs if _goes_on(one)]
            matters = look.checks.matters(numbers)
            return {number: matters[number] for number in numbers}

    def missed_twice(self) -> list[MissedTwice]:
        """Return the open tickets whose checks were missed on two days in a row, the longest run first.

        A late check takes a ticket off the list, and so does the end of the work.
        """
        with self._session.reading() as look:
            looked = _window(look, self._session, WINDOW)
            runs = [(looked.missed(one.follow_up), one) for one in looked.tickets if _goes_on(one)]
            long = [(days, one) for days, one in runs if len(days) >= MISSES_TOLD]
            matters = look.checks.matters(one.number for _days, one in long)
            found = [
                MissedTwice(one.number, matters[one.number], looked.person(one, days[-1]), days)
                for days, one in long
            ]
            return sorted(found, key=lambda one: (-len(one.days), one.number))


def _goes_on(ticket: Followed) -> bool:
    """Return True if the checks of the ticket go on."""
    return ticket.follow_up.last_day == date.max


def _window(look: Reading, session: Session, days: int) -> "_Look":
    """Return what the checks of the last days depend on."""
    today = service_day(session.clock(), look.policies.in_force().site)
    first = today - timedelta(days=days - 1)
    return _Look(look, session, first, today, look.checks.followed(first))


class _Look:
    """Everything that the checks of some service days depend on, read once."""

    def __init__(
        self, look: Reading, session: Session, first: date, last: date, tickets: Sequence[Followed]
    ) -> None:
        now, policy = session.clock(), look.policies.in_force()
        self.first, self.last, self.tickets = first, last, tickets
        self._stored = look.checks
        self.days = [first + DAY * place for place in range((last - first).days + 1)]
        self._by = {version: Reckoning(rules, now) for version, rules in session.rules(look).items()}
        self._listed = look.people.directory()
        self._checkers = checkers(look, self._listed, policy, first, last)

    def name(self, person: str) -> str:
        """Return the folded name of a person, who may be given by number or initials."""
        listed = self._listed.person(person)
        return fold_case(listed.name if listed else person)

    def counts(self) -> Mapping[str, Mapping[tuple[date, CheckState], int]]:
        """Return the numbers of checks by person, then by day and state."""
        found: dict[str, Counter[tuple[date, CheckState]]] = {}
        for alike in self._alike:
            for person, day, state in self._states(alike[0].follow_up):
                found.setdefault(person, Counter())[day, state] += len(alike)
        return found

    def open_of(self, person: str) -> list[tuple[date, Followed]]:
        """Return what `CheckTable.open` is made from."""
        found: dict[tuple[CheckState, date], list[Followed]] = {}
        for alike in self._alike:
            for name, day, state in self._states(alike[0].follow_up):
                if name == person and state in OPEN:
                    found.setdefault((state, day), []).extend(alike)
        places = sorted(found, key=lambda place: (OPEN.index(place[0]), -place[1].toordinal()))
        made = [(day, one) for state, day in places for one in sorted(found[state, day], key=_NUMBER)]
        due = {one.number for day, one in made if day == self.last}
        own = (one for one in self.tickets if one.follow_up.person == person and _goes_on(one))
        return [*made, *((self.last, one) for one in own if one.number not in due)]

    def own_counts(self) -> Counter[str]:
        """Return the numbers of open tickets by their first contacts, confidential ones left out."""
        firsts = (one.follow_up.person for one in self.tickets if _goes_on(one))
        return Counter(filter(None, firsts))

    @cached_property
    def _alike(self) -> Collection[Sequence[Followed]]:
        """Return the tickets whose checks are the same, together."""
        found: dict[int, list[Followed]] = {}
        for ticket in self.tickets:
            found.setdefault(id(ticket.follow_up), []).append(ticket)
        return found.values()

    def _states(self, followed: FollowUp) -> Iterator[tuple[str, date, CheckState]]:
        """Yield the person, the day and the state of each check in these days."""
        made = {check.day: check.person for check in followed.checks}
        asked = self._checkers.on_days(followed, self.first, self.last)
        first = self.first.toordinal()
        for day, state in followed.states(self.first, self.last, self._by[followed.policy]):
            yield made.get(day) or asked[day.toordinal() - first].person, day, state

    def checks(self, wanted: Iterable[tuple[date, Followed]]) -> list[DailyCheck]:
        """Return these checks; who made one is whose it was."""
        wanted = [*wanted]
        matters = self._stored.matters(ticket.number for _day, ticket in wanted)
        return [self._check(day, ticket, matters[ticket.number]) for day, ticket in wanted]

    def _check(self, day: date, ticket: Followed, matter: Matter) -> DailyCheck:
        followed = ticket.follow_up
        state, entered = followed.state(day, self._by[followed.policy]), followed.entered(day)
        theirs = self._checkers.of(followed, day)
        person, by = (entered.person, entered.by) if entered else (theirs.person, "")
        instead_of = theirs.instead_of if person == theirs.person else ""
        return DailyCheck(ticket.number, matter, followed.person, day, person, state, by, instead_of)

    def person(self, ticket: Followed, day: date) -> str:
        """Return whose check it is on that day."""
        return self._checkers.of(ticket.follow_up, day).person

    def missed(self, followed: FollowUp) -> tuple[date, ...]:
        """Return the last run of misses."""
        return followed.missed(self.first, self.last, self._by[followed.policy])
