"""Reader of .csv and .xlsx files as offices keep them: encodings, merged cells, hidden sheets."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from core.base.errors import InvalidInput, NotFound
from core.base.i18n_marks import N_, SourceText
from core.imports.tables import Book, FileRow, Grid
from tui.files.encodings import decoded
from tui.files.formula_guard import unguarded

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_WORKBOOK, _OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""First bytes of an .xlsx file, and of an .xls file or one with a password, under any name."""

SYSTEM_WORDS = (
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Is a directory"),
    N_("No space left on device"),
)
"""Usual faults that the system reports of a file, here so that they are translated."""

MOST_CELLS = 2_000_000
"""Number of cells of the largest sheet that is read."""

_FILLED = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Za-z]{1,3})(\d{1,7})["'][^>/]*>""")

_SEPARATORS = ",;\t"
_QUOTED = re.compile(rf'(^|[{_SEPARATORS}])"(?:[^"]|"")*"', re.MULTILINE)
"""Cell in quotes, behind a separator or at the beginning of a line."""

_NAMED_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""First line with which a spreadsheet program names the separator."""

_HEAD = 20_000
"""Number of first characters in which the separator is looked for."""

LOST_FROM = 10**15
"""Number from which a spreadsheet has lost digits: it keeps fifteen."""


def read_book(path: Path, encoding: str = "") -> Book:
    """Return the sheets of an .xlsx file, or the one of a .csv file, in `encoding` or the likeliest one.

    Raises `NotFound` for a file that cannot be read and `InvalidInput` for one that is neither.
    """
    data = _bytes(path)
    if data.startswith(_WORKBOOK):
        return Book(path.name, _read_xlsx(data, path))
    if data.startswith(_OLD_WORKBOOK):
        raise InvalidInput(
            N_("{file} is an old or protected workbook."),
            hint=N_("Open it and save it as .xlsx without a password."),
            file=path,
        )
    if data.lstrip()[:1] == b"<":
        raise InvalidInput(
            N_("{file} is a web page, not a list."), hint=N_("Open it and save it as .xlsx."), file=path
        )
    text, encoding = decoded(data, path, encoding)
    return Book(path.name, [Grid("", list(_read_csv(text, path)))], encoding)


def read_text(path: Path) -> str:
    """Return the text of a small file written by a person; raise `NotFound` or `InvalidInput`."""
    return decoded(_bytes(path), path)[0]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFound(
            N_("{file} cannot be read: {reason}."),
            hint=N_("Check the name."),
            file=path,
            reason=SourceText(error.strerror or type(error).__name__),
        ) from error


def _read_csv(text: str, path: Path) -> Iterator[FileRow]:
    named = _NAMED_SEPARATOR.match(text)
    delimiter = named[1] if named else _delimiter(text)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for cells in reader:
            row = FileRow(number, [unguarded(cell.strip()) for cell in cells])
            if any(row.cells) and not (named and number == 1):
                yield row
            number = reader.line_num + 1  # a quoted cell may span lines: the row is named by its first
    except csv.Error as error:
        raise InvalidInput(
            N_("{file}, row {row}: {reason}."),
            hint=N_("Check the quotes."),
            file=path,
            row=number,
            reason=error,
        ) from error


def _delimiter(text: str) -> str:
    """Return the separator that most of the first lines have, outside quotes, equally often.

    Titles above a list have none, and one inside cells is not in every line.
    """
    head = _QUOTED.sub(r"\1", text[:_HEAD]).splitlines()[:20]

    def regular(separator: str) -> tuple[int, int]:
        counted = Counter(found for line in head if (found := line.count(separator)))
        return max(((lines, count) for count, lines in counted.items()), default=(0, 0))

    return max(_SEPARATORS, key=regular)


def _read_xlsx(data: bytes, path: Path) -> list[Grid]:
    from python_calamine import (  # only for this kind of file
        CalamineError,
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        _refuse_vast(data, path)
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        return [
            _grid(book.get_sheet_by_name(one.name), hidden=one.visible != SheetVisibleEnum.Visible)
            for one in book.sheets_metadata
            if one.typ == SheetTypeEnum.WorkSheet
        ]
    except (CalamineError, BadZipFile) as error:
        raise InvalidInput(
            N_("{file} is not a readable .xlsx file."), hint=N_("Save it again, or as .csv."), file=path
        ) from error


def _grid(sheet: "CalamineSheet", *, hidden: bool) -> Grid:
    rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    banners = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        below = [row for row in rows[top + 1 : bottom + 1] if any(row)]
        for row in below:
            row[left] = rows[top][left]
        if right > left and top < len(rows) and sum(map(bool, rows[top])) == 1:
            banners.add(top)
    kept = [FileRow(i + 1, cells, banner=i in banners) for i, cells in enumerate(rows) if any(cells)]
    return Grid(sheet.name, kept, hidden)


def _refuse_vast(data: bytes, path: Path) -> None:
    """Raise `InvalidInput` for a sheet that would not fit in memory, often due to a stray last cell."""
    with ZipFile(BytesIO(data)) as book:
        parts = [part for part in book.infolist() if part.filename.startswith("xl/worksheets/")]
        if not parts:
            raise BadZipFile  # a document, or a workbook of another program
        for part in parts:
            if _cells(book, part) > MOST_CELLS:
                raise InvalidInput(
                    N_("{file} is too large: a cell far below or to the right is filled."),
                    hint=N_("Delete it, or save the list as .csv."),
                    file=path,
                )


def _cells(book: ZipFile, part: ZipInfo) -> int:
    """Return the area from the first to the last filled cell of a sheet, or its size if that is absurd."""
    if part.file_size > 100 * MOST_CELLS:
        return part.file_size
    filled = [found.groups() for found in _FILLED.finditer(book.read(part))]
    width = max((_column(letters) for letters, _ in filled), default=0)
    return width * max((int(row) for _, row in filled), default=0)


def _column(letters: bytes) -> int:
    """Return the number of a column: A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _cell(value: object) -> str:
    """Return the text that a person sees in the cell: a phone kept as a number has no decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value)) if abs(value) < LOST_FROM else f"{value:E}"
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
