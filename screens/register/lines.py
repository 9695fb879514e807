"""Details of the marked entry of the register, as lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.i18n_marks import C_, N_
from core.base.text import mask_phone
from core.events.stream import Event
from core.intake.unit_profile import Profile, visit_due
from core.people.directory import Person
from core.people.register_validation import STAFF_ROLES, UNIT_KINDS, Register, has_left
from core.people.units import Unit
from core.policy.model import Department
from core.policy.sections import Site
from screens.base.unit_lines import agreed, contact_text, history, labelled, listed, visits
from screens.register.lists import Living, Specialist, department_title
from screens.register.titles import SITE_FIELDS, TITLES
from tui.i18n import _, clauses, language
from tui.widgets.cells import fit
from tui.widgets.changes import change_text, changes_of
from tui.widgets.host import Host
from tui.widgets.lines import Line

EXPIRES = timedelta(days=30)
"""So long before its end a certificate is called for."""

MANY = 10
"""Names of a list that are shown."""


@dataclass(frozen=True)
class EntryLook:
    """What is read about an entry: the profile of its unit, and its edits, oldest first."""

    profile: Profile | None
    changes: Sequence[Event] = ()


_KEPT = (
    ("unit", Unit, "code"),
    ("person", Person, "no"),
    ("department", Department, "code"),
    ("site", Site, ""),
)
MOST_CHANGES = 5
"""Number of edits shown of an entry."""


def lines_of(
    entry: Any, register: Register, look: EntryLook | None, host: Host, width: int, *, whole: bool
) -> list[Line]:
    """Return all details of an entry; `look` is what was read about it, once it has been.

    Phone numbers are masked unless `whole` is true.
    """
    if isinstance(entry, Living):
        entry = entry.unit
    told = _told(entry, register, look.profile if look else None, host, width, whole)
    return [*told, *_changes(look, host, width)] if told else []


def _told(
    entry: Any, register: Register, profile: Profile | None, host: Host, width: int, whole: bool
) -> list[Line]:
    if isinstance(entry, Unit):
        return [*_unit(entry, register, profile, host, width, whole)]
    if isinstance(entry, Person):
        return [*_person(entry, register, width, whole)]
    if isinstance(entry, Specialist):
        return [*_specialist(entry, register, width, whole)]
    if isinstance(entry, Department):
        return [*_department(entry, register, width)]
    return [*_site(entry, width)] if isinstance(entry, Site) else []


def kind_of(entry: Any) -> tuple[str, str]:
    """Return kind and code under which edits of an entry are kept; empty for one that has none."""
    if isinstance(entry, Living):
        entry = entry.unit
    for kind, sort, name in _KEPT:
        if isinstance(entry, sort):
            return kind, getattr(entry, name) if name else ""
    return "", ""


def _changes(look: EntryLook | None, host: Host, width: int) -> Iterator[Line]:
    """Yield the last edits: when, by whom, old and new values (R022)."""
    zone = host.desk.policy.site.zone
    for event in reversed(look.changes[-MOST_CHANGES:] if look else ()):
        said = [change_text(one, _(TITLES.get(one.name, one.name))) for one in changes_of(event.fact)]
        when = f"{site_time(event.at, zone):%Y-%m-%d %H:%M}  {event.actor}"
        yield from labelled(N_("Changed"), "  ".join([when, clauses(said)]), width, most=2)


def _title(name: str, about: str, left: str, width: int) -> Line:
    rest = max(0, width - 2)
    head = fit(f" {name}  {about}", rest).rstrip()
    return [(head, "strong"), (f"  {left}" if left else "", "amber")]


_LEFT: Mapping[type, tuple[str, str]] = {
    Unit: (N_("left"), N_("left {day}")),
    Person: (C_("person", "left"), C_("person", "left {day}")),
}
"""Notes on an entry that has left, without and with its last day."""


def _left(entry: Unit | Person, register: Register) -> str:
    """Return a note that the entry has left, or until which day it is used; else empty."""
    if has_left(entry, register.today):
        left, since = _LEFT[type(entry)]
        return _(since).format(day=entry.active_to) if entry.active_to else _(left)
    return _(N_("until {day}")).format(day=entry.active_to) if entry.active_to else ""


def _unit(
    unit: Unit, register: Register, profile: Profile | None, host: Host, width: int, whole: bool
) -> Iterator[Line]:
    about = "  ".join(filter(None, [unit.name, _(UNIT_KINDS.get(unit.kind, unit.kind)), unit.area]))
    yield _title(unit.code, about, _left(unit, register), width)
    yield from labelled(
        N_("Contacts"), listed(contact_text(one, whole=whole) for one in unit.contacts), width, most=3
    )
    if profile and profile.unit.code == unit.code:
        yield from agreed(profile, width)
        yield from visits(profile, width, host)
        yield from history(profile, width, host)
    yield from labelled(N_("Notes"), unit.notes, width, most=3)


def _person(person: Person, register: Register, width: int, whole: bool) -> Iterator[Line]:
    role = _(STAFF_ROLES.get(person.role, person.role))
    yield _title(f"{person.no}  {person.name}", role, _left(person, register), width)
    post = [department_title(person.department, register), person.post, person.employer, person.area]
    yield from labelled(N_("Works in"), listed(post), width)
    yield from labelled(N_("Phone"), person.phone if whole else mask_phone(person.phone), width)
    yield from labelled(N_("Superior"), person.supervisor, width)
    yield from _certificate(person, register, width)
    categories = register.policy.categories
    titles = (categories[code].title(language()) if code in categories else code for code in person.skills)
    yield from labelled(N_("Skills"), listed(titles), width)
    yield from labelled(N_("Login"), person.account, width)
    if person.active_from:
        yield from labelled(N_("Since"), f"{person.active_from}", width)
    looked_after = [u.code for u in register.directory.units.values() if u.specialist == person.name]
    yield from labelled(N_("Units"), _some(looked_after), width)


def _certificate(person: Person, register: Register, width: int) -> Iterator[Line]:
    """Return the licence; amber when it expires within a month, red when it has (R120)."""
    until, style = person.certificate_until, "text"
    if until:
        style = (
            "breached" if until < register.today else "amber" if until - register.today <= EXPIRES else "text"
        )
    words = [person.certificate, _(N_("until {day}")).format(day=until) if until else ""]
    yield from labelled(N_("Certificate"), listed(words), width, style)


def _some(names: list[str]) -> str:
    """Return the number of entries and the first ones."""
    more = "  ..." if len(names) > MANY else ""
    return f"{len(names)}:  {listed(names[:MANY])}{more}" if names else ""


def _specialist(one: Specialist, register: Register, width: int, whole: bool) -> Iterator[Line]:
    months = register.policy.visit.period_months
    if one.person:
        yield from list(_person(one.person, register, width, whole))[:3]
    else:
        yield _title(one.name, _(N_("not on the staff")), "", width)
    due = sorted((day, unit.code) for unit in one.units if (day := visit_due(unit, months, register.today)))
    yield from labelled(
        N_("Visits due"), listed(f"{day} {code}" for day, code in due[:MANY]), width, "text", 3
    )
    yield from labelled(N_("Units"), _some([unit.code for unit in one.units]), width, most=4)


def _department(department: Department, register: Register, width: int) -> Iterator[Line]:
    yield _title(department.title(language()), department.code, "", width)
    yield from labelled(N_("Other names"), listed(department.aliases), width)
    yield from labelled(N_("Head"), department.head, width)
    staff = [p.name for p in register.directory.on(register.today).staff if p.department == department.code]
    yield from labelled(N_("People"), _some(staff), width, most=3)
    kinds = [c for c in register.policy.categories.values() if c.department == department.code]
    yield from labelled(N_("Categories"), listed(c.title(language()) for c in kinds), width, most=4)


def _site(site: Site, width: int) -> Iterator[Line]:
    for name, title in SITE_FIELDS.items():
        yield from labelled(title, getattr(site, name), width)
