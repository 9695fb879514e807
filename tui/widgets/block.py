"""A part of a screen as tall as what it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual.geometry import Size

from tui.widgets.lines import Line, Lines


class Block(Lines):
    """Lines that depend on the width alone; `tell()` what changed and only that is sent on."""

    DEFAULT_CSS = "Block { height: auto; width: 1fr; }"

    def lines(self, width: int) -> Sequence[Line]:
        """Return every line for `width` cells."""
        return ()

    def draw(self) -> list[Line]:
        """The lines for the present width."""
        return list(self.lines(self.size.width)) if self.size.width else []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are."""
        return len(self.lines(width)) if width else 0

    def tell(self) -> None:
        """What is said has changed."""
        if not self.styles.auto_dimensions or len(self.draw()) == self.size.height:
            self.redraw()
        else:
            self.refresh(layout=True)
            self._drawn_for = None


class Part(Block):
    """A block that its screen has the words for."""

    def __init__(self, say: Callable[[int], Sequence[Line]], **place: Any) -> None:
        super().__init__(**place)
        self._say = say

    def lines(self, width: int) -> Sequence[Line]:
        """What the screen says in that width."""
        return self._say(width)
