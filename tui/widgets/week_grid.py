"""Grid of a week: one person a row, one day a column, a cursor on one duty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual import events
from textual.message import Message

from core.base.dataclass import dataclass
from tui.widgets.cells import fit, widest
from tui.widgets.lines import Line, Lines, Piece

DAYS = 7
NAME_LEAST, ABOUT_LEAST, CELL_LEAST = 9, 11, 7


@dataclass(frozen=True, slots=True)
class GridRow:
    """Person with the duties of the days; a row without `key` is a heading."""

    name: str
    key: str = ""
    about: str = ""
    cells: tuple[str, ...] = ()


class WeekGrid(Lines):
    """Grid of rows under the days; the cursor stays with its person when others come or go.

    As many days are shown as leave room for the names; the others come with the cursor.
    """

    DEFAULT_CSS = "WeekGrid { height: 1fr; width: 1fr; }"

    class Moved(Message):
        """Message that the cursor is on another duty."""

    def __init__(self, **place: Any) -> None:
        super().__init__(**place)
        self.days: Sequence[str] = ()
        self.today: int | None = None
        """Index of today's column; None in another week."""
        self.day = 0
        self._rows: Sequence[GridRow] = ()
        self._row = 0
        self._top = self._first_day = 0

    @property
    def person(self) -> str:
        """Return the key of the person under the cursor; empty if there is none."""
        return self._rows[self._row].key if self._row < len(self._rows) else ""

    def show(self, rows: Sequence[GridRow], days: Sequence[str], today: int | None) -> None:
        """Show another week."""
        before = self.person
        self._rows, self.days, self.today = rows, days, today
        places: Mapping[str, int] = {row.key: place for place, row in enumerate(rows) if row.key}
        self._row = places.get(before, min(places.values(), default=0))
        self.redraw()

    def select(self, key: str) -> None:
        """Move the cursor to that person, if they are listed."""
        place = next((place for place, row in enumerate(self._rows) if row.key == key), None)
        if place is not None:
            self._go(place, self.day)

    def move(self, people: int, days: int = 0) -> None:
        """Move the cursor by that number of people and days; it stops at the edges."""
        place, step = self._row, 1 if people > 0 else -1
        for _turn in range(abs(people)):
            place = self._next(place, step)
        self._go(place, max(0, min(DAYS - 1, self.day + days)))

    def move_page(self, pages: int) -> None:
        """Move the cursor by `pages`."""
        self.move(pages * max(1, self.size.height - 2))

    def move_to_end(self, last: bool) -> None:
        """Move the cursor to the first or the last person."""
        self.move(len(self._rows) if last else -len(self._rows))

    def _next(self, place: int, step: int) -> int:
        places = range(place + step, len(self._rows) if step > 0 else -1, step)
        return next((one for one in places if self._rows[one].key), place)

    def _go(self, row: int, day: int) -> None:
        self._row, self.day = row, day
        self.redraw()
        self.post_message(self.Moved())

    def _scroll(self) -> None:
        room = max(1, self.size.height - 1)
        first = self._row
        while first > 0 and not self._rows[first - 1].key and self._row - first < room - 1:
            first -= 1
        self._top = max(min(self._top, first), self._row - room + 1)
        self._top = max(0, min(self._top, len(self._rows) - room))

    def _widths(self) -> tuple[int, int, int]:
        """Return the cells of the name, of the details next to it, and of a day."""
        width, days = self.size.width - 2, len(self._seen_days())
        longest = [cell for row in self._rows for cell in row.cells]
        cell = max(CELL_LEAST, widest([*longest, *self.days], (width - NAME_LEAST) // days - 1)) + 1
        cell = min(cell + 3, max(cell, (width - 30) // days))
        rest = width - days * cell
        name = min(rest, widest([row.name for row in self._rows], 24) + 2)
        about = rest - name if rest - name >= ABOUT_LEAST else 0
        return rest - about, about, cell

    def _seen_days(self) -> range:
        """Return the places of the days that fit, that of the cursor among them."""
        room = (self.size.width - 2 - NAME_LEAST) // (CELL_LEAST + 1)
        count = max(1, min(DAYS, room))
        self._first_day = max(self.day - count + 1, min(self._first_day, self.day, DAYS - count))
        return range(self._first_day, self._first_day + count)

    def draw(self) -> list[Line]:
        """Return the days, then the visible people; `<` and `>` where days are left out."""
        name, about, cell = self._widths()
        days = self._seen_days()
        heads: list[Piece] = [((" <" if days[0] else "").rjust(name + about + 1), "muted")]
        for place in days if self.days else ():
            more = ">" if place == days[-1] < DAYS - 1 else " "
            style = "accent strong" if place == self.today else "muted"
            heads += [(fit(self.days[place], cell - 1), style), (more, "muted")]
        if not self._rows:
            return [heads]
        self._scroll()
        seen = range(self._top, min(self._top + self.size.height - 1, len(self._rows)))
        return [heads, *(self._line(place, name, about, cell) for place in seen)]

    def _line(self, place: int, name: int, about: int, cell: int) -> Line:
        row, mine = self._rows[place], place == self._row
        if not row.key:
            return [(f" {row.name}", "accent strong")]
        pieces: list[Piece] = [
            (f" {fit(row.name, name)}", "text strong" if mine else "text"),
            (f"{fit(row.about, about - 1)} " if about else "", "muted"),
        ]
        for day in self._seen_days():
            text = row.cells[day]
            style = "selected" if mine and day == self.day else "text" if text else "muted"
            pieces += [(fit(text or ".", cell - 1), style), (" ", "")]
        return pieces

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the mouse."""
        name, about, cell = self._widths()
        days = self._seen_days()
        place, day = self._top + event.y - 1, days[0] + (event.x - 1 - name - about) // cell
        if event.y >= 1 and place < len(self._rows) and self._rows[place].key and day in days:
            self._go(place, day)
            if event.chain == 2:
                self.app.simulate_key("enter")
