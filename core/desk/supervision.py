"""Use cases of the supervisor: what of the desk's work waits for a look (R189, R092, R149)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from operator import attrgetter

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.desk.ports import Reading
from core.desk.session import Session
from core.policy.model import Policy
from core.ticket.breaches import Breach, breaches
from core.ticket.callbacks import did_the_work
from core.ticket.codes import State
from core.ticket.confidentiality import discreet
from core.ticket.hold import settle
from core.ticket.ladder import end_of_service_day, service_day
from core.ticket.model import Ticket
from core.ticket.oversight import Task
from core.ticket.ports import Query
from core.ticket.supervision import Concern, concerns, investigation_owed, to_check

LOOKED_BACK = 366
"""Days for which an investigation is asked for."""


@dataclass(frozen=True, slots=True)
class Classification:
    """Classification by the desk that waits for a look, with the reasons, the gravest first."""

    ticket: Ticket
    policy: Policy
    concerns: Sequence[Concern]


@dataclass(frozen=True, slots=True)
class Finished:
    """Finished work that was drawn for a spot check."""

    ticket: Ticket
    policy: Policy

    @property
    def handled_at(self) -> datetime:
        """Return when the work was done."""
        assert self.ticket.round.handled_at is not None
        return self.ticket.round.handled_at


@dataclass(frozen=True, slots=True)
class PlanStep:
    """Open step of a handling plan, or the plan that is still to be drawn up."""

    ticket: Ticket
    policy: Policy
    task: Task
    overdue: bool


@dataclass(frozen=True, slots=True)
class Major:
    """Major complaint without an investigation group, or handled without its conclusion."""

    ticket: Ticket
    policy: Policy


@dataclass(frozen=True, slots=True)
class Late:
    """Clock of a ticket that ran out this service day."""

    ticket: Ticket
    policy: Policy
    breach: Breach


class SupervisionDesk:
    """Use cases of supervision for the acting person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def classification(self) -> list[Classification]:
        """Return the classifications of the last days that wait for a look: gravest first, then by age."""
        with self._session.reading() as reading:
            look = _Look(reading, self._session)
            found = [
                Classification(*look.seen(one), reasons)
                for one in look.to_look(look.policy.supervision.classify_days)
                if (reasons := concerns(one, look.rules[one.policy]))
            ]
        return sorted(found, key=_gravity)

    def spot_checks(self) -> list[Finished]:
        """Return the finished work of the last days that was drawn for a spot check, longest done first.

        What the acting person did is left out: another supervisor checks it.
        """
        with self._session.reading() as reading:
            look = _Look(reading, self._session)
            found = [
                Finished(*look.seen(one))
                for one in look.to_look(look.policy.supervision.spot_days)
                if to_check(one, look.rules[one.policy]) and not did_the_work(one, look.actor.name, "")
            ]
        return sorted(found, key=attrgetter("handled_at"))

    def investigations(self) -> list[Major]:
        """Return the major complaints of a year that lack a group or its conclusion, oldest first (R019)."""
        with self._session.reading() as reading:
            look = _Look(reading, self._session)
            return [
                Major(*look.seen(one))
                for one in look.to_look(LOOKED_BACK)
                if investigation_owed(one, look.rules[one.policy])
            ]

    def plan_steps(self) -> list[PlanStep]:
        """Return the open steps of all handling plans: overdue ones first, then by last day (R149)."""
        with self._session.reading() as reading:
            look = _Look(reading, self._session)
            found = [
                PlanStep(*look.seen(one), task, task.is_overdue(look.today))
                for one in reading.tickets.with_tasks()
                for task in one.to_do
                if task.of_plan
            ]
        return sorted(found, key=lambda one: (one.task.due or date.max, one.ticket.number))

    def breaches(self) -> list[Late]:
        """Return the clocks that ran out this service day, those without a reason first, the latest first."""
        with self._session.reading() as reading:
            look, tickets = _Look(reading, self._session), reading.tickets
            now, site = look.now, look.policy.site
            start = end_of_service_day(service_day(now, site) - timedelta(days=1), site)
            numbers = {one.number for one in tickets.rows(Query("breached", now))}
            found = [
                Late(*look.seen(ticket), breach)
                for number in sorted(numbers | tickets.happened(start, now).keys())
                for ticket in [settle(tickets.get(number), now)]
                if ticket.state not in (State.VOID, State.MERGED)
                for breach in breaches(ticket, look.rules[ticket.policy], now)
                if start <= breach.timer.due_at
            ]
        return sorted(found, key=lambda one: (bool(one.breach.reason), -one.breach.late))


class _Look:
    """Tickets as the acting person may see them now, each with its rules."""

    def __init__(self, look: Reading, session: Session) -> None:
        self._tickets = look.tickets
        self.now = session.clock()
        self.policy = look.policies.in_force()
        self.rules = session.rules(look)
        self.actor = session.actor_in(session.listed(look))
        self.today = site_time(self.now, self.policy.site.zone).date()

    def to_look(self, days: int) -> Iterable[Ticket]:
        """Return the tickets of the last `days` days before today that a list may have."""
        return self._tickets.to_look(self.today - timedelta(days))

    def seen(self, ticket: Ticket) -> tuple[Ticket, Policy]:
        """Return the ticket as it stands for the acting person, and its rules."""
        return discreet(settle(ticket, self.now), self.actor), self.rules[ticket.policy]


def _gravity(one: Classification) -> tuple[int, str]:
    return [*Concern].index(one.concerns[0]), one.ticket.number
