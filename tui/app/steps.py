"""Steps written on this screen, so that the last one can be undone from any screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from tui.app.workers import starter
from tui.i18n import _
from tui.widgets.handlers import Handler, Handlers

if TYPE_CHECKING:
    from textual.app import App

    from core.desk.desk import Desk
    from core.desk.queries import Card
    from tui.app.live_desk import LiveDesk
    from tui.widgets.host import Host


class Steps:
    """Numbers of tickets that the acting person has changed on this screen, the last one at the end."""

    def __init__(self, app: App[None], host: Host, desk: LiveDesk, settle: Callable[[str], object]) -> None:
        self._app = app
        self._host = host
        self._desk = desk
        self._settle = settle
        """Connects a ticket with the call it came from."""
        self._numbers: list[str] = []

    def handlers(self) -> Handlers:
        """Return the handler of the command that undoes the last step."""
        return {"app.undo": Handler(starter(self._app, "write", self._undo), self._nothing_done)}

    def changed(self, number: str, *, undone: bool = False) -> None:
        """Note that this screen has written, or undone, a step of the ticket `number`."""
        if not undone:
            self._numbers.append(number)
        elif number in self._numbers:
            place = len(self._numbers) - 1 - self._numbers[::-1].index(number)
            del self._numbers[place]
        self._settle(number)
        self._desk.look_again()

    def forget(self) -> None:
        """Drop all steps, because another person has signed in."""
        self._numbers.clear()

    def _nothing_done(self) -> str | None:
        return None if self._numbers else _(N_("There is nothing of yours to undo yet."))

    async def _undo(self) -> None:
        from screens.base.steps import is_undo, tell  # not for the first frame

        number = self._numbers[-1]
        try:
            card = await self._desk.ask(lambda desk: _undone(desk, number))
        except DeskError as error:
            self._host.tell(error.text(_), "error")
        else:
            self.changed(number, undone=is_undo(card))
            tell(self._host, card)


def _undone(desk: Desk, number: str) -> Card:
    desk.tickets.undo_own(number)
    return desk.queries.card(number)
