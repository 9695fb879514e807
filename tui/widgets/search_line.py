"""Search line at the bottom, which narrows the list while a text is typed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widgets import Input

from core.base.text import EMPTY, clean
from tui.commands.registry import bindings
from tui.widgets.handlers import Commands, Handler
from tui.widgets.line_input import LineInput
from tui.widgets.moves import Movable, moves


class SearchLine(LineInput):
    """Input with the commands of the context `search`; the moving keys are those of the list.

    While it is open its screen has the class `-searching`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("search")]

    DEFAULT_CSS = """
    SearchLine, SearchLine:focus {
        height: 1; dock: bottom; border: none; padding: 0 1; background: $surface; display: none;
    }
    SearchLine.-shown { display: block; }
    """

    def __init__(
        self, over: Movable, find: Callable[[], object], done: Callable[[], object], **place: Any
    ) -> None:
        """`find` narrows the list to `sought`; `done` is called when the line is left."""
        super().__init__(**place)
        self.sought = EMPTY
        """Text that the list is narrowed to."""
        self._over = over
        self._find = find
        self._done = done

    @cached_property
    def commands(self) -> Commands:
        """Return the commands of the context `search`."""
        own = {**moves("search", self._over), "search.close": Handler(self._close)}
        return Commands(self, ("search",), own)

    def why_not(self, command_id: str) -> str | None:
        """Return the reason why a command is not possible now; None if it is."""
        return self.commands.why_not(command_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return None for a command that is not possible now."""
        return self.commands.check(action, parameters)

    async def action_do(self, command_id: str) -> None:
        """Do a command."""
        await self.commands.do(command_id)

    def open(self) -> None:
        """Open the line and focus it, at once: the letters of a burst come next."""
        self._show(True)
        self.value = self.sought
        self.screen.set_focus(self)

    def seek(self, text: str) -> None:
        """Narrow the list to rows that match `text`; an empty text shows all."""
        if (sought := clean(text)) != self.sought:
            self.sought = sought
            self._find()

    def _show(self, shown: bool) -> None:
        self.screen.set_class(shown, "-searching")
        self.set_class(shown, "-shown")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.screen.call_after_refresh(self._seek_typed, event.value)

    def _seek_typed(self, typed: str) -> None:
        """Search after the letter is shown, unless more letters have been typed by then."""
        if self.is_running and self.has_class("-shown") and typed == self.value:
            self.seek(typed)

    async def action_submit(self) -> None:
        """Keep the search: at once and without a message, so that no key behind it comes before."""
        self._leave(self.value)

    def _close(self) -> None:
        self._leave("")

    def _leave(self, sought: str) -> None:
        self.seek(sought)
        self._show(False)
        self.screen.set_focus(None)
        self._done()
