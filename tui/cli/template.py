"""Workbooks to fill in: headings of a list, an example, drop-down lists, cells of the right type."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from core.base.errors import DeskError, InvalidInput
from core.base.i18n_marks import N_, SourceText
from core.duty.shift_words import Shifts
from core.imports.own_lists import own_heading, own_role_words, own_words
from core.imports.register_words import FLAGS, KINDS, PEOPLE_HEADERS, UNIT_HEADERS
from core.imports.roster_headings import ROSTER_HEADERS
from core.policy.model import Policy
from tui.i18n import _, is_chinese, language

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

ROWS = 2_000
"""Rows that have drop-down lists."""

_TITLES = {"units": N_("Units"), "people": N_("People"), "roster": N_("Roster")}

_UNIT: Mapping[str, tuple[Any, Any]] = {
    "code": ("Example: 3-2-1201", "示例：3-2-1201"),
    "name": ("", ""),
    "kind": ("household", "住户"),
    "building": ("3", "3栋"),
    "area": ("north", "北区"),
    "contact": ("Ann Lee", "赵敏"),
    "phone": ("13800138000", "13800138000"),
    "relation": ("owner", "业主"),
    "specialist": ("Lin Yue", "林悦"),
    "services": ("", "绿植养护"),
    "visited_on": (date(2026, 1, 15), date(2026, 1, 15)),
    "active_from": (date(2020, 5, 1), date(2020, 5, 1)),
    "active_to": (None, None),
    "notes": ("", ""),
}
_PERSON: Mapping[str, tuple[Any, Any]] = {
    "no": ("Example: 001", "示例：001"),
    "name": ("Wang Min", "王敏"),
    "department": ("Service desk", "客服中心"),
    "post": ("operator", "值班员"),
    "role": ("operator", "值班员"),
    "phone": ("13900000001", "13900000001"),
    "employer": ("", ""),
    "active": ("yes", "是"),
    "supervisor": ("Chen Jing", "陈静"),
    "area": ("", ""),
    "active_from": (date(2020, 5, 1), date(2020, 5, 1)),
    "active_to": (None, None),
    "certificate": ("T4401-001", "T4401-001"),
    "certificate_until": (date(2027, 1, 31), date(2027, 1, 31)),
    "skills": ("", ""),
    "account": ("", ""),
}
_DUTY: Mapping[str, tuple[Any, Any]] = {
    "no": ("Example: 001", "示例：001"),
    "name": ("Wang Min", "王敏"),
    "post": ("", ""),
}
_SHIFT_WORDS = (("early", "late", "night", "off"), ("早", "中", "夜", "休"))


def write_template(kind: str, file: Path, policy: Policy, month: date) -> None:
    """Write the workbook to fill in; `month` is for a roster.

    Raise `InvalidInput` if the file exists, so that a filled-in one is safe, or is not an .xlsx; raise
    `DeskError` if it cannot be written.
    """
    if file.suffix.lower() != ".xlsx":
        raise InvalidInput(N_("A template is an .xlsx file: {file}."), file=file)
    data = _workbook(kind, policy, month)
    try:
        with file.open("xb") as out:
            out.write(data)
    except FileExistsError:
        raise InvalidInput(
            N_("{file} is there already."), hint=N_("Choose another name."), file=file
        ) from None
    except OSError as error:
        raise DeskError(
            N_("{file} cannot be written: {reason}."),
            file=file,
            reason=SourceText(error.strerror or type(error).__name__),
        ) from error


class _Book(NamedTuple):
    """Workbook with two sheets: the one to fill in, and a hidden one with the words of the lists."""

    book: "Workbook"
    sheet: "Worksheet"
    lists: "Worksheet"


def _workbook(kind: str, policy: Policy, month: date) -> bytes:
    from xlsxwriter import Workbook

    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheets = _Book(book, book.add_worksheet(_(_TITLES[kind])), book.add_worksheet("lists"))
        sheets.lists.hide()
        if kind == "roster":
            _roster(sheets, policy, month)
        else:
            _register(sheets, kind, policy)
    return out.getvalue()


def _register(sheets: _Book, kind: str, policy: Policy) -> None:
    example, headers = (_UNIT, UNIT_HEADERS) if kind == "units" else (_PERSON, PEOPLE_HEADERS)
    departments = [department.title(language()) for department in policy.departments.values()]
    words = {
        "role": [*own_role_words(policy, language()).values()],
        "active": _words(FLAGS),
        "kind": _words(KINDS),
        "department": departments,
    }
    for column, (field, values) in enumerate(example.items()):
        _head(sheets, 0, column, own_heading(field, headers, chinese=is_chinese()))
        _fill(sheets, 1, column, values[is_chinese()])
        if field in words:
            _drop_down(sheets, column, column, 1, words[field])
    sheets.sheet.freeze_panes(1, 1)


def _roster(sheets: _Book, policy: Policy, month: date) -> None:
    following = (month + timedelta(days=31)).replace(day=1)
    days = [month + timedelta(days=count) for count in range((following - month).days)]
    first = len(_DUTY)
    shifts = Shifts(policy)
    words = [word for word in _SHIFT_WORDS[is_chinese()] if shifts.spans(word) is not None]
    sheets.sheet.write_string(0, 0, _(N_("Duty roster {month}")).format(month=f"{month:%Y-%m}"))
    for column, (field, values) in enumerate(_DUTY.items()):
        _head(sheets, 1, column, own_heading(field, ROSTER_HEADERS, chinese=is_chinese()))
        _fill(sheets, 2, column, values[is_chinese()])
    for column, day in enumerate(days, first):
        _head(sheets, 1, column, day)
        _fill(sheets, 2, column, words[0] if (column + 1) % 7 else words[-1], width=5)
    _drop_down(sheets, first, first + len(days) - 1, 2, words)
    sheets.sheet.freeze_panes(2, first)


def _words(codes: Mapping[str, Sequence[str]]) -> list[str]:
    return [*own_words(codes, chinese=is_chinese()).values()]


def _head(sheets: _Book, row: int, column: int, title: str | date) -> None:
    shape = "d" if isinstance(title, date) else "General"
    look = {"num_format": shape, "bold": True, "bg_color": "#DDE6F0", "align": "center", "valign": "vcenter"}
    sheets.sheet.write(row, column, title, sheets.book.add_format(look))


def _fill(sheets: _Book, row: int, column: int, value: str | date | None, width: int = 14) -> None:
    """Write an example cell; its column keeps the type: days, or texts that may begin with a zero."""
    shape = "@" if isinstance(value, str) else "yyyy-mm-dd"
    look = sheets.book.add_format({"num_format": shape})
    sheets.sheet.write(row, column, value, look)
    sheets.sheet.set_column(column, column, width, look)


def _drop_down(sheets: _Book, first: int, last: int, row: int, words: Sequence[str]) -> None:
    """Offer `words` in the columns `first` to `last`, by a list in the hidden sheet."""
    from xlsxwriter.utility import xl_range_abs

    for index, word in enumerate(words):
        sheets.lists.write_string(index, first, word)
    choice = {
        "validate": "list",
        "source": f"=lists!{xl_range_abs(0, first, len(words) - 1, first)}",
        "show_error": False,  # the import also recognises other words
    }
    sheets.sheet.data_validation(row, first, row + ROWS, last, choice)
