"""Forms of the register: the questions for each entry and the entry built from the answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from core.base.dataclass import dataclass
from core.base.errors import ChangedElsewhere, DeskError
from core.base.i18n_marks import C_, N_
from core.desk.desk import Desk
from core.people.directory import Directory, Person
from core.people.register_validation import STAFF_ROLES, UNIT_KINDS, Register, changed_fields
from core.people.units import Contact, Unit
from core.policy.model import Department
from core.policy.sections import Site
from screens.base.forms import Entry, Form, Values
from screens.register.lists import Living
from screens.register.titles import SITE_FIELDS, TITLES
from tui.i18n import _, clauses, language, listed, titled
from tui.widgets import choices
from tui.widgets.host import Host

Kept = Unit | Person | Department | Site

_COMMAS = re.compile(r"\s*[,，、;；]\s*")

PROSE = ("services", "notes")
"""Fields whose text is more than a name or a number."""

DAY_HINT = N_("2026-06-01, or nothing")


@dataclass(frozen=True, slots=True)
class Edit:
    """Saved change: the entry before (None for a new one) and after."""

    before: Kept | None
    after: Kept


def keep(desk: Desk, entry: Kept, seen: Kept | None) -> Edit:
    """Save an entry in the place of `seen`.  Raises the errors of the desk."""
    return Edit(seen, _saved(desk, entry, seen))


def _saved(desk: Desk, entry: Kept, seen: Any) -> Kept:
    if isinstance(entry, Unit):
        return desk.register.save_unit(entry, seen)
    if isinstance(entry, Person):
        return desk.register.save_person(entry, seen)
    if isinstance(entry, Department):
        return desk.register.save_department(entry, seen)
    return desk.register.save_site(seen, **{name: getattr(entry, name) for name in SITE_FIELDS})


def found_again(entry: Kept, register: Register) -> Kept | None:
    """Return the entry as it is stored now."""
    if isinstance(entry, Unit):
        return register.directory.units.get(entry.code)
    if isinstance(entry, Person):
        return register.directory.people_by_no.get(entry.no)
    if isinstance(entry, Department):
        return register.policy.departments.get(entry.code)
    return register.policy.site


class EntryForm(Form):
    """Form of an entry; dismissed with the `Edit`.

    Only the fields changed in the form are changed in the entry: if another desk saved it meanwhile,
    one line says so, and saving again keeps both changes.
    """

    tall = True

    def __init__(
        self,
        title: str,
        entries: Sequence[Entry],
        seen: Kept | None,
        made: Callable[[Any, Values], Kept],
        shown: Values,
    ) -> None:
        super().__init__(title, entries, lambda desk, values: None, kept=title)
        self._seen = seen
        self._made = made
        self._shown = shown

    async def done(self, host: Host, values: Values) -> object:
        """Save the changed fields in the entry as it was last seen."""
        changed = {name: value for name, value in values.items() if value != self._shown.get(name)}
        seen, entry = self._seen, self._made(self._seen, changed)
        return await host.desk.ask(lambda desk: keep(desk, entry, seen))

    async def trouble(self, host: Host, error: DeskError) -> str:
        """Return the text of an error; after a change elsewhere, prepare to save on top of it."""
        if isinstance(error, ChangedElsewhere) and self._seen is not None:
            before = self._seen
            now = found_again(before, await host.desk.ask(lambda desk: desk.register.contents()))
            self._seen = now
            if now is not None:
                return f"{error.text(_)} {_news(before, now)}"
        return error.text(_)


def _news(before: Any, now: Any) -> str:
    """Return the fields that another desk changed, in words."""
    titles = UNIT_TITLES if isinstance(now, Unit) else TITLES
    said = (titled(_(titles[name]), _plain(getattr(now, name))) for name in changed_fields(now, before))
    return clauses(said)


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return listed(one.name if isinstance(one, Contact) else str(one) for one in value)
    return "-" if value in (None, "") else str(value)


UNIT_TITLES = {**TITLES, "active": C_("unit", "Active")}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _entry(name: str, entry: Any, **more: Any) -> Entry:
    """Return one field, filled from the entry."""
    first = getattr(entry, name)
    text = _day(first) if first is None or isinstance(first, date) else first
    more.setdefault("kind", "text" if name in PROSE else "name")
    return Entry(name, TITLES[name], first=text, **more)


def _shown(entry: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in names}


def unit_form(unit: Unit | None, register: Register, staff: Directory) -> EntryForm:
    """Return the form of a unit; a new one with its first contact."""
    own = unit or Unit("")
    days = ("visited_on", "active_from")
    texts = ("building", "area", "services", "notes")
    entries = [
        _entry("name", own),
        Entry("kind", TITLES["kind"], "word", first=_(UNIT_KINDS.get(own.kind, own.kind)), codes=UNIT_KINDS),
        *(_entry(name, own) for name in texts[:2]),
        _entry("specialist", own, choices=choices.people(register.policy, staff, language())),
        *(_entry(name, own) for name in texts[2:]),
        *(_entry(name, own, kind="day", hint=DAY_HINT) for name in days),
    ]
    shown = _shown(own, "name", "kind", "specialist", *texts, *days)
    if unit is None:
        code = Entry("code", TITLES["code"], required=True, hint=N_("3-2-1201, or the name of a place"))
        entries = [code, *entries, *_contact_entries(Contact(""))]
    return EntryForm(_(N_("Unit")) + f"  {own.code}", entries, unit, _unit_made, shown)


def _unit_made(seen: Unit | None, changed: Values) -> Unit:
    values = {name: value for name, value in changed.items() if name not in CONTACT_FIELDS}
    if seen is not None:
        return replace(seen, **values)
    return replace(Unit(values.pop("code")), contacts=(_contact_made(Contact(""), changed),), **values)


CONTACT_FIELDS = {
    "contact_name": N_("Contact"),
    "contact_phone": N_("Phone"),
    "contact_role": N_("Relation"),
}


def _contact_entries(contact: Contact) -> list[Entry]:
    return [
        Entry(name, title, "name", first=getattr(contact, name.removeprefix("contact_")))
        for name, title in CONTACT_FIELDS.items()
    ]


def _contact_made(contact: Contact, changed: Values) -> Contact:
    values = {name: changed[name] for name in CONTACT_FIELDS if name in changed}
    return replace(contact, **{name.removeprefix("contact_"): value for name, value in values.items()})


def contact_form(unit: Unit, contact: Contact | None) -> EntryForm:
    """Return the form of a contact; emptying name and number removes the contact."""
    own = contact or Contact("")

    def made(seen: Unit, changed: Values) -> Unit:
        # another desk may have changed it: it is the one of that name, or else a new one again
        same = [one for one in seen.contacts if contact and one.name == contact.name]
        now = contact if contact in seen.contacts else next(iter(same), None)
        if now is None:
            return replace(seen, contacts=(*seen.contacts, _contact_made(own, changed)))
        after = _contact_made(now, changed)
        return replace(seen, contacts=tuple(after if one == now else one for one in seen.contacts))

    shown = {name: getattr(own, name.removeprefix("contact_")) for name in CONTACT_FIELDS}
    title = f"{_(N_('Contact'))}  {unit.code}  {unit.name}".rstrip()
    return EntryForm(title, _contact_entries(own), unit, made, shown)


def person_form(person: Person | None, register: Register, staff: Directory) -> EntryForm:
    """Return the form of a staff member, own or a subcontractor's."""
    own = person or Person("", "")
    sections = {code: d.title(language()) for code, d in register.policy.departments.items()}
    everybody = choices.people(register.policy, staff, language())
    days = ("certificate_until", "active_from")
    categories = register.policy.categories
    titles = [categories[code].title(language()) if code in categories else code for code in own.skills]
    entries = [
        Entry("name", N_("Full name"), "name", required=True, first=own.name),
        Entry(
            "department", TITLES["department"], "word", first=sections.get(own.department, ""), codes=sections
        ),
        _entry("post", own),
        Entry(
            "role", TITLES["role"], "word", first=_(STAFF_ROLES.get(own.role, own.role)), codes=STAFF_ROLES
        ),
        _entry("phone", own),
        _entry("employer", own, hint=N_("nothing for own staff")),
        _entry("supervisor", own, choices=everybody),
        _entry("area", own),
        Entry(
            "skills",
            TITLES["skills"],
            first=", ".join(titles),
            hint=N_("categories; nothing: all of the department"),
        ),
        _entry("certificate", own),
        _entry("certificate_until", own, kind="day", hint=DAY_HINT),
        _entry("account", own, hint=N_("name of the login over SSH")),
        _entry("active_from", own, kind="day", hint=DAY_HINT),
    ]
    texts = ("name", "post", "phone", "employer", "supervisor", "area", "certificate", "account")
    shown = _shown(own, "role", *texts, *days) | {"skills": ", ".join(titles)}
    shown["department"] = own.department if own.department in sections else ""
    if person is None:
        no = Entry("no", TITLES["no"], hint=N_("nothing: the next free one"))
        entries = [no, *entries]
    return EntryForm(f"{_(N_('Person'))}  {own.no}".rstrip(), entries, person, _person_made, shown)


def _person_made(seen: Person | None, changed: Values) -> Person:
    values = dict(changed)
    if "skills" in values:
        values["skills"] = tuple(filter(None, _COMMAS.split(values["skills"])))
    return replace(seen or Person("", ""), **values)


def department_form(department: Department | None, register: Register, staff: Directory) -> EntryForm:
    """Return the form of a department with the names that people use for it (C07)."""
    own = department or Department("")
    everybody = choices.people(register.policy, staff, language())
    aliases = ", ".join(own.aliases)
    entries = [
        _entry("name", own, required=True),
        _entry("name_en", own),
        Entry("aliases", TITLES["aliases"], first=aliases, hint=N_("between commas")),
        _entry("head", own, choices=everybody),
    ]
    shown = _shown(own, "name", "name_en", "head") | {"aliases": aliases}
    title = f"{_(N_('Department'))}  {own.code}".rstrip()
    return EntryForm(title, entries, department, _department_made, shown)


def _department_made(seen: Department | None, changed: Values) -> Department:
    values = dict(changed)
    if "aliases" in values:
        values["aliases"] = tuple(filter(None, _COMMAS.split(values["aliases"])))
    return replace(seen or Department(""), **values)


def site_form(site: Site) -> EntryForm:
    """Return the form of the centre, shown on the board and on every paper (R032)."""
    entries = [_entry(name, site) for name in SITE_FIELDS]
    return EntryForm(_(N_("Centre")), entries, site, _site_made, _shown(site, *SITE_FIELDS))


def _site_made(seen: Site, changed: Values) -> Site:
    return replace(seen, **changed)


def last_day_form(entry: Unit | Person, today: date) -> EntryForm:
    """Return the form for the last day of a person or unit."""
    day = Entry(
        "active_to", TITLES["active_to"], "day", required=True, first=today.isoformat(), hint=DAY_HINT
    )
    name = entry.name or entry.code if isinstance(entry, Unit) else entry.name
    title = _(N_("Leaves")) if isinstance(entry, Unit) else _(C_("person", "Leaves"))
    return EntryForm(f"{title}  {name}", [day], entry, lambda seen, changed: replace(seen, **changed), {})


def edit_form(entry: Any, register: Register, staff: Directory) -> EntryForm:
    """Return the form that changes an entry of any list."""
    if isinstance(entry, Living):
        return contact_form(entry.unit, entry.contact)
    if isinstance(entry, Unit):
        return unit_form(entry, register, staff)
    if isinstance(entry, Department):
        return department_form(entry, register, staff)
    return person_form(entry, register, staff) if isinstance(entry, Person) else site_form(entry)


NEW_FORMS: Mapping[str, Callable[[None, Register, Directory], EntryForm]] = {
    "units": unit_form,
    "people": person_form,
    "departments": department_form,
}
"""The form of a new entry, by the list it goes into."""
