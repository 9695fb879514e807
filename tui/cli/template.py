"""Workbooks to fill in: the headings of a list, an example, drop-down lists, cells of the right type."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import DeskError, InvalidInput
from core.lists.register_words import FLAGS, KINDS, PEOPLE_HEADERS, ROLES, UNIT_HEADERS
from core.lists.roster_words import Shifts
from core.lists.rosters import ROSTER_HEADERS
from core.policy import Policy
from core.words import N_, Word
from tui.i18n import _, language

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ROWS = 2_000
"""So many rows have their drop-down lists."""

_HEADINGS = {"code": "Unit", "no": "Staff no", "person": "Name"}
"""English headings of fields whose own name says too little."""

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
    "person": ("Wang Min", "王敏"),
    "post": ("", ""),
}
_SHIFT_WORDS = (("early", "late", "night", "off"), ("早", "中", "夜", "休"))


def write_template(kind: str, file: Path, policy: Policy, month: date) -> None:
    """Write the workbook; one that is there already, perhaps filled in, stays.  `month` is for a roster.

    Raises `InvalidInput` for a file that is there or is no .xlsx, `DeskError` if it cannot be written.
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
            reason=Word(error.strerror or type(error).__name__),
        ) from error


def _workbook(kind: str, policy: Policy, month: date) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = _(_TITLES[kind])
    lists = book.create_sheet("lists")
    lists.sheet_state = "hidden"
    if kind == "roster":
        _roster(sheet, lists, policy, month)
    else:
        _register(sheet, lists, kind, policy)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _register(sheet: "Worksheet", lists: "Worksheet", kind: str, policy: Policy) -> None:
    example, headers = (_UNIT, UNIT_HEADERS) if kind == "units" else (_PERSON, PEOPLE_HEADERS)
    departments = [department.title(language()) for department in policy.departments.values()]
    words = {"role": _words(ROLES), "active": _words(FLAGS), "kind": _words(KINDS), "department": departments}
    _head(sheet, 1, [_heading(field, headers) for field in example])
    for column, (field, values) in enumerate(example.items(), 1):
        _fill(sheet, 2, column, values[_chinese()])
        if field in words:
            _drop_down(sheet, lists, column, column, 2, words[field])
    sheet.freeze_panes = "B2"


def _roster(sheet: "Worksheet", lists: "Worksheet", policy: Policy, month: date) -> None:
    following = (month + timedelta(days=31)).replace(day=1)
    days = [month + timedelta(days=count) for count in range((following - month).days)]
    first = len(_DUTY) + 1
    sheet.cell(1, 1, _(N_("Duty roster {month}")).format(month=f"{month:%Y-%m}"))
    _head(sheet, 2, [*(_heading(field, ROSTER_HEADERS) for field in _DUTY), *days])
    shifts = Shifts(policy)
    words = [word for word in _SHIFT_WORDS[_chinese()] if shifts.spans(word) is not None]
    for column, values in enumerate(_DUTY.values(), 1):
        _fill(sheet, 3, column, values[_chinese()])
    for column in range(first, first + len(days)):
        _fill(sheet, 3, column, words[0] if column % 7 else words[-1])
        _width(sheet, column, 5)
        sheet.cell(2, column).number_format = "d"
    _drop_down(sheet, lists, first, first + len(days) - 1, 3, words)
    sheet.freeze_panes = sheet.cell(3, first)


def _chinese() -> bool:
    return language() != "en"


def _heading(field: str, headers: Mapping[str, Sequence[str]]) -> str:
    """A heading that the import knows again."""
    if _chinese():
        return next(name for name in headers[field] if not name.isascii())
    return _HEADINGS.get(field) or field.replace("_", " ").capitalize()


def _words(codes: Mapping[str, Sequence[str]]) -> list[str]:
    """The words of a choice that the import knows again."""
    if _chinese():
        return [next(name for name in names if not name.isascii()) for names in codes.values()]
    return [code.replace("_", " ") for code in codes]


def _head(sheet: "Worksheet", row: int, titles: Sequence[Any]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for column, title in enumerate(titles, 1):
        cell = sheet.cell(row, column, title)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE6F0")
        cell.alignment = Alignment(horizontal="center", vertical="center")


def _fill(sheet: "Worksheet", row: int, column: int, value: Any) -> None:
    """The example's cell; the column keeps its type: days as days, all else as text, zeros in front too."""
    shape = "yyyy-mm-dd" if value is None or isinstance(value, date) else "@"
    cell = sheet.cell(row, column, value or None)
    cell.number_format = sheet.column_dimensions[_letter(column)].number_format = shape
    _width(sheet, column, 14)


def _width(sheet: "Worksheet", column: int, width: int) -> None:
    sheet.column_dimensions[_letter(column)].width = width


def _drop_down(
    sheet: "Worksheet", lists: "Worksheet", first: int, last: int, row: int, words: Sequence[str]
) -> None:
    """Choose from `words` in the columns from `first` to `last`; they stand in a hidden sheet."""
    from openpyxl.worksheet.datavalidation import DataValidation

    for index, word in enumerate(words, 1):
        lists.cell(index, first, word).data_type = "s"
    letter = _letter(first)
    choice = DataValidation("list", f"{lists.title}!${letter}$1:${letter}${len(words)}", allow_blank=True)
    choice.showErrorMessage = False  # other words that the import knows may be typed
    sheet.add_data_validation(choice)
    choice.add(f"{letter}{row}:{_letter(last)}{row + ROWS}")


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))
