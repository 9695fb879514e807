"""Reader of lists of people as offices keep them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from core.base.errors import NotFound
from core.base.i18n_marks import N_
from core.base.text import clean, fold_case, initials
from core.imports.cells import Cells, Words, code_of, read_name
from core.imports.entries import FoundEntries, checked
from core.imports.headings import TITLE, Names, match_headers, score_of, without_aside
from core.imports.own_lists import role_words
from core.imports.register_words import FLAGS, OWN_WORDS, PEOPLE_HEADERS
from core.imports.tables import Passed, Sheet, TableRow
from core.people.directory import Directory, Person
from core.people.register_validation import free_numbers
from core.policy.model import Policy

_BETWEEN = re.compile(r"[,，、;；/\s]+")
_DEPARTMENT = re.compile(
    r".{1,12}(?:部|部门|组|班组|队|中心|科|处)|.{0,30}\b(?:department|dept|team)\b.{0,30}", re.I
)
"""Title that reads like the name of a department."""

_NAMED = score_of(PEOPLE_HEADERS, ("name",))
_NAMED_APART = score_of(PEOPLE_HEADERS, ("first", "last"))


def people_score(cells: Sequence[str]) -> int:
    """Return the score of a row as the headings of a list of people."""
    return _NAMED(cells) or _NAMED_APART(cells)


def read_people(sheet: Sheet, directory: Directory, policy: Policy) -> FoundEntries[Person]:
    """Return the people of a list; a row without a staff number is matched by name or gets the next one.

    A field without a column is kept as it is here.
    """
    needed = () if _NAMED_APART(sheet.headers) else ("name",)
    found = FoundEntries[Person](match_headers(sheet, _headers(policy), needed, several=("phone",)))
    reader = _People(found, directory, policy, sheet)
    for line in sheet.lines:
        reader.read(line)
    return found


def _headers(policy: Policy) -> Names:
    """Return the headings; the superior's column may have the centre's title for a supervisor."""
    titles = next((one.names for one in policy.roles if one.code == "supervisor"), ())
    return {**PEOPLE_HEADERS, "supervisor": (*PEOPLE_HEADERS["supervisor"], *titles)}


class _People:
    """Reader of one row after another that remembers the rows of people already read."""

    def __init__(
        self, found: FoundEntries[Person], directory: Directory, policy: Policy, sheet: Sheet
    ) -> None:
        self._found = found
        self._directory = directory
        self._policy = policy
        self._roles = role_words(policy)
        self._by_name: dict[str, list[Person]] = {}
        for person in directory.people:
            self._by_name.setdefault(person.name, []).append(person)
        column = found.columns.get("no", "")
        listed = {clean(line.cells.get(column, "")) for line in sheet.lines}
        self._free_nos = free_numbers({*directory.people_by_no, *listed})
        self._titles = [(one.row, one.text) for one in sheet.passed if one.why == TITLE]
        self._department = ""
        self._lines: dict[str, TableRow] = {}
        self._names: set[str] = set()
        self._accounts = {fold_case(p.account): p for p in directory.people if p.account}

    def read(self, line: TableRow) -> None:
        """Read one row."""
        found = self._found
        while self._titles and self._titles[0][0] < line.number:
            number, title = self._titles.pop(0)
            self._take_title(TableRow(number, {}), title)
        row = Cells(line, found.columns, found.problems)
        said = [*filter(None, line.cells.values())]
        if len(said) == 1 and (_DEPARTMENT.fullmatch(said[0]) or self._policy.department(said[0])):
            if self._take_title(line, said[0]):
                found.passed.append(Passed(line.number, said[0], TITLE))
            return
        name, no = self._name(row), row.exact("no")
        known = self._known(row, name, no)
        key = known.no if known else no or next(self._free_nos)
        if key in self._lines and self._lines[key].cells == line.cells:
            text = N_("the same as row {row}")
            found.passed.append(Passed(line.number, name, text, {"row": self._lines[key].number}))
            return
        if key in found.entries or (not no and name in self._names):
            row.wrong("no" if "no" in found.columns else "name", N_("appears twice"))
        person = self._person(row, known or Person(key, name), name)
        found.entries.setdefault(key, person)
        found.rows.append((line.number, key, name))
        self._lines[key] = line
        self._names.add(name)
        if known:
            found.known[key] = known

    def _take_title(self, line: TableRow, text: str) -> bool:
        """Remember the department of the rows below a title, where no column has it; False if unknown."""
        if "department" in self._found.columns:
            return True
        department = self._policy.department(without_aside(text))
        self._department = department.code if department else ""
        if not department and _DEPARTMENT.fullmatch(without_aside(text)):
            message = N_("“{value}” is not a department")
            self._found.problems.add(line, "department", message, value=without_aside(text))
            return False
        return True

    def _name(self, row: Cells) -> str:
        """Return the name, put together if it is in two columns."""
        if "name" in self._found.columns:
            name = row.needed("name")
            return name if row.own else read_name(name)
        first, last = row.needed("first"), row.text("last")
        return f"{first} {last}".strip() if first.isascii() else last + first

    def _known(self, row: Cells, name: str, no: str) -> Person | None:
        """Return the listed person of the row; a number that a spreadsheet made of 001 still matches."""
        alike = self._by_name.get(name, [])
        if no:
            short = [one for one in alike if no.isdecimal() and one.no.lstrip("0") == no.lstrip("0")]
            return self._directory.people_by_no.get(no) or next(iter(short), None)
        here = [one for one in alike if one.active] or alike
        if len(here) > 1:
            row.wrong("name", N_("{count} people have this name: give the staff number"), count=len(here))
        return next(iter(here), None)

    def _person(self, row: Cells, known: Person, name: str) -> Person:
        values: dict[str, Any] = row.given("post", "supervisor", "area")
        if name != known.name:
            values["name"] = name
        if not known.initials or name != known.name:
            values["initials"] = initials(name)
        if row.given("phone"):
            values["phone"] = "/".join(row.phones())
        if row.given("certificate"):
            values["certificate"] = row.exact("certificate")
        days = row.given("certificate_until", "active_from", "active_to")
        values |= {name: row.day(name) for name in days} | self._belongs(row, known)
        return checked(row, replace(known, **values))

    def _belongs(self, row: Cells, known: Person) -> dict[str, Any]:
        """Return the person's department, employer, role, rights and skills."""
        values: dict[str, Any] = {}
        if self._department:
            values["department"] = self._department
        if department := row.text("department"):
            if found := self._policy.department(department):
                values["department"] = found.code
            elif department != known.department:
                row.wrong("department", N_("“{value}” is not a department"), value=department)
        if role := row.choice("role", self._roles) or _role_of(row.text("post"), self._roles):
            values["role"] = role
        if active := row.choice("active", FLAGS):
            values["active"] = active == "yes"
        for employer in row.given("employer").values():
            own = fold_case(employer) in OWN_WORDS or employer == self._policy.site.name
            values["employer"] = "" if own and not row.own else employer
        if row.given("skills"):
            values["skills"] = self._skills(row, known)
        for account in row.given("account").values():
            values["account"] = account
            owner = self._accounts.setdefault(fold_case(account), known) if account else known
            if owner.no != known.no:
                row.wrong("account", N_("already belongs to {name}"), name=owner.name)
        return values

    def _skills(self, row: Cells, known: Person) -> tuple[str, ...]:
        codes = []
        for word in filter(None, _BETWEEN.split(row.text("skills"))):
            try:
                codes.append(self._policy.category(word).code)
            except NotFound:
                if word in known.skills:
                    codes.append(word)
                else:
                    row.wrong("skills", N_("“{value}” is not a category"), value=word)
        return tuple(dict.fromkeys(codes))


def _role_of(post: str, roles: Words) -> str:
    """Return the role that a post, or one of several, names; empty if none does."""
    parts = filter(None, _BETWEEN.split(post))
    return next(filter(None, (code_of(part, roles) for part in (post, *parts))), "")
