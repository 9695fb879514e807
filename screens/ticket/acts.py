"""Acts on a ticket for every screen that shows one: their refusals and their execution."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from core.base.errors import DeskError, LacksRight
from tui.commands.registry import COMMANDS, commands
from tui.commands.steps import ASK, EARLIER
from tui.i18n import _
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.screen import ScreenBase

if TYPE_CHECKING:
    from core.desk.queries import Card

ASKS = "operator"
"""Role of whoever may ask for an approval."""

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

    def ask_for(self, command_id: str) -> bool:
        """Return True, and remember it, if an approval can be asked for a command that is refused."""
        command, card = COMMANDS[command_id], self._card()
        if command.context != "act" or card is None or self._missing():
            return False
        host = self._screen.host
        if not (isinstance(self._refusal(command.name, card), LacksRight) and host.identity.actor.may(ASKS)):
            return False
        self._screen.refused = (command.name, card.ticket.number)
        return True

    def _handler(self, act: str) -> Handler:
        return Handler(partial(self._screen.ask_behind, partial(self._do, act)), partial(self._why_not, act))

    def _why_not(self, act: str) -> str | None:
        card = self._card()
        if missing := self._missing():
            return missing
        if card is None:
            return None
        refused = self._refusal(act, card)
        return refused.text(_) if refused else None

    def _refusal(self, act: str, card: Card) -> DeskError | None:
        from screens.base.steps import why_not, why_not_asked, why_not_earlier

        host = self._screen.host
        if act == ASK:
            return why_not_asked(card, host)
        return why_not_earlier(card, host) if act == EARLIER else why_not(act, card, host)

    async def _do(self, act: str) -> None:
        from screens.ticket.actions import perform, perform_earlier

        try:
            if (card := await self._fresh()) and act == EARLIER:
                await perform_earlier(self._screen, card)
            elif card and act == ASK:
                from screens.ticket.approval import ask_or_decide

                await ask_or_decide(self._screen, card)
            elif card:
                await perform(self._screen, act, card)
        except DeskError as error:
            self._screen.host.tell(error.text(_), "error")
        if not self._screen.was_left:
            self._again()
