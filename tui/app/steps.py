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

    from tui.app.live_desk import LiveDesk
    from tui.app.notices import Notices


class Steps:
    """Numbers of tickets that the acting person has changed on this screen, the last one at the end."""

    def __init__(
        self, app: App[None], desk: LiveDesk, notices: Notices, settle: Callable[[str], object]
    ) -> None:
        self._app = app
        self._desk = desk
        self._notices = notices
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
        from core.ticket.acts.undo import Undo  # not for the first frame

        number = self._numbers[-1]
        try:
            await self._desk.ask(lambda desk: desk.tickets.do(number, Undo()))
        except DeskError as error:
            self._notices.tell(error.text(_), "error")
        else:
            self.changed(number, undone=True)
            self._notices.tell(_(N_("Undone: the last step of {number}.")).format(number=number))
