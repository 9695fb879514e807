"""Queries: the board, tickets as they stand, the policy, units and people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from core.base.dataclass import dataclass
from core.base.errors import DeskError
from core.base.text import EMPTY, Clean, fold_case
from core.desk.unit_of_work import full_number
from core.duty.recipients import recipients
from core.events.stream import Event
from core.handover.facts import WatchBegan
from core.handover.watch import Watch, owner_of, party, watch_of
from core.people.directory import Directory
from core.people.roles import Actor
from core.policy.model import Policy
from core.ticket.acts import base as acts
from core.ticket.acts.base import Recipient
from core.ticket.board import Counts, Row
from core.ticket.clocks import Timer, timers
from core.ticket.confidentiality import discreet, discreet_event
from core.ticket.hold import settle
from core.ticket.ladder import Rung, plan
from core.ticket.model import Ticket
from core.ticket.numbers import is_number
from core.ticket.ports import Query

if TYPE_CHECKING:
    from core.desk.ports import Reading
    from core.desk.session import Session


TO_COME = ("future", "waiting", "due", "again")
"""Statuses of a rung of which somebody has yet to be told."""


@dataclass(frozen=True, slots=True)
class Card:
    """One ticket with everything to show about it at `now`; `owner` answers for it at the desk.

    `recipients` are the people to be told for each role, as long as somebody may have to be.
    """

    ticket: Ticket
    policy: Policy
    now: datetime
    timers: Sequence[Timer]
    rungs: Sequence[Rung]
    history: Sequence[Event]
    owner: str = ""
    recipients: Mapping[str, Recipient] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Board:
    """Lines of one view, in order, with the header's figures."""

    rows: Sequence[Row]
    counts: Counts
    now: datetime


class Queries:
    """Looks at the storage that change nothing."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def policy(self, version: int | None = None) -> Policy:
        """Return the policy in force, or the one of that version."""
        with self._session.reading() as look:
            return look.policies.in_force() if version is None else self._session.rules(look)[version]

    def naming(self) -> Policy:
        """Return the policy in force, which also names the channels that tickets have from earlier ones."""
        from core.policy.naming import naming  # not for the first frame

        with self._session.reading() as look:
            return naming(look.policies.in_force(), look.policies.all())

    def directory(self) -> Directory:
        """Return units and people."""
        with self._session.reading() as look:
            return self._session.listed(look)

    def board(
        self,
        view: str = "open",
        *,
        text: Clean = EMPTY,
        since: datetime | None = None,
        limit: int | None = None,
    ) -> Board:
        """Return the lines of a view in board order."""
        now = self._session.clock()
        with self._session.reading() as look:
            rows = look.tickets.rows(self._query(look, view, now, text, since, limit))
            return Board(rows, look.tickets.counts(now), now)

    def tickets(
        self,
        view: str = "open",
        *,
        text: Clean = EMPTY,
        since: datetime | None = None,
        limit: int | None = None,
    ) -> list[Card]:
        """Return the tickets of a view in board order, with clocks and rungs, without histories."""
        return [*self.each(view, text=text, since=since, limit=limit)]

    def each(
        self,
        view: str = "open",
        *,
        text: Clean = EMPTY,
        since: datetime | None = None,
        limit: int | None = None,
        histories: bool = False,
    ) -> Iterator[Card]:
        """Yield the tickets of a view in board order, as they are consumed; with `histories` if asked."""
        now = self._session.clock()
        with self._session.reading() as look:
            rules = self._session.rules(look)
            actor, holder = self._session.actor_in(self._session.listed(look)), holder_at(look, now)
            for ticket in look.tickets.find(self._query(look, view, now, text, since, limit)):
                told = self._told(look, ticket, actor) if histories else ()
                yield card_of(
                    discreet(ticket, actor), rules[ticket.policy], now, told, owner_of(ticket, holder)
                )

    def _query(
        self, look: Reading, view: str, now: datetime, text: Clean, since: datetime | None, limit: int | None
    ) -> Query:
        """Return the query of a view; `mine` is every open ticket for the operator in charge (§16)."""
        holder = holder_at(look, now) if view == "mine" else None
        if holder and holder.is_operator(party(self._session.listed(look), self._session.name)):
            view = "open"
        policy = look.policies.in_force()
        return Query(
            view,
            now,
            self._session.name,
            text,
            since,
            limit,
            watched=holder is not None,
            number=named if is_number(named := full_number(look, text, now)) else "",
            departments={word: policy.departments_named(word) for word in fold_case(text).split()},
        )

    def holder(self) -> Watch | None:
        """Return the watch of the operator in charge now, as it began; None before the first one."""
        with self._session.reading() as look:
            return holder_at(look, self._session.clock())

    def card(self, number: str) -> Card:
        """Return one ticket as it stands now."""
        with self._session.reading() as look:
            now = self._session.clock()
            ticket = look.tickets.get(full_number(look, number, now))
            directory = self._session.listed(look)
            actor = self._session.actor_in(directory)
            told = self._told(look, ticket, actor)
            owner = owner_of(ticket, holder_at(look, now))
            policy = self._session.rules(look)[ticket.policy]
            card = card_of(discreet(ticket, actor), policy, now, told, owner)
            if not any(rung.status in TO_COME for rung in card.rungs):
                return card
            return replace(card, recipients=recipients(look, directory, look.policies.in_force(), now))

    def to_do(self) -> list[Card]:
        """Return the tickets not closed that have a to-do, by number, without histories."""
        now = self._session.clock()
        with self._session.reading() as look:
            rules, holder = self._session.rules(look), holder_at(look, now)
            actor = self._session.actor_in(self._session.listed(look))
            return [
                card_of(discreet(one, actor), rules[one.policy], now, (), owner_of(one, holder))
                for one in look.tickets.with_tasks()
            ]

    def _told(self, look: Reading, ticket: Ticket, actor: Actor) -> Sequence[Event]:
        """Return the history of a ticket, as far as the acting person may see it."""
        return [discreet_event(event, actor, ticket) for event in look.tickets.history(ticket.number)]

    def actor(self) -> Actor:
        """Return the acting person with their rights."""
        return self._session.actor_in(self.directory())

    def why_not(self, action: str, ticket: Ticket, actor: Actor) -> DeskError | None:
        """Return the reason why an action is not possible now, or None."""
        now, policy = self._session.clock(), self.policy(ticket.policy)
        return acts.why_not(action, settle(ticket, now), actor, now, policy)


def holder_at(look: Reading, instant: datetime) -> Watch | None:
    """Return the watch of the operator in charge at `instant`, as it began; None before the first one."""
    began = look.events.entries(WatchBegan, newest=1)
    if began and began[0].event.at > instant:
        began = [entry for entry in look.events.entries(WatchBegan) if entry.event.at <= instant]
    return watch_of(began[-1].stream.number, [began[-1].event]) if began else None


def card_of(ticket: Ticket, policy: Policy, now: datetime, history: Sequence[Event], owner: str) -> Card:
    """Return the card of a ticket at `now`."""
    settled = settle(ticket, now)
    rungs = plan(settled, policy, now)
    return Card(settled, policy, now, timers(settled, policy, now, rungs), rungs, history, owner)
