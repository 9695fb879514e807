"""What screens and app ask of one another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.handover.watch import Watch
    from core.people.directory import Directory
    from core.people.roles import Actor
    from core.policy.model import Policy, Site
    from tui.commands.keymap import Keymap
    from tui.files.drafts import Drafts
    from tui.widgets.marked import Marked

T = TypeVar("T")
Severity = Literal["information", "warning", "error"]


class HostDesk(Protocol):
    """The open desk: how it is asked, and what is in force there."""

    @property
    def ready(self) -> bool:
        """Whether the storage is open; before that only the board's first lines are there."""

    @property
    def site(self) -> Site:
        """The site's name, zone and hours."""

    @property
    def policy(self) -> Policy:
        """The rules in force for new tickets."""

    @property
    def directory(self) -> Directory:
        """Units and people, as of the last minute."""

    @property
    def watch(self) -> Watch | None:
        """The operator who has the desk, and how far the handover is; None before the first watch."""

    async def ask(self, call: Callable[[Desk], T]) -> T:
        """Return what `call` returns for the desk, one use case in a thread; DeskErrors pass through."""

    def look_again(self) -> None:
        """Take note that this desk has just written something that is not a step of a ticket."""


class HostIdentity(Protocol):
    """The acting person."""

    @property
    def operator(self) -> str:
        """The name of the acting person."""

    @property
    def actor(self) -> Actor:
        """The acting person with the rights of the directory."""

    @property
    def drafts(self) -> Drafts:
        """Calls that the acting person has typed and not yet saved."""


class HostSeat(Protocol):
    """The seat at the running desk."""

    def become(self, who: str) -> None:
        """Seat a person, by number or name, whose PIN was checked just now."""


class HostSteps(Protocol):
    """Steps written at this desk."""

    def changed(self, number: str, *, undone: bool = False) -> None:
        """Take note that this desk has just written, or taken back, a step of that ticket."""


class HostReminder(Protocol):
    """Reminder of the end of the shift."""

    def text(self) -> str:
        """Return what is to be said at this moment; mostly nothing."""


class HostBoard(Protocol):
    """The board under the other screens."""

    def neighbour(self, number: str, step: int) -> str | None:
        """Return the ticket that many lines after that one; None where the list ends."""


class HostSavers(Protocol):
    """Savers of what is typed and not yet saved."""

    def add(self, save: Callable[[], None]) -> Callable[[], None]:
        """Have `save` called when a signal or a fault ends the desk; return what takes that back."""


class Sender(Protocol):
    """Line that has sent a key to the app."""

    def came_back(self, key: int) -> None:
        """Take note that the app has done what that key asks for."""


class Host(Protocol):
    """The app, as screens see it: its parts, and three small services."""

    @property
    def desk(self) -> HostDesk:
        """The open desk."""

    @property
    def identity(self) -> HostIdentity:
        """The acting person."""

    @property
    def seat(self) -> HostSeat:
        """The seat, to put a person in."""

    @property
    def steps(self) -> HostSteps:
        """The steps written here."""

    @property
    def reminder(self) -> HostReminder:
        """The reminder of the end of the shift."""

    @property
    def board(self) -> HostBoard:
        """The board."""

    @property
    def savers(self) -> HostSavers:
        """The savers of what is typed."""

    @property
    def keys_away(self) -> dict[int, Sender]:
        """Keys on their way from a line to the app, by their identity."""

    def now(self) -> datetime:
        """Return the present instant in UTC."""

    def key(self, command_id: str) -> str:
        """Return the first key of a command as the footer writes it; empty where it has none."""

    def tell(self, text: str, severity: Severity = "information") -> None:
        """Show a short notice; `text` is never markup."""


class Shown(Protocol):
    """A screen of the desk, as the app sees it."""

    @property
    def CONTEXTS(self) -> tuple[str, ...]:
        """The contexts whose commands it answers."""

    @property
    def marked(self) -> Marked:
        """The thing under the cursor."""

    @property
    def BARE_CALLS(self) -> bool:
        """Whether calls that ring are shown without their numbers."""

    def tick(self, now: datetime) -> None:
        """Take note that one second has passed."""

    def refresh_data(self) -> object:
        """Read again what has changed in the storage."""

    def relabel(self) -> None:
        """Write every text again, in the language in use."""

    def type_ahead(self, text: str) -> bool:
        """Take letters that came before a field has the focus; return whether they are wanted."""

    def say_why(self, key: str, keymap: Keymap) -> None:
        """Answer the key of a command that is not possible now with its reason."""
