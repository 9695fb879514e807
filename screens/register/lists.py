"""The lists of the register: what stands in each, in which columns, and by what it is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from core.base.dataclass import dataclass
from core.base.finder import Finder
from core.base.i18n_marks import N_
from core.base.text import digits, mask_phone
from core.intake.unit_profile import specialist_of, visit_due
from core.people.directory import Person
from core.people.register_validation import Register, has_left
from core.people.units import Contact, Unit
from core.policy.model import Department, Site
from tui.i18n import language
from tui.widgets.cells import fit
from tui.widgets.lines import Line
from tui.widgets.row_list import ListRow

MOST = 200
"""So many entries are listed; of more than that one is found by typing."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, the cells it takes at least, and its share of what is left."""

    title: str
    least: int
    share: int = 0


@dataclass(frozen=True, slots=True)
class Living:
    """A contact and the unit that lists it."""

    contact: Contact
    unit: Unit


@dataclass(frozen=True, slots=True)
class Specialist:
    """A service specialist as the units name it, listed on the staff or not (R048)."""

    name: str
    person: Person | None
    units: Sequence[Unit]
    visit_due: date | None
    """When the first of the units is due for a visit."""


Cells = Sequence[str]


@dataclass(frozen=True)
class Listing:
    """One list: `entries` takes it out of the register; `key` is what the cursor stays on.

    `texts` are what an entry is found by, `gone` says whether it is no longer used.
    """

    name: str
    title: str
    columns: Sequence[Column]
    entries: Callable[[Register], Sequence[Any]]
    key: Callable[[Any], str]
    texts: Callable[[Any], Iterable[str]]
    cells: Callable[[Any, Register], Cells]
    gone: Callable[[Any, date], bool] = lambda entry, today: False
    hint: str = ""

    def widths(self, width: int) -> list[int]:
        """The cells of each column in so many."""
        spare = max(0, width - 2 - sum(column.least + 1 for column in self.columns))
        shares = sum(column.share for column in self.columns) or 1
        return [column.least + spare * column.share // shares for column in self.columns]


class Listed:
    """The entries of one list, found by what is typed."""

    def __init__(self, listing: Listing, register: Register) -> None:
        self.listing = listing
        self.register = register

    @cached_property
    def entries(self) -> Sequence[Any]:
        """Every entry, those that are no longer used last."""
        gone, today = self.listing.gone, self.register.today
        return sorted(self.listing.entries(self.register), key=lambda entry: gone(entry, today))

    @cached_property
    def left(self) -> int:
        """How many are no longer used."""
        return sum(self.listing.gone(entry, self.register.today) for entry in self.entries)

    @cached_property
    def _finder(self) -> Finder[Any]:
        return Finder((entry, self.listing.texts(entry)) for entry in self.entries)

    def find(self, typed: str) -> Sequence[Any]:
        """What is meant by `typed`, best first; everything for nothing.  The first time takes a moment."""
        return self._finder.find(typed, MOST) if typed.strip() else self.entries[:MOST]

    def rows(self, entries: Iterable[Any], width: int) -> Iterator[ListRow]:
        """The entries as lines of a list."""
        widths = self.listing.widths(width)
        for entry in entries:
            cells = self.listing.cells(entry, self.register)
            style = "muted" if self.listing.gone(entry, self.register.today) else "text"
            yield ListRow([(fit(_line(cells, widths), width), style)], self.listing.key(entry))


def _line(cells: Cells, widths: Sequence[int]) -> str:
    return " " + " ".join(fit(text, size) for text, size in zip(cells, widths, strict=True))


def heads(titles: Sequence[str], widths: Sequence[int]) -> Line:
    """The headings over such lines."""
    return [(_line(titles, widths), "muted")]


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
    """The name of a department by its code; the code itself where the rules no longer know it."""
    found = register.policy.departments.get(code)
    return found.title(language()) if found else code


def _person_texts(person: Person) -> Iterable[str]:
    return person.name, person.no, person.initials, person.post, person.employer, digits(person.phone)


def _department_cells(department: Department, register: Register) -> Cells:
    staff = sum(p.department == department.code for p in register.directory.on(register.today).staff)
    title = department.title(language())
    others = [name for name in (department.name, department.name_en) if name and name != title]
    return department.code, title, ", ".join([*others, *department.aliases]), department.head, f"{staff:>5}"


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
    """When the first of the units is due for a visit."""
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


LISTINGS: Mapping[str, Listing] = {
    one.name: one
    for one in (
        Listing(
            "units",
            N_("Units"),
            (
                Column(N_("Unit"), 10, 1),
                Column(N_("Name"), 14, 2),
                Column(N_("Contact"), 11, 1),
                Column(N_("Phone"), 11),
                Column(N_("Specialist"), 10, 1),
            ),
            lambda register: [*register.directory.units.values()],
            lambda unit: unit.code,
            _unit_texts,
            _unit_cells,
            has_left,
            N_("number, name, contact or specialist; initials too"),
        ),
        Listing(
            "people",
            N_("People"),
            (
                Column(N_("ID"), 4),
                Column(N_("Full name"), 10, 1),
                Column(N_("Department"), 11, 1),
                Column(N_("Post"), 14, 2),
                Column(N_("Firm"), 8, 1),
                Column(N_("Phone"), 11),
            ),
            lambda register: register.directory.people,
            lambda person: person.no,
            _person_texts,
            _person_cells,
            has_left,
            N_("name, number, post, firm or phone; initials too"),
        ),
        Listing(
            "departments",
            N_("Departments"),
            (
                Column(N_("Code"), 11),
                Column(N_("Name"), 12, 1),
                Column(N_("Other names"), 18, 2),
                Column(N_("Head"), 8, 1),
                Column(N_("People"), 6),
            ),
            lambda register: [*register.policy.departments.values()],
            lambda department: department.code,
            lambda department: (department.code, *department.names, department.head),
            _department_cells,
            hint=N_("any of its names"),
        ),
        Listing(
            "contacts",
            N_("Contacts"),
            (
                Column(N_("Full name"), 12, 1),
                Column(N_("Relation"), 9, 1),
                Column(N_("Phone"), 11),
                Column(N_("Unit"), 11, 1),
                Column(N_("Name"), 12, 1),
            ),
            _living,
            lambda one: f"{one.unit.code}\n{one.contact.name}\n{one.contact.phone}",
            lambda one: (one.contact.name, digits(one.contact.phone), one.unit.code),
            _living_cells,
            lambda one, today: has_left(one.unit, today),
            N_("name, phone or unit; initials too"),
        ),
        Listing(
            "specialists",
            N_("Specialists"),
            (
                Column(N_("Full name"), 12, 1),
                Column(N_("Department"), 12, 1),
                Column(N_("Phone"), 11),
                Column(N_("Units"), 6),
                Column(N_("Next visit"), 10),
            ),
            _specialists,
            lambda one: one.name,
            lambda one: (one.name, one.person.initials if one.person else ""),
            _specialist_cells,
            hint=N_("name or initials"),
        ),
        Listing(
            "centre",
            N_("Centre"),
            (
                Column(N_("Name"), 16, 1),
                Column(N_("Hotline"), 14, 1),
                Column(N_("E-mail"), 14, 1),
                Column(N_("Responsible"), 11, 1),
            ),
            lambda register: [register.policy.site],
            lambda site: "site",
            lambda site: (site.name,),
            _site_cells,
        ),
    )
}
"""Every list by its name, in their order."""
