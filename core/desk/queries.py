"""Queries: the board, tickets as they stand or stood, the policy, units and people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from core.base.dataclass import dataclass
from core.base.errors import DeskError, InvalidInput
from core.base.i18n_marks import N_
from core.base.text import EMPTY, Clean, fold_case
from core.desk.unit_of_work import full_number
from core.events.fold import as_of
from core.events.stream import Event
from core.handover.facts import WatchBegan
from core.handover.watch import Watch, owner_of, party, watch_of
from core.people.directory import Directory
from core.people.roles import Actor
from core.policy.model import Policy
from core.ticket.acts import base as acts
from core.ticket.board import Counts, Row
from core.ticket.clocks import Timer, timers
from core.ticket.confidentiality import discreet, discreet_event
from core.ticket.fold import fold
from core.ticket.hold import settle
from core.ticket.ladder import Rung, plan
from core.ticket.model import Ticket
from core.ticket.numbers import is_number
from core.ticket.ports import Query

if TYPE_CHECKING:
    from core.desk.ports import Reading
    from core.desk.session import Session


@dataclass(frozen=True, slots=True)
class Card:
    """One ticket with everything to show about it at `now`; `owner` answers for it at the desk."""

    ticket: Ticket
    policy: Policy
    now: datetime
    timers: Sequence[Timer]
    rungs: Sequence[Rung]
    history: Sequence[Event]
    owner: str = ""


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
                yield _card(
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

    def card(self, number: str, as_of: datetime | None = None) -> Card:
        """Return one ticket, now or as it stood at `as_of`."""
        with self._session.reading() as look:
            full, now = full_number(look, number, self._session.clock()), as_of or self._session.clock()
            return self._look(look, full, now, holder_at(look, now), past=as_of is not None)

    def cards_as_of(self, then: datetime) -> list[Card]:
        """Return every ticket that was alive at that instant, as it stood, by report time."""
        with self._session.reading() as look:
            holder = holder_at(look, then)
            return [self._look(look, number, then, holder, past=True) for number in look.tickets.alive(then)]

    def _told(self, look: Reading, ticket: Ticket, actor: Actor) -> Sequence[Event]:
        """Return the history of a ticket, as far as the acting person may see it."""
        return [discreet_event(event, actor, ticket) for event in look.tickets.history(ticket.number)]

    def _look(self, look: Reading, number: str, now: datetime, holder: Watch | None, *, past: bool) -> Card:
        history = look.tickets.history(number)
        if past:
            history = tuple(as_of(history, now))
        if not history:
            raise InvalidInput(N_("{number} did not exist at that time."), number=number)
        actor = self._session.actor_in(self._session.listed(look))
        ticket = fold(history) if past else look.tickets.get(number)
        told = [discreet_event(event, actor, ticket) for event in history]
        owner = owner_of(ticket, holder)
        return _card(discreet(ticket, actor), self._session.rules(look)[ticket.policy], now, told, owner)

    def actor(self) -> Actor:
        """Return the acting person with their rights."""
        return self._session.actor_in(self.directory())

    def why_not(self, action: str, ticket: Ticket, actor: Actor) -> DeskError | None:
        """Return the reason why an action is not possible now, or None."""
        now = self._session.clock()
        return acts.why_not(action, settle(ticket, now), actor, now)


def holder_at(look: Reading, instant: datetime) -> Watch | None:
    """Return the watch of the operator in charge at `instant`, as it began; None before the first one."""
    began = look.events.entries(WatchBegan, newest=1)
    if began and began[0].event.at > instant:
        began = [entry for entry in look.events.entries(WatchBegan) if entry.event.at <= instant]
    return watch_of(began[-1].stream.number, [began[-1].event]) if began else None


def _card(ticket: Ticket, policy: Policy, now: datetime, history: Sequence[Event], owner: str) -> Card:
    settled = settle(ticket, now)
    rungs = plan(settled, policy, now)
    return Card(settled, policy, now, timers(settled, policy, now, rungs), rungs, history, owner)
