"""Lists of units and of people as offices keep them: their headers, their words, what would change."""

import itertools
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Generic, TypeVar

from core.directory import Contact, Directory, Person, Unit
from core.line.numbering import unit_code
from core.policy import Policy
from core.sheet import Line, Problems, Sheet, match_headers
from core.text import clean, digits, fold_case, initials
from core.words import N_

UNIT_HEADERS: dict[str, Sequence[str]] = {
    "code": ("unit", "unit no", "room", "房号", "单元", "单元号", "房间号", "户号", "编号"),
    "name": ("unit name", "名称", "单位名称", "入驻单位"),
    "kind": ("type", "类型", "类别"),
    "building": ("block", "楼栋", "楼号", "栋"),
    "area": ("zone", "区域", "片区"),
    "contact": ("owner", "resident", "contact name", "联系人", "业主", "住户", "姓名"),
    "phone": ("tel", "telephone", "mobile", "电话", "手机", "手机号", "联系电话"),
    "relation": ("contact role", "身份", "关系"),
    "specialist": ("steward", "服务专员", "客服专员", "管家"),
    "notes": ("note", "remark", "备注"),
}
"""The columns of a list of units, by the names people give them."""

PEOPLE_HEADERS: dict[str, Sequence[str]] = {
    "no": ("staff no", "number", "id", "工号", "编号"),
    "name": ("full name", "姓名", "名字"),
    "department": ("dept", "team", "部门", "班组"),
    "post": ("position", "title", "job", "岗位", "职务", "职位"),
    "role": ("rights", "角色", "权限"),
    "phone": ("tel", "telephone", "mobile", "电话", "手机", "手机号", "联系电话"),
    "employer": ("company", "subcontractor", "单位", "公司", "所属单位", "分包方", "分包单位"),
    "active": ("employed", "在职", "状态"),
    "supervisor": ("reports to", "leader", "上级", "主管", "直属上级"),
    "area": ("zone", "beat", "区域", "片区", "责任区"),
    "active_from": ("from", "since", "joined", "入职日期", "到岗日期", "进场日期"),
    "active_to": ("to", "until", "left", "离职日期", "离岗日期", "退场日期"),
}
"""The columns of a list of people."""

KINDS: dict[str, Sequence[str]] = {
    "household": ("home", "住户", "业主", "住宅"),
    "tenant": ("office", "shop", "入驻单位", "租户", "商户", "企业"),
    "public": ("public place", "public area", "公共", "公共区域", "公区"),
}

ROLES: dict[str, Sequence[str]] = {
    "operator": ("desk", "值班员", "接线员", "客服", "客服员"),
    "supervisor": ("主管", "综合组主管", "客服主管"),
    "director": ("manager", "主任", "管理处主任"),
    "general_manager": ("gm", "总经理"),
    "site_manager": ("现场负责人", "项目负责人", "驻场负责人"),
    "worker": ("staff", "员工", "工人", "维修工", "保安", "保洁员"),
    "read_only": ("viewer", "只读"),
}

FLAGS: dict[str, Sequence[str]] = {
    "yes": ("y", "true", "1", "是", "在职", "active"),
    "no": ("n", "false", "0", "否", "离职", "left"),
}

_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:[ T]00:00(?::00)?)?$")

T = TypeVar("T", Unit, Person)


@dataclass(frozen=True)
class Difference(Generic[T]):
    """One entry that is new, or that differs from the one here (`before`) in `changed` fields."""

    after: T
    before: T | None
    changed: Sequence[str]


def differences(after: Iterable[T], before: Callable[[T], T | None]) -> list[Difference[T]]:
    """The entries that would change something."""
    found = []
    for one in after:
        known = before(one)
        changed = [f.name for f in fields(one) if known and getattr(one, f.name) != getattr(known, f.name)]
        if known is None or changed:
            found.append(Difference(one, known, changed))
    return found


class _Reader:
    """The cells of one row by field, noting what cannot be used."""

    def __init__(self, line: Line, columns: Mapping[str, str], problems: Problems) -> None:
        self._line = line
        self._columns = columns
        self._problems = problems

    def text(self, field: str) -> str:
        """The cell of `field`, or nothing where there is no such column."""
        return clean(self._line.cells.get(self._columns.get(field, ""), ""))

    def given(self, *names: str) -> dict[str, str]:
        """The cells of those of the fields that have a column."""
        return {name: self.text(name) for name in names if name in self._columns}

    def wrong(self, field: str, message: str, **values: object) -> None:
        """Note what is wrong with the cell of `field`."""
        self._problems.add(self._line, self._columns.get(field, field), message, **values)

    def needed(self, field: str) -> str:
        """The cell of a field that must not be empty."""
        value = self.text(field)
        if not value:
            self.wrong(field, N_("is empty"))
        return value

    def phone(self) -> str:
        """The phone number, as written."""
        value = self.text("phone").lstrip("'")
        if value and re.fullmatch(r"\d(\.\d+)?[eE]\+?\d+", value):
            self.wrong("phone", N_("“{value}” has lost digits: format the column as text"), value=value)
        elif value and len(digits(value)) < 3:
            self.wrong("phone", N_("“{value}” is not a phone number"), value=value)
        return value

    def day(self, field: str) -> date | None:
        """The day of the cell, in any of the ways in which offices write one; None for an empty cell."""
        value = self.text(field)
        match = _DAY.match(value)
        try:
            if match:
                return date(*map(int, match.groups()))
        except ValueError:
            pass
        if value:
            self.wrong(field, N_("“{value}” is not a day: write 2026-06-01"), value=value)
        return None

    def choice(self, field: str, words: Mapping[str, Sequence[str]]) -> str:
        """Our code for what the cell says; empty for an empty cell."""
        value = self.text(field)
        code = _code(value, words)
        if value and not code:
            self.wrong(field, N_("“{value}” is not one of: {choices}"), value=value, choices=", ".join(words))
        return code


def _code(value: str, words: Mapping[str, Sequence[str]]) -> str:
    said = fold_case(value).replace("_", " ")
    for code, names in words.items():
        if said in {fold_case(name).replace("_", " ") for name in (code, *names)}:
            return code
    return ""


def read_units(sheet: Sheet, directory: Directory, source: str) -> list[Unit]:
    """The units of a list; rows of the same unit add contacts.  Raises `BadRows` naming every bad cell.

    What the list has no column for stays as it is here.
    """
    columns = match_headers(sheet, UNIT_HEADERS, ("code",))
    problems = Problems()
    found: dict[str, Unit] = {}
    for line in sheet.lines:
        row = _Reader(line, columns, problems)
        code = _usual_code(row.needed("code"))
        known = directory.units.get(code, Unit(code))
        unit = _unit(row, replace(known, contacts=()) if "contact" in columns else known)
        before = found.get(code)
        if before and replace(before, contacts=unit.contacts) != unit:
            row.wrong("code", N_("{code} stands twice and differs"), code=code)
        if before:
            unit = replace(unit, contacts=tuple(dict.fromkeys((*before.contacts, *unit.contacts))))
        found[code] = unit
    problems.stop(source)
    return list(found.values())


def _unit(row: _Reader, known: Unit) -> Unit:
    values: dict[str, Any] = row.given("name", "building", "area", "specialist", "notes")
    if kind := row.choice("kind", KINDS):
        values["kind"] = kind
    contact = Contact(row.text("contact"), row.phone(), row.text("relation"))
    if contact.name or contact.phone:
        values["contacts"] = (contact,)
    return replace(known, **values)


def _usual_code(text: str) -> str:
    """3栋2单元1201 becomes 3-2-1201; any other name stays as it is."""
    usual = unit_code(text) if text else ""
    return usual if re.fullmatch(r"[A-Z]?\d*(-[A-Z]?\d+)+", usual) else text


def read_people(sheet: Sheet, directory: Directory, policy: Policy, source: str) -> list[Person]:
    """The people of a list; somebody without a staff number is known by name or gets the next number.

    What the list has no column for stays as it is here.  Raises `BadRows` naming every bad cell.
    """
    columns = match_headers(sheet, PEOPLE_HEADERS, ("name",))
    problems = Problems()
    by_name = {person.name: person for person in reversed(directory.people)}
    listed = {line.cells.get(columns.get("no", ""), "") for line in sheet.lines}
    free_nos = _free_nos({*directory.people_by_no, *listed})
    found: dict[str, Person] = {}
    names: set[str] = set()
    for line in sheet.lines:
        row = _Reader(line, columns, problems)
        name, no = row.needed("name"), row.text("no")
        known = directory.people_by_no.get(no) if no else by_name.get(name)
        key = no or (known.no if known else next(free_nos))
        if key in found or (not no and name in names):
            row.wrong("no" if "no" in columns else "name", N_("stands twice"))
        found[key] = _person(row, known or Person(key, name), policy)
        names.add(name)
    problems.stop(source)
    return list(found.values())


def _free_nos(taken: Collection[str]) -> Iterator[str]:
    """The staff numbers that nobody has, from 001 on."""
    return (no for count in itertools.count(1) if (no := f"{count:03d}") not in taken)


def _person(row: _Reader, known: Person, policy: Policy) -> Person:
    values: dict[str, Any] = row.given("post", "employer", "supervisor", "area")
    name = row.text("name")
    if name != known.name:
        values["name"] = name
    if not known.initials or name != known.name:
        values["initials"] = initials(name)
    if row.given("phone"):
        values["phone"] = row.phone()
    if department := row.text("department"):
        if found := policy.department(department):
            values["department"] = found.code
        else:
            row.wrong("department", N_("“{value}” is no department"), value=department)
    role = row.choice("role", ROLES) or _code(row.text("post"), ROLES)
    if role:
        values["role"] = role
    if active := row.choice("active", FLAGS):
        values["active"] = active == "yes"
    values |= {name: row.day(name) for name in row.given("active_from", "active_to")}
    after = replace(known, **values)
    if after.active_from and after.active_to and after.active_to < after.active_from:
        row.wrong("active_to", N_("lies before {other}"), other="active_from")
    return after
