"""Paper as an .xlsx workbook: dates are dates, numbers are numbers, and no cell is a formula."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cache
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len

from core.base.clock import site_time
from core.base.i18n_marks import N_
from core.figures.measures import percent_text
from tui.i18n import _
from tui.papers.paper import Fields, Paper, Part, Signatures, Table, Value, Words, signed, text_of, to_print

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FORMATS: tuple[tuple[type, str], ...] = (
    (str, "@"),
    (int, "0"),
    (Fraction, "0.00"),
    (datetime, "yyyy-mm-dd hh:mm"),
    (date, "yyyy-mm-dd"),
    (timedelta, N_('[m]"m"ss"s"')),
)
"""Number formats by type of value."""

A4 = 9

NARROWEST, WIDEST = 8, 48
"""Characters in a column."""

_UNWANTED = re.compile(r"[\x00-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


def workbook(paper: Paper) -> bytes:
    """Return the bytes of the file."""
    from xlsxwriter import Workbook

    made_at = paper.made_at.astimezone(UTC).replace(tzinfo=None)
    out = BytesIO()
    # in memory the entries of the archive have no time: the same paper gives the same bytes
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"author": paper.site.name, "created": made_at})
        _fill(book, paper)
    return out.getvalue()


def _fill(book: "Workbook", paper: Paper) -> None:
    sheet = book.add_worksheet(_NOT_IN_NAMES.sub(" ", paper.title)[:31].strip() or paper.kind)
    rows = [*_rows(paper)]
    look = cache(lambda *given: _format(book, *given))
    for line, (values, style) in enumerate(rows):
        for column, value in enumerate(values):
            if value is not None:
                _put(sheet, (line, column), value, look(*_look(value), style), paper)
    _lay_out(sheet, paper, [values for values, style in rows if style in BOXED])


Row = tuple[Sequence[Value], str]
"""Values of a line and its style: title, about (the paper), part, heads or values."""

BOXED = ("heads", "values")
"""Styles of lines with values in columns; other lines may run across them."""


def _rows(paper: Paper) -> Iterator[Row]:
    if paper.taken_back:
        heads, *rows = paper.rows_of_list
        yield heads, "heads"
        yield from ((row, "values") for row in rows)
        return
    yield (paper.site.name or None,), "about"
    yield (paper.title,), "title"
    yield from (((line,), "about") for line in (paper.subject, paper.note, "   ".join(paper.profile)) if line)
    for part in paper.parts:
        yield (), "values"
        if not isinstance(part, Signatures) and part.title:
            yield (part.title,), "part"
        yield from _part(part, paper)
    yield (), "values"
    yield (paper.made,), "about"


def _part(part: Part, paper: Paper) -> Iterator[Row]:
    match part:
        case Table() if part.empty:
            yield (part.empty,), "about"
        case Table():
            yield part.heads, "heads"
            yield from ((row, "values") for row in part.rows)
            yield from [((), "values")] * part.blank
        case Fields():
            yield from (((field.title, to_print(field)), "values") for field in part.fields)
        case Words():
            yield from (((text,), "about") for text in part.paragraphs)
        case Signatures():
            yield from (
                ((line.title, signed(line, paper.site.zone) or None), "values") for line in part.lines
            )


def _put(sheet: "Worksheet", place: tuple[int, int], value: Value, look: "Format", paper: Paper) -> None:
    """Write one typed value; a text is written as text regardless of its first sign."""
    match value:
        case str():
            sheet.write_string(*place, _UNWANTED.sub(" ", value), look)
        case datetime():
            sheet.write_datetime(*place, site_time(value, paper.site.zone).replace(tzinfo=None), look)
        case date() | timedelta():
            sheet.write_datetime(*place, value, look)
        case Fraction():
            sheet.write_number(*place, float(percent_text(value)), look)
        case _:
            sheet.write_number(*place, value, look)


def _look(value: Value) -> tuple[str, bool]:
    """Return the number format of a value, and whether it is a text that must not run once it is edited."""
    shown = next(shown for kind, shown in FORMATS if isinstance(value, kind))
    return _(shown), isinstance(value, str) and value[:1] in ("=", "+", "-", "@")


def _format(book: "Workbook", shown: str, quoted: bool, style: str) -> "Format":
    look: dict[str, object] = {"num_format": shown, "quote_prefix": quoted}
    if style in BOXED:
        look |= {"valign": "top", "text_wrap": shown == "@"}
    if style in ("title", "part", "heads"):
        look |= {"bold": True, "font_size": 14 if style == "title" else 11}
    return book.add_format(look)


def _lay_out(sheet: "Worksheet", paper: Paper, rows: Sequence[Sequence[Value]]) -> None:
    """Set the column widths, and A4 for printing."""
    texts = ([text_of(value, paper.site.zone) for value in row] for row in rows)
    for column, words in enumerate(zip_longest(*texts, fillvalue="")):
        sheet.set_column(column, column, min(WIDEST, max(NARROWEST, *map(cell_len, words))) + 2)
    sheet.set_paper(A4)
    if paper.landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
