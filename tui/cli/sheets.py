"""Reads .csv and .xlsx files into sheets; what is in them is text from people."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from core.errors import InvalidInput, NotFound
from core.sheet import Line, Sheet
from core.words import N_

ENCODINGS = ("utf-8-sig", "gb18030")
"""How offices write .csv files, in the order in which they are tried."""

MOST_CELLS = 2_000_000
"""The largest sheet that is read."""

_FILLED = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Za-z]{1,3})(\d{1,7})["'][^>/]*>""")

Row = tuple[int, Sequence[str]]


def read_sheet(path: Path) -> Sheet:
    """The first sheet of a file: its first row that is not blank holds the headers.

    Raises `NotFound` for a file that cannot be read and `InvalidInput` for one without rows.
    """
    rows = _read_xlsx(path) if path.suffix.lower() in (".xlsx", ".xlsm") else _read_csv(path)
    filled = ((number, cells) for number, cells in rows if any(cells))
    _, headers = next(filled, (0, ()))
    if not headers:
        raise InvalidInput(N_("{file} is empty."), hint=N_("The first row names the columns."), file=path)
    lines = [_line(number, headers, cells) for number, cells in filled]
    return Sheet([header for header in headers if header], lines)


def _line(number: int, headers: Sequence[str], cells: Sequence[str]) -> Line:
    padded = [*cells, *[""] * (len(headers) - len(cells))]
    return Line(number, {header: cell for header, cell in zip(headers, padded, strict=False) if header})


def read_text(path: Path) -> str:
    """The text of a small file written by a person; raises `NotFound` or `InvalidInput`."""
    return _decoded(_bytes(path), path)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFound(
            N_("{file} cannot be read: {reason}."),
            hint=N_("Check the name."),
            file=path,
            reason=error.strerror,
        ) from error


def _decoded(data: bytes, path: Path) -> str:
    marked = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ENCODINGS
    for encoding in marked:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidInput(
        N_("{file} is neither UTF-8 nor GB18030 text."), hint=N_("Save it as “CSV UTF-8”."), file=path
    )


def _read_csv(path: Path) -> Iterator[Row]:
    text = _decoded(_bytes(path), path)
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    number = 1
    try:
        for cells in reader:
            yield number, [cell.strip() for cell in cells]
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
    """The separator that the first line uses most: comma, semicolon or tab."""
    head = text.lstrip().partition("\n")[0]
    return max(",;\t", key=head.count)


def _read_xlsx(path: Path) -> Iterable[Row]:
    from python_calamine import CalamineError, CalamineWorkbook  # only for this kind of file

    data = _bytes(path)
    try:
        _refuse_vast(data, path)
        sheet = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, BadZipFile) as error:
        raise InvalidInput(
            N_("{file} is not a readable .xlsx file."), hint=N_("Save it again, or as .csv."), file=path
        ) from error
    return [(number, [_cell(value) for value in row]) for number, row in enumerate(rows, 1)]


def _refuse_vast(data: bytes, path: Path) -> None:
    """Raise `InvalidInput` for a sheet that would not fit in memory, such as one with a stray last cell."""
    with ZipFile(BytesIO(data)) as book:
        for part in book.infolist():
            if part.filename.startswith("xl/worksheets/") and _cells(book, part) > MOST_CELLS:
                raise InvalidInput(
                    N_("{file} is too large: a cell far below or to the right is filled."),
                    hint=N_("Delete it, or save the list as .csv."),
                    file=path,
                )


def _cells(book: ZipFile, part: ZipInfo) -> int:
    """The area from the first to the last filled cell of a sheet, or its size where that is absurd."""
    if part.file_size > 100 * MOST_CELLS:
        return part.file_size
    filled = [found.groups() for found in _FILLED.finditer(book.read(part))]
    width = max((_column(letters) for letters, _ in filled), default=0)
    return width * max((int(row) for _, row in filled), default=0)


def _column(letters: bytes) -> int:
    """A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _cell(value: object) -> str:
    """What a person sees in the cell: a phone number kept as a number has no decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
