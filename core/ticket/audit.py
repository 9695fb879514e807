"""Audit: everything that is owed has a place on a list (§7, “nothing fell through”).

What is owed is computed from the tickets alone, and compared with the lists that people work from.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from core.base.dataclass import dataclass
from core.policy.model import Policy
from core.ticket.clocks import timers
from core.ticket.codes import CheckState, State
from core.ticket.follow_up import Reckoning, follow_up
from core.ticket.hold import settle
from core.ticket.ladder import plan
from core.ticket.model import Ticket
from core.ticket.oversight import RungKey


class Lists(NamedTuple):
    """Lists of the desk: rungs to tell, callbacks, deferred tickets, all views, today's checks by ticket."""

    to_tell: frozenset[tuple[str, RungKey]]
    callbacks: frozenset[str]
    deferred: frozenset[str]
    shown: frozenset[str]
    checks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FellThrough:
    """Something owed that is on no list.

    `kind` is rung, callback, check, deferral, ticket or damage; `role` and `at` are those of a rung or the
    deadline of a callback, `text` says what is damaged.
    """

    kind: str
    number: str
    role: str = ""
    at: datetime | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """Result of an audit: when, of how many tickets, what fell through."""

    at: datetime
    tickets: int
    found: tuple[FellThrough, ...] = ()

    @property
    def ok(self) -> bool:
        """Return True if nothing fell through."""
        return not self.found


def audit(tickets: Iterable[Ticket], lists: Lists, rules: Mapping[int, Policy], now: datetime) -> Audit:
    """Return the result for these tickets, which are all that have not ended."""
    standing = [settle(ticket, now) for ticket in tickets]
    found = (one for ticket in standing for one in _missing(ticket, lists, rules[ticket.policy], now))
    return Audit(now, len(standing), tuple(found))


def _missing(ticket: Ticket, lists: Lists, policy: Policy, now: datetime) -> Iterator[FellThrough]:
    number = ticket.number
    if number not in lists.shown:
        yield FellThrough("ticket", number)
    rungs = plan(ticket, policy, now)
    for rung in rungs:
        if rung.owed and (number, rung.key) not in lists.to_tell:
            yield FellThrough("rung", number, rung.role, rung.due_at)
    callback = ticket.round.callback
    if ticket.state is State.HANDLED and callback and not callback.result and number not in lists.callbacks:
        yield FellThrough("callback", number, at=callback.due_at)
    if ticket.state is State.DEFERRED and not _is_kept(ticket, lists, policy, now):
        yield FellThrough("deferral", number)
    if _asks_today(ticket, policy, now) and not lists.checks.get(number):
        yield FellThrough("check", number)


def _is_kept(ticket: Ticket, lists: Lists, policy: Policy, now: datetime) -> bool:
    """Return True if a deferred ticket has its place, its review, and its explanation or the clock of it."""
    if ticket.number not in lists.deferred or ticket.deferral is None:
        return False
    owed = ticket.from_customer and ticket.deferral.explained_at is None
    return not owed or any(timer.name == "explain" for timer in timers(ticket, policy, now))


def _asks_today(ticket: Ticket, policy: Policy, now: datetime) -> bool:
    followed = follow_up(ticket, policy)
    by = Reckoning(policy, now)
    return followed is not None and followed.state(by.today, by) is CheckState.DUE
