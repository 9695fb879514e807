"""What the desk asks of a storage; `storage` offers it for SQLite and PostgreSQL alike."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from core.duty.roster import Duty
from core.events.log import EventLog, OpenLog
from core.events.stream import Event
from core.people.directory import Directory, Person
from core.people.pins import Pin
from core.people.units import Unit
from core.phone.rings import Ring, Switchboard
from core.policy.model import Policy
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


class Pulse(NamedTuple):
    """Marks that differ from a look before where something was written meanwhile."""

    directory: str
    policies: str
    rings: str
    shifts: str
    """Differs where the roster was written to."""
    place: int
    """The place of the newest event in the feed."""


class Hands(NamedTuple):
    """What somebody has to do: open tickets, and of those the ones he is on site of."""

    open: int = 0
    on_site: int = 0


class Reading(Protocol):
    """A consistent look at the storage; everything it returns is plain data."""

    @property
    def events(self) -> EventLog:
        """Everything that happened, in streams."""

    def ticket(self, number: str) -> Ticket:
        """The snapshot of that full number; raises `NotFound`."""

    def history(self, number: str) -> tuple[Event, ...]:
        """Every event of the ticket, in order; raises `NotFound`."""

    def rows(self, query: Query) -> list[Row]:
        """The board lines that match."""

    def tickets(self, query: Query) -> list[Ticket]:
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

    def directory(self) -> Directory:
        """Units and people."""

    def policies(self) -> tuple[Policy, ...]:
        """Every policy of the centre, the one in force last."""

    def position(self) -> int:
        """Return the place of the newest event of a ticket in the feed."""

    def seqs_before(self, position: int) -> dict[str, int]:
        """For each ticket that changed after `position`, how many events it had there."""

    def happened(self, start: datetime, end: datetime) -> dict[str, int]:
        """How many events happened in [start, end), by ticket; looks at every event there is."""

    def pulse(self) -> Pulse:
        """Whether anything was written since another look, in one small statement."""

    def rings(self, since: datetime) -> list[Ring]:
        """The calls that are not over, or ended at `since` or later; in the order in which they rang last."""

    def ring(self, ident: int) -> Ring:
        """That call; raises `NotFound`."""

    def duties(self, first: date, last: date) -> list[Duty]:
        """The roster of the site days `first` to `last`, by day, start, post and person."""

    def hands(self, person: str = "") -> dict[str, Hands]:
        """How many open tickets people have, by name: everybody who has any, or that one."""

    def pins(self) -> dict[str, Pin]:
        """Every PIN by staff number."""


class Writing(Reading, Switchboard, Protocol):
    """One unit of work: all of it is kept, or none."""

    @property
    def events(self) -> OpenLog:
        """Everything that happened, in streams, to be added to."""

    def new_number(self, day: date) -> str:
        """The next free number of that site day: YYMMDD-NNN, growing to four digits and more."""

    def append(self, change: Change, key: str = "") -> None:
        """Add the events and write the snapshot; raises `ChangedElsewhere` if the version is not the next."""

    def save_units(self, units: Iterable[Unit]) -> None:
        """Enter or replace units by code."""

    def save_people(self, people: Iterable[Person]) -> None:
        """Enter or replace people by staff number."""

    def save_duties(self, duties: Iterable[Duty], instead_of: Iterable[Duty] = ()) -> None:
        """Enter duties, take `instead_of` away; a person has one duty that begins at one time."""

    def save_pin(self, pin: Pin) -> None:
        """Enter or replace the PIN of a staff number."""

    def drop_pin(self, person: str) -> None:
        """Take the PIN of a staff number away, if there is one."""

    def save_policy(self, text: str, at: datetime, by: str) -> int:
        """Keep the policy as the newest and return its version."""


class Store(Protocol):
    """Where everything is kept."""

    def reading(self) -> AbstractContextManager[Reading]:
        """A read transaction, ended with the block."""

    def writing(self) -> AbstractContextManager[Writing]:
        """A write transaction, committed at the end of the block unless it raises."""
