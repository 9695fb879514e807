"""Use cases of the ladder: everybody who is to be told, of what, and telling them (§7)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Unpack

from core.base.dataclass import dataclass
from core.desk.ports import Reading
from core.desk.session import Session
from core.desk.unit_of_work import Stamp, TicketChanges
from core.duty.recipients import listed_as, recipient, running_turns
from core.people.directory import Directory
from core.policy.model import Policy
from core.ticket.acts.base import Recipient
from core.ticket.acts.tell import Acknowledge, Tell
from core.ticket.confidentiality import discreet
from core.ticket.hold import settle
from core.ticket.ladder import Rung, plan, tell_time
from core.ticket.model import Ticket

LISTED = ("due", "again", "waiting", "told")
"""Statuses of a rung on the list: to be told now, once more, in the morning, or told and not acknowledged."""


@dataclass(frozen=True, slots=True)
class Escalation:
    """Rung of one ticket on the list."""

    ticket: Ticket
    policy: Policy
    rung: Rung


@dataclass(frozen=True, slots=True)
class Call:
    """Person with everything to tell them in one call, in order of the due times.

    `person` is empty if nobody holds `role` or a higher one; `no` is the staff number of a listed person.
    `on_duty` is None if the roster has no duty at all now.
    """

    person: str
    role: str
    no: str
    phone: str
    on_duty: bool | None
    escalations: tuple[Escalation, ...]

    @property
    def owed(self) -> tuple[Escalation, ...]:
        """Return those that they have to be told of now."""
        return tuple(one for one in self.escalations if one.rung.owed)

    @property
    def early(self) -> tuple[Escalation, ...]:
        """Return those that wait for the telling hours."""
        return self.with_status("waiting")

    @property
    def awaited(self) -> tuple[Escalation, ...]:
        """Return those that they were told of and have not acknowledged."""
        return self.with_status("told")

    def with_status(self, status: str) -> tuple[Escalation, ...]:
        """Return the escalations with that status."""
        return tuple(one for one in self.escalations if one.rung.status == status)


class LadderDesk:
    """Use cases of the ladder for the acting person."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._changes = TicketChanges(session)

    def to_tell(self, first: int | None = None) -> list[Call]:
        """Return everybody who is to be told now or this morning, or whose word is awaited.

        Whose matter has been due longest comes first, who has nothing due now last.  With `first`, only as
        many tickets are read, those due longest: the first look at a very long list.
        """
        now = self._session.clock()
        with self._session.reading() as look:
            return sorted(self._calls(look, now, first), key=_first_due)

    def tell(self, numbers: Iterable[str], act: Tell | Acknowledge, **stamp: Unpack[Stamp]) -> list[Ticket]:
        """Do one act on all these tickets in one unit of work: one call tells one person everything."""
        return self.do(((number, act) for number in numbers), **stamp)

    def do(self, acts: Iterable[tuple[str, Tell | Acknowledge]], **stamp: Unpack[Stamp]) -> list[Ticket]:
        """Do an act on each ticket in one unit of work; raise `DeskError`, and nothing is written."""
        with self._session.writing() as work:
            return [self._changes.do(work, number, act, **stamp) for number, act in acts]

    def _calls(self, look: Reading, now: datetime, first: int | None) -> Iterator[Call]:
        directory = self._session.listed(look)
        running = running_turns(look, directory, look.policies.in_force(), now)
        calls: dict[Recipient, list[Escalation]] = {}
        for one in self._escalations(look, directory, now, first):
            told = one.rung.told if one.rung.status == "told" else None
            to = Recipient(told.person, told.role) if told else recipient(one.rung.role, running, directory)
            calls.setdefault(to, []).append(one)
        for to, escalations in calls.items():
            listed = listed_as(to, directory)
            on_duty = any(turn.person == listed for turn in running) if running else None
            ordered = sorted(escalations, key=lambda one: (one.rung.due_at, one.ticket.number))
            no, phone = (listed.no, listed.phone) if listed else ("", "")
            yield Call(to.person, to.role, no, phone, on_duty, tuple(ordered))

    def _escalations(
        self, look: Reading, directory: Directory, now: datetime, first: int | None
    ) -> Iterator[Escalation]:
        rules, actor = self._session.rules(look), self._session.actor_in(directory)
        morning = tell_time(now, look.policies.in_force().site, quiet=True)
        for ticket in look.tickets.to_tell(morning, first):
            settled, policy = discreet(settle(ticket, now), actor), rules[ticket.policy]
            for rung in plan(settled, policy, now):
                if rung.status in LISTED:
                    yield Escalation(settled, policy, rung)


def _first_due(call: Call) -> tuple[bool, datetime, str]:
    owed = call.owed
    return not owed, (owed or call.escalations)[0].rung.due_at, call.person
