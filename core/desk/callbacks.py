"""Use cases of callbacks: the queue, claiming a household before dialling, a grade for each ticket (§6)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta

from core.base.clock import MICROSECOND, at_site, site_time
from core.base.dataclass import dataclass
from core.base.errors import NotFound
from core.base.i18n_marks import N_
from core.base.text import Clean, dialled
from core.desk.facts import DESK, UnitCalled
from core.desk.ports import Reading
from core.desk.session import Session
from core.desk.unit_of_work import TicketChanges, full_number
from core.duty.recipients import recipient, running_turns
from core.duty.roster import Turn
from core.figures.sampling import Sampling, samplings
from core.intake.unit_profile import Spoken, who_calls
from core.people.directory import Directory
from core.people.roles import takes
from core.policy.model import Policy
from core.ticket.acts.base import Recipient
from core.ticket.acts.call import CallOutOfTurn, check_result
from core.ticket.acts.callback import RecordCallback, is_barred
from core.ticket.acts.claim import ClaimCallback
from core.ticket.acts.responder import manager_of
from core.ticket.callbacks import claim_on, did_the_work, earliest, usual_mode
from core.ticket.codes import CallbackRule, Mode
from core.ticket.confidentiality import discreet
from core.ticket.households import best_hour, household_name, households, phone_of
from core.ticket.model import Claim, Ticket
from core.ticket.ports import Query

ANSWERED_SINCE = timedelta(days=365)
"""Period in which the answered calls of a household are looked up."""


@dataclass(frozen=True, slots=True)
class Pending:
    """Callback that is owed: whom to ring, who should, who does at the moment.

    `household` is common to those that one call settles, `assignee` the person and the role that the
    category names (§6), `best_hour` that of the site's day in which the household answered most often.
    """

    ticket: Ticket
    policy: Policy
    phone: str
    household: str
    assignee: Recipient
    mode: Mode
    claim: Claim | None
    best_hour: int | None

    @property
    def due_at(self) -> datetime:
        """Return the deadline."""
        callback = self.ticket.round.callback
        assert callback is not None
        return callback.due_at

    @property
    def attempts(self) -> int:
        """Return the number of attempts so far."""
        callback = self.ticket.round.callback
        return len(callback.attempts) if callback else 0


@dataclass(frozen=True, slots=True)
class Queue:
    """Callbacks that are owed, household by household, the longest due first.

    `opens` is the instant from which customers may be rung: now inside the calling hours; `samples` are the
    categories of which only a part is called.
    """

    pending: tuple[Pending, ...]
    opens: datetime
    now: datetime
    samples: tuple[Sampling, ...] = ()


class CallbackDesk:
    """Use cases of callbacks for the acting person."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._changes = TicketChanges(session)

    def queue(self) -> Queue:
        """Return all callbacks that are owed."""
        now = self._session.clock()
        with self._session.reading() as look:
            found = _Looks(self._session, look, now)
            groups = sorted(found.groups, key=lambda group: min(map(_due, group)))
            pending = tuple(one for group in groups for one in found.household(group))
            policy = look.policies.in_force()
            return Queue(pending, earliest(now, policy.site), now, tuple(self._samples(look, policy, now)))

    def _samples(self, look: Reading, policy: Policy, now: datetime) -> list[Sampling]:
        """Return the samples of the running month, of the tickets reported in it."""
        today = site_time(now, policy.site.zone).date()
        if not any(one.callback.startswith("sample:") for one in policy.categories.values()):
            return []
        first = at_site(today.replace(day=1), time(0), policy.site.zone)
        return samplings(look.tickets.reported(first, now + MICROSECOND), policy, today)

    def household(self, number: str) -> tuple[Pending, ...]:
        """Return the callbacks that one call about this ticket settles, that ticket first; empty if none."""
        now = self._session.clock()
        with self._session.reading() as look:
            full = full_number(look, number, now)
            found = _Looks(self._session, look, now)
            group = found.group_of(full)
            return tuple(sorted(found.household(group), key=lambda one: one.ticket.number != full))

    def claim(self, number: str) -> list[Ticket]:
        """Claim all callbacks of a household before dialling; raise `NotAllowed` if another desk has one.

        Those of the household whose work the acting person did are left out.
        """
        with self._session.writing() as work:
            now = self._session.clock()
            full = full_number(work, number, now)
            first = self._changes.do(work, full, ClaimCallback(), at=now)
            found = _Looks(self._session, work, now)
            others = [one for one in found.group_of(full) if one.number != full and not found.barred(one)]
            return [first, *(self._changes.do(work, one.number, ClaimCallback(), at=now) for one in others)]

    def call_unit(self, unit: Clean, act: CallOutOfTurn, at: datetime | None = None) -> str:
        """Record a call to a unit that no ticket asked for; return the unit's code (R201).

        Raise `NotFound` for a unit that is not listed, `NotAllowed` for a person below an operator.
        """
        check_result(act.result)
        with self._session.writing() as work:
            directory = self._session.listed(work)
            actor, listed = self._session.actor_in(directory), directory.unit(unit)
            if not actor.may(CallOutOfTurn.about.role):
                raise takes(actor, CallOutOfTurn.about.title, CallOutOfTurn.about.role)
            if listed is None:
                raise NotFound(N_("There is no unit “{unit}”."), unit=unit)
            called = UnitCalled(
                unit=listed.code,
                result=act.result,
                answer=act.answer,
                mode=act.mode or Mode.PHONE,
                solved=act.solved,
            )
            when = self._session.past(at, self._session.clock())
            work.events.record(DESK, when, self._session.name, called)
            return listed.code

    def grade(
        self,
        grades: Mapping[str, RecordCallback],
        seen: Mapping[str, int] | None = None,
        at: datetime | None = None,
    ) -> list[Ticket]:
        """Record one call, now or at `at`: a result for each of these tickets, all of them or none.

        `seen` are the versions that the acting person looked at.
        """
        with self._session.writing() as work:
            return [
                self._changes.do(work, number, act, seen=(seen or {}).get(number), at=at)
                for number, act in grades.items()
            ]


def unit_calls(look: Reading, unit: str, since: datetime) -> list[Spoken]:
    """Return the calls to a unit since then which no ticket asked for, oldest first."""
    return [
        Spoken("", entry.event.at, fact.result, fact.answer, entry.event.actor, fact.mode)
        for entry in look.events.entries(UnitCalled, since=since)
        if isinstance(fact := entry.event.fact, UnitCalled) and fact.unit == unit
    ]


class _Looks:
    """Looks at the callbacks that are owed, in one read."""

    def __init__(self, session: Session, look: Reading, now: datetime) -> None:
        self._look, self._now = look, now
        self._rules, self._directory = session.rules(look), session.listed(look)
        self._actor = session.actor_in(self._directory)
        policy = look.policies.in_force()
        self._running = running_turns(look, self._directory, policy, now)
        owed = (one for one in look.tickets.find(Query("callbacks", now)) if one.round.callback)
        self.groups = households(sorted(owed, key=_due), self._directory)

    def group_of(self, number: str) -> Sequence[Ticket]:
        """Return the household of a ticket; empty if it owes no callback."""
        return next((group for group in self.groups if any(one.number == number for one in group)), ())

    def barred(self, ticket: Ticket) -> bool:
        """Return True if the acting person may not call about the ticket, because they did the work."""
        return is_barred(ticket, self._actor)

    def household(self, group: Sequence[Ticket]) -> Iterable[Pending]:
        """Yield the callbacks of one household."""
        if not group:
            return
        name = household_name(group)
        hour = self._best_hour(group)
        for ticket in group:
            policy = self._rules[ticket.policy]
            yield Pending(
                discreet(ticket, self._actor),
                policy,
                phone_of(ticket, self._directory),
                name,
                assignee(ticket, policy, self._directory, self._running),
                usual_mode(policy.category(ticket.category)),
                claim_on(ticket.round.callback, policy.callback.claim_min, self._now),
                hour,
            )

    def _best_hour(self, group: Sequence[Ticket]) -> int | None:
        unit = next((one.unit for one in group if one.unit), "")
        phone = next((dialled(one.caller.phone) for one in group if one.caller.phone), "")
        if not unit and not phone:
            return None
        tickets = self._look.tickets.of_caller(unit, phone, self._now - ANSWERED_SINCE)
        return best_hour(tickets, self._rules[group[0].policy].site.zone)


def assignee(ticket: Ticket, policy: Policy, directory: Directory, running: Sequence[Turn]) -> Recipient:
    """Return the person and the role that should make the callback, never the person who did the work (§6).

    At the desk it is the unit's service specialist, if there is one (R048).  What the staff found is
    verified by the first responder, of a subcontractor by its site manager.
    """
    by = policy.category(ticket.category).callback_by
    verified = ticket.round.callback is not None and ticket.round.callback.rule == CallbackRule.VERIFY
    if verified or by == "first_responder":
        manager = manager_of(ticket, directory) if ticket.employer else ""
        person = "" if ticket.author_withheld else manager or ticket.first_responder
        to = Recipient(person, "first_responder")
    elif by == "desk":
        specialist = who_calls(ticket, policy, directory)
        to = Recipient(specialist.name if specialist else "", "desk")
    else:
        to = recipient(by, running, directory)
    return Recipient("", to.role) if to.person and did_the_work(ticket, to.person, "") else to


def _due(ticket: Ticket) -> datetime:
    callback = ticket.round.callback
    assert callback is not None
    return callback.due_at
