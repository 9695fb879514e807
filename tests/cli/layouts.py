"""Layouts of lists as offices make them, each with what it gives or with the one line that refuses it."""

import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from core.base.errors import DeskError
from core.desk.desk import Desk
from core.imports.preview import Preview, Wish
from core.imports.tables import BadRows
from storage.store import SqlStore
from tui.cli.previews import by_kind
from tui.files.tables import read_book

NOW = dt.datetime(2026, 11, 30, 1, 0, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Layout:
    """Sheet written as lines of cells between bars; `merged` are its merged cells, `code` that of a text.

    Blanks around a cell are no part of it; ⏎ is a line break in a cell.  In a workbook numbers and days are
    kept as such, unless an apostrophe is before them.  It `gives` entries, one a line, or `says` why not.
    """

    table: str
    gives: str = ""
    says: str = ""
    code: str = "xlsx"
    merged: str = ""
    sheet: str = "Sheet1"
    name: str = "list"
    separator: str = ","

    @property
    def rows(self) -> Iterator[list[str]]:
        """Yield the cells of each line."""
        for line in self.table.strip("\n").splitlines():
            yield [cell.strip().replace("⏎", "\n") for cell in line.split("|")]

    def write(self, folder: Path) -> Path:
        """Write the file as a spreadsheet program does."""
        if self.code == "xlsx":
            return self._workbook(folder / f"{self.name}.xlsx")
        text = StringIO(newline="")
        csv.writer(text, delimiter=self.separator, lineterminator="\r\n").writerows(self.rows)
        path = folder / f"{self.name}.csv"
        path.write_bytes(text.getvalue().encode(self.code))
        return path

    def _workbook(self, path: Path) -> Path:
        book = Workbook()
        sheet = book.active
        sheet.title = self.sheet
        for row in self.rows:
            sheet.append([_value(cell) for cell in row])
        for cells in self.merged.split():
            sheet.merge_cells(cells)
        book.save(path)
        return path


def _value(cell: str) -> object:
    if cell.isascii() and cell.isdecimal():
        return int(cell)
    try:
        return dt.date.fromisoformat(cell) if len(cell) == 10 else cell.removeprefix("'") or None
    except ValueError:
        return cell


def desk_of(folder: Path) -> Desk:
    """Return the desk of an empty office."""
    return Desk(SqlStore(str(folder / "desk.db")), "张一", lambda: NOW)


def take(desk: Desk, layout: Layout, folder: Path, kind: str) -> Preview:
    """Import a layout; the same file again changes nothing."""
    path = layout.write(folder)
    done = desk.imports.import_list(read_book(path), Wish(kind))
    assert not desk.imports.import_list(read_book(path), Wish(kind)).changes_something
    return done


def refusal(desk: Desk, layout: Layout, folder: Path, kind: str) -> str:
    """Return the lines that refuse a layout."""
    with pytest.raises(DeskError) as wrong:
        desk.imports.import_list(read_book(layout.write(folder)), Wish(kind))
    if isinstance(wrong.value, BadRows):
        return "\n".join(by_kind(wrong.value.problems))
    return wrong.value.text(str)


def each(layouts: Mapping[str, Layout]) -> pytest.MarkDecorator:
    """Return the mark that runs a test with each layout."""
    return pytest.mark.parametrize("layout", layouts.values(), ids=layouts.keys())


def lines(text: str) -> list[str]:
    """Return the lines of a text that is set in between quotes."""
    return [line.strip() for line in text.strip().splitlines()]
