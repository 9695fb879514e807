"""A unit of work on a ticket: read it under the lock, decide, append the events, write the snapshot."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime
from typing import TypedDict, Unpack

from core.base.clock import site_time
from core.base.errors import ChangedElsewhere
from core.base.i18n_marks import N_
from core.base.text import clean, fold_case
from core.desk.ports import Reading, Writing
from core.desk.session import Session
from core.events.fact import Fact, Undone
from core.events.stream import Event
from core.policy.model import Policy
from core.ticket import facts as e
from core.ticket.board import row_of
from core.ticket.fold import evolve, fold
from core.ticket.hold import settle
from core.ticket.lifecycle import Facts, Moment
from core.ticket.model import Ticket
from core.ticket.ports import Change

Decide = Callable[[Ticket, Moment], Facts]


class Stamp(TypedDict, total=False):
    """What every act may carry besides its own words."""

    at: datetime | None
    note: str
    seen: int | None


class Within:
    """A storage that is one open unit of work: many acts, kept or dropped together."""

    def __init__(self, work: Writing) -> None:
        self._work = work

    def reading(self) -> AbstractContextManager[Reading]:
        """The open unit of work."""
        return nullcontext(self._work)

    def writing(self) -> AbstractContextManager[Writing]:
        """The open unit of work."""
        return nullcontext(self._work)


class Step:
    """One step of a ticket as it grows: its events so far, and the ticket they lead to."""

    def __init__(self, ticket: Ticket | None, actor: str, now: datetime) -> None:
        self.ticket = ticket
        self.events: list[Event] = []
        self._stamp = (ticket.version + 1 if ticket else 1, actor, now)

    def add(self, at: datetime, fact: Fact) -> Ticket:
        """What happened next, and the ticket after it."""
        step, actor, now = self._stamp
        event = Event(self.ticket.seq + 1 if self.ticket else 1, step, at, now, actor, fact)
        self.events.append(event)
        self.ticket = evolve(self.ticket, event)
        return self.ticket

    def change(self, policy: Policy) -> Change:
        """The step as the storage keeps it; raises `ValueError` if nothing happened."""
        if self.ticket is None:
            raise ValueError("a step needs at least one fact")
        return Change(self.ticket, self.events, row_of(self.ticket, policy))


class TicketChanges:
    """Units of work on tickets, each for the acting person of the session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def change(self, number: str, decide: Decide, **stamp: Unpack[Stamp]) -> Ticket:
        """One act on one ticket, as a unit of work of its own."""
        with self._session.writing() as work:
            return self.change_in(work, number, decide, **stamp)

    def change_in(self, work: Writing, number: str, decide: Decide, **stamp: Unpack[Stamp]) -> Ticket:
        """One act on one ticket, as a part of `work`."""
        now = self._session.clock()
        at = self._session.past(stamp.get("at"), now)
        ticket = work.tickets.get(full_number(work, number, now))
        self._guard(work, ticket, stamp.get("seen"), now)
        policy = self._session.rules(work)[ticket.policy]
        settled = settle(ticket, at)
        facts = decide(settled, Moment(self._session.actor_in(self._session.listed(work)), at, policy))
        step = Step(ticket, self._session.name, now)
        if ticket.hold and not settled.hold:
            step.add(ticket.hold.until, e.Resumed(automatic=True))
        for fact in _noted(facts, clean(stamp.get("note", ""))):
            step.add(at, fact)
        change = step.change(policy)
        work.tickets.append(change)
        return change.ticket

    def _guard(self, work: Reading, ticket: Ticket, seen: int | None, now: datetime) -> None:
        changed = ticket.version != seen if seen is not None else (
            self._session.since is not None and self._session.since < ticket.changed_at <= now
        )  # fmt: skip
        if changed:
            raise ChangedElsewhere(
                N_("{number} was changed by {who} meanwhile."),
                hint=N_("Look at it again, then decide."),
                number=ticket.number,
                who=work.tickets.history(ticket.number)[-1].actor,
            )

    def take_back(
        self, work: Writing, number: str, history: tuple[Event, ...], step: int, stamp: Stamp
    ) -> None:
        """Append the event that undoes `step` and keep the ticket without it."""
        ticket = work.tickets.get(number)
        now = self._session.clock()
        self._guard(work, ticket, stamp.get("seen"), now)
        fact = Undone(step=step, note=clean(stamp.get("note", "")))
        event = Event(
            ticket.seq + 1,
            ticket.version + 1,
            self._session.past(stamp.get("at"), now),
            now,
            self._session.name,
            fact,
        )
        after = fold((*history, event))
        work.tickets.append(Change(after, (event,), row_of(after, self._session.rules(work)[after.policy])))


def _noted(facts: Facts, note: str) -> Iterable[Fact]:
    """The note goes with the act itself, not with the resume that may precede it."""
    index = 1 if len(facts) > 1 and isinstance(facts[0], e.Resumed) else 0
    if not note or not facts or facts[index].note:
        return facts
    return [*facts[:index], replace(facts[index], note=note), *facts[index + 1 :]]


def full_number(look: Reading, number: str, now: datetime) -> str:
    """The full number that was said: `17` means today's 017."""
    said = fold_case(number).strip().lstrip("#")
    if said.isdecimal() and len(said) <= 5:
        site = look.policies.in_force().site
        return f"{site_time(now, site.zone):%y%m%d}-{int(said):03d}"
    return said
