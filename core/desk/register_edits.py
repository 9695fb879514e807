"""Edits of the directory: units, people, departments are added or changed, never deleted (§2, R057, R156).

Each method takes the entry as it is to be and `seen`, the entry as it was when the change began (None
for a new one); an entry changed elsewhere meanwhile is refused with `ChangedElsewhere`.  Each needs the
right `register` and records what changed.
"""

from collections.abc import Sequence
from dataclasses import asdict, astuple, is_dataclass, replace
from datetime import date
from typing import Any

from core.base.clock import site_time
from core.base.errors import BadEntry, ChangedElsewhere, Misconfigured
from core.base.i18n_marks import N_, SourceText
from core.base.text import clean, mask_phone, mask_phones
from core.desk.facts import DESK, JOURNAL, FieldChange, ListImported, Registered
from core.desk.ports import Reading, Writing
from core.desk.session import Session
from core.events.stream import Event
from core.figures.report import span_of
from core.people.directory import Person
from core.people.register_validation import (
    Register,
    T,
    changed_fields,
    check_zone,
    checked_department,
    checked_person,
    checked_unit,
    keep_a_supervisor,
    keep_to_own_rank,
    tidy,
)
from core.people.units import Unit
from core.policy import editing
from core.policy.model import Department, Policy, parse_policy
from core.policy.sections import Site

LISTS = {"unit": "units", "person": "people"}
"""List in which entries of a kind are imported."""


class RegisterEdits:
    """Edits of the directory and the policy by hand; lists are imported elsewhere."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def contents(self) -> Register:
        """Return everything that can be changed, as it is stored."""
        with self._session.reading() as look:
            return self._register(look)

    def save_unit(self, unit: Unit, seen: Unit | None = None) -> Unit:
        """Insert or change a unit; return it as kept.

        Raise `BadEntry`, `ChangedElsewhere`, `NotAllowed`.
        """
        with self._session.writing() as work:
            register = self._opened(work)
            after = checked_unit(tidy(unit), register, seen)
            here = register.directory.units.get(after.code)
            if after != self._unless_changed(work, "unit", after.code, here, seen):
                work.people.save_units([after])
                self._note(work, "unit", after.code, after, seen)
            return after

    def save_person(self, person: Person, seen: Person | None = None) -> Person:
        """Insert or change a person of the staff, under the next free number if none is given.

        Return the person as kept.  Raise `BadEntry`, `ChangedElsewhere`, `NotAllowed`.
        """
        with self._session.writing() as work:
            register = self._opened(work)
            after = checked_person(tidy(person), register, seen)
            here = register.directory.people_by_no.get(after.no)
            if after != self._unless_changed(work, "person", after.no, here, seen):
                keep_a_supervisor(register.directory, [after], register.today)
                keep_to_own_rank(
                    self._session.actor_in(self._session.listed(work)), register.directory, [after]
                )
                work.people.save_people([after])
                if seen and seen.name != after.name:
                    _rename(work, seen.name, after.name)
                self._note(work, "person", after.no, after, seen)
            return after

    def save_department(self, department: Department, seen: Department | None = None) -> Department:
        """Insert or change a department, in a new version of the policy; open tickets keep theirs.

        Without a code it is given one.  Return it as kept.  Raise `BadEntry`, `ChangedElsewhere`,
        `NotAllowed`, or `Misconfigured` where the policy is not written as tables `[[department]]`.
        """
        with self._session.writing() as work:
            policy = self._opened(work).policy
            after = checked_department(tidy(department), policy, seen)
            here = policy.departments.get(after.code)
            if after != self._unless_changed(work, "department", after.code, here, seen):
                text = editing.with_department(policy.text, asdict(after))
                departments = {**policy.departments, after.code: after}
                self._put_in_force(work, text, replace(policy, departments=departments))
                self._note(work, "department", after.code, after, seen)
            return after

    def save_site(self, seen: Site | None = None, **values: str) -> Site:
        """Change the description of the centre: name, tz, hotline, email, responsible, address (R032).

        A value that is not given stays.  With `seen`, a site changed elsewhere meanwhile is refused.
        """
        with self._session.writing() as work:
            policy = self._opened(work).policy
            given: dict[str, Any] = {name: clean(value) for name, value in values.items()}
            check_zone(given)
            after = replace(policy.site, **given)
            if after != self._unless_changed(work, "site", "", policy.site, seen or policy.site):
                text = editing.with_site(policy.text, given)
                self._put_in_force(work, text, replace(policy, site=after))
                self._note(work, "site", "", after, policy.site)
            return after

    def apply_policy(self, text: str) -> int:
        """Put a new policy in force from now on and return its version; open tickets keep theirs."""
        parse_policy(text)
        with self._session.writing() as work:
            self._session.require(work, "policy")
            return work.policies.save(text, self._session.clock(), self._session.name)

    def changes(self, kind: str, code: str) -> Sequence[Event]:
        """Return the edits by hand of an entry, oldest first: who, when, old and new values (R022)."""
        with self._session.reading() as look:
            kept = [one.event for one in look.events.entries(Registered)]
            return [event for event in kept if (event.fact.kind, event.fact.code) == (kind, code)]  # type: ignore[attr-defined]

    def journal(self, first: date, last: date) -> Sequence[Event]:
        """Return what happened at the desk on some site days besides tickets, oldest first.

        Raise `NotAllowed` without the right to export registers, `InvalidInput` for the wrong order.
        """
        with self._session.reading() as look:
            self._session.require(look, "export")
            span = span_of(first, last, look.policies.in_force().site)
            kept = [one.event for one in look.events.entries(*JOURNAL, since=span.start)]
            return [event for event in kept if event.at < span.end]

    def _register(self, look: Reading) -> Register:
        policy = look.policies.in_force()
        return Register(
            look.people.directory(), policy, site_time(self._session.clock(), policy.site.zone).date()
        )

    def _opened(self, work: Writing) -> Register:
        self._session.require(work, "register")
        return self._register(work)

    def _unless_changed(
        self, work: Writing, kind: str, code: str, here: T | None, seen: T | None
    ) -> T | None:
        """Return the entry as it is here, if that is how it was seen."""
        if here == seen:
            return here
        if seen is None:
            raise BadEntry("code" if kind != "person" else "no", N_("{code} is listed already."), code=code)
        raise ChangedElsewhere(
            N_("{number} was changed by {who} while you were working."),
            hint=N_("Open it again to see the change, then retry."),
            number=code or seen.name,
            who=_changer(work, kind, code),
        )

    def _note(self, work: Writing, kind: str, code: str, after: T, seen: T | None) -> None:
        changed = () if seen is None else changed_fields(after, seen)
        changes = tuple(FieldChange(name, *(_told(one, name) for one in (seen, after))) for name in changed)
        fact = Registered(kind=kind, code=code, fields=changed, changes=changes)
        work.events.record(DESK, self._session.clock(), self._session.name, fact)

    def _put_in_force(self, work: Writing, text: str, meant: Policy) -> None:
        if replace(parse_policy(text), version=meant.version) != meant:
            raise Misconfigured(
                N_("This policy cannot be edited here."),
                hint=N_(
                    "Edit it as a file: dutydesk policy show > my.toml, then dutydesk policy apply my.toml."
                ),
            )
        work.policies.save(text, self._session.clock(), self._session.name)


def _told(entry: object, name: str) -> str:
    """Return the value of a field as a text without whole telephone numbers."""
    value = getattr(entry, name)
    if isinstance(value, tuple):
        parts = (astuple(one) if is_dataclass(one) and not isinstance(one, type) else (one,) for one in value)
        return mask_phones("; ".join(" ".join(str(part) for part in one if part) for one in parts))
    text = "" if value is None else str(value)
    return mask_phone(text) if name == "phone" else mask_phones(text)


def _rename(work: Writing, before: str, after: str) -> None:
    """Rename a person wherever they are named as a specialist or a superior."""
    directory = work.people.directory()
    if any(person.name == before for person in directory.people):
        return  # a namesake may be meant
    units, people = directory.units.values(), directory.people
    work.people.save_units(replace(one, specialist=after) for one in units if one.specialist == before)
    work.people.save_people(replace(one, supervisor=after) for one in people if one.supervisor == before)


def _changer(work: Reading, kind: str, code: str) -> str:
    """Return the person who changed that entry last, by hand or by a list."""
    for entry in reversed(work.events.entries(Registered, ListImported)):
        fact = entry.event.fact
        by_hand = isinstance(fact, Registered) and (fact.kind, fact.code) == (kind, code)
        if by_hand or (isinstance(fact, ListImported) and fact.kind == LISTS.get(kind)):
            return entry.event.actor
    return SourceText(N_("another user"))
