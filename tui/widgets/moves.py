"""Moving keys, the same for lists, grids and pages that scroll."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol

from textual.screen import Screen

from tui.commands.registry import COMMANDS
from tui.widgets.handlers import Handler, Handlers


class Movable(Protocol):
    """List with a cursor, or page that scrolls."""

    def move(self, lines: int, /) -> None:
        """Move by that number of lines."""

    def move_page(self, pages: int, /) -> None:
        """Move by that number of pages."""

    def move_to_end(self, last: bool) -> None:
        """Move to the first or the last line."""


def moves(context: str, target: Movable) -> Handlers:
    """Return the handlers of the context's moving commands."""
    found: dict[str, Callable[[], None]] = {
        "up": partial(target.move, -1),
        "down": partial(target.move, 1),
        "page_up": partial(target.move_page, -1),
        "page_down": partial(target.move_page, 1),
        "top": partial(target.move_to_end, last=False),
        "bottom": partial(target.move_to_end, last=True),
    }
    ids = {f"{context}.{name}": deed for name, deed in found.items()}
    return {command: Handler(deed) for command, deed in ids.items() if command in COMMANDS}


class Scroller:
    """Moves of a screen for reading: all its columns scroll together."""

    def __init__(self, screen: Screen[Any], columns: Callable[[], Sequence[str]]) -> None:
        self._screen = screen
        self._columns = columns
        """Selectors of the columns; the first one sets the height of a page."""

    def move(self, lines: int) -> None:
        """Scroll by that number of lines."""
        for column in self._columns():
            self._screen.query_one(column).scroll_relative(y=lines, animate=False)

    def move_page(self, pages: int) -> None:
        """Scroll by that number of pages."""
        room = self._screen.query_one(self._columns()[0]).size.height
        self.move(pages * max(1, room - 2))

    def move_to_end(self, last: bool) -> None:
        """Scroll to the start or to the end."""
        for column in map(self._screen.query_one, self._columns()):
            if last:
                column.scroll_end(animate=False)
            else:
                column.scroll_home(animate=False)
