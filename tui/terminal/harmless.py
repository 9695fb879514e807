"""Last filter before the terminal: it removes control characters from all text."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.terminal.unsafe import UNSAFE, harmless

__all__ = ["UNSAFE", "HarmlessFilter", "harmless"]


class HarmlessFilter(LineFilter):
    """Filter that applies `harmless` to the lines of all widgets and keeps their styles."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return `segments` as they are if they are safe, otherwise cleaned ones."""
        if not any(UNSAFE.search(text) for text, _, _ in segments):
            return segments
        return [Segment(harmless(text), style) for text, style, _ in segments]
