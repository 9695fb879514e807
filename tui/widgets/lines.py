"""Text drawn line by line, so that only lines that differ are sent to the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

Piece = tuple[str, str]
"""Text and the names of its styles, later ones over earlier: `("late", "breached strong")`."""

Line = Sequence[Piece]

BASE = "the widget's own"

INKS = {
    "text": "foreground",
    "muted": "muted",
    "accent": "accent",
    "key": "accent",
    "running": "running",
    "amber": "amber",
    "breached": "breached",
    "paused": "paused",
    "done": "muted",
}
"""Names of styles and the theme's variables that colour them; `strong` and `selected` exist as well."""


class Lines(Widget):
    """Base of widgets that return their lines from `draw()`; the colours are those of the theme.

    The colours are looked up, not declared as component classes: matching a dozen of those for each
    widget took a tenth of the start.
    """

    def __init__(self, **place: Any) -> None:
        super().__init__(**place)
        self._lines: list[Line] = []
        self._drawn_for: Size | None = None
        self._pens: dict[str, Style] = {}

    def draw(self) -> list[Line]:
        """Return all lines as they should look now, for `self.size`."""
        return []

    def tell(self) -> None:
        """Update the widget after a change of its text, perhaps also of its length."""
        self.redraw()

    def redraw(self) -> None:
        """Draw again; only the cells from the first to the last differing piece are refreshed."""
        size = self.size
        if self._drawn_for != size:
            # a hidden widget may come back in its old size with another text
            self._drawn_for = None
            self.refresh()
            return
        before, self._lines = self._lines, self.draw()
        if regions := [
            _difference(old, new, y, size.width)
            for y, (old, new) in enumerate(zip_longest(before, self._lines, fillvalue=()))
            if [*old] != [*new]
        ]:
            self.refresh(*regions)

    def render_line(self, y: int) -> Strip:
        """Return one line, padded to the widget's width."""
        size = self.size
        if self._drawn_for != size:
            self._lines, self._drawn_for = self.draw(), size
        if y >= len(self._lines):
            return Strip.blank(size.width, self._pen(BASE))
        pieces = self._lines[y]
        segments = [Segment(text, self._pen(names)) for text, names in pieces]
        filler = "selected" if pieces and "selected" in pieces[-1][1] else BASE
        return Strip(segments).adjust_cell_length(size.width, self._pen(filler))

    def notify_style_update(self) -> None:
        """Mix the colours again for another theme."""
        self._pens.clear()
        super().notify_style_update()

    def _pen(self, names: str) -> Style:
        pen = self._pens.get(names)
        if pen is None:
            pen = self.rich_style
            for name in names.split() if names != BASE else ():
                pen += self._ink(name)
            self._pens[names] = pen
        return pen

    def _ink(self, name: str) -> Style:
        if name == "strong":
            return Style(bold=True)
        variables = self.app.theme_variables
        if name == "selected":
            front, back = Color.parse(variables["selected-text"]), Color.parse(variables["selected"])
            # not bold, which a console may draw as another colour
            return Style(color=front.rich_color, bgcolor=back.rich_color, bold=False)
        return Style(color=Color.parse(variables[INKS[name]]).rich_color)


def _difference(old: Line, new: Line, y: int, width: int) -> Region:
    """Return the part of a line that has to be drawn again."""
    same = 0
    for before, after in zip(old, new, strict=False):
        if before != after:
            break
        same += 1
    start = sum(cell_len(text) for text, _names in new[:same])
    if len(old) != len(new):
        return Region(start, y, width - start, 1)
    end = max(place for place in range(len(new)) if old[place] != new[place])
    changed = [sum(cell_len(text) for text, _names in line[same : end + 1]) for line in (old, new)]
    return Region(start, y, changed[0] if changed[0] == changed[1] else width - start, 1)
