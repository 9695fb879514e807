"""Samples of callbacks: the running rate of the month, and the candidates if it falls short (§6)."""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from hashlib import sha256
from math import ceil

from core.base.dataclass import dataclass
from core.figures.measures import share
from core.policy.model import Policy
from core.ticket.callbacks import GRADES
from core.ticket.codes import CallbackRule
from core.ticket.model import Ticket

NEAR_END = timedelta(days=5)
"""Last days of a month in which candidates are named."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """Sample of one category in a month: customers to be called or called, of all whose work is done.

    `candidates` are further tickets to call, in an order that nobody chooses; only near the month's end
    and only as many as are missing.
    """

    category: str
    percent: int
    called: int
    done: int
    candidates: tuple[str, ...] = ()

    @property
    def rate(self) -> Fraction | None:
        """Return the share called; None without any work done."""
        return share(self.called, self.done)

    @property
    def short(self) -> bool:
        """Return True if the rate is below the percentage of the rule."""
        return self.missing > 0

    @property
    def missing(self) -> int:
        """Return the number of calls that would bring the rate to the percentage."""
        return max(0, ceil(Fraction(self.percent * self.done, 100)) - self.called)


def samplings(tickets: Iterable[Ticket], policy: Policy, today: date) -> list[Sampling]:
    """Return the samples of the categories that `policy` samples, from the tickets of the month."""
    wanted = {
        code: int(category.callback.removeprefix("sample:"))
        for code, category in policy.categories.items()
        if category.callback.startswith("sample:")
    }
    done: dict[str, list[Ticket]] = {code: [] for code in wanted}
    for ticket in tickets if wanted else ():
        handled = any(turn.handled_at for turn in ticket.rounds)
        if ticket.category in wanted and handled and ticket.from_customer and not ticket.caller.anonymous:
            done[ticket.category].append(ticket)
    near = (today + NEAR_END).month != today.month
    return [_sampling(code, percent, done[code], near=near) for code, percent in wanted.items()]


def _sampling(code: str, percent: int, done: list[Ticket], *, near: bool) -> Sampling:
    left = [ticket.number for ticket in done if not _is_called(ticket)]
    found = Sampling(code, percent, len(done) - len(left), len(done))
    if not near:
        return found
    ordered = sorted(left, key=lambda number: sha256(number.encode()).hexdigest())
    return Sampling(code, percent, found.called, found.done, tuple(ordered[: found.missing]))


def _is_called(ticket: Ticket) -> bool:
    """Return True if a callback is owed or made, or the customer answered a call out of turn."""
    owed = any(turn.callback and turn.callback.rule == CallbackRule.ALL for turn in ticket.rounds)
    return owed or any(call.result in GRADES for call in ticket.calls)
