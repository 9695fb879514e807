"""List of lines under headings, with a cursor that stays on its line when others are inserted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rich.cells import cell_len
from textual import events
from textual.message import Message

from core.base.dataclass import dataclass
from tui.widgets.lines import Line, Lines


@dataclass(frozen=True, slots=True)
class ListRow:
    """Line of the list; the cursor skips a line without a `key`."""

    pieces: Line
    key: str = ""
    heading: bool = False


class RowList(Lines):
    """List of rows; the cursor is given by the keys of rows, which are unique."""

    DEFAULT_CSS = "RowList { height: 1fr; width: 1fr; }"

    class Moved(Message):
        """Message that the cursor is on another row."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, say: Callable[[int], Sequence[ListRow]] | None = None, **place: Any) -> None:
        super().__init__(**place)
        self.rows: Sequence[ListRow] = ()
        self._say = say
        """Returns the rows for a width, if the screen provides them."""
        self._cursor = 0
        self._top = 0

    @property
    def selected(self) -> str:
        """Return the key of the row under the cursor; empty if there is none."""
        return self.rows[self._cursor].key if self._cursor < len(self.rows) else ""

    def tell(self) -> None:
        """Update the list after a change of its rows."""
        if self._say is None:
            self.redraw()
        elif self.size.width:
            self.show(self._say(self.size.width))

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self.tell()

    def show(self, rows: Sequence[ListRow]) -> None:
        """Replace the rows; the cursor stays on its key, or near its place if the key is gone."""
        before = self.selected
        self.rows = rows
        place = next((i for i, row in enumerate(rows) if row.key and row.key == before), None)
        self._cursor = place if place is not None else self._near(self._cursor, 1)
        self.redraw()
        if self.selected != before:
            self.post_message(self.Moved(self.selected))

    def select(self, key: str) -> None:
        """Move the cursor to that row, if it is listed."""
        place = next((i for i, row in enumerate(self.rows) if row.key == key), None)
        if place is not None:
            self._go(place)

    def move(self, lines: int) -> None:
        """Move the cursor by `lines` rows that have a key; at the ends the list scrolls to its edge."""
        step = 1 if lines > 0 else -1
        place = self._cursor
        for _turn in range(abs(lines)):
            place = self._next(place, step)
        self._go(place)

    def move_page(self, pages: int) -> None:
        """Move the cursor by `pages`."""
        wanted = self._cursor + pages * max(1, self.size.height - 1)
        self._go(self._near(max(0, min(wanted, len(self.rows) - 1)), 1 if pages < 0 else -1))

    def move_to_end(self, last: bool) -> None:
        """Move the cursor to the first or the last row that has a key."""
        self._go(self._near(len(self.rows) - 1, -1) if last else self._near(0, 1))

    def move_heading(self, step: int) -> None:
        """Scroll the next or previous heading to the top, and move the cursor to its first row."""
        heads = [i for i, row in enumerate(self.rows) if row.heading]
        own = max((i for i in heads if i <= self._cursor), default=-1)
        others = [i for i in heads if i > own] if step > 0 else [i for i in reversed(heads) if i < own]
        if others:
            self._top = others[0]
            self._go(self._near(others[0], 1))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row under the mouse; a double click is the key that opens."""
        place = self._top + event.y
        if place < len(self.rows) and self.rows[place].key:
            self._go(place)
            if event.chain == 2:
                self.app.simulate_key("enter")

    def on_mouse_scroll_down(self) -> None:
        """Move the cursor down with the wheel."""
        self.move(3)

    def on_mouse_scroll_up(self) -> None:
        """Move the cursor up with the wheel."""
        self.move(-3)

    def _next(self, place: int, step: int) -> int:
        """Return the next place with a key in that direction; `place` if there is none."""
        places = range(place + step, len(self.rows) if step > 0 else -1, step)
        return next((i for i in places if self.rows[i].key), place)

    def _near(self, place: int, step: int) -> int:
        """Return `place` if it has a key, otherwise the nearest one that way, then the other way."""
        if not self.rows:
            return 0
        place = min(place, len(self.rows) - 1)
        if self.rows[place].key:
            return place
        there = self._next(place, step)
        return there if there != place else self._next(place, -step)

    def _go(self, place: int) -> None:
        before, self._cursor = self.selected, place
        self.redraw()
        if self.selected != before:
            self.post_message(self.Moved(self.selected))

    def _scroll(self) -> None:
        """Scroll the cursor into view, with its heading if that is near, without empty lines."""
        room, last = max(1, self.size.height), len(self.rows)
        first = self._cursor
        while first > 0 and not self.rows[first - 1].key and self._cursor - first < min(3, room - 1):
            first -= 1
        end = last - 1 if self._next(self._cursor, 1) == self._cursor else self._cursor
        self._top = max(self._top, min(end, self._cursor + room - 1) - room + 1)
        self._top = max(0, min(self._top, first, last - room))

    def draw(self) -> list[Line]:
        """Return the visible rows."""
        if not self.rows:
            return []
        self._scroll()
        seen = range(self._top, min(self._top + self.size.height, len(self.rows)))
        return [self._line(self.rows[i], selected=i == self._cursor and bool(self.rows[i].key)) for i in seen]

    def _line(self, row: ListRow, *, selected: bool) -> Line:
        """Return the row padded to the list's width, so that no trace of the cursor remains."""
        used = sum(cell_len(text) for text, _style in row.pieces)
        pieces = [*row.pieces, (" " * max(0, self.size.width - used), "")]
        return [(text, f"{style} selected".strip()) for text, style in pieces] if selected else pieces
