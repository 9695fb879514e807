"""Directory of the centre: units, people, departments, subcontractors.

A unit or person that is not listed is taken as written and marked unknown; no work stops for it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from functools import cached_property

from core.base.dataclass import dataclass
from core.base.finder import Finder
from core.base.text import LOCAL, dialled, fold_case, same_number
from core.people.numbering import unit_key
from core.people.place_names import PlaceNames
from core.people.units import Unit
from core.policy.model import Department, Policy

OWN = ""
"""Employer of the centre's own staff."""


@dataclass(frozen=True, slots=True)
class Person:
    """Member of the staff, own or a subcontractor's (R057); `employer` is empty for own staff.

    `role` is operator, supervisor, director, general_manager, site_manager, department_head, worker
    or read_only; `area` is the area the person works in, as `Unit.area` names it.  `certificate` is the
    number of the licence to do the work, valid through `certificate_until` (R120); `skills` are the
    codes of the categories the person is trained for, an empty tuple means all of the department's;
    `account` is the login under which the person connects over SSH.
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
    certificate: str = ""
    certificate_until: date | None = None
    skills: tuple[str, ...] = ()
    account: str = ""

    def works_on(self, day: date) -> bool:
        """Return True if the person is active and `day` is between their dates, both included (R057)."""
        begun = self.active_from is None or self.active_from <= day
        return self.active and begun and (self.active_to is None or day <= self.active_to)


@dataclass(frozen=True, slots=True)
class Assignee:
    """Department, or person in one, that a ticket can be assigned to.

    `known` is True if the directory lists it; `no` is the staff number of a listed person.
    """

    department: str
    person: str = ""
    employer: str = OWN
    known: bool = True
    no: str = ""


@dataclass(frozen=True)
class Directory:
    """Units and people, to be looked up by name while a caller is on the line.

    Each index is built on its first use; `warm` builds all that typing needs beforehand.
    """

    units: Mapping[str, Unit] = field(default_factory=dict)
    people: tuple[Person, ...] = ()

    def warm(self) -> None:
        """Build the indexes, a second for the largest estates: call it where no keystroke waits."""
        self.unit("")
        self.completed("", 0)
        self.place_names.find("")
        self.person("")
        self.units_with_phone("")
        self.unit_finder.find("")
        self.people_finder.find("")

    @cached_property
    def _by_day(self) -> dict[date, "Directory"]:
        """Return the cache of the directory on the day last asked for; empty if no person has dates."""
        return {}

    @cached_property
    def _has_dates(self) -> bool:
        return any(person.active_from or person.active_to for person in self.people)

    def on(self, day: date) -> "Directory":
        """Return the directory as of a site day; people not yet started or gone are inactive (R057)."""
        if not self._has_dates:
            return self
        if (known := self._by_day.get(day)) is None:
            known = replace(self, people=tuple(replace(p, active=p.works_on(day)) for p in self.people))
            self._by_day.clear()
            self._by_day[day] = known
        return known

    @cached_property
    def staff(self) -> tuple[Person, ...]:
        """Return the people who work here now."""
        return tuple(person for person in self.people if person.active)

    @cached_property
    def people_by_no(self) -> Mapping[str, Person]:
        """Return all present and former people by staff number."""
        return {person.no: person for person in self.people}

    @cached_property
    def namesakes(self) -> frozenset[str]:
        """Return the names that more than one of the staff has."""
        counted = Counter(person.name for person in self.staff)
        return frozenset(name for name, count in counted.items() if count > 1)

    @cached_property
    def _units_by_key(self) -> dict[str, Unit]:
        """Return the units by the key that all ways of writing their numbers share."""
        listed = ((unit_key(unit.code), unit) for unit in reversed([*self.units.values()]))
        return {key: unit for key, unit in listed if key}

    @cached_property
    def _keys_by_room(self) -> dict[str, list[str]]:
        """Return the keys of the units in several parts by their last part, the room."""
        found: dict[str, list[str]] = {}
        for key in self._units_by_key:
            if "-" in key:
                found.setdefault(key[key.rindex("-") + 1 :], []).append(key)
        return found

    def completed(self, key: str, gap: int) -> Unit | None:
        """Return the only unit whose key is `key` with more parts put in behind its first `gap` parts.

        Of 3-1-802 and 4-1-802 only the first is meant by 3栋802; 1单元802 and 802室 may be either.
        """
        said = key.split("-")
        head, tail = said[:gap], said[gap:]
        meant = []
        for listed in self._keys_by_room.get(said[-1], ()):
            parts = listed.split("-")
            if len(parts) > len(said) and parts[:gap] == head and parts[-len(tail) :] == tail:
                meant.append(listed)
        return self._units_by_key[meant[0]] if len(meant) == 1 else None

    @cached_property
    def place_names(self) -> PlaceNames:
        """Return the index that finds units inside a text by their names and codes."""
        return PlaceNames(self.units.values())

    @cached_property
    def areas_by_building(self) -> Mapping[str, frozenset[str]]:
        """Return the areas of the units of each building, by the first part of their keys."""
        found: dict[str, set[str]] = {}
        for key, unit in self._units_by_key.items():
            found.setdefault(key.partition("-")[0], set()).add(unit.area)
        return {building: frozenset(areas) for building, areas in found.items()}

    @cached_property
    def areas(self) -> frozenset[str]:
        """Return the names of all areas of units."""
        return frozenset(unit.area for unit in self.units.values() if unit.area)

    @cached_property
    def has_supervisor(self) -> bool:
        """Return True if an active person has supervisor rights or higher."""
        return any(p.role in ("supervisor", "director", "general_manager") for p in self.staff)

    @cached_property
    def _units_folded(self) -> dict[str, Unit]:
        found = {fold_case(unit.code): unit for unit in self.units.values()}
        for unit in self.units.values():
            if unit.name:
                found.setdefault(fold_case(unit.name), unit)
        return found

    def unit(self, code: str) -> Unit | None:
        """Return the unit of that name, or of that code in any style: 3栋2单元1201 is 3-2-1201."""
        return self._units_folded.get(fold_case(code)) or self._units_by_key.get(unit_key(code))

    @cached_property
    def _people_folded(self) -> dict[str, list[Person]]:
        """Return the staff by name, or else by number, or else by initials."""
        found: dict[str, list[Person]] = {}
        for key in ("name", "no", "initials"):
            alike: dict[str, list[Person]] = {}
            for person in self.staff:
                alike.setdefault(fold_case(getattr(person, key)), []).append(person)
            found = alike | found
        found.pop("", None)
        return found

    def person(self, name: str, department: str = "") -> Person | None:
        """Return the active person of that name, staff number or initials.

        If several share it, the first in `department` or else the first of all.
        """
        alike = self._people_folded.get(fold_case(name), ())
        return next((one for one in alike if one.department == department), next(iter(alike), None))

    def people_named(self, name: str) -> Sequence[Person]:
        """Return all of the staff who have that name; of a number or initials the one person."""
        return self._people_folded.get(fold_case(name), ())

    def who(self, name: str, policy: Policy, fallback: Department | None = None) -> Assignee:
        """Return the assignee that `name` means: a department by any of its names, or a person.

        Of several people it means the one in the department `fallback`, if there is one; a name that is
        not listed is taken as written.
        """
        if department := policy.department(name):
            return Assignee(department.code)
        home = fallback.code if fallback else ""
        if person := self.person(name, home):
            return Assignee(person.department or home, person.name, person.employer, no=person.no)
        return Assignee(home, name, known=False)

    @cached_property
    def _listed_numbers(self) -> dict[str, list[tuple[str, Unit]]]:
        """Return the numbers that units list, with the unit, by their last digits."""
        found: dict[str, list[tuple[str, Unit]]] = {}
        for unit in self.units.values():
            for number in dict.fromkeys(dialled(contact.phone) for contact in unit.contacts):
                found.setdefault(number[-LOCAL:], []).append((number, unit))
        return found

    def units_with_phone(self, phone: str) -> Sequence[Unit]:
        """Return the units that list this number, without its extension (`core.base.text.same_number`)."""
        number = dialled(phone)
        listed = self._listed_numbers.get(number[-LOCAL:], ())
        return list({unit.code: unit for one, unit in listed if same_number(one, number)}.values())

    @cached_property
    def unit_finder(self) -> Finder[Unit]:
        """Return the index of units, public places included, by code, name and contacts."""
        return Finder(
            (unit, (unit.code, unit.name, *(contact.name for contact in unit.contacts)))
            for unit in self.units.values()
        )

    @cached_property
    def people_finder(self) -> Finder[Person]:
        """Return the index of the staff by name, number and stored initials."""
        return Finder((person, (person.name, person.no, person.initials)) for person in self.staff)
