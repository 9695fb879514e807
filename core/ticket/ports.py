"""Tickets as a storage keeps them; `storage` offers them for SQLite and PostgreSQL alike."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol

from core.base.dataclass import dataclass
from core.events.stream import Event
from core.ticket.board import Counts, Row
from core.ticket.model import Ticket


@dataclass(frozen=True, slots=True)
class Query:
    """Which tickets, in board order at `now`: a view, words to look for, and where to cut.

    `text` matches number, unit, place, description, people, pinyin initials and phone digits;
    `since` keeps tickets reported from then on; `actor` is whose tickets the view `mine` shows: those
    the actor was sent to and, as long as nobody has the desk (`watched`), those the actor logged.
    """

    view: str
    now: datetime
    actor: str = ""
    text: str = ""
    since: datetime | None = None
    limit: int | None = None
    watched: bool = False


@dataclass(frozen=True, slots=True)
class Alike:
    """What to look for before a call is logged: tickets of a category reported in [start, end).

    `phone` is `core.base.text.dialled`; empty means not said.  Open ones reported from `open_since` on are
    wanted whatever their unit, place and number.
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
    """One step of one ticket: the events it adds, the ticket and the board line it leaves."""

    ticket: Ticket
    events: Sequence[Event]
    row: Row


class Hands(NamedTuple):
    """What somebody has to do: open tickets, and of those the ones he is on site of."""

    open: int = 0
    on_site: int = 0


class TicketsReading(Protocol):
    """Tickets in a look at the storage."""

    def get(self, number: str) -> Ticket:
        """The snapshot of that full number; raises `NotFound`."""

    def history(self, number: str) -> tuple[Event, ...]:
        """Every event of the ticket, in order; raises `NotFound`."""

    def rows(self, query: Query) -> list[Row]:
        """The board lines that match."""

    def find(self, query: Query) -> list[Ticket]:
        """The snapshots that match, in the same order."""

    def reported(self, start: datetime, end: datetime) -> Iterable[Ticket]:
        """The tickets reported in [start, end), void ones left out, by report time."""

    def earlier(self, alike: Alike) -> list[Ticket]:
        """The tickets that could be about the same matter: same unit, place or number, or open since then.

        Void ones are left out, open ones and the newest come first, and of very many only those;
        whoever asks decides which of them are.
        """

    def of_caller(self, unit: str, phone: str, since: datetime) -> list[Ticket]:
        """The tickets of a unit or a number that are not over, or the newest ones reported since then."""

    def last_repeats(self, firsts: Iterable[str], start: datetime, end: datetime) -> dict[str, int]:
        """For each first ticket of a chain the highest `repeat_no` reported in [start, end).

        Void ones are left out, and so are first ones that nothing repeats.
        """

    def alive(self, at: datetime) -> list[str]:
        """The numbers of the tickets reported by `at` and not closed by then."""

    def counts(self, now: datetime) -> Counts:
        """The figures of the header."""

    def number_for_key(self, key: str) -> str | None:
        """The ticket that was logged with this request key."""

    def position(self) -> int:
        """Return the place of the newest event of a ticket in the feed."""

    def seqs_before(self, position: int) -> dict[str, int]:
        """For each ticket that changed after `position`, how many events it had there."""

    def happened(self, start: datetime, end: datetime) -> dict[str, int]:
        """How many events happened in [start, end), by ticket; looks at every event there is."""

    def hands(self, person: str = "") -> dict[str, Hands]:
        """How many open tickets people have, by name: everybody who has any, or that one."""


class TicketsWriting(TicketsReading, Protocol):
    """Tickets in a unit of work."""

    def new_number(self, day: date) -> str:
        """The next free number of that site day: YYMMDD-NNN, growing to four digits and more."""

    def append(self, change: Change, key: str = "") -> None:
        """Add the events and write the snapshot; raises `ChangedElsewhere` if the version is not the next."""
