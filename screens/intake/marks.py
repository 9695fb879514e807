"""Highlighter that underlines the understood parts of the line during typing."""

from __future__ import annotations

from collections.abc import Sequence

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text

from core.intake.line.scan import LinePart

STYLES = {"urgency": "bold underline", "quoted": "italic"}
"""Styles of the parts; all other understood parts are underlined."""


class LineHighlighter(Highlighter):
    """Highlighter of the parts found last; a new letter is drawn before the line is read again."""

    def __init__(self) -> None:
        self._parts: Sequence[LinePart] = ()

    def found(self, parts: Sequence[LinePart]) -> bool:
        """Set the parts of the line; return True if the line looks different now."""
        before, self._parts = self._parts, parts
        return [*before] != [*parts]

    def highlight(self, text: Text) -> None:
        """Underline what is understood."""
        for part in self._parts:
            if part.end <= len(text):
                text.stylize(Style.parse(STYLES.get(part.kind, "underline")), part.start, part.end)
