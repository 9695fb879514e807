"""Lists that the import takes back unchanged: units with their contacts, the staff."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from core.base.errors import NotFound
from core.base.text import mask_phone
from core.imports.own_lists import PEOPLE_FIELDS, UNIT_FIELDS, own_heading, own_role_words, own_words
from core.imports.register_words import FLAGS, KINDS, PEOPLE_HEADERS, UNIT_HEADERS
from core.people.directory import Person
from core.people.units import Contact, Unit
from core.policy.model import Policy
from tui.i18n import _, is_chinese, language
from tui.papers.paper import Paper, Table, Value, plain

NOBODY = Contact("")


def unit_list(
    units: Iterable[Unit], policy: Policy, made_at: datetime, made_by: str = "", *, whole: bool
) -> Paper:
    """Return the register of units, a row a contact; phones are masked unless they are wanted `whole`."""
    shown = [*units] if whole else [replace(unit, contacts=_masked(unit.contacts)) for unit in units]
    kinds = own_words(KINDS, chinese=is_chinese())
    return Paper(
        "units",
        _("Register of units"),
        policy.site,
        made_at,
        [
            Table(
                [own_heading(name, UNIT_HEADERS, chinese=is_chinese()) for name in UNIT_FIELDS],
                [row for unit in shown for row in _unit_rows(unit, kinds[unit.kind])],
            )
        ],
        [plain(unit, policy.site.zone) for unit in shown],
        made_by=made_by,
        landscape=True,
        taken_back=True,
    )


def _masked(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    return tuple(replace(one, phone=mask_phone(one.phone)) for one in contacts)


def _unit_rows(unit: Unit, kind: str) -> Iterator[Sequence[Value]]:
    for contact in unit.contacts or (NOBODY,):
        said = {"kind": kind, "contact": contact.name, "phone": contact.phone, "relation": contact.role}
        yield [said[name] if name in said else getattr(unit, name) for name in UNIT_FIELDS]


def staff_list(
    people: Iterable[Person], policy: Policy, made_at: datetime, made_by: str = "", *, whole: bool
) -> Paper:
    """Return the staff list, former staff included; phones are masked unless they are wanted `whole`."""
    shown = [*people] if whole else [replace(one, phone=mask_phone(one.phone)) for one in people]
    return Paper(
        "people",
        _("Staff list"),
        policy.site,
        made_at,
        [
            Table(
                [own_heading(name, PEOPLE_HEADERS, chinese=is_chinese()) for name in PEOPLE_FIELDS],
                [_person_row(person, policy) for person in shown],
            )
        ],
        [plain(person, policy.site.zone) for person in shown],
        made_by=made_by,
        landscape=True,
        taken_back=True,
    )


def _person_row(person: Person, policy: Policy) -> Sequence[Value]:
    said: dict[str, Value] = {
        "department": department_word(person.department, policy),
        "role": own_role_words(policy, language()).get(person.role, person.role),
        "active": own_words(FLAGS, chinese=is_chinese())["yes" if person.active else "no"],
        "skills": ", ".join(category_word(code, policy, one_word=True) for code in person.skills),
    }
    return [said[name] if name in said else getattr(person, name) for name in PEOPLE_FIELDS]


def department_word(code: str, policy: Policy) -> str:
    """Return the title of a department if the import reads it as this one, else its code."""
    known = policy.departments.get(code)
    title = known.title(language()) if known else code
    return title if known and policy.department(title) == known else code


def category_word(code: str, policy: Policy, *, one_word: bool = False) -> str:
    """Return the title of a category if the import reads it as this one, else its code.

    A list of several divides them at blanks (`one_word`).
    """
    known = policy.categories.get(code)
    title = known.title(language()) if known else code
    try:
        same = policy.category(title).code == code
    except NotFound:
        return code
    return title if same and (title.isalnum() or not one_word) else code
