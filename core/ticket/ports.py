"""Ports of tickets, which `storage` offers for SQLite and PostgreSQL."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from typing import NamedTuple, Protocol

from core.base.dataclass import dataclass
from core.events.as_of import AsOf
from core.events.stream import Event
from core.ticket.board import Counts, Row, StoodRow
from core.ticket.follow_up import FollowUp
from core.ticket.model import Ticket


@dataclass(frozen=True, slots=True)
class Query:
    """Query of tickets in board order at `now`: a view, a text to find, and limits.

    `text` matches number, unit, place, description, outcomes, notes, people, pinyin and phone digits;
    `departments` are the codes that its words mean, by the folded word, and the ticket `number` that it
    names comes first; `since` keeps tickets reported from then on.  The view `mine` has the tickets assigned
    to `actor` and, as long as no one is in charge of the desk (not `watched`), those the actor logged.
    """

    view: str
    now: datetime
    actor: str = ""
    text: str = ""
    since: datetime | None = None
    limit: int | None = None
    watched: bool = False
    number: str = ""
    departments: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alike:
    """Query of related tickets before a call is logged: a category, reported in [start, end).

    `phone` is `core.base.text.dialled`; empty means not given.  Open tickets reported from `open_since` on
    match regardless of unit, place and number.
    """

    category: str
    start: datetime
    end: datetime
    unit: str = ""
    place: str = ""
    phone: str = ""
    open_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Step of one ticket: its new events, the ticket and the board row after them."""

    ticket: Ticket
    events: Sequence[Event]
    row: Row


class Hands(NamedTuple):
    """Numbers of a person's open tickets, and of those with them on site."""

    open: int = 0
    on_site: int = 0


class Followed(NamedTuple):
    """Ticket with daily checks."""

    number: str
    follow_up: FollowUp


class Matter(NamedTuple):
    """What a ticket is about, in few words."""

    where: str = ""
    description: str = ""
    assignee: str = ""


class ChecksReading(Protocol):
    """Daily checks in a read of the storage."""

    def followed(self, first: date) -> list[Followed]:
        """Return the tickets that ask for a daily check on that day or later, or have one, by number."""

    def worked_on(self, start: datetime, end: datetime) -> list[Followed]:
        """Return the tickets reported before `end` and not closed before `start`, without void ones."""

    def matters(self, numbers: Iterable[str]) -> dict[str, Matter]:
        """Return what these tickets are about, by number."""


class PastReading(Protocol):
    """Tickets of a past instant: those not changed since, and the events of the others (§23)."""

    def unchanged_since(self, then: datetime) -> list[StoodRow]:
        """Return the tickets not closed that nothing was written to after `then`, in no order."""

    def changed_since(self, as_of: AsOf) -> list[str]:
        """Return the numbers of the tickets written to since that may have been open at that instant."""

    def beside(self, as_of: AsOf, *, later: bool) -> datetime | None:
        """Return the instant of the next event of a ticket, or of the last before; None beyond the ends."""

    def kept(self, numbers: Sequence[str], as_of: AsOf) -> dict[str, tuple[int, ...]]:
        """Return the places of the events that each answer depends on: the same places, the same answer."""

    def histories(self, numbers: Sequence[str], as_of: AsOf | None = None) -> dict[str, tuple[Event, ...]]:
        """Return the events of these tickets by number, in order; with `as_of` those its answer needs."""


class TicketsReading(Protocol):
    """Tickets in a read of the storage."""

    def get(self, number: str) -> Ticket:
        """Return the snapshot of that full number; raise `NotFound`."""

    def history(self, number: str) -> tuple[Event, ...]:
        """Return the events of the ticket, in order; raise `NotFound`."""

    def rows(self, query: Query) -> list[Row]:
        """Return the board rows that match, in board order; of closed ones, the newest first."""

    def find(self, query: Query) -> Iterable[Ticket]:
        """Yield the snapshots that match, in the same order."""

    def reported(self, start: datetime, end: datetime, *, void: bool = False) -> Iterable[Ticket]:
        """Yield the tickets reported in [start, end) by report time, without void ones unless `void`."""

    def earlier(self, alike: Alike) -> list[Ticket]:
        """Return the tickets that could be about the same matter: same unit, place or number, or open.

        Void ones are left out.  Open ones and the newest come first, and of very many only those; the caller
        decides which are about the same matter.
        """

    def of_caller(self, unit: str, phone: str, since: datetime) -> list[Ticket]:
        """Return a unit's or number's tickets that are not closed, or the newest since `since`."""

    def last_repeats(self, firsts: Iterable[str], start: datetime, end: datetime) -> dict[str, int]:
        """Return for each first ticket of a chain the highest `repeat_no` in [start, end).

        Void ones are left out, and so are first ones without a repeat.
        """

    def alive(self, at: datetime) -> list[str]:
        """Return the numbers of the tickets reported by `at` and not closed by then."""

    def not_closed(self) -> list[Ticket]:
        """Return the snapshots of all tickets that are not closed, in no order."""

    @property
    def past(self) -> PastReading:
        """Return what tells how tickets stood at a past instant."""

    def to_tell(self, until: datetime, first: int | None = None) -> list[Ticket]:
        """Return the tickets not closed whose ladder is due by `until`, or whose told people are awaited.

        Those to be told of longest come first; with `first`, only so many.
        """

    def with_tasks(self) -> list[Ticket]:
        """Return the tickets not closed that have a to-do, by number."""

    def to_look(self, first: date) -> list[Ticket]:
        """Return the tickets numbered from that day on with something for the supervisor to look at."""

    def to_approve(self) -> list[Ticket]:
        """Return the tickets on which a request for approval waits, by number."""

    def counts(self, now: datetime) -> Counts:
        """Return the figures of the header."""

    def number_for_key(self, key: str) -> str | None:
        """Return the number of the ticket logged with this request key; None if it is new."""

    def position(self) -> int:
        """Return the place of the newest event of a ticket in the feed."""

    def seqs_before(self, position: int) -> dict[str, int]:
        """Return the number of events before `position` of each ticket that changed after it."""

    def happened(self, start: datetime, end: datetime) -> dict[str, int]:
        """Return the number of events in [start, end) by ticket."""

    def hands(self, person: str = "") -> dict[str, Hands]:
        """Return the numbers of open tickets by assignee, or of one person."""


class TicketsWriting(TicketsReading, Protocol):
    """Tickets in a unit of work."""

    def new_number(self, day: date, wanted: str = "") -> str:
        """Return a free number of that site day: YYMMDD-NNN, with more digits if necessary.

        It is `wanted` if that is a free one of the day, else the next one.
        """

    def append(self, change: Change, key: str = "") -> None:
        """Add the events and write the snapshot; raise `ChangedElsewhere` for a wrong version."""
