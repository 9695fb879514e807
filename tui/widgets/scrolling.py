"""Moving commands of a screen that is only read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen

    _Screen = Screen[Any]
else:
    # A plain mixin, as in tui.widgets.screen.
    _Screen = object


class Scrolling(_Screen):
    """Mixin of screens: all of `_columns` scroll together, `_whole` sets the height of a page."""

    _whole = ""

    def _columns(self) -> Sequence[str]:
        return (self._whole,)

    def _scroll(self, lines: int) -> None:
        for column in self._columns():
            self.query_one(column).scroll_relative(y=lines, animate=False)

    @property
    def _page(self) -> int:
        return max(1, self.query_one(self._whole).size.height - 2)

    def action_up(self) -> None:
        """Scroll one line up."""
        self._scroll(-1)

    def action_down(self) -> None:
        """Scroll one line down."""
        self._scroll(1)

    def action_page_up(self) -> None:
        """Scroll one page up."""
        self._scroll(-self._page)

    def action_page_down(self) -> None:
        """Scroll one page down."""
        self._scroll(self._page)

    def action_top(self) -> None:
        """Scroll to the start."""
        for column in self._columns():
            self.query_one(column).scroll_home(animate=False)

    def action_bottom(self) -> None:
        """Scroll to the end."""
        for column in self._columns():
            self.query_one(column).scroll_end(animate=False)
