"""Rules of one centre as a versioned TOML text: minutes, ladders, categories, calling hours.

The numbers come from the customer's procedures (S0…S4); each can be changed.  A policy is checked
as a whole and all problems in it are named at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import time
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from core.base.dataclass import dataclass
from core.base.errors import NotFound
from core.base.i18n_marks import N_
from core.base.text import fold_case, sounds
from core.policy import category_names
from core.policy.schema import Checker, Spec, closest, read_table, read_toml
from core.policy.sections import (
    TITLED_ROLES,
    BoardRules,
    CallbackRules,
    DeferRules,
    DispatchRules,
    EmergencyRules,
    Equipment,
    FollowUp,
    IntakeRules,
    Limits,
    ListedChannel,
    RoleTitle,
    RungRule,
    ShiftRules,
    Site,
    SupervisionRules,
    Survey,
    UrgentRules,
    Visit,
    check_channels,
)
from core.policy.urgency import URGENCIES, Urgency

KINDS = ("emergency", "repair", "onsite", "service", "complaint", "feedback", "enquiry", "internal")
CALLERS = ("desk", "supervisor", "director", "first_responder")
MODES = ("phone", "visit", "patrol", "any")


@dataclass(frozen=True)
class Category:
    """Kind of matter, and what the centre promises for it; limits in minutes, 0 = no such clock.

    One without a `place` has none by nature, such as a question.  Handling asks for the `cause`, and whether
    a notice was `put_back`, where the category says so (R052, R210).
    """

    code: str = Spec("code")
    name: str = Spec("text")
    kind: str = Spec("choice", choices=KINDS)
    urgency: str = Spec("choice", choices=URGENCIES)
    department: str = Spec("code")
    ladder: str = Spec("text")
    callback: str = Spec("callback")
    name_en: str = Spec("text", "")
    words: tuple[str, ...] = Spec("texts", ())
    dispatch_min: int = Spec("minutes", 0)
    warn_min: int = Spec("minutes", 0)
    arrive_min: int = Spec("minutes", 0)
    reply_min: int = Spec("minutes", 0)
    quiet: bool = Spec("flag", True)
    callback_h: int = Spec("count", 0)
    callback_by: str = Spec("choice", "desk", choices=CALLERS)
    hazard: bool = Spec("flag", False)
    danger: bool = Spec("flag", False)
    callback_mode: str = Spec("choice", "any", choices=MODES)
    place: bool = Spec("flag", True)
    cause: bool = Spec("flag", False)
    put_back: bool = Spec("flag", False)

    def title(self, language: str) -> str:
        """Return the category's name in `language` (en, zh_CN)."""
        english = self.name_en or self.code.replace("_", " ").capitalize()
        return english if language == "en" else self.name


@dataclass(frozen=True)
class Pattern:
    """Words that decide the category; a `*` in them matches anything within a sentence."""

    category: str = Spec("code")
    words: tuple[str, ...] = Spec("patterns")


@dataclass(frozen=True)
class VocabularyWords:
    """Words that a centre adds to a group of the vocabulary by which matters are recognised."""

    group: str = Spec("code")
    words: tuple[str, ...] = Spec("texts")


@dataclass(frozen=True)
class Department:
    """Department, with the other names that people use for it (C07)."""

    code: str = Spec("code")
    name: str = Spec("text", "")
    name_en: str = Spec("text", "")
    aliases: tuple[str, ...] = Spec("texts", ())
    head: str = Spec("text", "")

    def title(self, language: str) -> str:
        """Return the department's name in `language` (en, zh_CN)."""
        return (self.name_en if language == "en" else self.name) or self.name or self.code

    @cached_property
    def names(self) -> frozenset[str]:
        """Return the code, names and aliases, folded."""
        names = (self.code, self.name, self.name_en, *self.aliases)
        return frozenset(fold_case(name) for name in names if name)

    def is_named(self, word: str) -> bool:
        """Return True if a folded word begins one of the names, a word of it, or its pinyin or initials."""
        parts = (part for name in self.names for part in (name, *name.split(), *sounds(name)))
        return any(part.startswith(word) for part in parts)


@dataclass(frozen=True)
class Policy:
    """Rules in force for a ticket; `version` counts the policies of one centre from 1."""

    site: Site
    intake: IntakeRules
    followup: FollowUp
    callback: CallbackRules
    survey: Survey
    visit: Visit
    shift: ShiftRules
    dispatch: DispatchRules
    emergency: EmergencyRules
    urgent: UrgentRules
    defer: DeferRules
    supervision: SupervisionRules
    limits: Limits
    board: BoardRules
    ladders: Mapping[str, tuple[RungRule, ...]]
    categories: Mapping[str, Category]
    departments: Mapping[str, Department]
    text: str = field(repr=False, compare=False)
    version: int = 0
    patterns: tuple[Pattern, ...] = ()
    vocabulary: tuple[VocabularyWords, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    own_channels: tuple[ListedChannel, ...] = ()
    roles: tuple[RoleTitle, ...] = ()
    dropped_channels: tuple[ListedChannel, ...] = ()
    """Channels of other versions, which tickets may still have: for the rules of `core.policy.naming`."""

    def role_titles(self, language: str) -> dict[str, str]:
        """Return the centre's own titles of roles in `language`, by code (C08)."""
        return {one.code: title for one in self.roles if (title := one.title(language))}

    def role_of(self, title: str) -> str:
        """Return the code of the role that has that title here, in either language; empty if none has."""
        wanted = fold_case(title.strip())
        return next((one.code for one in self.roles if wanted in one.names), "")

    @cached_property
    def channels(self) -> dict[str, ListedChannel]:
        """Return the channels by code; those of a new centre if the rules list none (R025)."""
        listed = self.own_channels or default_policy().own_channels
        return {channel.code: channel for channel in listed}

    def channel(self, word: str) -> ListedChannel | None:
        """Return the channel of that code, name or word, dropped ones last; None if the rules know none."""
        wanted = fold_case(word.strip())
        known = (*self.channels.values(), *self.dropped_channels)
        return next((one for one in known if wanted in one.names), None)

    def channel_title(self, code: str, language: str) -> str:
        """Return the name of a channel, also of one that these rules no longer list."""
        dropped = {channel.code: channel for channel in self.dropped_channels}
        listed = self.channels.get(code) or dropped.get(code) or default_policy().channels.get(code)
        return listed.title(language) if listed else code

    def category(self, code: str) -> Category:
        """Return the category of that code or name; raise `NotFound` with the nearest code."""
        if found := self.categories.get(code):
            return found
        wanted = fold_case(code)
        for category in self.categories.values():
            if wanted in (fold_case(category.name), fold_case(category.name_en)):
                return category
        hint = closest(code, self.categories)
        raise NotFound(
            N_("There is no category “{code}”."),
            hint=N_("Did you mean {near}?") if hint else N_("See: dutydesk policy show"),
            code=code,
            near=hint,
        )

    def judged(self, code: str, urgency: str) -> Category:
        """Return the category with the clocks and the ladder that it has at that urgency (R208, §23).

        Raise `NotFound` as `category` does.
        """
        return self._by_urgency.get((code, urgency)) or self.category(code)

    @cached_property
    def _by_urgency(self) -> dict[tuple[str, str], Category]:
        """Return the categories that have other clocks at a higher urgency than their own."""
        found: dict[tuple[str, str], Category] = {}
        for code, own in self.categories.items():
            if self.emergency.ladder and own.urgency != Urgency.EMERGENCY:
                found[code, Urgency.EMERGENCY] = replace(
                    own,
                    dispatch_min=self.emergency.dispatch_min,
                    warn_min=self.emergency.warn_min,
                    arrive_min=self.emergency.arrive_min,
                    ladder=self.emergency.ladder,
                    quiet=False,
                )
            if self.urgent.ladder and own.ladder == self.urgent.instead_of and own.urgency == Urgency.NORMAL:
                found[code, Urgency.URGENT] = replace(own, ladder=self.urgent.ladder)
        return found

    def department(self, name: str) -> Department | None:
        """Return the department that has `name` among its names; None if there is none."""
        return self._departments.get(fold_case(name))

    def departments_named(self, word: str) -> list[str]:
        """Return the codes of the departments that a folded word begins a name of, or its initials."""
        return [one.code for one in self.departments.values() if len(word) > 1 and one.is_named(word)]

    @cached_property
    def _departments(self) -> dict[str, Department]:
        """Return the departments by all their names; the first of two that share one."""
        listed = reversed([*self.departments.values()])
        return {name: department for department in listed for name in department.names}

    @cached_property
    def category_names(self) -> dict[str, Category]:
        """Return the categories by code and names, folded, without names that mean more than one."""
        return category_names.only_one((c, category_names.names_of(c)) for c in self.categories.values())

    @cached_property
    def category_initials(self) -> dict[str, Category]:
        """Return the categories by the pinyin initials of their names, where they mean only one."""
        return category_names.only_one((c, category_names.initials_of(c)) for c in self.categories.values())

    def ladder(self, category: Category) -> tuple[RungRule, ...]:
        """Return the rungs of the category's ladder, in the order of the policy."""
        return self.ladders.get(category.ladder, ())


def more_urgent(one: str | None, other: str) -> Urgency:
    """Return the higher of two urgencies; an empty one is the lowest (C11: a word raises, never lowers)."""
    return Urgency(max(one or other, other, key=URGENCIES.index))


@lru_cache(maxsize=64)
def wall_time(text: str) -> time:
    """Return `HH:MM` as a time of day; `24:00` is the midnight that ends the day."""
    return time(0, 0) if text == "24:00" else time.fromisoformat(text)


@lru_cache(maxsize=64)  # each change of a department makes a new version, and older ones are read again
def parse_policy(text: str, source: str = "policy") -> Policy:
    """Return the policy written in `text`; raise `Misconfigured` naming all its problems at once."""
    return read_toml(text, source, lambda check, tree: _build(check, tree, text))


def _build(check: Checker, tree: dict[str, object], text: str) -> Policy | None:
    check.unknown_keys("", tree, {*_SECTIONS, *_OTHERS})
    site = read_table(check, Site, "site", tree.get("site", {}))
    parts: dict[str, Any] = {
        name: read_table(check, kind, name, tree.get(name, {})) for name, kind in _SECTIONS.items()
    }
    ladders = {
        name: tuple(check.rows(RungRule, f"ladder.{name}", rungs))
        for name, rungs in check.table("ladder", tree.get("ladder", {})).items()
    }
    ladders.setdefault("none", ())
    categories = {
        c.code: c for c in check.rows(Category, "category", tree.get("category", []), unique="code")
    }
    departments = {
        d.code: d for d in check.rows(Department, "department", tree.get("department", []), unique="code")
    }
    parts |= _lists(check, tree)
    _check_links(check, categories, ladders)
    _check_raised(check, parts, ladders)
    _check_patterns(check, parts["patterns"], categories)
    if check.problems or site is None:
        return None
    for category in categories.values():
        departments.setdefault(category.department, Department(code=category.department))
    return Policy(
        site=site,
        ladders=ladders,
        categories=categories,
        departments=departments,
        text=text,
        **parts,
    )


_OTHERS = (
    "site", "ladder", "category", "department", "pattern", "vocabulary", "equipment", "channel", "role",
)  # fmt: skip

_SECTIONS: dict[str, type] = {
    "intake": IntakeRules,
    "followup": FollowUp,
    "callback": CallbackRules,
    "survey": Survey,
    "visit": Visit,
    "shift": ShiftRules,
    "dispatch": DispatchRules,
    "emergency": EmergencyRules,
    "urgent": UrgentRules,
    "defer": DeferRules,
    "supervision": SupervisionRules,
    "limits": Limits,
    "board": BoardRules,
}


def _lists(check: Checker, tree: Mapping[str, object]) -> dict[str, Any]:
    """Return the lists of the policy that no other part refers to, by field."""
    channels = tuple(check.rows(ListedChannel, "channel", tree.get("channel", []), unique="code"))
    roles = tuple(check.rows(RoleTitle, "role", tree.get("role", []), unique="code"))
    check_channels(check, channels)
    _check_roles(check, roles)
    return {
        "patterns": tuple(check.rows(Pattern, "pattern", tree.get("pattern", []))),
        "vocabulary": tuple(check.rows(VocabularyWords, "vocabulary", tree.get("vocabulary", []))),
        "equipment": tuple(check.rows(Equipment, "equipment", tree.get("equipment", []), unique="name")),
        "own_channels": channels,
        "roles": roles,
    }


def _check_roles(check: Checker, roles: Sequence[RoleTitle]) -> None:
    """Check that no title means two roles, one by its code."""
    taken = {code.replace("_", " "): code for code in TITLED_ROLES}
    for one in roles:
        for name in one.names:
            if (other := taken.setdefault(name, one.code)) != one.code:
                check.problem(f"role.{one.code}", f"“{name}” is the title of {other}", "choose another")


def _check_links(check: Checker, categories: Mapping[str, Category], ladders: Mapping[str, object]) -> None:
    if not categories:
        check.problem("category", "there is none", "a policy needs at least one [[category]]")
    for code, category in categories.items():
        where = f"category.{code}"
        if category.ladder not in ladders:
            check.problem(
                f"{where}.ladder",
                f"there is no ladder “{category.ladder}”",
                closest(category.ladder, ladders),
            )
        if category.warn_min and category.arrive_min and category.warn_min > category.arrive_min:
            check.problem(
                f"{where}.warn_min", "is later than arrive_min", f"use {category.arrive_min} or less"
            )
        if category.callback not in ("none",) and not category.callback_h:
            check.problem(f"{where}.callback_h", "a callback needs a period in hours", "24")


def _check_raised(check: Checker, parts: Mapping[str, Any], ladders: Mapping[str, object]) -> None:
    """Check that a higher urgency leads to a ladder that exists."""
    named = [("emergency.ladder", parts["emergency"].ladder if parts["emergency"] else "")]
    if urgent := parts["urgent"]:
        named += [("urgent.ladder", urgent.ladder), ("urgent.instead_of", urgent.instead_of)]
    for where, ladder in named:
        if ladder and ladder not in ladders:
            check.problem(where, f"there is no ladder “{ladder}”", closest(ladder, ladders))


def _check_patterns(
    check: Checker, patterns: tuple[Pattern, ...], categories: Mapping[str, Category]
) -> None:
    for index, pattern in enumerate(patterns, 1):
        if pattern.category not in categories:
            near = closest(pattern.category, categories)
            check.problem(f"pattern[{index}].category", f"there is no category “{pattern.category}”", near)


DEFAULT_POLICY = Path(__file__).with_name("policy.toml")
"""File of the policy that a new centre starts with."""


@lru_cache(maxsize=1)
def default_policy() -> Policy:
    """Return the policy shipped with dutydesk, as version 1."""
    return replace(parse_policy(DEFAULT_POLICY.read_text(encoding="utf-8"), DEFAULT_POLICY.name), version=1)
