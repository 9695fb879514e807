"""The last filter before the terminal: no control character of anybody's text gets through."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.terminal.unsafe import UNSAFE, harmless

__all__ = ["UNSAFE", "HarmlessFilter", "harmless"]


class HarmlessFilter(LineFilter):
    """Applies `harmless` to every line of every widget and keeps their styles."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments where nothing is unsafe, else clean ones."""
        if not any(UNSAFE.search(text) for text, _, _ in segments):
            return segments
        return [Segment(harmless(text), style) for text, style, _ in segments]
