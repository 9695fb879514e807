"""A paper as an .xlsx workbook: dates are dates, numbers are numbers, and nothing in it is a formula."""

import re
from collections.abc import Iterator, Sequence
from copy import copy
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from rich.cells import cell_len

from core.clock import site_time
from core.measures import percent_text
from tui.papers.paper import Fields, Paper, Part, Signatures, Table, Value, Words, signed, text_of, to_print

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FORMATS: tuple[tuple[type, str], ...] = (
    (str, "@"),
    (int, "0"),
    (Fraction, "0.00"),
    (datetime, "yyyy-mm-dd hh:mm"),
    (date, "yyyy-mm-dd"),
    (timedelta, "[m]:ss"),
)
"""How each type of value is shown."""

NARROWEST, WIDEST = 8, 48
"""Characters in a column."""

_UNWANTED = re.compile(r"[\x00-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


def workbook(paper: Paper) -> bytes:
    """The bytes of the file."""
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    book.properties.creator = paper.site.name
    book.properties.created = book.properties.modified = paper.made_at.astimezone(UTC).replace(tzinfo=None)
    _fill(book.active, paper)
    out = BytesIO()
    with _Archive(out, "w") as archive:
        ExcelWriter(book, archive).write_data()
    return out.getvalue()


class _Archive(ZipFile):
    """A zip file whose entries do not tell when they were written."""

    def writestr(self, name: Any, data: Any, *_more: Any) -> None:
        super().writestr(ZipInfo(name), data, ZIP_DEFLATED)

    def write(self, filename: Any, arcname: Any = None, *_more: Any) -> None:
        self.writestr(arcname, Path(filename).read_bytes())


def _fill(sheet: "Worksheet", paper: Paper) -> None:
    sheet.title = _NOT_IN_NAMES.sub(" ", paper.title)[:31].strip() or paper.kind
    rows = [*_rows(paper)]
    looks: dict[Look, Any] = {}
    for line, (values, style) in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value is not None:
                _put(sheet.cell(line, column), value, paper)
                _dress(sheet.cell(line, column), _look(value, style), looks)
    _lay_out(sheet, paper, [values for values, style in rows if style in BOXED])


Row = tuple[Sequence[Value], str]
"""The values of a line, and what it is: a title, about the paper, of a part, heads, values."""

BOXED = ("heads", "values")
"""Lines whose values stand in columns; the others may run across them."""


def _rows(paper: Paper) -> Iterator[Row]:
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


def _put(cell: Any, value: Value, paper: Paper) -> None:
    """One typed value; a text is a text whatever it begins with."""
    if isinstance(value, str):
        cell.value = _UNWANTED.sub(" ", value)
        cell.data_type = "s"
    elif isinstance(value, datetime):
        cell.value = site_time(value, paper.site.zone).replace(tzinfo=None)
    else:
        cell.value = float(percent_text(value)) if isinstance(value, Fraction) else value


Look = tuple[str, bool, str]
"""How a cell looks: its format, whether its text must not be run when somebody edits it, its line's style."""


def _look(value: Value, style: str) -> Look:
    shown = next(shown for kind, shown in FORMATS if isinstance(value, kind))
    return shown, isinstance(value, str) and value[:1] in ("=", "+", "-", "@"), style


def _dress(cell: Any, look: Look, looks: dict[Look, Any]) -> None:
    """Give the cell its look; one that was made before is copied, a hundred times as fast."""
    from openpyxl.styles import Alignment, Font

    if look in looks:
        cell._style = copy(looks[look])
        return
    shown, cell.quotePrefix, style = look
    cell.number_format = shown
    if style in BOXED:
        cell.alignment = Alignment(vertical="top", wrap_text=shown == "@")
    if style in ("title", "part", "heads"):
        cell.font = Font(bold=True, size=14 if style == "title" else 11)
    looks[look] = cell._style


def _lay_out(sheet: "Worksheet", paper: Paper, rows: Sequence[Sequence[Value]]) -> None:
    """Column widths, and A4 for printing."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    texts = ([text_of(value, paper.site.zone) for value in row] for row in rows)
    for column, words in enumerate(zip_longest(*texts, fillvalue=""), 1):
        width = min(WIDEST, max(NARROWEST, *map(cell_len, words))) + 2
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if paper.landscape else "portrait"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
