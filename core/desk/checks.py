"""Use cases of the daily checks: who has to ask how a matter stands, who did, and who missed it (§8)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from core.base.dataclass import dataclass
from core.base.text import fold_case
from core.desk.ports import Reading
from core.desk.session import Session
from core.duty.checkers import Checkers, checkers
from core.policy.model import Policy
from core.ticket.codes import CheckState
from core.ticket.follow_up import MISSES_TOLD
from core.ticket.ladder import DAY, service_day
from core.ticket.ports import Followed

WINDOW = 14
"""Service days that the table of checks has, today among them."""


@dataclass(frozen=True, slots=True)
class DailyCheck:
    """Check of one ticket on one service day: whose it is, how it stands, who entered it.

    `instead_of` is who is absent or gone.
    """

    ticket: Followed
    day: date
    person: str
    state: CheckState
    by: str = ""
    instead_of: str = ""

    @property
    def number(self) -> str:
        """Return the number of the ticket."""
        return self.ticket.follow_up.number


@dataclass(frozen=True, slots=True)
class PersonChecks:
    """Checks of one person by service day, without days that ask for none."""

    person: str
    days: Mapping[date, Sequence[DailyCheck]]

    def count(self, day: date, state: CheckState) -> int:
        """Return the number of checks of a day in that state."""
        return sum(check.state is state for check in self.days.get(day, ()))


@dataclass(frozen=True, slots=True)
class CheckTable:
    """Checks of the last service days by person: who has most to ask today comes first."""

    days: Sequence[date]
    people: Sequence[PersonChecks]

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

    ticket: Followed
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
            looked = _Look(look, self._session, day, day)
            name = looked.name(person)
            found = (looked.check(one, looked.last) for one in looked.tickets if looked.covers(one))
            return [check for check in found if name in ("", fold_case(check.person))]

    def table(self, days: int = WINDOW) -> CheckTable:
        """Return the checks of the last service days, today's last."""
        with self._session.reading() as look:
            looked = _Look(look, self._session, days=days)
            found: dict[str, dict[date, list[DailyCheck]]] = {}
            for check in looked.checks():
                found.setdefault(check.person, {}).setdefault(check.day, []).append(check)
            people = [PersonChecks(name, by_day) for name, by_day in found.items()]
            today = looked.last
            people.sort(key=lambda one: (-one.count(today, CheckState.DUE), one.person))
            return CheckTable(looked.days, people)

    def open_of(self, person: str) -> list[Followed]:
        """Return the open tickets that this person heard of first, oldest first (R071)."""
        with self._session.reading() as look:
            looked = _Look(look, self._session)
            name = looked.name(person)
            return [
                one
                for one in looked.tickets
                if looked.is_open(one) and fold_case(one.follow_up.person) == name
            ]

    def missed_twice(self) -> list[MissedTwice]:
        """Return the open tickets whose checks were missed on two days in a row, the longest run first.

        A late check takes a ticket off the list, and so does the end of the work.
        """
        with self._session.reading() as look:
            looked = _Look(look, self._session, days=WINDOW)
            found = [one for ticket in looked.tickets if (one := looked.missed(ticket))]
            return sorted(found, key=lambda one: (-len(one.days), one.ticket.follow_up.number))


class _Look:
    """Everything that the checks of some service days depend on, read once."""

    def __init__(
        self,
        look: Reading,
        session: Session,
        first: date | None = None,
        last: date | None = None,
        days: int = 1,
    ) -> None:
        self._now: datetime = session.clock()
        policy = look.policies.in_force()
        self.last = last or service_day(self._now, policy.site)
        self.first = first or self.last - timedelta(days=days - 1)
        self.days = [self.first + DAY * place for place in range((self.last - self.first).days + 1)]
        self.tickets = look.tickets.followed(self.first)
        self._rules = session.rules(look)
        directory = look.people.directory()
        self._listed = directory
        self._checkers: Checkers = checkers(look, directory, policy, self.first, self.last)

    def name(self, person: str) -> str:
        """Return the folded name of a person, who may be given by number or initials."""
        listed = self._listed.person(person)
        return fold_case(listed.name if listed else person)

    def covers(self, ticket: Followed) -> bool:
        """Return True if the ticket was worked on the last of the days."""
        return ticket.follow_up.covers(self.last)

    def is_open(self, ticket: Followed) -> bool:
        """Return True if checks of the ticket go on."""
        return ticket.follow_up.last_day == date.max

    def checks(self) -> Iterator[DailyCheck]:
        """Yield the checks of all days, without days that ask for none."""
        for ticket in self.tickets:
            rules = self._rules_of(ticket)
            for day in ticket.follow_up.days_between(self.first, self.last):
                if ticket.follow_up.state(day, rules, self._now) is not CheckState.NONE:
                    yield self.check(ticket, day)

    def check(self, ticket: Followed, day: date) -> DailyCheck:
        """Return the check of a ticket on one day; who entered it is whose it was."""
        followed = ticket.follow_up
        state, entered = followed.state(day, self._rules_of(ticket), self._now), followed.entered(day)
        theirs = self._checkers.of(followed, day)
        if entered:
            instead_of = theirs.instead_of if entered.person == theirs.person else ""
            return DailyCheck(ticket, day, entered.person, state, entered.by, instead_of)
        return DailyCheck(ticket, day, theirs.person, state, instead_of=theirs.instead_of)

    def missed(self, ticket: Followed) -> MissedTwice | None:
        """Return the last run of misses of a ticket that is still open; None for a short one."""
        if not self.is_open(ticket):
            return None
        run = ticket.follow_up.missed(self.days, self._rules_of(ticket), self._now)
        if len(run) < MISSES_TOLD:
            return None
        return MissedTwice(ticket, self._checkers.of(ticket.follow_up, run[-1]).person, run)

    def _rules_of(self, ticket: Followed) -> Policy:
        return self._rules[ticket.follow_up.policy]
