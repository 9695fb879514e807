"""List of tickets: one line each, countdowns that move, a cursor that stays on its ticket."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich.cells import cell_len
from textual import events
from textual.message import Message

from core.base.clock import site_time
from core.ticket.board import NEVER, Row, order_key
from tui.i18n import _, language
from tui.widgets.cells import fit, fit_right
from tui.widgets.clock_text import SYMBOLS, ClockText, row_clock, short_number, state_of
from tui.widgets.columns import NO_PLACE, Columns, emergency, lacks_place
from tui.widgets.lines import Line, Lines, Piece

NEAR = 20
"""Lines before the end of the loaded rows from which more are requested."""


class BoardList(Lines):
    """Virtual list that draws the visible lines and identifies rows by their numbers."""

    DEFAULT_CSS = "BoardList { height: 1fr; width: 1fr; }"

    class Selected(Message):
        """Message that the cursor is on another ticket, or that its row has changed."""

        def __init__(self, row: Row | None) -> None:
            super().__init__()
            self.row = row

    class Opened(Message):
        """Message that a ticket was double-clicked."""

    class NearEnd(Message):
        """Message that the cursor is near the end of the loaded rows."""

    def __init__(self, **place: Any) -> None:
        super().__init__(**place)
        self.rows: Sequence[Row] = ()
        self.now = datetime(2000, 1, 1, tzinfo=UTC)
        self.zone = ZoneInfo("UTC")
        self.title_of: Callable[[str], str] = str
        """Returns the name of a department by its code."""
        self.empty = ""
        """Text shown if there are no rows."""
        self.tail = ""
        """Text below the rows, always in sight."""
        self.ordered = True
        """True if the rows are in board order, which changes with the time."""
        self._cursor = 0
        self._top = 0
        self._next_mark = NEVER
        self._today = self.now.date()
        self._still: dict[str, tuple[Row, object, list[Piece]]] = {}

    @property
    def selected(self) -> Row | None:
        """Return the row under the cursor; None if there are no rows."""
        return self.rows[self._cursor] if self.rows else None

    def show(self, rows: Sequence[Row], now: datetime) -> None:
        """Replace the rows; the cursor stays on its ticket, or on its line if the ticket is gone."""
        before = self.selected
        self.rows, self.now = rows, now
        self._still.clear()
        self._cursor = self._place_of(before.number if before else "", self._cursor)
        self._next_mark = next_mark(rows, now)
        self._scroll()
        self.redraw()
        if self.selected != before:
            self.post_message(self.Selected(self.selected))

    def tick(self, now: datetime) -> bool:
        """Update the countdowns; return True if a mark has passed, which may change the order."""
        self.now = now
        passed = now >= self._next_mark
        if passed:
            in_order = sorted(self.rows, key=lambda row: order_key(row, now)) if self.ordered else self.rows
            self.show(in_order, now)
        else:
            self.redraw()
        return passed

    def move(self, lines: int) -> None:
        """Move the cursor by `lines`."""
        self._move_to(self._cursor + lines)

    def move_page(self, pages: int) -> None:
        """Move the cursor by `pages`."""
        self._move_to(self._cursor + pages * max(1, self._room() - 1))

    def move_to_end(self, last: bool) -> None:
        """Move the cursor to the first or the last loaded ticket."""
        self._move_to(len(self.rows) if last else 0)

    def select(self, number: str) -> None:
        """Move the cursor to that ticket, if it is listed."""
        self._move_to(self._place_of(number, self._cursor))

    def neighbour(self, number: str, step: int) -> str | None:
        """Return the number of the ticket `step` lines after that one; None beyond the end of the list."""
        places = [place for place, row in enumerate(self.rows) if row.number == number]
        place = places[0] + step if places else -1
        return self.rows[place].number if 0 <= place < len(self.rows) else None

    @property
    def position(self) -> tuple[int, int]:
        """Return the cursor's line, counted from 1, and the number of loaded rows."""
        return (self._cursor + 1 if self.rows else 0), len(self.rows)

    def _place_of(self, number: str, otherwise: int) -> int:
        found = next((place for place, row in enumerate(self.rows) if row.number == number), otherwise)
        return max(0, min(found, len(self.rows) - 1))

    def _move_to(self, place: int) -> None:
        before, self._cursor = self._cursor, max(0, min(place, len(self.rows) - 1))
        if self._cursor != before:
            self._scroll()
            self.redraw()
            self.post_message(self.Selected(self.selected))
        if self._cursor >= len(self.rows) - NEAR:
            self.post_message(self.NearEnd())

    def _room(self) -> int:
        return max(1, self.size.height - 1 - bool(self.tail))

    def _scroll(self) -> None:
        """Scroll the cursor into view, without empty lines that could show a ticket."""
        room = self._room()
        self._top = min(max(self._top, self._cursor - room + 1), self._cursor)
        self._top = max(0, min(self._top, len(self.rows) - room))

    def draw(self) -> list[Line]:
        """Return the headings and the visible tickets."""
        self._scroll()
        width = self.size.width
        columns = Columns.of(width)
        self._today = site_time(self.now, self.zone).date()
        heads: Line = [(fit(columns.heads(), width), "muted")]
        tail: list[Line] = [[(f" {self.tail}", "muted")]] if self.tail else []
        if not self.rows:
            return [heads, [], [(f" {self.empty}", "muted")], *tail]
        seen = self.rows[self._top : self._top + self._room()]
        return [heads, *(self._line(row, columns, row is self.selected) for row in seen), *tail]

    def _line(self, row: Row, columns: Columns, selected: bool) -> Line:
        """Return the line of a ticket; pieces that have not changed are those drawn before."""
        clock = row_clock(row, self.now, self.zone)
        state = state_of(row, self.now)
        looks = (
            columns,
            language(),
            self._today,
            selected,
            state,
            clock.level,
            row.marks.tell_at <= self.now,
        )
        known, known_looks, still = self._still.get(row.number, (None, None, ()))
        tail = (" strong" if row.marks.emergency else "") + (" selected" if selected else "")
        if known is not row or known_looks != looks:
            still = self._still_pieces(row, columns, clock, tail)
            self._still[row.number] = (row, looks, still)
        line = [
            *still,
            (f"{fit(clock.word, columns.widths['word'])} ", clock.level + tail),
            (f"{fit_right(clock.time, columns.widths['time'])} ", clock.level + tail),
        ]
        if "name" in columns:
            line.append((f"{fit(clock.short, columns.widths['name'])} ", f"muted{tail}"))
        return line

    def _still_pieces(self, row: Row, columns: Columns, clock: ClockText, tail: str) -> list[Piece]:
        """Return the pieces of the line before the clock."""
        texts = self._texts(row, columns)
        plain = "done" if clock.level == "done" else "text"
        quiet = plain if row.marks.emergency else "muted"
        styles = {"number": quiet, "who": quiet, "state": quiet}
        texts["symbol"], styles["symbol"] = self._symbol(row, clock)
        placeless = lacks_place(row)
        if placeless:
            texts["place"], styles["place"] = _(NO_PLACE), "breached"
        pieces: list[Piece] = [(" ", tail.strip())]
        for column, width in columns.widths.items():
            if column not in texts:
                continue
            if column == "matter" and (word := emergency(row, width)):
                word += f"{_(NO_PLACE)} " if placeless and "place" not in columns else ""
                pieces.append((word, f"breached{tail}"))
                width -= cell_len(word)
            pieces.append((f"{fit(texts[column], width)} ", styles.get(column, plain) + tail))
        return pieces

    def _symbol(self, row: Row, clock: ClockText) -> tuple[str, str]:
        """Return the sign before the line, and its style; `^` if a person has to be told now (§7)."""
        if row.marks.tell_at <= self.now:
            return SYMBOLS["tell_late" if clock.level == "breached" else "tell"], "breached"
        return clock.symbol, clock.level

    def _texts(self, row: Row, columns: Columns) -> dict[str, str]:
        matter = row.description if row.round == 1 else f"({row.round}) {row.description}"
        if "place" not in columns and row.where:
            matter = f"{row.where} {matter}"
        who = row.assignee or (self.title_of(row.department) if row.department else "")
        return {
            "number": short_number(row.number, self._today),
            "place": row.where,
            "matter": matter,
            "who": who or "-",
            "state": _(state_of(row, self.now).label),
        }

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the mouse; open the ticket on a double click."""
        place = self._top + event.y - 1
        if event.y >= 1 and place < len(self.rows):
            self._move_to(place)
            if event.chain == 2:
                self.post_message(self.Opened())

    def on_mouse_scroll_down(self) -> None:
        """Move the cursor down with the wheel."""
        self.move(3)

    def on_mouse_scroll_up(self) -> None:
        """Move the cursor up with the wheel."""
        self.move(-3)


def next_mark(rows: Sequence[Row], now: datetime) -> datetime:
    """Return the next instant at which a row changes its place, its level or its state."""
    marks = (
        mark
        for row in rows
        for mark in (row.marks.tell_at, row.marks.warn_at, row.marks.due_at, row.resumes_at or NEVER)
        if mark > now
    )
    return min(marks, default=NEVER)
