"""Suggested assignees, best first, by fitness, availability, place and workload (R067)."""

from core.base.dataclass import dataclass, replace
from core.duty.fitness import Standing, doubts
from core.people.directory import Directory, Person
from core.policy.model import Category, Policy
from core.ticket.doubts import ASKED, Doubt

NEVER_SENT = ("read_only", "director", "general_manager")
"""Roles that are told of matters but not assigned to them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Person who could be assigned, with their number of open tickets and the doubts about them."""

    person: Person
    open: int
    doubts: tuple[Doubt, ...]

    @property
    def needs_reason(self) -> bool:
        """Return True if assigning them needs a reason (R120)."""
        return any(doubt in ASKED for doubt in self.doubts)


def candidate(person: Person, stand: Standing, category: Category, area: str) -> Candidate:
    """Return `person` as a candidate for such a matter in `area`."""
    return Candidate(person, stand.hand(person).open, doubts(person, stand, category, area))


def suggest(category: Category, area: str, directory: Directory, stand: Standing) -> list[Candidate]:
    """Return the people of the category's department, best first.

    People who need no reason come before those who do, and those of the trade before the others; then
    those who work in `area`, site managers (they know where their people are), people without an
    area, those of other areas; among equals the one with the fewest open tickets.
    """
    staff = [
        candidate(person, stand, category, area)
        for person in directory.staff
        if person.department == category.department and person.role not in NEVER_SENT
    ]
    return _nearest(staff, area)


def guards(
    category: Category, area: str, directory: Directory, stand: Standing, policy: Policy
) -> list[Candidate]:
    """Return the guards, who isolate a danger of such a category, the nearest on duty first (R209)."""
    home = policy.department(policy.dispatch.guards)
    there = replace(category, department=home.code) if home else category
    return suggest(there, area, directory, stand)


def _nearest(staff: list[Candidate], area: str) -> list[Candidate]:
    return sorted(staff, key=lambda one: (one.needs_reason, *_distance(one, area), one.open, one.person.no))


def _distance(one: Candidate, area: str) -> tuple[bool, int]:
    return Doubt.UNSKILLED in one.doubts, _from_place(one.person, area)


def _from_place(person: Person, area: str) -> int:
    if person.role == "site_manager":
        return 1
    if not area or person.area == area:
        return 0
    return 3 if person.area else 2
