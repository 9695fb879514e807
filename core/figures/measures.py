"""How fast somebody was there: the arrival figures of a set of tickets (§14, K3 and K25)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cached_property
from math import ceil

from core.base.dataclass import dataclass
from core.policy.model import Policy
from core.ticket.clocks import timers
from core.ticket.model import State, Ticket

WITHIN = (180, 300, 600)
"""Seconds from the report within which arrivals are counted."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """How the first arrival at one ticket turned out.

    `outcome` is in_time, late, never (the promise passed and nobody came), waiting (it still runs) or
    none (nothing was promised, or nobody had to be sent); `took` is the time from the report to the
    arrival, None where nobody came or where a time had been agreed.
    """

    outcome: str
    arrived: bool = False
    after_amber: bool = False
    took: timedelta | None = None


def arrival_of(ticket: Ticket, policy: Policy, now: datetime) -> Arrival:
    """How the first arrival turned out, seen at `now`; meeting the promise exactly is in time."""
    first = ticket.rounds[0]
    clocks = [t for t in timers(ticket, policy, now) if t.name == "arrival" and t.round == 1]
    took = first.arrived_at - ticket.reported_at if first.arrived_at and not first.booking else None
    if not clocks:
        return Arrival("none", first.arrived_at is not None, took=took)
    if first.arrived_at:
        late = any(clock.state == "missed" for clock in clocks)
        warn_at = clocks[-1].warn_at
        amber = not late and warn_at is not None and first.arrived_at >= warn_at
        return Arrival("late" if late else "in_time", True, amber, took)
    if first.handled_at and not ticket.assigned_at:
        return Arrival("none")  # answered on the spot
    over = first.handled_at is not None or ticket.closed_at is not None
    return Arrival("never" if over or now > clocks[-1].due_at else "waiting")


@dataclass(frozen=True)
class Arrivals:
    """The arrival figures of some tickets; all counts, so that every rate stays an exact fraction."""

    each: Sequence[Arrival]

    @property
    def calls(self) -> int:
        """How many tickets."""
        return len(self.each)

    @property
    def arrived(self) -> int:
        """Where somebody came."""
        return sum(one.arrived for one in self.each)

    @property
    def in_time(self) -> int:
        """Where somebody came as promised."""
        return self._count("in_time")

    @property
    def after_amber(self) -> int:
        """Where somebody came as promised, but only after the warning."""
        return sum(one.after_amber for one in self.each)

    @property
    def late(self) -> int:
        """Where somebody came later than promised."""
        return self._count("late")

    @property
    def never(self) -> int:
        """Where the promise passed and nobody came."""
        return self._count("never")

    @property
    def waiting(self) -> int:
        """Where the promise still runs."""
        return self._count("waiting")

    @property
    def on_time(self) -> Fraction | None:
        """K3: in time ÷ (arrived or the promise passed); None without any."""
        return share(self.in_time, self.in_time + self.late + self.never)

    @cached_property
    def seconds(self) -> tuple[Fraction, ...]:
        """From report to arrival, in rising order."""
        took = (one.took for one in self.each if one.took is not None)
        return tuple(sorted(Fraction(t // timedelta(microseconds=1), 1_000_000) for t in took))

    @property
    def mean(self) -> Fraction | None:
        """The mean of the seconds."""
        return share(sum(self.seconds), len(self.seconds))

    @property
    def median(self) -> Fraction | None:
        """The middle of the seconds, or half-way between the middle two."""
        count = len(self.seconds)
        return share(self.seconds[(count - 1) // 2] + self.seconds[count // 2], 2) if count else None

    def percentile(self, percent: int) -> Fraction | None:
        """The smallest of the seconds that `percent` % of them do not exceed (nearest rank)."""
        rank = ceil(Fraction(percent * len(self.seconds), 100))
        return self.seconds[max(rank, 1) - 1] if self.seconds else None

    def within(self, seconds: int) -> int:
        """How many arrivals took that many seconds at most."""
        return sum(took <= seconds for took in self.seconds)

    def _count(self, outcome: str) -> int:
        return sum(one.outcome == outcome for one in self.each)


def share(part: int | Fraction, whole: int) -> Fraction | None:
    """`part` of `whole` as an exact fraction; None where there is no whole."""
    return Fraction(part) / whole if whole else None


def percent_text(fraction: Fraction | None) -> str:
    """A share in percent, cut after two decimals so that no target is reached by rounding; — for none."""
    if fraction is None:
        return "—"
    hundredths = int(fraction * 10_000)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def arrivals(tickets: Iterable[Ticket], rules: Mapping[int, Policy], now: datetime) -> dict[str, Arrivals]:
    """The arrival figures per category, and of all under the empty name; void and merged ones left out."""
    found: dict[str, list[Arrival]] = {"": []}
    for ticket in tickets:
        if ticket.state not in (State.VOID, State.MERGED):
            arrival = arrival_of(ticket, rules[ticket.policy], now)
            found[""].append(arrival)
            found.setdefault(ticket.category, []).append(arrival)
    return {category: Arrivals(each) for category, each in found.items()}
