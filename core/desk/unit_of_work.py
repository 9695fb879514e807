"""Unit of work on a ticket: read it under the lock, decide, append the events, write the snapshot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict, Unpack

from core.base.clock import site_time
from core.base.errors import ChangedElsewhere
from core.base.i18n_marks import N_
from core.base.text import EMPTY, Clean, fold_case
from core.desk.session import Session
from core.duty import fitness, recipients
from core.duty.checkers import checkers
from core.duty.recipients import running_turns
from core.duty.roster import Turn
from core.events.fact import Fact, Undone
from core.events.stream import Event
from core.people.directory import Assignee, Directory
from core.policy.model import Policy
from core.ticket.acts.base import Act, Checker, Facts, Moment, Recipient
from core.ticket.acts.hold import Resumed
from core.ticket.board import row_of
from core.ticket.doubts import Doubt
from core.ticket.fold import changed, fold, stamped
from core.ticket.follow_up import FollowUp
from core.ticket.hold import settle
from core.ticket.model import Ticket
from core.ticket.ports import Change

if TYPE_CHECKING:
    from core.desk.ports import Reading, Writing


class Stamp(TypedDict, total=False):
    """Optional details of an act on a ticket: its time, a note, and the version last seen."""

    at: datetime | None
    note: Clean
    seen: int | None


class Within:
    """Storage of one open unit of work, which keeps or drops many acts together."""

    def __init__(self, work: Writing) -> None:
        self._work = work

    def reading(self) -> AbstractContextManager[Reading]:
        """Return the open unit of work."""
        return nullcontext(self._work)

    def writing(self) -> AbstractContextManager[Writing]:
        """Return the open unit of work."""
        return nullcontext(self._work)


class Step:
    """Step of a ticket in progress: its events so far, and the ticket they lead to.

    `history` returns the events before it, which an undo needs.
    """

    def __init__(
        self, ticket: Ticket | None, actor: str, now: datetime, history: Callable[[], Sequence[Event]] = tuple
    ) -> None:
        self.ticket = ticket
        self.events: list[Event] = []
        self._history = history
        self._stamp = (ticket.version + 1 if ticket else 1, actor, now)
        self._seq = ticket.seq if ticket else 0

    def add(self, at: datetime, fact: Fact) -> Ticket:
        """Add the next fact, which happened at `at`; return the ticket after it."""
        step, actor, now = self._stamp
        self._seq += 1
        event = Event(self._seq, step, at, now, actor, fact)
        self.events.append(event)
        if isinstance(fact, Undone):
            self.ticket = fold((*self._history(), *self.events))
        else:
            self.ticket = changed(self.ticket, event)
        return self.ticket

    def change(self, policy: Policy) -> Change:
        """Return the step for the storage; raise `ValueError` if it is empty."""
        if self.ticket is None:
            raise ValueError("a step needs at least one fact")
        self.ticket = stamped(self.ticket, self.events[-1])
        return Change(self.ticket, self.events, row_of(self.ticket, policy))


class _Lookups:
    """Facts that the decision of an act looks up, in the unit of work that writes it."""

    def __init__(self, session: Session, work: Reading, directory: Directory) -> None:
        self._work = work
        self.directory = directory
        self.now = session.clock()
        self.signature = session.name
        self._running: dict[datetime, list[Turn]] = {}

    def ticket(self, number: str) -> Ticket:
        """Return another ticket in its present state; raise `NotFound`."""
        return settle(self._work.tickets.get(full_number(self._work, number, self.now)), self.now)

    def history(self, number: str) -> Sequence[Event]:
        """Return all events of a ticket."""
        return self._work.tickets.history(number)

    def doubts(self, to: Assignee, at: datetime) -> tuple[Doubt, ...]:
        """Return the doubts about assigning `to`, by the rules in force (R120)."""
        return fitness.asked(self._work, self.directory, to, self._work.policies.in_force(), at)

    def recipient(self, role: str, at: datetime) -> Recipient:
        """Return the person to be told for a role at that instant, by the rules in force (§7)."""
        if at not in self._running:
            policy = self._work.policies.in_force()
            self._running[at] = running_turns(self._work, self.directory, policy, at)
        return recipients.recipient(role, self._running[at], self.directory)

    def checker(self, followed: FollowUp, day: date) -> Checker:
        """Return the person whose daily check it is on that service day, by the rules in force (§8)."""
        policy, everybody = self._work.policies.in_force(), self._work.people.directory()
        return checkers(self._work, everybody, policy, day, day).of(followed, day)


class TicketChanges:
    """Units of work on tickets, each for the acting person of the session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def do(self, work: Writing, number: str, act: Act, **stamp: Unpack[Stamp]) -> Ticket:
        """Do an act on a ticket within `work`, with its effects on other tickets."""
        now = self._session.clock()
        at = self._session.past(stamp.get("at"), now)
        ticket = work.tickets.get(full_number(work, number, now))
        self._guard(work, ticket, stamp.get("seen"), now)
        policy, directory = self._session.rules(work)[ticket.policy], self._session.listed(work)
        moment = self.moment(work, directory, at, policy, stamp.get("note", EMPTY))
        settled = settle(ticket, at)
        facts, elsewhere = act.facts(settled, moment), act.elsewhere(settled, moment)
        done = self._write(work, ticket, _noted(facts, moment.note), at)
        for other, more in elsewhere.items():
            ticket = work.tickets.get(other)
            self._guard(work, ticket, None, now)
            self._write(work, ticket, more, at)
        return done

    def moment(
        self, work: Reading, directory: Directory, at: datetime, policy: Policy, note: Clean = EMPTY
    ) -> Moment:
        """Return the circumstances of an act of the acting person, within `work`."""
        known = _Lookups(self._session, work, directory)
        return Moment(self._session.actor_in(directory), at, policy, known, note)

    def _write(self, work: Writing, ticket: Ticket, facts: Facts, at: datetime) -> Ticket:
        """Write one step; a hold that has come to its time ends before it."""
        number = ticket.number
        step = Step(ticket, self._session.name, self._session.clock(), lambda: work.tickets.history(number))
        takes_back = any(isinstance(fact, Undone) for fact in facts)
        if ticket.hold and not settle(ticket, at).hold and not takes_back:
            step.add(ticket.hold.until, Resumed(automatic=True))
        for fact in facts:
            step.add(at, fact)
        change = step.change(self._session.rules(work)[ticket.policy])
        work.tickets.append(change)
        return change.ticket

    def _guard(self, work: Reading, ticket: Ticket, seen: int | None, now: datetime) -> None:
        changed = ticket.version != seen if seen is not None else (
            self._session.since is not None and self._session.since < ticket.changed_at <= now
        )  # fmt: skip
        if changed:
            raise changed_elsewhere(ticket.number, work.tickets.history(ticket.number)[-1].actor)


def changed_elsewhere(number: str, who: str) -> ChangedElsewhere:
    """Return the refusal to change a ticket that another person has just changed."""
    return ChangedElsewhere(
        N_("{number} was changed by {who} while you were working."),
        hint=N_("Open it again to see the change, then retry."),
        number=number,
        who=who,
    )


def _noted(facts: Facts, note: str) -> Facts:
    """Return the facts with the note on the act itself, not on the resume that may precede it."""
    index = 1 if len(facts) > 1 and isinstance(facts[0], Resumed) else 0
    if not note or not facts or facts[index].note:
        return facts
    return [*facts[:index], replace(facts[index], note=note), *facts[index + 1 :]]


def full_number(look: Reading, number: str, now: datetime) -> str:
    """Return the full number of a spoken one: `17` means today's 017."""
    said = fold_case(number).strip().lstrip("#")
    if said.isdecimal() and len(said) <= 5:
        site = look.policies.in_force().site
        return f"{site_time(now, site.zone):%y%m%d}-{int(said):03d}"
    return said
