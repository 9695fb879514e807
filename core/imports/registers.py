"""Reader of lists of units and of people as offices keep them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Any, Generic, TypeVar

from core.base.dataclass import dataclass
from core.base.errors import NotFound
from core.base.i18n_marks import N_
from core.base.text import clean, fold_case, initials
from core.imports.cells import Cells, code_of, read_name
from core.imports.headings import match_headers, score_of
from core.imports.register_words import (
    FLAGS,
    KINDS,
    OWN_WORDS,
    PEOPLE_HEADERS,
    ROLES,
    SERIAL,
    STAIR,
    UNIT_HEADERS,
)
from core.imports.tables import Passed, Problems, Sheet, TableRow
from core.people.directory import Directory, Person
from core.people.numbering import unit_key, usual_code
from core.people.register_validation import free_numbers
from core.people.units import Contact, Unit
from core.policy.model import Policy

_BARE_ROOM = re.compile(r"[A-Z]?\d{2,5}[A-Z]?", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"[A-Z]?\d{1,4}[A-Z]?|[A-Z]|[一二三四五六七八九十]{1,3}", re.IGNORECASE)
_BETWEEN = re.compile(r"[,，、;；/\s]+")

T = TypeVar("T", Unit, Person)


@dataclass
class FoundEntries(Generic[T]):
    """Contents of a list: entries by key, the row of each key with its name, and problems.

    `columns` are its headers by field, `known` the entries as they are here before the import.
    """

    columns: Mapping[str, str]
    entries: dict[str, T] = field(default_factory=dict)
    known: dict[str, T] = field(default_factory=dict)
    rows: list[tuple[int, str, str]] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)


unit_score = score_of(UNIT_HEADERS, ("code",))
people_score = score_of(PEOPLE_HEADERS, ("name",))


def read_units(sheet: Sheet, directory: Directory) -> FoundEntries[Unit]:
    """Return the units of a list; a field without a column is kept as it is here.

    Further rows of the same unit add contacts.
    """
    names = _unit_names(sheet)
    found = FoundEntries[Unit](match_headers(sheet, names, ("code",), several=("phone",)))
    building = found.columns.get("building", "")
    apart = any(line.cells.get(building) for line in sheet.lines)
    for line in sheet.lines:
        row = Cells(line, found.columns, found.problems)
        if apart and not row.text("building") and _BARE_ROOM.fullmatch(row.text("code")):
            row.wrong("building", N_("is empty"))  # merged cells are empty in a .csv
        _read_unit(row, line, directory, found)
    return found


def _unit_names(sheet: Sheet) -> Mapping[str, Sequence[str]]:
    """Return the headings of this list; with a column for the room, 单元 is the stair and 编号 the row."""
    rooms = [name for name in UNIT_HEADERS["code"] if name not in (*STAIR, SERIAL)]
    names = UNIT_HEADERS
    if score_of({"room": rooms})(sheet.headers):
        names = names | {"code": [name for name in names["code"] if name != SERIAL]}
        if score_of({"stair": STAIR})(sheet.headers):
            names = names | {"code": rooms, "stair": STAIR}
    return names


def _read_unit(row: Cells, line: TableRow, directory: Directory, found: FoundEntries[Unit]) -> None:
    code = _whole_code(row)
    known = _known_unit(code, directory)
    code = known.code if known else code
    key = unit_key(code) or fold_case(code)
    before = found.entries.get(key)
    own = before or known or Unit(code)  # two rows may write its number differently
    unit = _unit(row, known or Unit(own.code))
    if before and replace(before, contacts=unit.contacts) != unit:
        row.wrong("code", N_("{code} appears twice with different values"), code=code)
    if before:
        unit = replace(unit, contacts=tuple(dict.fromkeys((*before.contacts, *unit.contacts))))
    found.entries[key] = unit
    found.rows.append((line.number, key, code))
    if known:
        found.known[key] = known


def _whole_code(row: Cells) -> str:
    """Return the usual form of the unit's number, joined if building, stair and room are in columns."""
    code, building, stair = row.needed("code"), row.text("building"), row.text("stair")
    if building and _BARE_ROOM.fullmatch(code):
        block = f"{building}栋" if _BARE_NUMBER.fullmatch(building) else building
        middle = f"{stair}单元" if _BARE_NUMBER.fullmatch(stair) else stair
        return usual_code(f"{block}{middle}{code}")
    return usual_code(code)


def _known_unit(code: str, directory: Directory) -> Unit | None:
    """Return the unit that is here already, in any form of its number; None if it is new."""
    if known := directory.units.get(code):
        return known
    alike = directory.unit(code) if code else None
    same = alike and (unit_key(alike.code) or fold_case(alike.code)) == (unit_key(code) or fold_case(code))
    return alike if same else None


def _unit(row: Cells, known: Unit) -> Unit:
    values: dict[str, Any] = row.given("name", "building", "area", "specialist", "services", "notes")
    if kind := row.choice("kind", KINDS):
        values["kind"] = kind
    if contacts := _contacts(row, known):
        values["contacts"] = contacts
    values |= {name: row.day(name) for name in row.given("visited_on", "active_from", "active_to")}
    return _checked(row, replace(known, **values))


def _contacts(row: Cells, known: Unit) -> tuple[Contact, ...]:
    """Return the row's contact once for each number; a field without a column is kept as it is here."""
    name, relation = row.name("contact"), row.text("relation")
    alike = [one for one in known.contacts if one.name == name]
    if not row.given("relation"):
        relation = next((one.role for one in alike), "")
    phones = row.phones() if row.given("phone") else [one.phone for one in alike] or [""]
    return tuple(Contact(name, phone, relation) for phone in phones if name or phone)


def _checked(row: Cells, entry: T) -> T:
    if entry.active_from and entry.active_to and entry.active_to < entry.active_from:
        row.wrong("active_to", N_("is earlier than {other}"), other=row.column("active_from"))
    return entry


def read_people(sheet: Sheet, directory: Directory, policy: Policy) -> FoundEntries[Person]:
    """Return the people of a list; a row without a staff number is matched by name or gets the next one.

    A field without a column is kept as it is here.
    """
    found = FoundEntries[Person](match_headers(sheet, PEOPLE_HEADERS, ("name",), several=("phone",)))
    reader = _People(found, directory, policy, sheet)
    for line in sheet.lines:
        reader.read(line)
    return found


class _People:
    """Reader of one row after another that remembers the rows of people already read."""

    def __init__(
        self, found: FoundEntries[Person], directory: Directory, policy: Policy, sheet: Sheet
    ) -> None:
        self._found = found
        self._directory = directory
        self._policy = policy
        self._by_name: dict[str, list[Person]] = {}
        for person in directory.people:
            self._by_name.setdefault(person.name, []).append(person)
        column = found.columns.get("no", "")
        listed = {clean(line.cells.get(column, "")) for line in sheet.lines}
        self._free_nos = free_numbers({*directory.people_by_no, *listed})
        self._lines: dict[str, TableRow] = {}
        self._names: set[str] = set()
        self._accounts = {fold_case(p.account): p for p in directory.people if p.account}

    def read(self, line: TableRow) -> None:
        """Read one row."""
        found = self._found
        row = Cells(line, found.columns, found.problems)
        name, no = read_name(row.needed("name")), row.exact("no")
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
        return _checked(row, replace(known, **values))

    def _belongs(self, row: Cells, known: Person) -> dict[str, Any]:
        """Return the person's department, employer, role, rights and skills."""
        values: dict[str, Any] = {}
        if department := row.text("department"):
            if found := self._policy.department(department):
                values["department"] = found.code
            else:
                row.wrong("department", N_("“{value}” is not a department"), value=department)
        if role := row.choice("role", ROLES) or code_of(row.text("post"), ROLES):
            values["role"] = role
        if active := row.choice("active", FLAGS):
            values["active"] = active == "yes"
        for employer in row.given("employer").values():
            own = fold_case(employer) in OWN_WORDS or employer == self._policy.site.name
            values["employer"] = "" if own else employer
        if row.given("skills"):
            values["skills"] = self._skills(row)
        for account in row.given("account").values():
            values["account"] = account
            owner = self._accounts.setdefault(fold_case(account), known) if account else known
            if owner.no != known.no:
                row.wrong("account", N_("already belongs to {name}"), name=owner.name)
        return values

    def _skills(self, row: Cells) -> tuple[str, ...]:
        codes = []
        for word in filter(None, _BETWEEN.split(row.text("skills"))):
            try:
                codes.append(self._policy.category(word).code)
            except NotFound:
                row.wrong("skills", N_("“{value}” is not a category"), value=word)
        return tuple(dict.fromkeys(codes))
