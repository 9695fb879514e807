"""Arrival figures of a set of tickets (§14, K3 and K25)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cached_property
from math import ceil

from core.base.dataclass import dataclass
from core.policy.model import Policy
from core.ticket.clocks import Timer, timers
from core.ticket.codes import State
from core.ticket.model import Round, Ticket

WITHIN = (180, 300, 600)
"""Seconds from the report within which arrivals are counted."""

UNTOLD = "the imported log does not tell who came"
NO_ARRIVAL = "the imported log has no arrival"
"""Reason of a round without an arrival that may have had one."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """First arrival at one ticket, compared with the promise.

    `outcome` is in_time, late, never (the promise passed without an arrival), waiting (it still runs) or
    none (nothing was promised, or no visit was needed); `took` is the time from the report to the
    arrival, None without an arrival or if a time had been agreed.
    """

    outcome: str
    arrived: bool = False
    after_amber: bool = False
    took: timedelta | None = None


def arrival_of(ticket: Ticket, policy: Policy, now: datetime) -> Arrival:
    """Return the first arrival as seen at `now`; meeting the promise exactly is in time."""
    first = ticket.rounds[0]
    seen = max(now, first.arrived_at or now)  # who came after the end of the period still came late
    clocks = [t for t in timers(ticket, policy, seen) if t.name == "arrival" and t.round == 1]
    took = first.arrived_at - ticket.reported_at if first.arrived_at and not first.booking else None
    if not clocks:
        return Arrival("none", first.arrived_at is not None, took=took)
    if first.arrived_at:
        late = any(clock.state == "missed" for clock in clocks)
        warn_at = clocks[-1].warn_at
        amber = not late and warn_at is not None and first.arrived_at >= warn_at
        return Arrival("late" if late else "in_time", True, amber, took)
    if first.handled_at and (not ticket.assigned_at or _needed_no_visit(first, clocks[-1])):
        return Arrival("none")  # answered on the spot, solved by phone in time, or not told
    over = first.handled_at is not None or ticket.closed_at is not None
    return Arrival("never" if over or now > clocks[-1].due_at else "waiting")


def _needed_no_visit(first: Round, promised: Timer) -> bool:
    """Return True if the work ended before the promise, with a reason why no visit was needed.

    Also if nothing tells of visits, as in a log without a column of arrivals.
    """
    if first.no_arrival in (UNTOLD, NO_ARRIVAL):
        return first.no_arrival == UNTOLD
    return bool(first.no_arrival and first.handled_at and first.handled_at <= promised.due_at)


@dataclass(frozen=True)
class Arrivals:
    """Arrival figures of some tickets; all are counts, so that rates are exact fractions."""

    each: Sequence[Arrival]

    @property
    def calls(self) -> int:
        """Return the number of tickets."""
        return len(self.each)

    @property
    def arrived(self) -> int:
        """Return the number of tickets with an arrival."""
        return sum(one.arrived for one in self.each)

    @property
    def in_time(self) -> int:
        """Return the number of tickets with an arrival as promised."""
        return self._count("in_time")

    @property
    def after_amber(self) -> int:
        """Return the number of tickets with an arrival as promised, but after the warning."""
        return sum(one.after_amber for one in self.each)

    @property
    def late(self) -> int:
        """Return the number of tickets with an arrival later than promised."""
        return self._count("late")

    @property
    def never(self) -> int:
        """Return the number of tickets whose promise passed without an arrival."""
        return self._count("never")

    @property
    def waiting(self) -> int:
        """Return the number of tickets whose promise still runs."""
        return self._count("waiting")

    @property
    def on_time(self) -> Fraction | None:
        """Return K3: in time ÷ (arrived or the promise passed); None without any."""
        return share(self.in_time, self.in_time + self.late + self.never)

    @cached_property
    def seconds(self) -> tuple[Fraction, ...]:
        """Return the seconds from report to arrival, in rising order."""
        took = (one.took for one in self.each if one.took is not None)
        return tuple(sorted(Fraction(t // timedelta(microseconds=1), 1_000_000) for t in took))

    @property
    def mean(self) -> Fraction | None:
        """Return the mean of the seconds."""
        return share(sum(self.seconds), len(self.seconds))

    @property
    def median(self) -> Fraction | None:
        """Return the middle of the seconds, or half-way between the middle two."""
        count = len(self.seconds)
        return share(self.seconds[(count - 1) // 2] + self.seconds[count // 2], 2) if count else None

    def percentile(self, percent: int) -> Fraction | None:
        """Return the smallest of the seconds that `percent` % of them do not exceed (nearest rank)."""
        rank = ceil(Fraction(percent * len(self.seconds), 100))
        return self.seconds[max(rank, 1) - 1] if self.seconds else None

    def within(self, seconds: int) -> int:
        """Return the number of arrivals that took `seconds` at most."""
        return sum(took <= seconds for took in self.seconds)

    def _count(self, outcome: str) -> int:
        return sum(one.outcome == outcome for one in self.each)


def share(part: int | Fraction, whole: int) -> Fraction | None:
    """Return `part` of `whole` as an exact fraction; None if `whole` is 0."""
    return Fraction(part) / whole if whole else None


def percent_text(fraction: Fraction | None) -> str:
    """Return a share in percent, cut after two decimals so that rounding reaches no target; — for None."""
    if fraction is None:
        return "-"
    hundredths = int(fraction * 10_000)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def arrivals(tickets: Iterable[Ticket], rules: Mapping[int, Policy], now: datetime) -> dict[str, Arrivals]:
    """Return the arrival figures by category, and of all under the empty name.

    Void and merged tickets are left out.
    """
    found: dict[str, list[Arrival]] = {"": []}
    for ticket in tickets:
        if ticket.state not in (State.VOID, State.MERGED):
            arrival = arrival_of(ticket, rules[ticket.policy], now)
            found[""].append(arrival)
            found.setdefault(ticket.category, []).append(arrival)
    return {category: Arrivals(each) for category, each in found.items()}
