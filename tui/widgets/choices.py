"""Choices of a field: people, departments, categories, units, found while a text is typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from core.base.dataclass import dataclass
from core.base.finder import Finder, Rank
from core.base.text import fold_case, mask_phone
from core.people.directory import Directory, Person
from core.people.units import Unit
from core.policy.model import Category, Department, Policy
from core.ticket.feedback import waiting
from core.ticket.model import Ticket
from tui.i18n import _

_ONE_WORD = re.compile(r"[\w.'·/()-]+")

MOST = 200
"""Largest number of choices that are offered."""

SHORTEST_WORD = 2
"""Shortest bare word for which choices are listed, in bytes: two letters or one Chinese character."""


Remark = Callable[[Person], str]
"""Returns a remark about a person, to be shown before their department."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Choice of a field: `value` goes into it, `text` and `note` are listed, `keys` can be typed."""

    value: str
    text: str
    note: str = ""
    keys: tuple[str, ...] = ()

    def is_meant_by(self, typed: str) -> bool:
        """Return True if `typed` names exactly this choice."""
        return fold_case(typed.strip()) in (fold_case(self.value), *self.keys)


class Searched(Sequence[Choice]):
    """Choices among tens of thousands: `ranked` finds them, and only those requested are made."""

    def __init__(self, ranked: Callable[[str, int], list[tuple[Rank, Choice]]], size: int) -> None:
        self.ranked = ranked
        self._size = size

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, place: Any) -> Any:
        return [choice for _rank, choice in self.ranked("", self._size)][place]


def callers(ticket: Ticket) -> list[Choice]:
    """Return the callers of a ticket who do not know its outcome yet."""
    waits = (ticket.callers[place] for place in waiting(ticket))
    known = ((one.name or one.phone, one) for one in waits)
    return [
        Choice(text, one.name or mask_phone(one.phone), mask_phone(one.phone) if one.name else "")
        for text, one in known
        if text
    ]


def found(choices: Sequence[Choice], typed: str, most: int = MOST) -> list[Choice]:
    """Return the choices that `typed` may mean, the likeliest first; without a text, the first ones."""
    return [choice for _rank, choice in ranked(choices, typed, most)]


def ranked(choices: Sequence[Choice], typed: str, most: int = MOST) -> list[tuple[Rank, Choice]]:
    """Return the choices that `typed` may mean, each with its rank."""
    if isinstance(choices, Searched):
        return choices.ranked(typed, most)
    return Finder((choice, choice.keys) for choice in choices).ranked(typed, most)


def meant(choices: Sequence[Choice], typed: str) -> Choice | None:
    """Return the choice that `typed` must mean: the only one it names, or the only one it begins."""
    listed = found(choices, typed)
    named = [choice for choice in listed if choice.is_meant_by(typed)] or listed
    return named[0] if len(named) == 1 else None


def _together(*lists: list[tuple[Rank, Choice]]) -> list[tuple[Rank, Choice]]:
    """Merge several results, the likeliest first; at equal rank the earlier list comes first."""
    return sorted(chain(*lists), key=lambda pair: pair[0])


def _keys(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold_case(text) for text in texts if text))


def words(names: Mapping[str, str] | Sequence[str]) -> list[Choice]:
    """Return choices of plain words: codes, or codes with English texts, shown translated."""
    shown = names if isinstance(names, Mapping) else {name: name for name in names}
    return [Choice(_(text), _(text), "", _keys(code, text, _(text))) for code, text in shown.items()]


def code_of(names: Mapping[str, str], typed: str) -> str:
    """Return the code whose text in either language is typed; the typed text if there is none."""
    wanted = fold_case(typed.strip())
    for code, text in names.items():
        if wanted in _keys(code, text, _(text)):
            return code
    return typed.strip()


def categories(policy: Policy, language: str) -> list[Choice]:
    """Return all categories, found by code or by name in either language."""
    return [_category(category, policy, language) for category in policy.categories.values()]


def kinds(policy: Policy, language: str) -> list[Choice]:
    """Return all categories as single words, because on the line of a call a blank ends the category."""
    listed = zip(policy.categories, categories(policy, language), strict=True)
    return [replace(one, value=code) if " " in one.value else one for code, one in listed]


def channels(policy: Policy, language: str) -> list[Choice]:
    """Return the channels of the policy, found by code, name or word in either language."""
    return [
        Choice(one.title(language), one.title(language), "", tuple(one.names))
        for one in policy.channels.values()
    ]


def _category(category: Category, policy: Policy, language: str) -> Choice:
    title = category.title(language)
    department = policy.departments[category.department].title(language)
    return Choice(title, title, department, _keys(category.code, category.name, category.name_en))


def assignees(
    policy: Policy, directory: Directory, language: str, home: str = "", remark: Remark = lambda person: ""
) -> Sequence[Choice]:
    """Return departments and people who can be assigned, those of the department `home` first."""
    sections = sorted(policy.departments.values(), key=lambda department: department.code != home)
    own = [_department(department, language) for department in sections]
    staff = people(policy, directory, language, home, remark)

    def find(typed: str, most: int) -> list[tuple[Rank, Choice]]:
        persons = ranked(staff, typed, most if typed.strip() else max(1, most - len(own)))
        return _together(ranked(own[:1], typed), persons, ranked(own[1:], typed))[:most]

    return Searched(find, len(own) + len(staff))


def with_first(first: Sequence[Choice], everyone: Sequence[Choice]) -> Sequence[Choice]:
    """Return the choices `everyone`, of which `first` are offered while nothing is typed."""

    def find(typed: str, most: int) -> list[tuple[Rank, Choice]]:
        return ranked(everyone if typed.strip() or not first else first, typed, most)

    return Searched(find, len(everyone))


def people(
    policy: Policy, directory: Directory, language: str, home: str = "", remark: Remark = lambda person: ""
) -> Sequence[Choice]:
    """Return the staff, those of the department `home` first among equals."""

    def find(typed: str, most: int) -> list[tuple[Rank, Choice]]:
        if typed.strip():
            prefer = (lambda person: person.department == home) if home else None
            persons = directory.people_finder.ranked(typed, most, prefer)
        else:
            colleagues = (person for person in directory.staff if person.department == home)
            others = (person for person in directory.staff if person.department != home)
            persons = [(Rank.WHOLE, person) for person in islice(chain(colleagues, others), most)]
        return [
            (rank, _person(person, policy, directory, language, remark(person))) for rank, person in persons
        ]

    return Searched(find, len(directory.staff))


def _department(department: Department, language: str) -> Choice:
    names = (department.name, department.name_en, department.code, *department.aliases)
    return Choice(department.title(language), department.title(language), "", _keys(*names))


def _person(person: Person, policy: Policy, directory: Directory, language: str, remark: str) -> Choice:
    return Choice(
        person.no if person.name in directory.namesakes else person.name,
        person.name,
        "  ".join(part for part in (remark, _about(person, policy, language)) if part),
        _keys(person.name, person.no, person.initials),
    )


def _about(person: Person, policy: Policy, language: str) -> str:
    department = policy.departments.get(person.department)
    section = department.title(language) if department else person.department
    return "  ".join(part for part in (section, person.post, person.employer) if part)


def units(directory: Directory) -> Sequence[Choice]:
    """Return all units, found by code, name or the people in them."""

    def find(typed: str, most: int) -> list[tuple[Rank, Choice]]:
        return [(rank, _unit(unit)) for rank, unit in directory.unit_finder.ranked(typed, most)]

    return Searched(find, len(directory.units))


def _unit(unit: Unit) -> Choice:
    names = [contact.name for contact in unit.contacts]
    return Choice(unit.code, unit.code, about_unit(unit), _keys(unit.code, unit.name, *names))


def mentioned(places: Sequence[Choice], kinds: Sequence[Choice]) -> Sequence[Choice]:
    """Return choices for a bare word of a call's line, from `places` and from `kinds` of matter.

    Nearly every word contains some person's initials, so a place is only listed if the word begins its
    code or name, or is the whole initials or pinyin of a person; a category if the word begins it.
    """

    def find(typed: str, most: int) -> list[tuple[Rank, Choice]]:
        if len(typed.encode()) < SHORTEST_WORD:
            return []
        units = [pair for pair in ranked(places, typed, most) if pair[0] <= Rank.SOUND]
        where = [
            (rank, one if _ONE_WORD.fullmatch(one.value) else replace(one, value=marked("&", one.value)))
            for rank, one in units
        ]
        what = [
            pair for pair in ranked(kinds, typed, most) if pair[0] in (Rank.WHOLE, Rank.START, Rank.SOUND)
        ]
        return _together(where, [(rank, replace(one, value=f"#{one.value}")) for rank, one in what])[:most]

    return Searched(find, len(places) + len(kinds))


def marked(mark: str, name: str) -> str:
    """Return a name after its mark, for the line of a call: quoted unless it is one plain word."""
    return f"{mark}{name}" if _ONE_WORD.fullmatch(name) else '{}"{}"'.format(mark, name.replace('"', '""'))


def about_unit(unit: Unit) -> str:
    """Return a unit's name, its first contact with a masked number, and its area."""
    contacts = [f"{contact.name} {mask_phone(contact.phone)}".strip() for contact in unit.contacts[:1]]
    return "  ".join(part for part in (unit.name, *contacts, unit.area) if part)
