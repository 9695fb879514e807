"""What can be chosen in a field: people, departments, categories, units, found while it is typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.directory import Directory, Person, Unit
from core.policy import Category, Department, Policy
from core.text import fold_case, mask_phone
from tui.i18n import _

MOST = 200
"""So many choices are offered at most."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`value` goes into the field; `text` and `note` stand in the list; `keys` are what can be typed."""

    value: str
    text: str
    note: str = ""
    keys: tuple[str, ...] = ()

    def is_meant_by(self, typed: str) -> bool:
        """Whether `typed` is exactly this one."""
        return fold_case(typed.strip()) in (fold_case(self.value), *self.keys)


def found(choices: Sequence[Choice], typed: str, most: int = MOST) -> list[Choice]:
    """The choices that `typed` may mean, the likeliest first; nothing typed means the first ones."""
    wanted = fold_case(typed.strip())
    if not wanted:
        return list(choices[:most])
    ranked = [(rank, choice) for choice in choices if (rank := _rank(choice, wanted)) is not None]
    ranked.sort(key=lambda pair: pair[0])
    return [choice for _rank_, choice in ranked[:most]]


def _rank(choice: Choice, wanted: str) -> int | None:
    """0 the whole key, 1 its start, 2 the start of a word in it, 3 anywhere; None not at all."""
    best = None
    for key in choice.keys:
        if wanted in key:
            rank = 0 if key == wanted else 1 if key.startswith(wanted) else 2 if f" {wanted}" in key else 3
            best = rank if best is None else min(best, rank)
    return best


def _keys(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold_case(text) for text in texts if text))


def words(names: Mapping[str, str] | Sequence[str]) -> list[Choice]:
    """Plain words: codes, or codes with the English text that is shown translated."""
    shown = names if isinstance(names, Mapping) else {name: name for name in names}
    return [Choice(_(text), _(text), "", _keys(code, text, _(text))) for code, text in shown.items()]


def code_of(names: Mapping[str, str], typed: str) -> str:
    """The code whose text in either language is typed; the text itself where there is none."""
    wanted = fold_case(typed.strip())
    for code, text in names.items():
        if wanted in _keys(code, text, _(text)):
            return code
    return typed.strip()


def categories(policy: Policy, language: str) -> list[Choice]:
    """Every category, found by name in either language or by code."""
    return [_category(category, policy, language) for category in policy.categories.values()]


def _category(category: Category, policy: Policy, language: str) -> Choice:
    title = category.title(language)
    department = policy.departments[category.department].title(language)
    return Choice(title, title, department, _keys(category.code, category.name, category.name_en))


def assignees(policy: Policy, directory: Directory, language: str, home: str = "") -> list[Choice]:
    """Departments and people who can be sent, those of the department `home` first."""
    people = sorted(_staff(directory), key=lambda person: person.department != home)
    sections = sorted(policy.departments.values(), key=lambda department: department.code != home)
    own = [_department(department, language) for department in sections]
    return [*own[:1], *_people(people, policy, language), *own[1:]]


def people(policy: Policy, directory: Directory, language: str) -> list[Choice]:
    """Everybody on the staff."""
    return _people(_staff(directory), policy, language)


def _staff(directory: Directory) -> list[Person]:
    return [person for person in directory.people if person.active]


def _department(department: Department, language: str) -> Choice:
    names = (department.name, department.name_en, department.code, *department.aliases)
    return Choice(department.title(language), department.title(language), "", _keys(*names))


def _people(staff: Iterable[Person], policy: Policy, language: str) -> list[Choice]:
    staff = list(staff)
    namesakes = Counter(person.name for person in staff)
    return [
        Choice(
            person.name if namesakes[person.name] == 1 else person.no,
            person.name,
            _about(person, policy, language),
            _keys(person.name, person.no, person.initials),
        )
        for person in staff
    ]


def _about(person: Person, policy: Policy, language: str) -> str:
    department = policy.departments.get(person.department)
    section = department.title(language) if department else person.department
    return "  ".join(part for part in (section, person.post, person.employer) if part)


def units(directory: Directory) -> list[Choice]:
    """Every unit, found by code, name or the people in it."""
    return [_unit(unit) for unit in directory.units.values()]


def _unit(unit: Unit) -> Choice:
    names = [contact.name for contact in unit.contacts]
    return Choice(unit.code, unit.code, about_unit(unit), _keys(unit.code, unit.name, *names))


def about_unit(unit: Unit) -> str:
    """Who is there: name, first contact with a masked number."""
    contacts = [f"{contact.name} {mask_phone(contact.phone)}".strip() for contact in unit.contacts[:1]]
    return "  ".join(part for part in (unit.name, *contacts, unit.area) if part)
