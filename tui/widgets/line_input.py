"""An input that shows each letter without laying out the screen around it again."""

from __future__ import annotations

from typing import Any

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class LineInput(Input):
    """One line of fixed size, whose cursor does not blink: that would send two thousand bytes a second."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """How far the text reaches; of Textual's own, each change means a new layout of every widget."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self.cursor_blink = False
