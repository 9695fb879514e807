"""Validation of register entries: clean texts, known words, days in order (§2, R057, R156)."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

from core.base.clock import zone
from core.base.dataclass import dataclass
from core.base.errors import BadEntry, InvalidInput
from core.base.i18n_marks import N_
from core.base.text import clean, digits, fold_case, initials
from core.people.directory import Directory, Person
from core.people.numbering import usual_code
from core.people.roles import Actor, takes
from core.people.units import Contact, Unit
from core.policy.model import Department, Policy
from core.policy.sections import Site

UNIT_KINDS = {
    "household": N_("household"),
    "tenant": N_("tenant unit"),
    "public": N_("public place"),
}
"""Kinds of units."""

STAFF_ROLES = {
    "worker": N_("staff"),
    "operator": N_("operator"),
    "site_manager": N_("site manager"),
    "department_head": N_("head of department"),
    "supervisor": N_("supervisor"),
    "director": N_("director"),
    "general_manager": N_("general manager"),
    "read_only": N_("read-only"),
}
"""Roles that a member of the staff can have."""

FEWEST_DIGITS = 3
"""Number of digits that a phone number has at least."""

T = TypeVar("T", Unit, Person, Department, Site, Contact)


@dataclass(frozen=True, slots=True)
class Register:
    """All listed units and people, former ones included, with the rules in force and the site's day."""

    directory: Directory
    policy: Policy
    today: date


def has_left(entry: Unit | Person, today: date) -> bool:
    """Return True if the last day of a unit or person is over."""
    works = entry.active if isinstance(entry, Person) else True
    return not works or (entry.active_to is not None and entry.active_to < today)


def changed_fields(after: T, before: T) -> tuple[str, ...]:
    """Return the names of the fields in which two entries differ."""
    return tuple(f.name for f in fields(after) if getattr(after, f.name) != getattr(before, f.name))


def tidy(entry: T) -> T:
    """Return the entry with all its texts cleaned."""
    return replace(entry, **{f.name: _tidied(getattr(entry, f.name)) for f in fields(entry)})


def _tidied(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(filter(None, map(_tidied, value)))
    return tidy(value) if isinstance(value, Contact) else value


def checked_unit(unit: Unit, register: Register, seen: Unit | None) -> Unit:
    """Return the unit as it is listed: code in the usual form, specialist by name."""
    _need("code", unit.code)
    code = unit.code if seen else usual_code(unit.code)
    if not seen and (same := register.directory.unit(code)) and same.code != code:
        raise BadEntry("code", N_("{code} is listed already."), code=same.code)
    if unit.kind not in UNIT_KINDS:
        _no_choice("kind", unit.kind, UNIT_KINDS)
    contacts = tuple(one for one in unit.contacts if one.name or one.phone)
    for contact in contacts:
        _check_phone("contacts", contact.phone)
    _check_days(unit)
    specialist = register.directory.on(register.today).person(unit.specialist)
    return replace(
        unit, code=code, contacts=contacts, specialist=specialist.name if specialist else unit.specialist
    )


def checked_person(person: Person, register: Register, seen: Person | None) -> Person:
    """Return the person as listed: numbered, with initials; department, superior and skills as codes."""
    directory, policy = register.directory, register.policy
    _need("name", person.name)
    _check_phone("phone", person.phone)
    _check_days(person)
    if person.role not in STAFF_ROLES:
        _no_choice("role", person.role, STAFF_ROLES)
    for other in directory.people:
        if person.account and other.account == person.account and other.no != person.no:
            raise BadEntry("account", N_("This login already belongs to {name}."), name=other.name)
    superior = directory.on(register.today).person(person.supervisor, person.department)
    after = replace(
        person,
        no=person.no or next(free_numbers(directory.people_by_no)),
        department=_department(person.department, policy),
        supervisor=superior.name if superior else person.supervisor,
        skills=tuple(dict.fromkeys(policy.category(skill).code for skill in person.skills)),
    )
    if seen is None or after.name != seen.name or not after.initials:
        after = replace(after, initials=initials(after.name))
    return after


def free_numbers(taken: Iterable[str]) -> Iterator[str]:
    """Yield the staff numbers not in `taken`, from 001 on."""
    known = set(taken)
    return (no for count in itertools.count(1) if (no := f"{count:03d}") not in known)


def keep_a_supervisor(directory: Directory, changed: Iterable[Person], today: date) -> None:
    """Raise `InvalidInput` if `changed` would leave no active supervisor on `today` (§18)."""
    after = replace(
        directory, people=tuple(({**directory.people_by_no} | {p.no: p for p in changed}).values())
    )
    if directory.on(today).has_supervisor and not after.on(today).has_supervisor:
        raise InvalidInput(
            N_("This would leave no supervisor."), hint=N_("Make someone else a supervisor first.")
        )


_STANDING = ("role", "account", "active", "active_from", "active_to")
"""Fields that give rights to a person or take them away."""


def keep_to_own_rank(actor: Actor, directory: Directory, changed: Iterable[Person]) -> None:
    """Raise `NotAllowed` if `actor` would give or take rights above their own (§18).

    The first director of a centre is entered by a supervisor, as long as no person has the role.
    """
    for after in changed:
        before = directory.people_by_no.get(after.no)
        if before and not {*changed_fields(after, before)} & {*_STANDING}:
            continue
        for role in {after.role, before.role if before else after.role}:
            above = (person for person in directory.staff if Actor("", person.role).may(role))
            if not actor.may(role) and any(above):
                raise takes(actor, N_("Change a person's rights"), role)


def checked_department(department: Department, policy: Policy, seen: Department | None) -> Department:
    """Return the department as listed, with a code made of its name if it is new.

    Raises `BadEntry` for a name that another department uses.
    """
    _need("name", department.name)
    for other in policy.departments.values():
        if other.code != department.code and (common := other.names & (department.names - {""})):
            raise BadEntry(
                "name", N_("“{name}” is a name of {other}."), name=min(common), other=other.name or other.code
            )
    if seen or department.code:
        return department
    named = initials(department.name) or fold_case(department.name_en or department.name)
    begun = "".join(ch for ch in named if ch.isalnum())
    root = begun if begun.isascii() and begun[:1].isalpha() else "department"
    codes = (root if count == 1 else f"{root}_{count}" for count in itertools.count(1))
    return replace(department, code=next(code for code in codes if code not in policy.departments))


def _department(name: str, policy: Policy) -> str:
    if not name:
        return ""
    if found := policy.department(name):
        return found.code
    raise BadEntry(
        "department",
        N_("“{value}” is not a department. Use the code or name of a listed department."),
        value=name,
    )


def _need(field: str, value: str) -> None:
    if not value:
        raise BadEntry(field, N_("Enter a name or a number."))


def _no_choice(field: str, value: str, choices: Iterable[str]) -> None:
    raise BadEntry(field, N_("“{value}” is not one of: {choices}"), value=value, choices=tuple(choices))


def _check_phone(field: str, phone: str) -> None:
    if phone and len(digits(phone)) < FEWEST_DIGITS:
        raise BadEntry(field, N_("“{value}” is not a phone number."), value=phone)


def _check_days(entry: Unit | Person) -> None:
    if entry.active_from and entry.active_to and entry.active_to < entry.active_from:
        raise BadEntry("active_to", N_("The last day lies before the first."))


def check_zone(given: dict[str, str]) -> None:
    """Raise `BadEntry` if the time zone among the settings `given` does not exist."""
    try:
        zone(given.get("tz", "UTC"))
    except (KeyError, ValueError, OSError):
        raise BadEntry(
            "tz", N_("“{value}” is not a time zone."), hint=N_("Write Asia/Shanghai."), value=given["tz"]
        ) from None
