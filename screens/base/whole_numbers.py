"""Phone numbers in full until the key is pressed again; each look at them is recorded (§18)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from core.base.errors import DeskError
from tui.i18n import _
from tui.widgets.screen import ScreenBase

Whose = tuple[str, str]
"""Kind of owner (ticket, unit, person) and its code."""


class WholeNumbers:
    """State of the phone numbers that a screen shows."""

    def __init__(
        self, screen: ScreenBase, whose: Callable[[], Whose | None], redraw: Callable[[], object]
    ) -> None:
        self.shown = False
        """True if they are shown in full now."""
        self._screen = screen
        self._whose = whose
        self._redraw = redraw

    def hide(self) -> None:
        """Mask them again, because another item is shown."""
        self.shown = False

    def toggle(self) -> None:
        """Show or mask them."""
        self.shown = not self.shown
        self._redraw()
        if self.shown:
            self.record()

    def record(self) -> None:
        """Record that the acting person has seen them."""
        if whose := self._whose():
            self._screen.run_behind(partial(self._record, whose))

    async def _record(self, whose: Whose) -> None:
        host = self._screen.host
        try:
            await host.desk.ask(lambda desk: desk.exports.numbers_shown(*whose))
        except DeskError as error:
            host.tell(error.text(_), "error")
