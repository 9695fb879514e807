"""Use cases of tickets: logging one, and all acts on it."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple, Unpack

from core.base.clock import site_time
from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from core.base.text import Clean
from core.desk.callers import Callers
from core.desk.ports import Writing
from core.desk.session import Session
from core.desk.unit_of_work import Stamp, Step, TicketChanges, changed_elsewhere, full_number
from core.events.fact import Fact
from core.events.fold import standing_steps
from core.intake.line.reading import read_line
from core.intake.model import CleanIntake, seen_by_staff
from core.intake.recognition.reader import urgency_of
from core.intake.related_tickets import check_unrelated
from core.intake.unanswered import with_danger
from core.people.directory import Directory
from core.people.rights import require
from core.policy.model import Category, Policy, more_urgent
from core.ticket.acts import complaint
from core.ticket.acts.assign import Assign
from core.ticket.acts.base import Act, Moment
from core.ticket.acts.created import Created
from core.ticket.acts.handle import at_once
from core.ticket.acts.isolate import at_logging
from core.ticket.acts.responder import TellManager
from core.ticket.acts.task import TaskAdded
from core.ticket.acts.undo import Undo
from core.ticket.acts.urge import AddContact
from core.ticket.codes import Origin, TaskKind
from core.ticket.model import Ticket


class Tickets:
    """Use cases that log a ticket or change one, for the acting person."""

    def __init__(self, session: Session, callers: Callers) -> None:
        self._session = session
        self._callers = callers
        self._changes = TicketChanges(session)

    def read_line(self, line: str) -> CleanIntake:
        """Return the parts of a line by the one-line grammar."""
        with self._session.reading() as look:
            return read_line(
                line, self._session.listed(look), look.policies.in_force(), self._session.clock()
            )

    def log(self, intake: CleanIntake, *, key: str = "") -> Ticket:
        """Log a ticket and assign it in the same step if `intake` names an assignee (T1–T3).

        A repeated request `key` logs once.
        """
        now = self._session.clock()
        with self._session.writing() as work:
            if key and (known := work.tickets.number_for_key(key)):
                return work.tickets.get(known)
            policy, directory = work.policies.in_force(), self._session.listed(work)
            require(self._session.actor_in(directory), "at_once" if intake.outcome else "log")
            created = self._created(intake, work, policy, directory, now)
            step = Step(None, self._session.name, now)
            ticket = step.add(created.reported_at, created)
            # a call entered later is assigned now, not at the time of the call
            moment = self._changes.moment(work, directory, ticket.logged_at, policy)
            for fact in self._first_facts(intake, ticket, moment):
                step.add(moment.at, fact)
            change = step.change(policy)
            work.tickets.append(change, key)
            return change.ticket

    def do(self, number: str, act: Act, **stamp: Unpack[Stamp]) -> Ticket:
        """Do an act on a ticket in one unit of work (`core.ticket.acts`); raise `DeskError`."""
        with self._session.writing() as work:
            return self._changes.do(work, number, act, **stamp)

    def undo_own(self, *numbers: str) -> None:
        """Undo the last step of each ticket; raise `ChangedElsewhere` if another person has taken one."""
        with self._session.writing() as work:
            for number in numbers:
                history = work.tickets.history(number)
                last = standing_steps(history)[-1]
                who = next(event.actor for event in history if event.step == last)
                if who != self._session.name:
                    raise changed_elsewhere(number, who)
                self._changes.do(work, number, Undo())

    def attach(self, number: str, intake: CleanIntake, **stamp: Unpack[Stamp]) -> Ticket:
        """Add one of many callers to the main ticket, to be told its outcome; no new ticket (§9)."""
        return self.do(number, AddContact.of(intake.caller, Clean(intake.line)), **stamp)

    def _created(
        self, intake: CleanIntake, work: Writing, policy: Policy, directory: Directory, now: datetime
    ) -> Created:
        if not intake.description:
            raise InvalidInput(
                N_("Enter what it is about."), hint=N_("For example: 3-2-1201 kitchen pipe leaking")
            )
        category = policy.category(intake.category)
        reported_at = self._session.past(intake.reported_at, now)
        first = directory.person(intake.first_responder)
        unit = directory.unit(intake.unit)
        return Created(
            number=work.tickets.new_number(site_time(reported_at, policy.site.zone).date()),
            category=category.code,
            urgency=more_urgent(intake.urgency, urgency_of(category, intake.reading)),
            policy=policy.version,
            description=intake.description,
            line=intake.line,
            channel=intake.channel,
            origin=Origin.FOUND if seen_by_staff(intake, self._session.name) else Origin.RECEIVED,
            unit=unit.code if unit else intake.unit,
            place=intake.place,
            caller=intake.caller,
            first_responder=first.name if first else intake.first_responder or self._session.name,
            employer=first.employer if first else intake.employer,
            operator=self._session.name,
            department=category.department,
            reported_at=reported_at,
            logged_at=max(reported_at, now if intake.logged_at is None else intake.logged_at),
            answered_at=intake.answered_at,
            appointment=intake.appointment,
            opinion=intake.opinion,
            particulars=with_danger(intake, policy),
            reading=intake.reading,
            **self._linked(intake, work, category, reported_at, policy)._asdict(),
        )

    def _linked(
        self, intake: CleanIntake, work: Writing, category: Category, reported_at: datetime, policy: Policy
    ) -> "_Link":
        """Return the decision about an earlier ticket; repeats are counted in this unit of work (§9)."""
        if intake.repeat_of:
            first, place = self._callers.repeated(work, intake.repeat_of, category, reported_at, policy)
            return _Link(repeat_of=first, repeat_no=place)
        if intake.unrelated_to:
            check_unrelated(intake.unrelated_because)
            other = work.tickets.get(full_number(work, intake.unrelated_to, self._session.clock()))
            return _Link(unrelated_to=other.number, unrelated_because=intake.unrelated_because)
        return _Link()

    def _first_facts(self, intake: CleanIntake, ticket: Ticket, moment: Moment) -> Iterator[Fact]:
        """Yield the facts of the logging step: isolation, site manager, assignment or answer."""
        category = moment.policy.category(ticket.category)
        yield from complaint.at_logging(intake.about, intake.demand)
        yield from at_logging(intake.measure, intake.measure_by, intake.outcome, category)
        relay = ticket.particulars.relay
        if relay and not relay.reason:
            yield TaskAdded(task=TaskKind.RELAY_REASON)
        if intake.manager_told:
            yield from TellManager().facts(ticket, moment)
        if intake.outcome:
            yield from at_once(ticket, moment, Clean(intake.outcome))
        elif intake.assign_to:
            to, reason = Clean(intake.assign_to), Clean(intake.assign_reason)
            yield from Assign(to, reason).facts(ticket, moment)


class _Link(NamedTuple):
    """Fields of the first fact about an earlier ticket."""

    repeat_of: str = ""
    repeat_no: int = 1
    unrelated_to: str = ""
    unrelated_because: str = ""
