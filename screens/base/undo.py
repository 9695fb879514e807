"""Undo of the changes made on a screen, the last one first, while the screen is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from core.base.errors import ChangedElsewhere, DeskError
from core.desk.desk import Desk
from tui.i18n import _
from tui.widgets.handlers import Handler
from tui.widgets.screen import ScreenBase


class _Change(NamedTuple):
    back: Callable[[Desk], object] | None
    cannot: str


class ScreenUndo:
    """Changes of one screen; `again` reads its data after an undo."""

    def __init__(
        self, screen: ScreenBase, again: Callable[[], object], *, nothing: str, told: str = ""
    ) -> None:
        self._screen = screen
        self._again = again
        self._nothing = nothing
        self._told = told
        self._changes: list[_Change] = []

    @property
    def handler(self) -> Handler:
        """Return the handler of the undo key."""
        return Handler(self._start, self._why_not)

    def did(self, back: Callable[[Desk], object] | None, cannot: str = "") -> None:
        """Add a change with the function that undoes it; None if none can, because of `cannot`."""
        self._changes.append(_Change(back, cannot))

    def _why_not(self) -> str | None:
        if not self._changes:
            return _(self._nothing)
        return _(self._changes[-1].cannot) if self._changes[-1].back is None else None

    def _start(self) -> None:
        self._screen.run_behind(self._take_back)

    async def _take_back(self) -> None:
        change = self._changes.pop()
        if change.back is None:
            return
        host = self._screen.host
        try:
            await host.desk.ask(change.back)
        except DeskError as error:
            host.tell(error.text(_), "error")
            if not isinstance(error, ChangedElsewhere):  # otherwise a later change builds on it
                self._changes.append(change)
        else:
            if self._told:
                host.tell(_(self._told))
        if not self._screen.was_left:
            self._again()
