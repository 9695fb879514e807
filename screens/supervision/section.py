"""Section of the supervisor's desk: what it lists, its words, its keys."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from core.base.dataclass import dataclass
from core.base.errors import DeskError
from core.people.roles import takes_step
from core.ticket.acts.base import Act
from core.ticket.acts.table import ACTS
from core.ticket.model import Ticket
from screens.base.steps import doing, tell, why_not, written
from tui.widgets.host import Host
from tui.widgets.screen import ScreenBase

if TYPE_CHECKING:
    from textual.screen import Screen

    from core.desk.desk import Desk
    from core.desk.queries import Card

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shown:
    """Line of a section in words: `number` is the ticket's, `about` the lines of its details.

    `key` is the same as long as it is about the same thing; `style` is that of `said`.
    """

    key: str
    where: str
    matter: str
    said: str
    number: str = ""
    at: datetime | None = None
    style: str = "text"
    about: Sequence[str] = ()


def about_ticket(
    ticket: Ticket,
    said: str,
    at: datetime,
    style: str,
    about: Sequence[str],
    *,
    which: str = "",
) -> Shown:
    """Return the line about a ticket; `which` tells several lines about one ticket apart."""
    key = f"{ticket.number}|{which}"
    return Shown(key, ticket.where, ticket.description, said, ticket.number, at, style, about)


class Section(ABC, Generic[T]):
    """One section, the same for all screens; `title`, `does` and `does_other` are English source strings.

    `act_name` is the act of its first key, by which the key is dim for whoever may not.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    does: ClassVar[str] = ""
    """What the first key does; empty without one."""
    does_other: ClassVar[str] = ""
    """What the second key does; empty without one."""
    act_name: ClassVar[str] = ""

    @abstractmethod
    def read(self, desk: Desk) -> Sequence[T]:
        """Return what waits, the most urgent first; called in a thread."""

    @abstractmethod
    def shown(self, one: T, now: datetime) -> Shown:
        """Return one of them in words."""

    def waits(self, one: T) -> bool:
        """Return True if something is to be decided yet: those are counted."""
        return True

    def why_not(self, one: T, host: Host) -> DeskError | None:
        """Return the refusal of both keys for the acting person, or None."""
        role = ACTS[self.act_name].role if self.act_name else "operator"
        return None if host.identity.actor.may(role) else takes_step(host.identity.actor, role)

    async def act(self, screen: ScreenBase, one: T) -> None:
        """Do what the first key does; may raise `DeskError`."""

    async def other(self, screen: ScreenBase, one: T) -> None:
        """Do what the second key does; may raise `DeskError`."""

    def opens(self, one: T) -> Screen[Any] | None:
        """Return the screen that Enter opens; None for the ticket's."""
        return None


async def do(screen: ScreenBase, number: str, act: Act, seen: int) -> None:
    """Do an act on a ticket and show its effects; raise `DeskError`, also if the ticket has changed."""
    tell(screen.host, await written(screen.host, number, doing(number, lambda values: act), {}, seen))


async def card_of(screen: ScreenBase, number: str) -> Card:
    """Return the card of a ticket as it stands now."""
    return await screen.host.desk.ask(lambda desk: desk.queries.card(number))


async def ask(screen: ScreenBase, act: str, number: str) -> None:
    """Ask the questions of an act on a ticket and do it; raise `DeskError` if it is refused."""
    from screens.ticket.actions import perform  # which shares the steps with this screen

    card = await card_of(screen, number)
    if refused := why_not(act, card, screen.host):
        raise refused
    await perform(screen, act, card)
