"""Steps that this desk has written, so that the last one can be taken back from anywhere."""

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
    """The tickets that the acting person has changed at this desk, the last one at the end."""

    def __init__(
        self, app: App[None], desk: LiveDesk, notices: Notices, settle: Callable[[str], object]
    ) -> None:
        self._app = app
        self._desk = desk
        self._notices = notices
        self._settle = settle
        """Notes a ticket on the call it came of."""
        self._numbers: list[str] = []

    def handlers(self) -> Handlers:
        """Return the command that takes back the last step."""
        return {"app.undo": Handler(starter(self._app, "write", self._undo), self._nothing_done)}

    def changed(self, number: str, *, undone: bool = False) -> None:
        """Take note that this desk has just written, or taken back, a step of that ticket."""
        if not undone:
            self._numbers.append(number)
        elif number in self._numbers:
            place = len(self._numbers) - 1 - self._numbers[::-1].index(number)
            del self._numbers[place]
        self._settle(number)
        self._desk.look_again()

    def forget(self) -> None:
        """Take back nothing from before: another person sits here."""
        self._numbers.clear()

    def _nothing_done(self) -> str | None:
        return None if self._numbers else _(N_("You have not done anything yet that could be undone."))

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
