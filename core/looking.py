"""What an operator looks at: the board, tickets as they stand or stood, the rules, units and people."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core import lifecycle
from core.board import Counts, Row
from core.clocks import Timer, timers
from core.directory import Directory
from core.discretion import discreet, discreet_event
from core.errors import DeskError, InvalidInput
from core.events import Event
from core.fold import fold
from core.hold import settle
from core.ladder import Rung, plan
from core.policy import Policy
from core.ports import Query, Reading
from core.rules import Actor
from core.text import clean
from core.ticket import Ticket
from core.words import N_
from core.work import Desktop, full_number


@dataclass(frozen=True, slots=True)
class Card:
    """One ticket with everything to show about it at `now`."""

    ticket: Ticket
    policy: Policy
    now: datetime
    timers: Sequence[Timer]
    rungs: Sequence[Rung]
    history: Sequence[Event]


@dataclass(frozen=True, slots=True)
class Board:
    """The lines of one view, in order, with the header's figures."""

    rows: Sequence[Row]
    counts: Counts
    now: datetime


class Looking(Desktop):
    """Every look at the storage that changes nothing."""

    def policy(self) -> Policy:
        """The policy in force."""
        with self.store.reading() as look:
            return look.policies()[-1]

    def directory(self) -> Directory:
        """Units and people."""
        with self.store.reading() as look:
            return self.listed(look)

    def board(
        self, view: str = "open", *, text: str = "", since: datetime | None = None, limit: int | None = None
    ) -> Board:
        """The lines of a view in board order."""
        now = self.clock()
        with self.store.reading() as look:
            rows = look.rows(Query(view, now, self.name, clean(text), since, limit))
            return Board(rows, look.counts(now), now)

    def loads(self) -> Mapping[str, int]:
        """How many open tickets everybody has who has any, by name."""
        with self.store.reading() as look:
            rows = look.rows(Query("open", self.clock()))
        return Counter(row.assignee for row in rows if row.assignee)

    def tickets(
        self, view: str = "open", *, text: str = "", since: datetime | None = None, limit: int | None = None
    ) -> list[Card]:
        """The tickets of a view in board order, each with its clocks and rungs, without histories."""
        now = self.clock()
        with self.store.reading() as look:
            rules = self.rules(look)
            found = look.tickets(Query(view, now, self.name, clean(text), since, limit))
            actor = self.actor_in(self.listed(look))
        return [_card(discreet(ticket, actor), rules[ticket.policy], now, ()) for ticket in found]

    def card(self, number: str, as_of: datetime | None = None) -> Card:
        """One ticket, now or as it stood then."""
        with self.store.reading() as look:
            full = full_number(look, number, self.clock())
            return self._look(look, full, as_of or self.clock(), past=as_of is not None)

    def cards_as_of(self, then: datetime) -> list[Card]:
        """Every ticket that was alive at that instant, as it stood, by report time."""
        with self.store.reading() as look:
            return [self._look(look, number, then, past=True) for number in look.alive(then)]

    def with_histories(self, cards: Sequence[Card]) -> list[Card]:
        """The cards, each with everything that happened, as far as the acting person may see it."""
        with self.store.reading() as look:
            actor = self.actor_in(self.listed(look))
            return [replace(card, history=card.history or self._told(look, card, actor)) for card in cards]

    def _told(self, look: Reading, card: Card, actor: Actor) -> Sequence[Event]:
        ticket = look.ticket(card.ticket.number)
        return [discreet_event(event, actor, ticket) for event in look.history(ticket.number)]

    def _look(self, look: Reading, number: str, now: datetime, *, past: bool) -> Card:
        history = [event for event in look.history(number) if not past or event.at <= now]
        if not history:
            raise InvalidInput(N_("{number} was not reported by then."), number=number)
        actor = self.actor_in(self.listed(look))
        ticket = fold(history) if past else look.ticket(number)
        told = [discreet_event(event, actor, ticket) for event in history]
        return _card(discreet(ticket, actor), self.rules(look)[ticket.policy], now, told)

    def actor(self) -> Actor:
        """Who acts, with which rights."""
        return self.actor_in(self.directory())

    def why_not(self, action: str, ticket: Ticket, actor: Actor) -> DeskError | None:
        """Why an action is not possible now, or None."""
        now = self.clock()
        return lifecycle.why_not(action, settle(ticket, now), actor, now)


def _card(ticket: Ticket, policy: Policy, now: datetime, history: Sequence[Event]) -> Card:
    settled = settle(ticket, now)
    rungs = plan(settled, policy, now)
    return Card(settled, policy, now, timers(settled, policy, now, rungs), rungs, history)
