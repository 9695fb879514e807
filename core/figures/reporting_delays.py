"""Reports by the staff: direct or relayed, and the delays until they are reported and entered."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import datetime, timedelta
from fractions import Fraction

from core.base.dataclass import dataclass
from core.figures.measures import share
from core.ticket.codes import State
from core.ticket.model import Ticket


@dataclass(frozen=True, slots=True)
class Delays:
    """Periods of time; none is negative."""

    each: Sequence[timedelta]

    @property
    def count(self) -> int:
        """Return their number."""
        return len(self.each)

    @property
    def mean(self) -> Fraction | None:
        """Return their mean in seconds; None without any."""
        micros = sum(one // timedelta(microseconds=1) for one in self.each)
        return share(Fraction(micros, 1_000_000), self.count)

    @property
    def longest(self) -> Fraction | None:
        """Return the longest in seconds; None without any."""
        return Fraction(max(self.each) // timedelta(microseconds=1), 1_000_000) if self.each else None


@dataclass(frozen=True, slots=True)
class PersonReports:
    """Reports by one of the staff: all, those they found themselves, and those put right at once."""

    total: int
    found: int
    self_handled: int


@dataclass(frozen=True, slots=True)
class StaffReports:
    """Staff reports: `relayed` by the kind of relay, `self_handled` found and put right at once.

    `people` are those who reported (R066), who reported most first; `silent` who of the staff did not (R090).

    `reporting` is from hearing of the matter to the desk (R059), `relaying` from telling the relay to the
    desk (R064), `entering` from the report to its later entry from paper.
    """

    total: int
    relayed: Mapping[str, int]
    self_handled: int
    reporting: Delays
    relaying: Delays
    entering: Delays
    people: Mapping[str, PersonReports] = field(default_factory=dict)
    silent: Sequence[str] = ()

    @property
    def direct(self) -> int:
        """Return the number of reports made straight to the desk."""
        return self.total - sum(self.relayed.values())

    @property
    def direct_rate(self) -> Fraction | None:
        """Return K19: direct ÷ all reports of the staff; None without any."""
        return share(self.direct, self.total)


def staff_reports(tickets: Iterable[Ticket], names: Iterable[str] = ()) -> StaffReports:
    """Return the figures of these tickets; void and merged ones are left out.  `names` are the staff's."""
    counted = [ticket for ticket in tickets if ticket.state not in (State.VOID, State.MERGED)]
    staff = [ticket for ticket in counted if by_staff(ticket)]
    noted = [(ticket, ticket.particulars) for ticket in staff]
    people = _by_person(staff)
    return StaffReports(
        total=len(staff),
        relayed=Counter(said.relay.kind for _, said in noted if said.relay),
        self_handled=sum(map(_self_handled, staff)),
        reporting=_delays((said.received_at, ticket.reported_at) for ticket, said in noted),
        relaying=_delays((said.relay.at, ticket.reported_at) for ticket, said in noted if said.relay),
        entering=_delays((t.reported_at, t.logged_at) for t in counted if t.particulars.entered_late),
        people=people,
        silent=[name for name in dict.fromkeys(names) if name not in people],
    )


def _by_person(tickets: Iterable[Ticket]) -> dict[str, PersonReports]:
    found: dict[str, list[Ticket]] = {}
    for ticket in tickets:
        if not ticket.author_withheld:
            found.setdefault(ticket.first_responder, []).append(ticket)
    return {
        name: PersonReports(
            len(theirs), sum(not one.from_customer for one in theirs), sum(map(_self_handled, theirs))
        )
        for name, theirs in sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    }


def _self_handled(ticket: Ticket) -> bool:
    return not ticket.from_customer and ticket.close_kind == "at_once"


def by_staff(ticket: Ticket) -> bool:
    """Return True if a member of the staff brought the matter to the desk, not the customer directly."""
    other = ticket.first_responder != ticket.operator
    return other or not ticket.from_customer or ticket.particulars.relay is not None


def _delays(pairs: Iterable[tuple[datetime | None, datetime]]) -> Delays:
    return Delays([*_spans(pairs)])


def _spans(pairs: Iterable[tuple[datetime | None, datetime]]) -> Iterator[timedelta]:
    """Yield the spans between instants that are both known and in order."""
    for first, last in pairs:
        if first is not None and first <= last:
            yield last - first
