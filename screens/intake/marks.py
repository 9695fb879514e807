"""What the line says, marked in the line itself while it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text

from core.intake.line.scan import LinePart

STYLES = {"urgency": "bold underline", "quoted": "italic"}
"""How a part looks; every other one that is understood is underlined, in whatever colours."""


class LineHighlighter(Highlighter):
    """Marks the parts found last; a letter is drawn before the line has been read again."""

    def __init__(self) -> None:
        self._parts: Sequence[LinePart] = ()

    def found(self, parts: Sequence[LinePart]) -> bool:
        """These parts are in the line; returns whether that looks different."""
        before, self._parts = self._parts, parts
        return [*before] != [*parts]

    def highlight(self, text: Text) -> None:
        """Underline what is understood."""
        for part in self._parts:
            if part.end <= len(text):
                text.stylize(Style.parse(STYLES.get(part.kind, "underline")), part.start, part.end)
