"""The line at the bottom in which a search is typed: it narrows the list while it is typed."""

from __future__ import annotations

from typing import ClassVar

from textual.message import Message

from tui.widgets.line_input import LineInput
from tui.widgets.screen import Commanded


class SearchLine(Commanded, LineInput):
    """An input with the commands of the context `search`; up and down move the list meanwhile."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("search",)

    DEFAULT_CSS = """
    SearchLine, SearchLine:focus {
        height: 1; dock: bottom; border: none; padding: 0 1; background: $surface; display: none;
    }
    SearchLine.-shown { display: block; }
    """

    class Closed(Message):
        """The search was left without being kept."""

    class Moved(Message):
        """The cursor of the list is to move by so many lines, or screenfuls."""

        def __init__(self, step: int, pages: bool = False) -> None:
            super().__init__()
            self.step = step
            self.pages = pages

    def action_close(self) -> None:
        """Leave the search."""
        self.post_message(self.Closed())

    def action_up(self) -> None:
        """One line up in the list."""
        self.post_message(self.Moved(-1))

    def action_down(self) -> None:
        """One line down in the list."""
        self.post_message(self.Moved(1))

    def action_page_up(self) -> None:
        """One page up in the list."""
        self.post_message(self.Moved(-1, pages=True))

    def action_page_down(self) -> None:
        """One page down in the list."""
        self.post_message(self.Moved(1, pages=True))
