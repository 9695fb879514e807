"""Who and what the centre knows: units, people, departments, subcontractors.

A unit or person that is not listed is taken as written and marked unknown; nothing stops for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from core.policy import Department, Policy
from core.text import digits, fold_case

OWN = ""
"""The employer of the centre's own staff."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who lives or works in a unit."""

    name: str
    phone: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A household, a tenant's unit or a public place; `kind` is household, tenant or public."""

    code: str
    name: str = ""
    kind: str = "household"
    building: str = ""
    area: str = ""
    contacts: tuple[Contact, ...] = ()
    specialist: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the staff, own or a subcontractor's (R057); `employer` is empty for own staff.

    `role` is operator, supervisor, director, general_manager, site_manager, worker or read_only;
    `area` is where somebody works, as `Unit.area` names it.
    """

    no: str
    name: str
    department: str = ""
    post: str = ""
    role: str = "worker"
    phone: str = ""
    employer: str = OWN
    active: bool = True
    initials: str = ""
    supervisor: str = ""
    area: str = ""
    active_from: date | None = None
    active_to: date | None = None

    def works_on(self, day: date) -> bool:
        """Whether the person is active and the day lies between the dates, both included (R057)."""
        begun = self.active_from is None or self.active_from <= day
        return self.active and begun and (self.active_to is None or day <= self.active_to)


@dataclass(frozen=True, slots=True)
class Assignee:
    """Whom a ticket can go to: a department, or a person in one; `known` if the directory lists it."""

    department: str
    person: str = ""
    employer: str = OWN
    known: bool = True


@dataclass(frozen=True)
class Directory:
    """Everything that can be looked up by name while a caller is on the line."""

    units: Mapping[str, Unit] = field(default_factory=dict)
    people: tuple[Person, ...] = ()

    @cached_property
    def _units_folded(self) -> dict[str, Unit]:
        found = {fold_case(unit.code): unit for unit in self.units.values()}
        for unit in self.units.values():
            if unit.name:
                found.setdefault(fold_case(unit.name), unit)
        return found

    @cached_property
    def _by_day(self) -> dict[date, "Directory"]:
        """This directory as it is on the day last asked for; stays empty where nobody has dates."""
        return {}

    @cached_property
    def _has_dates(self) -> bool:
        return any(person.active_from or person.active_to for person in self.people)

    def on(self, day: date) -> "Directory":
        """The directory as it is on a site day: who has not begun yet, or has left, is inactive (R057)."""
        if not self._has_dates:
            return self
        if (known := self._by_day.get(day)) is None:
            known = replace(self, people=tuple(replace(p, active=p.works_on(day)) for p in self.people))
            self._by_day.clear()
            self._by_day[day] = known
        return known

    @cached_property
    def has_supervisor(self) -> bool:
        """Whether anybody is entered who may do what operators may not."""
        return any(p.active and p.role in ("supervisor", "director", "general_manager") for p in self.people)

    def unit(self, code: str) -> Unit | None:
        """The unit of that code or name."""
        return self._units_folded.get(fold_case(code))

    def person(self, name: str) -> Person | None:
        """The active person of that name, staff number or initials; the first where several share it."""
        wanted = fold_case(name)
        for key in ("name", "no", "initials"):
            for person in self.people:
                if person.active and wanted and fold_case(getattr(person, key)) == wanted:
                    return person
        return None

    def who(self, name: str, policy: Policy, fallback: Department | None = None) -> Assignee:
        """Whom `name` means: a department by any of its names, a person, or somebody as written."""
        if department := policy.department(name):
            return Assignee(department.code)
        if person := self.person(name):
            return Assignee(
                person.department or (fallback.code if fallback else ""), person.name, person.employer
            )
        return Assignee(fallback.code if fallback else "", name, known=False)

    def role_of(self, name: str) -> str:
        """What the person may do; whoever is not listed works as an operator."""
        person = self.person(name)
        return person.role if person else "operator"

    def units_with_phone(self, phone: str) -> Iterable[Unit]:
        """The units that list this number, compared on whole digits or the last eight."""
        wanted = digits(phone)
        for unit in self.units.values():
            if any(_same_number(digits(contact.phone), wanted) for contact in unit.contacts):
                yield unit


def _same_number(one: str, other: str) -> bool:
    return bool(one and other) and (
        one == other or (min(len(one), len(other)) >= 8 and one[-8:] == other[-8:])
    )
