"""Protocols between the screens and the app."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

if TYPE_CHECKING:
    from textual.screen import Screen

    from core.desk.desk import Desk
    from core.handover.watch import Watch
    from core.people.directory import Directory
    from core.people.roles import Actor
    from core.policy.model import Policy
    from core.policy.sections import Site
    from tui.files.drafts import Drafts
    from tui.widgets.marked import Marked

T = TypeVar("T")
Severity = Literal["information", "warning", "error"]


class HostDesk(Protocol):
    """Open desk: questions to it, and the rules in force."""

    @property
    def ready(self) -> bool:
        """Return True if the storage is open; before that only the board's first lines are known."""

    @property
    def site(self) -> Site:
        """Return the site's name, zone and hours."""

    @property
    def policy(self) -> Policy:
        """Return the rules in force for new tickets."""

    @property
    def directory(self) -> Directory:
        """Return units and people as of the last read."""

    @property
    def watch(self) -> Watch | None:
        """Return the watch with the state of its handover; None before the first one."""

    async def ask(self, call: Callable[[Desk], T]) -> T:
        """Return the result of one use case `call` for the desk, in a thread; `DeskError` passes through."""

    def look_again(self) -> None:
        """Read the feed soon, because this screen has written something that is not a step of a ticket."""


class HostIdentity(Protocol):
    """Acting person."""

    @property
    def operator(self) -> str:
        """Return the name of the acting person."""

    @property
    def actor(self) -> Actor:
        """Return the acting person with their rights."""

    @property
    def drafts(self) -> Drafts:
        """Return the drafts of the acting person: calls typed and not yet saved."""


class HostSeat(Protocol):
    """Seat at the app."""

    def become(self, who: str) -> None:
        """Sign in a person, by number or name, whose PIN was just checked."""


class HostSteps(Protocol):
    """Steps written on this screen."""

    def changed(self, *numbers: str, undone: bool = False) -> None:
        """Note that this screen has written, or undone, a step of each of these tickets together."""


class HostReminder(Protocol):
    """Reminder of the end of the shift."""

    def text(self) -> str:
        """Return the sentence for this moment; mostly empty."""


class HostBoard(Protocol):
    """Board below the other screens."""

    def neighbour(self, number: str, step: int) -> str | None:
        """Return the ticket `step` lines after that one; None beyond the end of the list."""

    async def shown(self) -> None:
        """Return once the list shows the ticket that the cursor was last sent to."""


class HostGate(Protocol):
    """Gate that keeps what is typed while a step is written for the screen that follows."""

    def close(self) -> None:
        """Hold what is typed from now on; each `close` needs one `open`."""

    def open(self, shown: Callable[[], Awaitable[object]] = ...) -> None:
        """Give what was typed to the screen in front, once `shown` says that it shows the new state."""

    def hold(self, answered: Callable[[], Awaitable[bool]]) -> None:
        """Hold what is typed from now on until the screen in front shows an answer; drop it if that fails."""

    def follow(self, over: Callable[[], bool]) -> None:
        """Hold what is typed from now on until a dialog can take it, or `over` says that none comes."""

    async def ask(self, dialog: Screen[T]) -> T | None:
        """Return the answer to a dialog that comes up by itself; a burst of keys does not answer it."""


class HostSavers(Protocol):
    """Savers of unsaved input."""

    def add(self, save: Callable[[], None]) -> Callable[[], None]:
        """Register `save` to be called when a signal or fault ends the app.

        Return the function to unregister it.
        """


class Sender(Protocol):
    """Line that has sent a key to the app."""

    def came_back(self, key: int) -> None:
        """Note that the app has done the command of that key."""


class Host(Protocol):
    """App as the screens see it: its parts, and three small services."""

    @property
    def desk(self) -> HostDesk:
        """Return the open desk."""

    @property
    def identity(self) -> HostIdentity:
        """Return the acting person."""

    @property
    def seat(self) -> HostSeat:
        """Return the seat."""

    @property
    def steps(self) -> HostSteps:
        """Return the steps written on this screen."""

    @property
    def reminder(self) -> HostReminder:
        """Return the reminder of the end of the shift."""

    @property
    def board(self) -> HostBoard:
        """Return the board."""

    @property
    def gate(self) -> HostGate:
        """Return the gate of keys in flight."""

    @property
    def savers(self) -> HostSavers:
        """Return the savers of unsaved input."""

    @property
    def keys_away(self) -> dict[int, Sender]:
        """Return the keys that a line has forwarded and that have not come back, by identity."""

    def now(self) -> datetime:
        """Return the present instant in UTC."""

    def key(self, command_id: str) -> str:
        """Return the first key of a command as the footer writes it; empty if it has none."""

    def tell(self, text: str, severity: Severity = "information") -> None:
        """Show a short notice; `text` is never markup."""


class HostedScreen(Protocol):
    """Screen of the desk as the app sees it."""

    @property
    def CONTEXTS(self) -> tuple[str, ...]:
        """Return the contexts whose commands the screen does."""

    @property
    def marked(self) -> Marked:
        """Return the item under the cursor."""

    @property
    def PAST(self) -> bool:
        """Return True if the screen shows the past, from where nothing can be written."""

    @property
    def BARE_CALLS(self) -> bool:
        """Return True if ringing calls are shown without their numbers."""

    def tick(self, now: datetime) -> None:
        """Update the screen, each second."""

    def refresh_data(self) -> object:
        """Read changed data from the storage again."""

    def relabel(self) -> None:
        """Write all texts again, in the current language."""

    def type_ahead(self, text: str) -> bool:
        """Take letters typed before a field had the focus; return True if they are wanted."""
