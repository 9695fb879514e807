"""Reads .csv and .xlsx files into sheets; what is in them is text from people."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path

from core.errors import InvalidInput, NotFound
from core.sheet import Line, Sheet
from core.words import N_

ENCODINGS = ("utf-8-sig", "gb18030")
"""How offices write .csv files, in the order in which they are tried."""

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
        sheet = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except CalamineError as error:
        raise InvalidInput(
            N_("{file} is not a readable .xlsx file."), hint=N_("Save it again, or as .csv."), file=path
        ) from error
    return [(number, [_cell(value) for value in row]) for number, row in enumerate(rows, 1)]


def _cell(value: object) -> str:
    """What a person sees in the cell: a phone number kept as a number has no decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
