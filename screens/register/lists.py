"""Lists of the register: their entries, columns and search texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from core.base.dataclass import dataclass
from core.base.finder import Finder
from core.base.i18n_marks import C_, N_
from core.base.text import digits, mask_phone
from core.intake.unit_profile import specialist_of, visit_due
from core.people.directory import Person
from core.people.register_validation import Register, has_left
from core.people.units import Contact, Unit
from core.policy.model import Department
from core.policy.sections import Site
from screens.base.listing import ListingColumn, ListingView
from tui.i18n import language, listed


@dataclass(frozen=True, slots=True)
class Living:
    """Contact and the unit that lists it."""

    contact: Contact
    unit: Unit


@dataclass(frozen=True, slots=True)
class Specialist:
    """Service specialist as the units name it, on the staff list or not (R048)."""

    name: str
    person: Person | None
    units: Sequence[Unit]
    visit_due: date | None
    """Return the day on which the first of the units is due for a visit."""


Cells = Sequence[str]


@dataclass(frozen=True, kw_only=True)
class RegisterView(ListingView[Any, Register]):
    """One list of the register."""

    entries: Callable[[Register], Sequence[Any]]
    """Takes the entries out of the register."""
    texts: Callable[[Any], Iterable[str]]
    """Texts that an entry is found by."""


def is_gone(entry: Any, today: date) -> bool:
    """Return True if an entry is no longer used."""
    owner = entry.unit if isinstance(entry, Living) else entry
    return isinstance(owner, Unit | Person) and has_left(owner, today)


class RegisterEntries:
    """Entries of one list, with a search."""

    def __init__(self, view: RegisterView, register: Register) -> None:
        self._view = view
        self._register = register

    @cached_property
    def entries(self) -> Sequence[Any]:
        """Entries of the list, those that are no longer used last."""
        today = self._register.today
        return sorted(self._view.entries(self._register), key=lambda entry: is_gone(entry, today))

    @cached_property
    def left(self) -> int:
        """Number of entries that are no longer used."""
        return sum(is_gone(entry, self._register.today) for entry in self.entries)

    @cached_property
    def _finder(self) -> Finder[Any]:
        return Finder((entry, self._view.texts(entry)) for entry in self.entries)

    def find(self, typed: str, most: int) -> Sequence[Any]:
        """Return the entries that `typed` finds, best first; all if empty.  The first search is slow."""
        return self._finder.find(typed, most) if typed.strip() else self.entries[:most]


def _unit_cells(unit: Unit, register: Register) -> Cells:
    first = unit.contacts[0] if unit.contacts else Contact("")
    return unit.code, unit.name, first.name, mask_phone(first.phone), unit.specialist


def _unit_texts(unit: Unit) -> Iterable[str]:
    return unit.code, unit.name, unit.specialist, *(contact.name for contact in unit.contacts)


def _person_cells(person: Person, register: Register) -> Cells:
    return (
        person.no,
        person.name,
        department_title(person.department, register),
        person.post,
        person.employer,
        mask_phone(person.phone),
    )


def department_title(code: str, register: Register) -> str:
    """Return the name of a department; its code if the rules do not know it any more."""
    found = register.policy.departments.get(code)
    return found.title(language()) if found else code


def _person_texts(person: Person) -> Iterable[str]:
    return person.name, person.no, person.initials, person.post, person.employer, digits(person.phone)


def _department_cells(department: Department, register: Register) -> Cells:
    staff = sum(p.department == department.code for p in register.directory.on(register.today).staff)
    title = department.title(language())
    others = [name for name in (department.name, department.name_en) if name and name != title]
    return department.code, title, listed([*others, *department.aliases]), department.head, f"{staff:>5}"


def _living(register: Register) -> Sequence[Living]:
    return [Living(contact, unit) for unit in register.directory.units.values() for contact in unit.contacts]


def _living_cells(one: Living, register: Register) -> Cells:
    return one.contact.name, one.contact.role, mask_phone(one.contact.phone), one.unit.code, one.unit.name


def _specialists(register: Register) -> Sequence[Specialist]:
    staff = register.directory.on(register.today)
    units: dict[str, list[Unit]] = {}
    for unit in register.directory.units.values():
        if unit.specialist:
            units.setdefault(unit.specialist, []).append(unit)
    return [
        Specialist(name, specialist_of(theirs[0], staff), theirs, first_visit(theirs, register))
        for name, theirs in units.items()
    ]


def first_visit(units: Iterable[Unit], register: Register) -> date | None:
    """Return the day on which the first of the units is due for a visit."""
    months = register.policy.visit.period_months
    days = (visit_due(unit, months, register.today) for unit in units)
    return min(filter(None, days), default=None)


def _specialist_cells(one: Specialist, register: Register) -> Cells:
    person = one.person
    return (
        one.name,
        department_title(person.department, register) if person else "",
        mask_phone(person.phone) if person else "",
        f"{len(one.units):>5}",
        f"{one.visit_due:%Y-%m-%d}" if one.visit_due else "-",
    )


def _site_cells(site: Site, register: Register) -> Cells:
    return site.name, site.hotline, site.email, site.responsible


VIEWS: Sequence[RegisterView] = (
    RegisterView(
        name="units",
        title=N_("Units"),
        columns=(
            ListingColumn(N_("Unit"), 10, 1),
            ListingColumn(N_("Name"), 14, 2),
            ListingColumn(N_("Contact"), 11, 1),
            ListingColumn(N_("Phone"), 11),
            ListingColumn(N_("Specialist"), 10, 1),
        ),
        entries=lambda register: [*register.directory.units.values()],
        key=lambda unit: unit.code,
        texts=_unit_texts,
        cells=_unit_cells,
        hint=N_("number, name, contact or specialist; initials too"),
    ),
    RegisterView(
        name="people",
        title=N_("People"),
        columns=(
            ListingColumn(C_("staff", "No."), 4),
            ListingColumn(N_("Full name"), 10, 1),
            ListingColumn(N_("Department"), 11, 1),
            ListingColumn(N_("Post"), 14, 2),
            ListingColumn(N_("Firm"), 8, 1),
            ListingColumn(N_("Phone"), 11),
        ),
        entries=lambda register: register.directory.people,
        key=lambda person: person.no,
        texts=_person_texts,
        cells=_person_cells,
        hint=N_("name, number, post, firm or phone; initials too"),
    ),
    RegisterView(
        name="departments",
        title=N_("Departments"),
        columns=(
            ListingColumn(N_("Code"), 11),
            ListingColumn(N_("Name"), 12, 1),
            ListingColumn(N_("Other names"), 18, 2),
            ListingColumn(N_("Head"), 8, 1),
            ListingColumn(N_("People"), 6),
        ),
        entries=lambda register: [*register.policy.departments.values()],
        key=lambda department: department.code,
        texts=lambda department: (department.code, *department.names, department.head),
        cells=_department_cells,
        hint=N_("any of its names"),
    ),
    RegisterView(
        name="contacts",
        title=N_("Contacts"),
        columns=(
            ListingColumn(N_("Full name"), 12, 1),
            ListingColumn(N_("Relation"), 9, 1),
            ListingColumn(N_("Phone"), 11),
            ListingColumn(N_("Unit"), 11, 1),
            ListingColumn(N_("Name"), 12, 1),
        ),
        entries=_living,
        key=lambda one: f"{one.unit.code}\n{one.contact.name}\n{one.contact.phone}",
        texts=lambda one: (one.contact.name, digits(one.contact.phone), one.unit.code),
        cells=_living_cells,
        hint=N_("name, phone or unit; initials too"),
    ),
    RegisterView(
        name="specialists",
        title=N_("Specialists"),
        columns=(
            ListingColumn(N_("Full name"), 12, 1),
            ListingColumn(N_("Department"), 12, 1),
            ListingColumn(N_("Phone"), 11),
            ListingColumn(N_("Units"), 6),
            ListingColumn(N_("Next visit"), 10),
        ),
        entries=_specialists,
        key=lambda one: one.name,
        texts=lambda one: (one.name, one.person.initials if one.person else ""),
        cells=_specialist_cells,
        hint=N_("name or initials"),
    ),
    RegisterView(
        name="centre",
        title=N_("Centre"),
        columns=(
            ListingColumn(N_("Name"), 16, 1),
            ListingColumn(N_("Hotline"), 14, 1),
            ListingColumn(N_("Email"), 14, 1),
            ListingColumn(N_("Responsible"), 11, 1),
        ),
        entries=lambda register: [register.policy.site],
        key=lambda site: "site",
        texts=lambda site: (site.name,),
        cells=_site_cells,
    ),
)
"""Every list, in their order."""
