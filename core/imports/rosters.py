"""Reader of rosters in five forms.

A column a day with a row a person or with a row a shift; a row a duty; a row a day with a column a shift
or with a column a person.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date

from core.base.dataclass import dataclass
from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from core.base.text import clean, fold_case
from core.base.written_days import NOTHING
from core.duty.roster import DAY, Duty
from core.duty.shift_words import Shifts, day_of_heading, explains, month_of
from core.duty.spans import TWO_AT_ONCE, shown
from core.imports.cells import Cells, read_name
from core.imports.headings import TITLE, match_headers
from core.imports.roster_headings import (
    are_weekdays,
    complete,
    dated,
    day_columns,
    people_columns,
    roster_names,
    roster_score,
)
from core.imports.tables import Passed, Problems, Sheet, TableRow
from core.people.directory import Directory, Person
from core.policy.model import Policy

_BETWEEN_NAMES = re.compile(r"[,，、;；/\n]+|\s{2,}")


@dataclass
class FoundDuties:
    """Contents of a roster: rows with their person and duties, and the days it covers.

    `columns` are its headers by field, `shift_columns` those that are days or shifts.
    """

    columns: Mapping[str, str]
    passed: list[Passed] = field(default_factory=list)
    rows: list[tuple[int, Person, list[Duty]]] = field(default_factory=list)
    days: set[date] = field(default_factory=set)
    shift_columns: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)


def read_roster(
    sheet: Sheet, source: str, directory: Directory, policy: Policy, today: date, month: date | None = None
) -> FoundDuties:
    """Return the duties of a roster; `month` is that of bare day numbers, if no title names one.

    Raises `InvalidInput` for a sheet that has none of the five forms.
    """
    if not roster_score(policy, directory)(sheet.headers):
        raise InvalidInput(
            N_("This does not look like a roster. Its columns are: {headers}."),
            hint=N_("A roster has one column per day, or the columns date, shift and name."),
            headers=tuple(sheet.headers),
        )
    found = FoundDuties(match_headers(sheet, roster_names(sheet.headers), ()))
    wished = month is not None
    month = month or month_of((*sheet.above, sheet.name, source), sheet.headers, today)
    reader = _Roster(sheet, directory, policy, found, today, month)
    days = {} if dated(sheet, found.columns) else day_columns(sheet, found.columns, month, wished=wished)
    if days:
        found.shift_columns += days
        read_days = reader.wide if {"no", "name"} & found.columns.keys() else reader.across
        for line in reader.lines():
            read_days(line, days)
        return found
    read = reader.by_day
    if {"shift", "start"} & found.columns.keys():
        read = reader.long
    elif people := people_columns(sheet, found.columns, directory):
        read = reader.by_person
        found.shift_columns += people
    else:
        found.shift_columns += reader.shifts_of(sheet.headers)
    for line in reader.lines():
        if day := reader.day(line):
            read(line, day)
    return found


class _Roster:
    """Reader of one row after another in one of the five forms."""

    def __init__(
        self,
        sheet: Sheet,
        directory: Directory,
        policy: Policy,
        found: FoundDuties,
        today: date,
        month: date | None,
    ) -> None:
        self.found = found
        self._today = today
        self._month = month
        self._directory = directory
        self._lines = sheet.lines
        self._policy = policy
        self._seen: dict[tuple[date, str, str], int] = {}
        self._zone = policy.site.zone
        self._beside: dict[tuple[str, date], list[Duty]] = {}
        self._staff: dict[str, list[Person]] = {}
        for person in directory.people:
            self._staff.setdefault(fold_case(person.name), []).append(person)
        texts = (cell for line in sheet.lines for cell in line.cells.values())
        explained = [_text(line) for line in sheet.lines if self._explains(line)]
        legend = (*sheet.above, *sheet.below, *explained)
        self._shifts = Shifts(policy, (*sheet.headers, *texts), legend)

    def lines(self) -> Iterator[TableRow]:
        """Yield the rows that are entries; explanations and titles between them are passed over."""
        for line in self._lines:
            if self._explains(line):
                self._pass(line, N_("explains a shift"))
            elif self._is_title(line):
                self._pass(line, TITLE)
            else:
                yield line

    def _pass(self, line: TableRow, why: str) -> None:
        self.found.passed.append(Passed(line.number, clean(_text(line), 80), why))

    def _explains(self, line: TableRow) -> bool:
        return not self._staffed(line) and explains(_text(line))

    def _is_title(self, line: TableRow) -> bool:
        """Return True for a row with nothing but the name of a department."""
        return not self._staffed(line) and self._policy.department(_text(line)) is not None

    def _staffed(self, line: TableRow) -> bool:
        return any(fold_case(read_name(cell)) in self._staff for cell in line.cells.values() if cell)

    def shifts_of(self, headers: Sequence[str]) -> list[str]:
        """Return the headings that are shifts."""
        return [header for header in headers if self._shifts.spans(header)]

    def day(self, line: TableRow) -> date | None:
        """Return the day of a row; 3月2日 is in the year of the title, or else the nearest such day."""
        row = self._row(line)
        text = row.text("date")
        month = self._month or month_of((), (text,), self._today)
        day = day_of_heading(text, month) if month or complete(text) else None
        if day:
            self.found.days.add(day)
        elif not text:
            row.wrong("date", N_("is empty"))
        else:
            row.wrong("date", N_("“{value}” is not a day: write 2026-06-01"), value=text)
        return day

    def wide(self, line: TableRow, days: Mapping[str, date]) -> None:
        """Read a person with the shifts of all days."""
        row, cells = self._row(line), [clean(line.cells[header]) for header in days]
        no, name = row.exact("no"), row.name("name")
        if are_weekdays(cells) and not ((no or name) and self._shifts.known(cells)):
            return  # the row of weekdays under the dates
        self.found.days.update(days.values())
        if person := self._person(line, no, name):
            duties: list[Duty] = []
            for (header, day), text in zip(days.items(), cells, strict=True):
                spans = self._spans(line, header, text)
                duties += self._duties(line, header, person, day, spans, row.text("post"))
            self.found.rows.append((line.number, person, duties))

    def across(self, line: TableRow, days: Mapping[str, date]) -> None:
        """Read a shift with the names of all days."""
        row, cells = self._row(line), [clean(line.cells[header]) for header in days]
        field = "shift" if "shift" in self.found.columns else "date"
        if are_weekdays(cells):
            return  # the row of weekdays under the dates
        self.found.days.update(days.values())
        spans = self._spans(line, self.found.columns[field], row.needed(field))
        for header, day in days.items():
            self._read_names(line, header, day, spans, row.text("post"))

    def long(self, line: TableRow, day: date) -> None:
        """Read a duty: its shift and its person or people."""
        row, columns = self._row(line), self.found.columns
        text = row.text("shift") if "shift" in columns else f"{row.text('start')}-{row.text('end')}"
        column = columns["shift" if "shift" in columns else "start"]
        spans = self._spans(line, column, text)
        names = self._names(line, columns.get("name", ""))
        no = row.exact("no") if len(names) < 2 else ""
        for name in names or [""]:
            if person := self._person(line, no, name):
                duties = self._duties(line, column, person, day, spans, row.text("post"))
                self.found.rows.append((line.number, person, [*duties]))

    def by_day(self, line: TableRow, day: date) -> None:
        """Read a day with the names under its shifts."""
        post = self._row(line).text("post")
        for column in self.found.shift_columns:
            self._read_names(line, column, day, self._shifts.spans(column) or (), post)

    def by_person(self, line: TableRow, day: date) -> None:
        """Read a day with the shifts under its people."""
        post = self._row(line).text("post")
        for column in self.found.shift_columns:
            if person := self._named(line, column, read_name(column)):
                spans = self._spans(line, column, clean(line.cells[column]))
                self.found.rows.append(
                    (line.number, person, [*self._duties(line, column, person, day, spans, post)])
                )

    def _read_names(
        self, line: TableRow, column: str, day: date, spans: Sequence[tuple[str, str]], post: str
    ) -> None:
        for name in self._names(line, column):
            if person := self._named(line, column, name):
                duties = self._duties(line, column, person, day, spans, post)
                self.found.rows.append((line.number, person, [*duties]))

    def _names(self, line: TableRow, column: str) -> list[str]:
        """Return the names of a cell; a blank divides two names only if both are in the staff list."""
        found: list[str] = []
        for part in filter(None, map(str.strip, _BETWEEN_NAMES.split(line.cells.get(column, "")))):
            words = clean(part).split()
            several = fold_case(read_name(part)) not in self._staff and all(
                fold_case(word) in self._staff for word in words
            )
            found += words if several else [read_name(clean(part))]
        return [name for name in found if name not in NOTHING]

    def _row(self, line: TableRow) -> Cells:
        return Cells(line, self.found.columns, self.found.problems)

    def _person(self, line: TableRow, no: str, name: str) -> Person | None:
        """Return the person of that number, maybe shortened by a spreadsheet, or else of that name."""
        columns, problems = self.found.columns, self.found.problems
        if not no and not name:
            problems.add(line, columns.get("name", columns.get("no", "")), N_("is empty"))
            return None
        if not no:
            return self._named(line, columns["name"], name)
        listed = self._staff.get(fold_case(name), ()) if name else self._directory.people
        short = [person for person in listed if person.no.lstrip("0") == no.lstrip("0")]
        person = self._directory.people_by_no.get(no) or (short[0] if len(short) == 1 else None)
        if person and name in ("", person.name):
            return person
        who = f"{no} {name}".strip()
        problems.add(line, columns["no"], N_("“{value}” is not on the staff list"), value=who)
        return None

    def _named(self, line: TableRow, column: str, name: str) -> Person | None:
        listed = self._staff.get(fold_case(name), [])
        alike = [person for person in listed if person.active] or listed
        if len(alike) == 1:
            return alike[0]
        if alike:
            message = N_("{count} people have this name: give the staff number")
            self.found.problems.add(line, column, message, count=len(alike))
        else:
            self.found.problems.add(line, column, N_("“{value}” is not on the staff list"), value=name)
        return None

    def _spans(self, line: TableRow, column: str, text: str) -> Sequence[tuple[str, str]]:
        spans = self._shifts.spans(text)
        if spans is None:
            self.found.problems.add(
                line,
                column,
                N_(
                    "“{value}” is not a shift ({shifts}): give its times in the policy, [shift.words], "
                    'as "{value}" = "08:30-17:30"'
                ),
                value=text,
                shifts=self._shifts.names,
            )
        return spans or ()

    def _duties(
        self,
        line: TableRow,
        column: str,
        person: Person,
        day: date,
        spans: Sequence[tuple[str, str]],
        post: str,
    ) -> Iterator[Duty]:
        if spans and not person.works_on(day):
            message = N_("{name} does not work here on {day}")
            self.found.problems.add(line, column, message, name=person.name, day=day)
        for start, end in spans:
            duty = Duty(day, start, end, person.no, "" if post in NOTHING | {person.post} else post)
            before = self._seen.setdefault((day, start, person.no), line.number)
            if before != line.number:
                self.found.problems.add(line, column, N_("already in row {other}"), other=before)
            elif other := self._at_once(duty):
                self.found.problems.add(
                    line,
                    column,
                    TWO_AT_ONCE,
                    name=person.name,
                    day=day,
                    one=shown(other.start, other.end),
                    other=shown(start, end),
                )
            self._beside.setdefault((person.no, day), []).append(duty)
            yield duty

    def _at_once(self, duty: Duty) -> Duty | None:
        """Return another duty of the person in the file that overlaps this one, if there is one."""
        start, end = duty.instants(self._zone)
        for day in (duty.day - DAY, duty.day, duty.day + DAY):
            for other in self._beside.get((duty.person, day), ()):
                begins, ends = other.instants(self._zone)
                if other != duty and begins < end and start < ends:
                    return other
        return None


def _text(line: TableRow) -> str:
    return " ".join(filter(None, line.cells.values()))
