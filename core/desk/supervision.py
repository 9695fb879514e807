"""Use cases of the supervisor: what of the desk's work waits for a look (R189, R092, R149)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from operator import attrgetter

from core.base.clock import site_time
from core.base.dataclass import dataclass
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
        now = self._session.clock()
        with self._session.reading() as look:
            policy, rules = look.policies.in_force(), self._session.rules(look)
            actor = self._session.actor_in(self._session.listed(look))
            found = [
                Classification(settle(discreet(one, actor), now), rules[one.policy], reasons)
                for one in look.tickets.to_look(_first(now, policy, policy.supervision.classify_days))
                if (reasons := concerns(one, rules[one.policy]))
            ]
        return sorted(found, key=_gravity)

    def spot_checks(self) -> list[Finished]:
        """Return the finished work of the last days that was drawn for a spot check, longest done first.

        What the acting person did is left out: another supervisor checks it.
        """
        now = self._session.clock()
        with self._session.reading() as look:
            policy, rules = look.policies.in_force(), self._session.rules(look)
            actor = self._session.actor_in(self._session.listed(look))
            found = [
                Finished(discreet(one, actor), rules[one.policy])
                for one in look.tickets.to_look(_first(now, policy, policy.supervision.spot_days))
                if to_check(one, rules[one.policy]) and not did_the_work(one, actor.name, "")
            ]
        return sorted(found, key=attrgetter("handled_at"))

    def investigations(self) -> list[Major]:
        """Return the major complaints of a year that lack a group or its conclusion, oldest first (R019)."""
        now = self._session.clock()
        with self._session.reading() as look:
            policy, rules = look.policies.in_force(), self._session.rules(look)
            actor = self._session.actor_in(self._session.listed(look))
            return [
                Major(settle(discreet(one, actor), now), rules[one.policy])
                for one in look.tickets.to_look(_first(now, policy, LOOKED_BACK))
                if investigation_owed(one, rules[one.policy])
            ]

    def plan_steps(self) -> list[PlanStep]:
        """Return the open steps of all handling plans: overdue ones first, then by last day (R149)."""
        now = self._session.clock()
        with self._session.reading() as look:
            rules = self._session.rules(look)
            actor = self._session.actor_in(self._session.listed(look))
            today = site_time(now, look.policies.in_force().site.zone).date()
            found = [
                PlanStep(discreet(one, actor), rules[one.policy], task, task.is_overdue(today))
                for one in look.tickets.with_tasks()
                for task in one.to_do
                if task.of_plan
            ]
        return sorted(found, key=lambda one: (one.task.due or date.max, one.ticket.number))

    def breaches(self) -> list[Late]:
        """Return the clocks that ran out this service day, those without a reason first, the latest first."""
        now = self._session.clock()
        with self._session.reading() as look:
            rules, site = self._session.rules(look), look.policies.in_force().site
            start = end_of_service_day(service_day(now, site) - timedelta(days=1), site)
            actor = self._session.actor_in(self._session.listed(look))
            numbers = {one.number for one in look.tickets.rows(Query("breached", now))}
            found = [
                Late(discreet(ticket, actor), rules[ticket.policy], breach)
                for number in sorted(numbers | look.tickets.happened(start, now).keys())
                for ticket in [settle(look.tickets.get(number), now)]
                if ticket.state not in (State.VOID, State.MERGED)
                for breach in breaches(ticket, rules[ticket.policy], now)
                if start <= breach.timer.due_at
            ]
        return sorted(found, key=lambda one: (bool(one.breach.reason), -one.breach.late))


def _first(now: datetime, policy: Policy, days: int) -> date:
    """Return the first of the last `days` days before today."""
    return site_time(now, policy.site.zone).date() - timedelta(days)


def _gravity(one: Classification) -> tuple[int, str]:
    return [*Concern].index(one.concerns[0]), one.ticket.number
