"""Reader of lists of units as offices keep them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.base.i18n_marks import N_
from core.base.text import fold_case
from core.imports.cells import Cells
from core.imports.entries import FoundEntries, checked
from core.imports.headings import TITLE, match_headers, score_of
from core.imports.register_words import (
    COMPANY,
    CONTACT_ROLES,
    KINDS,
    SERIAL,
    STAIR,
    UNIT_HEADERS,
    VACANT,
)
from core.imports.tables import Passed, Sheet, TableRow
from core.people.directory import Directory
from core.people.numbering import unit_key, usual_code
from core.people.units import Contact, Unit

_BARE_ROOM = re.compile(r"[A-Z]?\d{2,5}[A-Z]?", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"[A-Z]?\d{1,4}[A-Z]?|[A-Z]|[一二三四五六七八九十]{1,3}", re.IGNORECASE)
_TITLE = re.compile(
    r"(?P<building>.{0,12}?(?:[A-Z]?\d{1,3}|[A-Z]|[一二三四五六七八九十]{1,3})\s*(?:栋|幢|座|号楼|#楼|#)"
    r"|(?:block|building|tower|bldg)\.?\s*\w{1,3})"
    r"\s*(?:(?P<stair>\d{1,2}|[一二三四五六七八九十]{1,2})\s*单元)?\s*(?:[(（].{0,12}[)）])?",
    re.IGNORECASE,
)
"""Title of a building or of one of its stairs, between the rooms."""

_BECAME_A_DAY = re.compile(r"\d{4}-\d\d-\d\d(?: 00:00:00)?|\d{1,2}月\d{1,2}日|\d{1,2}-[A-Z][a-z]{2}")
"""Number such as 1-2 that a spreadsheet took for a day."""

_ESTATE = re.compile(r"[\u4e00-\u9fff]{2,}(?<![一二三四五六七八九十])")

REPEAT = N_("is empty: repeat it in every row")
"""Problem with a cell that was merged with the one above, and is empty in a .csv."""

unit_score = score_of(UNIT_HEADERS, ("code",))


def read_units(sheet: Sheet, directory: Directory) -> FoundEntries[Unit]:
    """Return the units of a list; a field without a column is kept as it is here.

    Further rows of the same unit add contacts.  Where a room needs its building, a title between the rows
    says which.
    """
    names = _unit_names(sheet)
    found = FoundEntries[Unit](match_headers(sheet, names, ("code",), several=("contact", "phone")))
    reader = _Units(sheet, directory, found)
    for line in sheet.lines:
        reader.read(line)
    return found


def _unit_names(sheet: Sheet) -> Mapping[str, Sequence[str]]:
    """Return the headings of this list.

    With a column for the room, 单元 is the stair, 编号 the row and 单位 the company.
    """
    rooms = [name for name in UNIT_HEADERS["code"] if name not in (*STAIR, SERIAL, COMPANY)]
    names = UNIT_HEADERS
    if score_of({"room": rooms})(sheet.headers):
        names = names | {"code": [name for name in names["code"] if name not in (SERIAL, COMPANY)]}
        if score_of({"stair": STAIR})(sheet.headers):
            names = names | {"code": rooms, "stair": STAIR}
    else:
        names = names | {"name": [name for name in names["name"] if name != COMPANY]}
    return names


class _Units:
    """Reader of one row after another that remembers the building whose title was the last."""

    def __init__(self, sheet: Sheet, directory: Directory, found: FoundEntries[Unit]) -> None:
        self._directory = directory
        self._found = found
        building = found.columns.get("building", "")
        self._apart = any(line.cells.get(building) for line in sheet.lines)
        self._titles = [(one.row, one.text) for one in sheet.passed if one.why == TITLE]
        self._estate = _common_start([line.cells[found.columns["code"]] for line in sheet.lines])
        self._building = self._stair = ""
        self._contacts = _contact_columns(found.columns)

    def read(self, line: TableRow) -> None:
        """Read one row."""
        found = self._found
        while self._titles and self._titles[0][0] < line.number:
            self._take_title(self._titles.pop(0)[1])
        said = [*filter(None, line.cells.values())]
        if len(said) == 1 and "building" not in found.columns and _TITLE.fullmatch(said[0]):
            self._take_title(said[0])
            found.passed.append(Passed(line.number, said[0], TITLE))
            return
        row = Cells(line, found.columns, found.problems)
        if (
            self._apart
            and not row.own
            and not row.text("building")
            and _BARE_ROOM.fullmatch(row.text("code"))
        ):
            row.wrong("building", REPEAT)  # merged cells are empty in a .csv
        self._add(row, line)

    def _take_title(self, text: str) -> None:
        title = _TITLE.fullmatch(text)
        self._building = title["building"] if title else ""
        self._stair = (title["stair"] or "") if title else ""

    def _add(self, row: Cells, line: TableRow) -> None:
        found = self._found
        code = self._whole_code(row)
        known = _known_unit(code, self._directory)
        code = known.code if known else code
        key = unit_key(code) or fold_case(code)
        before = found.entries.get(key)
        own = before or known or Unit(code)  # two rows may write its number differently
        unit = self._unit(row, known or Unit(own.code))
        if before and replace(before, contacts=unit.contacts) != unit:
            row.wrong("code", N_("{code} appears twice with different values"), code=code)
        if before:
            unit = replace(unit, contacts=tuple(dict.fromkeys((*before.contacts, *unit.contacts))))
        found.entries[key] = unit
        found.rows.append((line.number, key, code))
        if known:
            found.known[key] = known

    def _whole_code(self, row: Cells) -> str:
        """Return the usual form of the unit's number, joined if building, stair and room are apart."""
        code = row.exact("code")
        if code and row.own:
            return code
        if "-" in unit_key(inside := code.removeprefix(self._estate)):
            code = inside
        if not code:
            row.wrong("code", REPEAT)
        elif _BECAME_A_DAY.fullmatch(code):
            message = N_("“{value}” became a day: format the column as text and retype it")
            row.wrong("code", message, value=code.removesuffix(" 00:00:00"))
        building = row.text("building") or self._building
        stair = row.text("stair") or self._stair
        if building and _BARE_ROOM.fullmatch(code):
            block = f"{building}栋" if _BARE_NUMBER.fullmatch(building) else building
            middle = f"{stair}单元" if _BARE_NUMBER.fullmatch(stair) else stair
            return usual_code(f"{block}{middle}{code}")
        return usual_code(code)

    def _unit(self, row: Cells, known: Unit) -> Unit:
        values: dict[str, Any] = row.given("name", "building", "area", "specialist", "services", "notes")
        if self._building and "building" not in values:
            values["building"] = self._building
        if kind := row.choice("kind", KINDS):
            values["kind"] = kind
        if contacts := self._contacts_of(row, known):
            values["contacts"] = contacts
        values |= {name: row.day(name) for name in row.given("visited_on", "active_from", "active_to")}
        return checked(row, replace(known, **values))

    def _contacts_of(self, row: Cells, known: Unit) -> tuple[Contact, ...]:
        """Return the row's contacts, each once for each of their numbers."""
        found: list[Contact] = []
        for field_name, phones in self._contacts.items():
            role = _role_of(row.column(field_name)) if len(self._contacts) > 1 else ""
            found += _contact(row, known, field_name, phones, role)
        return tuple(dict.fromkeys(found))


def _contact_columns(columns: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the columns of contacts, each with those of the phones behind it."""
    found: dict[str, list[str]] = {}
    first = last = next((one for one in columns if one.startswith("contact")), "contact")
    for one in columns:
        if one.startswith("contact"):
            last = one
        if one.startswith("phone"):
            found.setdefault(last, []).append(one)
        elif one == last:
            found.setdefault(one, [])
    return found or {first: []}


def _role_of(heading: str) -> str:
    plain = fold_case(heading)
    return next((role for part, role in CONTACT_ROLES.items() if part in plain), "")


def _contact(
    row: Cells, known: Unit, name_field: str, phone_fields: Sequence[str], role: str
) -> list[Contact]:
    """Return one contact for each of their numbers; a field without a column is kept as it is here."""
    name = row.name(name_field)
    if name in VACANT and not row.own:
        name = ""
    relation = row.text("relation") if name_field == "contact" else ""
    alike = [one for one in known.contacts if one.name == name]
    if not row.given("relation"):
        relation = role or next((one.role for one in alike), "")
    phones = row.phones(phone_fields) if phone_fields else [one.phone for one in alike] or [""]
    return [Contact(name, phone, relation or role) for phone in phones if name or phone]


def _common_start(codes: Sequence[str]) -> str:
    """Return the name of the estate that all numbers of several units begin with."""
    listed = {code for code in codes if code}
    starts = {found[0] if (found := _ESTATE.match(code)) else "" for code in listed}
    return starts.pop() if len(starts) == 1 and len(listed) > 1 else ""


def _known_unit(code: str, directory: Directory) -> Unit | None:
    """Return the unit that is here already, in any form of its number; None if it is new."""
    if known := directory.units.get(code):
        return known
    alike = directory.unit(code) if code else None
    same = alike and (unit_key(alike.code) or fold_case(alike.code)) == (unit_key(code) or fold_case(code))
    return alike if same else None
