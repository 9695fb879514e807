"""Daily checks: who heard of a matter first asks every day how it stands, until it is done (§8; S1).

Which days ask for a check, and which of them were missed, is computed on read; only checks are stored.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

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
    """What the daily checks of one ticket depend on; a storage keeps it beside the ticket.

    `person` is its first contact, of the firm `employer` if that is not the centre.
    """

    number: str
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

    def days_between(self, first: date, last: date) -> Iterator[date]:
        """Yield the days of work, and of checks that were entered, from `first` to `last` in order."""
        day = first
        while day <= last:
            if self.covers(day) or self.entered(day):
                yield day
            day += DAY

    def asks(self, day: date, rules: Policy) -> bool:
        """Return True if `day` asks for a check: after the first day of work, before its last."""
        start = DAY if rules.followup.start == "next_day" else day - day
        return any(
            stretch.begun + start <= day and (stretch.ended is None or day < stretch.ended)
            for stretch in self.stretches
        )

    def entered(self, day: date) -> Entered | None:
        """Return the check of that day."""
        return next((check for check in self.checks if check.day == day), None)

    def state(self, day: date, rules: Policy, now: datetime) -> CheckState:
        """Return how the check of `day` stands; a day that has not come asks for none yet."""
        closes = closing_time(day, rules)
        if check := self.entered(day):
            return CheckState.DONE if check.at < closes else CheckState.LATE
        if day > service_day(now, rules.site) or not self.asks(day, rules):
            return CheckState.NONE
        return CheckState.DUE if now < closes else CheckState.MISSED

    def missed(self, days: Iterable[date], rules: Policy, now: datetime) -> tuple[date, ...]:
        """Return the last run of missed checks in a row among these days, which are in order."""
        run: list[date] = []
        last: tuple[date, ...] = ()
        for day in days:
            state = self.state(day, rules, now)
            if state is CheckState.MISSED:
                run.append(day)
                last = tuple(run)
            elif state is not CheckState.NONE:
                run = []
        return last


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
    return FollowUp(
        number=ticket.number,
        person=ticket.first_responder,
        policy=ticket.policy,
        employer=ticket.employer,
        department=ticket.department,
        stretches=tuple(
            Stretch(service_day(since, rules.site), service_day(until, rules.site) if until else None)
            for since, until in _spans(ticket, rules)
        ),
        checks=tuple(Entered(check.day, check.person, check.at, check.by) for check in ticket.checks),
    )


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
