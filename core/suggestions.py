"""Whom to send, best first: the right department, the place, and how much each has to do already (R067)."""

from collections.abc import Mapping

from core.directory import Directory, Person
from core.policy import Category

NEVER_SENT = ("read_only", "director", "general_manager")
"""Roles that are told of matters but not sent to them."""


def suggest(category: Category, area: str, directory: Directory, loads: Mapping[str, int]) -> list[Person]:
    """The people of the category's department, best first; `loads` are open tickets by name.

    Those who work in `area` come first, then the site managers, who know where their people are, then
    those without a place of their own, then those of other places; among equals the least loaded.
    """
    staff = (
        person
        for person in directory.staff
        if person.department == category.department and person.role not in NEVER_SENT
    )
    return sorted(staff, key=lambda p: (_distance(p, area), loads.get(p.name, 0), p.no))


def _distance(person: Person, area: str) -> int:
    if person.role == "site_manager":
        return 1
    if not area:
        return 0
    if person.area == area:
        return 0
    return 3 if person.area else 2
