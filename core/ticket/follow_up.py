"""Daily checks: who heard of a matter first asks every day how it stands, until it is done (§8; S1).

Which days ask for a check, and which of them were missed, is computed on read; only checks are stored.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cached_property

from core.base.clock import at_site
from core.base.dataclass import dataclass
from core.policy.model import Policy, wall_time
from core.ticket.codes import CallbackRule, CheckState, State
from core.ticket.ladder import DAY, end_of_service_day, service_day
from core.ticket.model import Check, Round, Ticket

MISSES_TOLD = 2
"""Number of misses in a row on one ticket that the supervisor is to see (§8)."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Service days of work, from the report or the return of the matter to its end, if it has ended."""

    begun: date
    ended: date | None = None

    def covers(self, day: date) -> bool:
        """Return True if the work went on during some part of `day`."""
        return self.begun <= day and (self.ended is None or day <= self.ended)


@dataclass(frozen=True, slots=True)
class Entered:
    """Daily check that was entered for `day`: who asked, when, and by whom it was entered."""

    day: date
    person: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What the daily checks of a ticket depend on; a storage keeps it beside the ticket.

    `person` is its first contact, of the firm `employer` if that is not the centre; nobody if that is a
    confidential author, whom these days would name (R005).  Many tickets have the same one.
    """

    person: str
    policy: int
    employer: str = ""
    department: str = ""
    stretches: tuple[Stretch, ...] = ()
    checks: tuple[Entered, ...] = ()

    def covers(self, day: date) -> bool:
        """Return True if the work went on during some part of `day`."""
        return any(stretch.covers(day) for stretch in self.stretches)

    @property
    def last_day(self) -> date:
        """Return the last day of work, `date.max` while it goes on."""
        return max((stretch.ended or date.max for stretch in self.stretches), default=date.min)

    def entered(self, day: date) -> Entered | None:
        """Return the check of that day."""
        return next((check for check in self.checks if check.day == day), None)

    def asked(self, first: date, last: date, by: "Reckoning") -> Iterator[date]:
        """Yield the days from `first` to `last` that ask for a check."""
        for stretch in self.stretches:
            day = max(stretch.begun + by.start, first)
            end = last if stretch.ended is None else min(stretch.ended - DAY, last)
            while day <= end:
                yield day
                day += DAY

    def state(self, day: date, by: "Reckoning") -> CheckState:
        """Return how the check of `day` stands; a day that has not come asks for none yet."""
        if check := self.entered(day):
            return CheckState.DONE if check.at < by.closes(day) else CheckState.LATE
        if day > by.today or not any(self.asked(day, day, by)):
            return CheckState.NONE
        return by.unmade(day)

    def states(self, first: date, last: date, by: "Reckoning") -> Iterator[tuple[date, CheckState]]:
        """Yield the days from `first` to `last` that ask for a check or have one, each with its state."""
        made = {check.day for check in self.checks if first <= check.day <= last}
        for day in made:
            yield day, self.state(day, by)
        for day in self.asked(first, min(last, by.today), by):
            if day not in made:
                yield day, by.unmade(day)

    def missed(self, first: date, last: date, by: "Reckoning") -> tuple[date, ...]:
        """Return the last run of missed checks in a row among the days from `first` to `last`."""
        run: list[date] = []
        found: tuple[date, ...] = ()
        for day, state in sorted(self.states(first, last, by)):
            if state is CheckState.MISSED:
                run.append(day)
                found = tuple(run)
            else:
                run = []
        return found

    def asked_until(self, by: "Reckoning") -> date | None:
        """Return the last day that asks for a check or has one; `date.max` while the work goes on."""
        if self.last_day == date.max:
            return date.max
        asked = (day for one in self.stretches for day in self.asked(one.begun, one.ended or date.max, by))
        return max((*asked, *(check.day for check in self.checks)), default=None)


class Reckoning:
    """Days and hours of the daily checks by one policy at one instant."""

    def __init__(self, rules: Policy, now: datetime) -> None:
        self.rules = rules
        self.now = now
        self.start = DAY if rules.followup.start == "next_day" else timedelta(0)
        """Time from the day of a report to the first day that asks for a check."""
        self._closes: dict[date, datetime] = {}

    @cached_property
    def today(self) -> date:
        """Return the service day of the instant."""
        return service_day(self.now, self.rules.site)

    def closes(self, day: date) -> datetime:
        """Return when the check of a service day becomes a miss."""
        if day not in self._closes:
            self._closes[day] = closing_time(day, self.rules)
        return self._closes[day]

    def unmade(self, day: date) -> CheckState:
        """Return the state of a check that is asked for and was not made."""
        return CheckState.DUE if self.now < self.closes(day) else CheckState.MISSED


def closing_time(day: date, rules: Policy) -> datetime:
    """Return when the check of a service day becomes a miss: at `by`, or at the end of the day."""
    ends, by = end_of_service_day(day, rules.site), wall_time(rules.followup.by)
    if rules.followup.by == "24:00":
        return ends
    return min(ends, at_site(day, by, rules.site.zone))


def follow_up(ticket: Ticket, rules: Policy) -> FollowUp | None:
    """Return what the daily checks of a ticket depend on by its own rules; None for a void one."""
    if ticket.state is State.VOID:
        return None
    named = not ticket.author_withheld
    author = "" if named else ticket.first_responder
    return FollowUp(
        person=ticket.first_responder if named else "",
        policy=ticket.policy,
        employer=ticket.employer if named else "",
        department=ticket.department,
        stretches=tuple(
            Stretch(service_day(since, rules.site), service_day(until, rules.site) if until else None)
            for since, until in _spans(ticket, rules)
        ),
        checks=tuple(_entered(check, author) for check in ticket.checks),
    )


def _entered(check: Check, author: str) -> Entered:
    """Return the check without the name of a confidential `author`."""
    person, by = ("" if name == author else name for name in (check.person, check.by))
    return Entered(check.day, person, check.at, by)


def _spans(ticket: Ticket, rules: Policy) -> Iterator[tuple[datetime, datetime | None]]:
    """Yield the spans of work; a deferral interrupts it, and what was imported counts from its import."""
    following = [turn.anchor for turn in ticket.rounds[1:]]
    for turn, back_at in zip(ticket.rounds, [*following, ticket.closed_at], strict=True):
        since: datetime | None = turn.anchor
        until = _done_at(turn, back_at, rules)
        for pause in turn.pauses:
            if pause.deferred and since:
                yield from _entered_here(ticket, since, pause.since)
                since = pause.until
        if since:
            yield from _entered_here(ticket, since, until)


def _entered_here(
    ticket: Ticket, since: datetime, until: datetime | None
) -> Iterator[tuple[datetime, datetime | None]]:
    begun = max(since, ticket.imported_at) if ticket.imported_at else since
    if until is None or begun <= until:
        yield begun, until


def _done_at(turn: Round, over_at: datetime | None, rules: Policy) -> datetime | None:
    """Return when the round was done; `over_at` is when the ticket was closed or the next round began."""
    if rules.followup.until == "closed":
        return over_at
    done = turn.handled_at
    if done and turn.callback and turn.callback.rule == CallbackRule.VERIFY:
        done = turn.callback.done_at
    return min((at for at in (done, over_at) if at), default=None)


def checked(ticket: Ticket, check: Check) -> tuple[Check, ...]:
    """Return the checks of the ticket with one more, by day."""
    return tuple(sorted((*ticket.checks, check), key=lambda one: one.day))
