"""Picture of the terminal, cell by cell, and the shortest sequences that change it into another."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby, repeat, takewhile

from rich.cells import cell_len, split_graphemes
from rich.color import ColorSystem
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import SGR_STYLES, Strip

Pen = tuple[str, str, str]
"""SGR codes of the attributes, of the foreground and of the background; empty for the default."""
Cell = tuple[str, Pen]
"""A character with its combining ones, and its pen; the right half of a wide one is empty."""
Piece = tuple[int, int, Strip]
"""Column and row of a strip, and the strip."""

PLAIN: Pen = ("", "", "")
UNKNOWN: Cell = ("\x00", PLAIN)
"""Value that no wanted cell has, so that the cell is drawn."""
PENS_KEPT = 4096
BOLD = 1
"""Bit of the attribute that consoles of sixteen colours show as the bright sister of a dark one."""

_TEXT, _PEN = operator.itemgetter(0), operator.itemgetter(1)


def pieces(update: CompositorUpdate) -> Iterator[Piece]:
    """Yield the strips of one of Textual's updates, with their places."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in line:
                yield x, y, strip
                x += strip.cell_length
    elif isinstance(update, ChopsUpdate):
        for y, left, right in update.spans:
            for end, (x, chop) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if chop is None or x > right or end <= left:
                    continue
                inside = x >= left and end <= right
                yield x, y, chop if inside else chop.crop(0, min(end, right) - x)


class Picture:
    """Last known content of a terminal of `width` by `height` cells."""

    def __init__(self, width: int, height: int, colors: ColorSystem) -> None:
        self.size = (width, height)
        self.colors = colors
        self._rows: list[list[Cell]] = [[UNKNOWN] * width for _ in range(height)]
        self._pens: dict[Style, Pen] = {}
        self._pen: Pen | None = None
        self._at: tuple[int, int] | None = None
        self._out: list[str] = []

    def change(self, drawn: Iterable[Piece], cursor: tuple[int, int]) -> str:
        """Return the characters that draw the pieces and move the cursor; empty if nothing differs."""
        width, height = self.size
        for y, row in self._new_rows(drawn, width, height).items():
            if row != (old := self._rows[y]):
                self._draw_row(y, row, old)
                self._rows[y] = row
        if self._at != cursor:
            self._move(*cursor)
        written, self._out = "".join(self._out), []
        return written

    def _new_rows(self, drawn: Iterable[Piece], width: int, height: int) -> dict[int, list[Cell]]:
        rows: dict[int, list[Cell]] = {}
        for x, y, strip in drawn:
            if 0 <= y < height and x < width:
                row = rows.get(y)
                if row is None:
                    row = rows[y] = self._rows[y].copy()
                cells = self._cells(strip)[: width - x]
                row[x : x + len(cells)] = cells
        return rows

    def _cells(self, strip: Strip) -> list[Cell]:
        cells: list[Cell] = []
        for text, style, _ in strip:
            pen = self._pen_of(style)
            if text.isascii():
                cells.extend(zip(text, repeat(pen)))
            else:
                _add_graphemes(cells, text, pen)
        return cells if len(cells) == strip.cell_length else _fitted(cells, strip.cell_length)

    def _pen_of(self, style: Style | None) -> Pen:
        if style is None:
            return PLAIN
        pen = self._pens.get(style)
        if pen is None:
            if len(self._pens) > PENS_KEPT:
                self._pens.clear()
            pen = self._pens[style] = pen_of(style, self.colors)
        return pen

    def _draw_row(self, y: int, row: list[Cell], old: list[Cell]) -> None:
        if _has_joined(row) or _has_joined(old):
            # Terminals disagree about the width of joined characters: after them nothing is certain.
            self._draw(0, y, row)
            return
        x, width = 0, len(row)
        while x < width:
            if row[x] == old[x]:
                x += 1
                continue
            start = x if row[x][0] or not x else x - 1
            while x < width and (row[x] != old[x] or not row[x][0]):
                x += 1
            self._draw(start, y, row[start:x])

    def _draw(self, x: int, y: int, cells: list[Cell]) -> None:
        for pen, run in groupby(cells, _PEN):
            texts = list(map(_TEXT, run))
            if texts[0] and max(map(len, texts)) == 1:
                self._write(x, y, pen, "".join(texts), len(texts))
            else:
                self._draw_joined(x, y, pen, texts)
            x += len(texts)

    def _draw_joined(self, x: int, y: int, pen: Pen, texts: list[str]) -> None:
        for index, text in enumerate(texts):
            if len(text) > 1:
                size = 1 + sum(1 for _ in takewhile(operator.not_, texts[index + 1 :]))
                # Blank first: some terminals draw it narrower than we count.
                self._write(x + index, y, pen, " " * size, size)
                self._write(x + index, y, pen, text, size)
                self._at = None
            elif text:
                self._write(x + index, y, pen, text, cell_len(text))

    def _write(self, x: int, y: int, pen: Pen, text: str, size: int) -> None:
        """Append `text` of one pen, `size` cells wide."""
        if self._at != (x, y):
            self._move(x, y)
        if pen != self._pen:
            self._out.append(sgr(self._pen, pen))
            self._pen = pen
        self._out.append(text)
        self._at = (x + size, y) if x + size < self.size[0] else None

    def _move(self, x: int, y: int) -> None:
        self._out.append(move(self._at, x, y))
        self._at = (x, y)


def _fitted(cells: list[Cell], width: int) -> list[Cell]:
    """Return exactly `width` cells, because oddities such as a leading joiner are counted in two ways."""
    del cells[width:]
    if cells and cell_len(cells[-1][0]) > 1:
        cells[-1] = (" ", cells[-1][1])
    return cells + [(" ", PLAIN)] * (width - len(cells))


def _has_joined(row: list[Cell]) -> bool:
    return max(map(len, map(_TEXT, row)), default=0) > 1


def _add_graphemes(cells: list[Cell], text: str, pen: Pen) -> None:
    for start, end, size in split_graphemes(text)[0]:
        if size:
            cells.append((text[start:end], pen))
            cells.extend([("", pen)] * (size - 1))
        elif cells and cells[-1][0]:
            before, its_pen = cells[-1]
            cells[-1] = (before + text[start:end], its_pen)


def pen_of(style: Style, colors: ColorSystem) -> Pen:
    """Return the SGR codes of a style for a terminal of that many colours, without links and meta data."""
    bits = style._attributes & style._set_attributes
    front, back = style.color, style.bgcolor
    ink = ";".join(front.downgrade(colors).get_ansi_codes()) if front and not front.is_default else ""
    if colors is ColorSystem.STANDARD and ink.startswith("3"):
        bits &= ~BOLD
    return (
        ";".join(code for bit, code in enumerate(SGR_STYLES) if bits & (1 << bit)),
        ink,
        ";".join(back.downgrade(colors).get_ansi_codes(False)) if back and not back.is_default else "",
    )


@lru_cache(maxsize=PENS_KEPT)
def sgr(old: Pen | None, new: Pen) -> str:
    """Return the shortest sequence from pen `old` to `new`; `old` is None if it is unknown."""
    if old is None or (old[0] and old[0] != new[0]):
        codes = ["", *filter(None, new)]
    else:
        codes = [new[0]] if new[0] != old[0] else []
        if new[1] != old[1]:
            codes.append(new[1] or "39")
        if new[2] != old[2]:
            codes.append(new[2] or "49")
        full = ["", *filter(None, new)]
        codes = min(codes, full, key=lambda parts: len(";".join(parts)))
    return f"\x1b[{';'.join(codes)}m"


def move(at: tuple[int, int] | None, x: int, y: int) -> str:
    """Return the shortest sequence that moves the cursor to column `x` of row `y`.

    `at` is the cursor's place, None if it is unknown.
    """
    best = f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"
    if at is None:
        return best
    old_x, old_y = at
    if old_y == y:
        step = x - old_x
        ways = ["\r"] if x == 0 else [f"\x1b[{x + 1}G", _steps(abs(step), "C" if step > 0 else "D")]
        return min(best, *ways, key=len)
    if old_x == x:
        return min(best, _steps(abs(y - old_y), "B" if y > old_y else "A"), key=len)
    return best


def _steps(count: int, letter: str) -> str:
    return f"\x1b[{count}{letter}" if count > 1 else f"\x1b[{letter}"
