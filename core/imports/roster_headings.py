"""Headings of rosters in all their forms: fields, days, days of the week, shifts and people."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from core.base.text import fold_case
from core.base.written_days import days_in, read_day
from core.duty.roster import DAY
from core.duty.shift_words import Shifts, day_of_heading
from core.imports.cells import read_name
from core.imports.headings import Names, Score, once, score_of
from core.imports.tables import Sheet
from core.people.directory import Directory
from core.policy.model import Policy

ROSTER_HEADERS: dict[str, Sequence[str]] = {
    "no": ("staff no", "number", "id", "工号", "编号", "员工编号", "员工号"),
    "name": (
        "person", "full name", "who", "staff", "employee", "staff name", "姓名", "名字", "员工姓名", "人员",
        "值班人", "值班人员", "值班员", "员工", "当班人员",
    ),
    "post": ("position", "岗位", "职务", "职位", "值班岗位"),
    "date": ("day", "日期", "值班日期"),
    "shift": (
        "班次", "班", "班别", "时段", "时间", "班次/日期", "日期/班次", "shift/date", "date/shift",
        "值班时间", "当班时间",
    ),
    "start": ("from", "begin", "开始", "开始时间", "上班", "上班时间"),
    "end": ("to", "until", "结束", "结束时间", "下班", "下班时间"),
}  # fmt: skip
"""Columns of a roster apart from days and shifts."""

_DOUBTFUL = {"day": "date", "person": "name", "staff": "name", "employee": "name", "员工": "name"}
"""Headings that mean a field only where no other heading means it."""

_CORNER = {"shift", "date"}
"""Fields of the headings above the shifts of a roster with a row a shift and a column a day."""

_WEEKDAY = re.compile(
    r"(?:星期|礼拜|周)?([一二三四五六日天])|(mon|tue|wed|thu|fri|sat|sun)[a-z]*", re.IGNORECASE
)
_WEEK = ("一二三四五六日天", ["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
_WHOLE_MONTH = 28
"""Number of bare days from which they cannot begin in the month of the title and end in the next."""


def roster_score(policy: Policy, directory: Directory) -> Score:
    """Return the score of a row as the headings of a roster at this centre."""
    shifts = Shifts(policy)
    staff = {fold_case(person.name) for person in directory.people}

    def score(cells: Sequence[str]) -> int:
        has = _fields(cells)
        days, week = count_days({*cells}), len(_weekdays(cells))
        columns = sum(bool(shifts.spans(cell)) for cell in cells)
        people = len(_people(cells, staff))
        who = has & {"no", "name"}
        if days > 1 and (who or has & _CORNER):
            return 100 + days
        if week > 1 and (who or has & _CORNER):
            return 80 + week
        if who and "date" in has and ("shift" in has or has >= {"start", "end"}):
            return 50 + len(has)
        if "date" not in has:
            return 0
        return 10 + columns if columns else 10 + people if people > 1 and not who else 0

    return score


def _people(cells: Sequence[str], staff: Iterable[str]) -> list[str]:
    return [cell for cell in cells if cell and fold_case(read_name(cell)) in staff]


def people_columns(sheet: Sheet, columns: Mapping[str, str], directory: Directory) -> list[str]:
    """Return the headings that are people, where no other heading is over names or shifts."""
    if not {"name", "no", "shift", "start"}.isdisjoint(columns):
        return []
    return _people(sheet.headers, {fold_case(person.name) for person in directory.people})


def _fields(headings: Sequence[str]) -> set[str]:
    names = roster_names(headings)
    return {one for one, known in names.items() if score_of({one: known})(headings)}


def roster_names(headings: Sequence[str]) -> Names:
    """Return the headings of this roster.

    Beside a date, Day is the day of the week; beside a name, Person is the staff number, as in our own
    export.
    """
    names = dict(ROSTER_HEADERS)
    for doubtful, meant in _DOUBTFUL.items():
        clear = [name for name in names[meant] if name != doubtful]
        if score_of({meant: clear})(headings):
            names[meant] = clear
    if "person" not in names["name"]:
        names["no"] = [*names["no"], "person"]
    return names


def dated(sheet: Sheet, columns: Mapping[str, str]) -> bool:
    """Return True if the rows have days, not the shifts under a heading such as 日期."""
    column = columns.get("date")
    return column is not None and count_days([line.cells[column] for line in sheet.lines]) > 0


def count_days(cells: Iterable[str]) -> int:
    """Return the number of cells that are days; those of headings are all different."""
    return sum(day_of_heading(cell, None) is not None for cell in cells)


def day_columns(
    sheet: Sheet, columns: Mapping[str, str], month: date | None, *, wished: bool
) -> dict[str, date]:
    """Return the headings that are days; a number lower than the one before is in the next month.

    `month` is that of bare days, `wished` if it was asked for rather than read in a title.
    """
    heads = [one for one in sheet.headers if one not in columns.values() and day_of_heading(one, None)]
    bare = [head for head in heads if not complete(head)]
    if bare and not wished:
        month = _month_of_first(bare, sheet.above, month)
    found: dict[str, date] = {}
    last: date | None = None
    for header in heads:
        if month is None and header in bare:
            raise _which_month(header)
        if day := day_of_heading(header, month, last):
            last = found[header] = day
    return found or _week(sheet, columns)


def _month_of_first(bare: Sequence[str], above: Sequence[str], month: date | None) -> date | None:
    """Return the month of the first bare day: of a whole day in a title, or else that of the title.

    Raise `InvalidInput` for a month that begins on another day than its first.
    """
    firsts = [day for text in above for day in days_in(text)]
    for day in firsts:
        if day_of_heading(bare[0], day) == day:
            return day.replace(day=1)
    first = month and day_of_heading(bare[0], month)
    if first and first.day > 1 and len(bare) >= _WHOLE_MONTH:
        raise _which_month(bare[0])
    return month


def _which_month(day: str) -> InvalidInput:
    return InvalidInput(
        N_("Which month is day {day}?"),
        hint=N_("Write it above the list, such as 2026-03, or give --month 2026-03."),
        day=day,
    )


def _week(sheet: Sheet, columns: Mapping[str, str]) -> dict[str, date]:
    """Return the headings that are days of a week that a title dates."""
    heads = {head: day for head, day in _weekdays(sheet.headers).items() if head not in columns.values()}
    if not heads:
        return {}
    first = next(iter(heads))
    for day in (day for text in (*sheet.above, sheet.name) for day in days_in(text)):
        if day.weekday() == heads[first]:
            found = {}
            for head, weekday in heads.items():
                while day.weekday() != weekday:
                    day += DAY
                found[head] = day
                day += DAY
            return found
    raise InvalidInput(
        N_("Which week is {day}?"),
        hint=N_("Write its first day above the list, such as 2026-12-07."),
        day=first,
    )


def _weekdays(cells: Sequence[str]) -> dict[str, int]:
    """Return the cells that are days of the week, with the number of each."""
    found = {}
    for cell in cells:
        if match := _WEEKDAY.fullmatch(once(cell)):
            han, latin = match.groups()
            found[cell] = min(_WEEK[0].index(han), 6) if han else _WEEK[1].index(latin.lower())
    return found


def are_weekdays(cells: Sequence[str]) -> bool:
    """Return True if all cells that have a text are days of the week."""
    return any(cells) and all(not cell or _WEEKDAY.fullmatch(cell) for cell in cells)


def complete(header: str) -> bool:
    """Return True for a day with its year."""
    try:
        return bool(read_day(header))
    except ValueError:
        return False
