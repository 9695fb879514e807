"""What a screen may ask of the app it runs in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.handover.watch import Watch
    from core.people.directory import Directory
    from core.people.roles import Actor
    from core.policy.model import Policy, Site
    from tui.files.drafts import Drafts

T = TypeVar("T")
Severity = Literal["information", "warning", "error"]


class Host(Protocol):
    """The app, as screens see it."""

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
    def operator(self) -> str:
        """The name of the acting person."""

    @property
    def actor(self) -> Actor:
        """The acting person with the rights of the directory."""

    @property
    def desk_watch(self) -> Watch | None:
        """Who has the desk, and how far the handover is; None before the first watch."""

    def desk_reminder(self) -> str:
        """What is to be said of the end of the shift at this moment; mostly nothing."""

    @property
    def language(self) -> str:
        """The language in use, one of `tui.i18n.LANGUAGES`."""

    @property
    def state_dir(self) -> Path:
        """A private folder of this login for what is not yet in the storage, such as drafts."""

    @property
    def drafts(self) -> Drafts:
        """What was typed and not yet saved, of this login."""

    def key(self, command_id: str) -> str:
        """The first key of a command as the footer writes it; empty where it has none."""

    def neighbour(self, number: str, step: int) -> str | None:
        """The ticket so many lines after that one on the board; None where the list ends."""

    def now(self) -> datetime:
        """The present instant in UTC."""

    async def ask(self, call: Callable[[Desk], T]) -> T:
        """What `call` returns for the desk, one unit of work in a thread; DeskErrors pass through."""

    def changed(self, number: str, *, undone: bool = False) -> None:
        """This desk has just written (or taken back) a step of that ticket."""

    def become(self, who: str) -> None:
        """That person, by number or name, sits here from now on; the PIN has been checked just now."""

    def look_again(self) -> None:
        """This desk has just written something that is no step of a ticket."""

    def tell(self, text: str, severity: Severity = "information") -> None:
        """A short notice; `text` is never markup."""

    def save_at_end(self, save: Callable[[], None]) -> Callable[[], None]:
        """Have `save` called when a signal or a fault ends the desk; returns what takes that back."""
