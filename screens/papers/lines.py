"""Document as lines: head and parts; tables in columns, or by entry where it is narrow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import zip_longest
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from tui.papers.paper import (
    NONE,
    Fields,
    Paper,
    Part,
    Signatures,
    Table,
    Value,
    cells,
    is_to_fill_in,
    signed,
    text_of,
)
from tui.widgets.cells import fit, fit_right, together, wrap
from tui.widgets.lines import Line

GAP = 2
NARROWEST = 10
"""Cells of a column that is broken into lines; below that an entry is written as a paragraph."""

MARK = "!"
"""The head of a column that marks a row."""

_WORD = re.compile(r"[!-~]+")
"""Word that cannot be broken; in ASCII, since Chinese text can be broken anywhere."""

LONG_WORD = 20
"""Cells of a word that may be broken even so."""

SHORT = 40
"""Characters of a part that is not broken."""

Cells = Sequence[str]


def lines(paper: Paper, width: int) -> list[Line]:
    """Return the document in lines of `width` cells, without parts to fill in by hand."""
    return [*_head(paper, width), *(line for part in paper.parts for line in _part(part, paper, width))]


def _head(paper: Paper, width: int) -> Iterator[Line]:
    name = f"{paper.site.name}  " if paper.site.name else ""
    yield [(name, "muted"), (f"{paper.title}  ", "accent strong"), (paper.subject, "strong")]
    for text in (paper.note, "   ".join(map(together, paper.profile))):
        yield from ([(line, "muted")] for line in wrap(text, width))


def _part(part: Part, paper: Paper, width: int) -> Iterator[Line]:
    if is_to_fill_in(part):
        return
    yield []
    if not isinstance(part, Signatures) and part.title:
        yield [(part.title, "accent strong")]
    match part:
        case Table() if part.empty:
            yield [(part.empty, "muted")]
        case Table():
            yield from _table(part, paper, width)
        case Fields():
            said = [(field.title, text_of(field.value, paper.site.zone)) for field in part.fields]
            yield from _pairs([pair for pair in said if pair[1]], width)
        case Signatures():
            yield from _pairs([(one.title, signed(one, paper.site.zone) or "-") for one in part.lines], width)
        case _:
            for text in part.paragraphs:
                yield from ([(line, "text")] for line in wrap(text, width))


def _pairs(said: Sequence[tuple[str, str]], width: int) -> Iterator[Line]:
    label = max((cell_len(title) for title, _text in said), default=0) + GAP
    for title, text in said:
        for index, line in enumerate(wrap(text, max(10, width - label))):
            yield [(fit("" if index else title, label), "muted"), (line, "text")]


def _table(table: Table, paper: Paper, width: int) -> Iterator[Line]:
    rows = [_texts(table, row, paper.site.zone) for row in table.rows]
    widths = _widths(table.heads, rows, width)
    if not widths:
        yield from (line for row in rows for line in _entry(table.heads, row, width))
        return
    yield from _row(table.heads, widths, "muted", figures=table.figures)
    for row in rows:
        yield from _row(row, widths, "text", figures=table.figures)


def _texts(table: Table, row: Sequence[Value], zone: ZoneInfo) -> list[str]:
    """Return the texts of a row; times without their year, dashes one cell wide."""
    texts = zip(row, cells(table, row, zone), strict=True)
    return [text[5:] if isinstance(value, datetime) else text.replace(NONE, "-") for value, text in texts]


def _widths(heads: Cells, rows: Sequence[Cells], width: int) -> list[int]:
    """Return the width of each column, the widest reduced; none if that is not enough.

    A column is not made narrower than its longest word.
    """
    columns = [*zip(heads, *rows, strict=True)]
    found = [max(map(cell_len, column)) for column in columns]
    least = [max(NARROWEST, *map(_longest_word, column)) for column in columns]
    while sum(found) + GAP * (len(found) - 1) > width:
        able = [place for place, cells in enumerate(found) if cells > least[place]]
        if not able:
            return []
        found[max(able, key=found.__getitem__)] -= 1
    return found


def _longest_word(text: str) -> int:
    return min(LONG_WORD, max(map(len, _WORD.findall(text)), default=0))


def _row(texts: Cells, widths: Sequence[int], style: str, *, figures: bool) -> Iterator[Line]:
    columns = [wrap(text, room) for text, room in zip(texts, widths, strict=True)]
    for texts_of_line in zip_longest(*columns, fillvalue=""):
        shown = (
            fit_right(text, room) if figures and column else fit(text, room)
            for column, (text, room) in enumerate(zip(texts_of_line, widths, strict=True))
        )
        yield [((" " * GAP).join(shown).rstrip(), style)]


def _entry(heads: Cells, row: Cells, width: int) -> Iterator[Line]:
    """Return one row as a paragraph: its title, then the other cells."""
    told = [(head, text) for head, text in zip(heads, row, strict=True) if text and head != MARK]
    if not told:
        return
    mark = f"{row[0]:2}" if heads[0] == MARK else ""
    yield [(mark, "breached strong"), (told[0][1], "strong")]
    parts = (f"{head} {text}" for head, text in told[1:])
    said = "   ".join(together(part) if len(part) < SHORT else part for part in parts)
    indent = len(mark) + 2
    yield from ([(" " * indent, ""), (line, "text")] for line in wrap(said, width - indent))
