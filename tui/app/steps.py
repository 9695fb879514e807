"""Steps written on this screen, so that the last one can be undone from any screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from tui.app.workers import starter
from tui.i18n import _, ngettext
from tui.widgets.handlers import Handler, Handlers

if TYPE_CHECKING:
    from textual.app import App

    from core.desk.desk import Desk
    from core.desk.queries import Card
    from tui.app.live_desk import LiveDesk
    from tui.widgets.host import Host


class Steps:
    """Tickets that the acting person has changed on this screen, the last ones at the end.

    Those changed in one unit of work are undone in one.
    """

    def __init__(self, app: App[None], host: Host, desk: LiveDesk, settle: Callable[[str], object]) -> None:
        self._app = app
        self._host = host
        self._desk = desk
        self._settle = settle
        """Connects a ticket with the call it came from."""
        self._done: list[tuple[str, ...]] = []

    def handlers(self) -> Handlers:
        """Return the handler of the command that undoes the last step."""
        return {"app.undo": Handler(starter(self._app, "write", self._undo), self._nothing_done)}

    def changed(self, *numbers: str, undone: bool = False) -> None:
        """Note that this screen has written, or undone, a step of each of these tickets together."""
        if not undone:
            self._done.append(numbers)
        elif numbers in self._done:
            place = len(self._done) - 1 - self._done[::-1].index(numbers)
            del self._done[place]
        for number in numbers:
            self._settle(number)
        self._desk.look_again()

    def forget(self) -> None:
        """Drop all steps, because another person has signed in."""
        self._done.clear()

    def _nothing_done(self) -> str | None:
        return None if self._done else _(N_("There is nothing of yours to undo yet."))

    async def _undo(self) -> None:
        from screens.base.steps import is_undo, tell  # not for the first frame

        numbers = self._done[-1]
        try:
            card = await self._desk.ask(lambda desk: _undone(desk, numbers))
        except DeskError as error:
            self._host.tell(error.text(_), "error")
        else:
            self.changed(*numbers, undone=is_undo(card))
            others = len(numbers) - 1
            more = ngettext("and of {count} other ticket", "and of {count} other tickets", others)
            tell(self._host, card, more=more.format(count=others) if others else "")


def _undone(desk: Desk, numbers: Sequence[str]) -> Card:
    desk.tickets.undo_own(*numbers)
    return desk.queries.card(numbers[-1])
