"""Part of a screen that is as tall as its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.geometry import Size

from tui.widgets.lines import Line, Lines


class Block(Lines):
    """Lines that depend on the width alone; after `tell()` only changed lines are drawn again."""

    DEFAULT_CSS = "Block { height: auto; width: 1fr; }"

    def lines(self, width: int) -> Sequence[Line]:
        """Return all lines for `width` cells."""
        return ()

    def draw(self) -> list[Line]:
        """Return the lines for the present width."""
        return list(self.lines(self.size.width)) if self.size.width else []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines."""
        return len(self.lines(width)) if width else 0

    def tell(self) -> None:
        """Draw the changed lines again; lay the block out again if their number has changed."""
        if not self.styles.auto_dimensions or len(self.draw()) == self.size.height:
            self.redraw()
        else:
            self.refresh(layout=True)
            self._drawn_for = None


class Part(Block):
    """Block whose lines the screen provides."""

    def __init__(self, say: Callable[[int], Sequence[Line]], **place: Any) -> None:
        super().__init__(**place)
        self._say = say

    def lines(self, width: int) -> Sequence[Line]:
        """Return the screen's lines for that width."""
        return self._say(width)
