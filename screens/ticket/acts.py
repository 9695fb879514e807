"""Acts on a ticket for every screen that shows one: their refusals and their execution."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from core.base.errors import DeskError
from tui.commands.registry import commands
from tui.commands.steps import EARLIER
from tui.i18n import _
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.screen import ScreenBase

if TYPE_CHECKING:
    from core.desk.queries import Card

# what acts need to be done is imported by the first one: the board is drawn without it


class TicketActs:
    """Acts on the ticket that a screen shows.

    `card` returns the ticket as known now, `fresh` reads the current card,
    `missing` returns the reason for no ticket, `again` is called after an act or its refusal.
    """

    def __init__(
        self,
        screen: ScreenBase,
        *,
        card: Callable[[], Card | None],
        fresh: Callable[[], Awaitable[Card | None]],
        missing: Callable[[], str | None],
        again: Callable[[], object],
    ) -> None:
        self._screen = screen
        self._card = card
        self._fresh = fresh
        self._missing = missing
        self._again = again

    def handlers(self) -> Handlers:
        """Return the acts by their commands."""
        return {command.id: self._handler(command.name) for command in commands("act")}

    def _handler(self, act: str) -> Handler:
        return Handler(partial(self._screen.ask_behind, partial(self._do, act)), partial(self._why_not, act))

    def _why_not(self, act: str) -> str | None:
        card = self._card()
        if missing := self._missing():
            return missing
        if card is None:
            return None
        from screens.base.steps import why_not, why_not_earlier

        host = self._screen.host
        refused = why_not_earlier(card, host) if act == EARLIER else why_not(act, card, host)
        return refused.text(_) if refused else None

    async def _do(self, act: str) -> None:
        from screens.ticket.actions import perform, perform_earlier

        try:
            if (card := await self._fresh()) and act == EARLIER:
                await perform_earlier(self._screen, card)
            elif card:
                await perform(self._screen, act, card)
        except DeskError as error:
            self._screen.host.tell(error.text(_), "error")
        if not self._screen.was_left:
            self._again()
