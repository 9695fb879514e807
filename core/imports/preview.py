"""Preview of an import, row by row: added, changed, unchanged, refused or skipped."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from itertools import chain
from typing import Any, TypeVar

from core.base.dataclass import dataclass
from core.base.errors import InvalidInput, NotFound
from core.base.i18n_marks import N_
from core.base.text import mask_phone
from core.duty.roster import Duty
from core.imports.entries import FoundEntries
from core.imports.headings import Score, sheet_of
from core.imports.ports import ImportsReading
from core.imports.roster_headings import roster_score
from core.imports.rosters import FoundDuties, read_roster
from core.imports.staff_list import people_score, read_people
from core.imports.tables import BadRows, Book, Passed, RowProblem, Sheet
from core.imports.unit_list import read_units, unit_score
from core.people.directory import Directory, Person
from core.people.register_validation import keep_a_supervisor
from core.people.units import Contact, Unit
from core.policy.model import Policy

LISTS = ("units", "people", "roster")
"""Lists that can be imported."""

WHAT = {
    "new": N_("new"),
    "changed": N_("changed"),
    "unchanged": N_("unchanged"),
    "joined": N_("belongs to a row above"),
    "refused": N_("wrong"),
    "passed": N_("passed over"),
    "retired": N_("marked as left"),
}
"""Results of a row, in words."""

_FIELDS = {kind: [field.name for field in fields(kind)] for kind in (Unit, Person)}

T = TypeVar("T", Unit, Person)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """Field of an entry before and after, as a list may show it (phones are masked)."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowResult:
    """Result of one row, or of an entry that is not in the file (row 0); `what` is a key of `WHAT`."""

    row: int
    name: str
    what: str
    changes: Sequence[FieldChange] = ()
    problems: Sequence[RowProblem] = ()
    passed: Passed | None = None


@dataclass(frozen=True)
class Preview:
    """Effect of an import, and the entries to be saved for it.

    `columns` are the headings used, by field, `unused` the others; `missing` are the names known here
    that are not in the file; `others` the sheets of the file that could be read as well; `encoding` is
    that of a text file, `beyond` the rows with a cell that no heading is over; `leaving` are the people who
    would leave while they have open tickets, with the number of these.
    """

    kind: str
    source: str
    sheet: str
    columns: Mapping[str, str]
    unused: Sequence[str]
    outcomes: Sequence[RowResult]
    missing: Sequence[str] = ()
    others: Sequence[str] = ()
    save: Sequence[Any] = ()
    instead_of: Sequence[Duty] = ()
    encoding: str = ""
    beyond: Sequence[int] = ()
    leaving: Sequence[tuple[str, int]] = ()

    def count(self, what: str) -> int:
        """Return the number of rows with that result."""
        return sum(one.what == what for one in self.outcomes)

    @property
    def changes_something(self) -> bool:
        """Return True if the import would change anything."""
        return bool(self.save or self.instead_of)

    @property
    def problems(self) -> list[RowProblem]:
        """Return all problems, by row."""
        return list(chain.from_iterable(one.problems for one in self.outcomes))

    def stop(self) -> None:
        """Raise `BadRows` if any row was refused."""
        if self.problems:
            raise BadRows(self.source, self.problems)


@dataclass(frozen=True, slots=True)
class Wish:
    """Request for an import: kind of list, name of the sheet, month of bare day numbers.

    With `retire` entries that are not in the list are marked as left; of a roster, their duties are dropped.
    """

    kind: str
    sheet: str = ""
    month: date | None = None
    retire: bool = False


def preview(look: ImportsReading, book: Book, wish: Wish, today: date) -> Preview:
    """Return the effect of importing `book` on the site day `today`.

    Raises `InvalidInput` for a file that is not such a list; rows with problems are in the preview.
    """
    policy, directory = look.policies.in_force(), look.people.directory()
    sheet = sheet_of(book, _score(wish.kind, policy, directory), wish.sheet)
    if not sheet.lines:
        raise InvalidInput(N_("{file} has headings but no rows."), file=book.source)
    if wish.kind == "units":
        units = read_units(sheet, directory)
        gone = [unit for unit in directory.units.values() if not unit.active_to or unit.active_to > today]
        return _of_register(book, sheet, wish, units, gone, lambda unit: replace(unit, active_to=today))
    if wish.kind == "people":
        people = read_people(sheet, directory, policy)
        found = _of_register(book, sheet, wish, people, directory.staff, lambda one: _left(one, today))
        keep_a_supervisor(directory, found.save, today)
        return replace(found, leaving=_leaving(look, directory, found.save, today))
    duties = read_roster(sheet, book.source, directory, policy, today, wish.month)
    return _of_roster(book, sheet, wish, duties, look, directory)


def _score(kind: str, policy: Policy, directory: Directory) -> Score:
    if kind not in LISTS:
        raise NotFound(N_("There is no list “{kind}”; there are {kinds}."), kind=kind, kinds=tuple(LISTS))
    return {"units": unit_score, "people": people_score}.get(kind) or roster_score(policy, directory)


def _leaving(
    look: ImportsReading, directory: Directory, save: Iterable[Person], today: date
) -> list[tuple[str, int]]:
    """Return the people who work here until the import and have open tickets, with their number."""
    gone = [one for one in save if not one.works_on(today) and one.no in directory.people_by_no]
    hands = look.tickets.hands() if gone else {}
    return [(one.name, hands[one.name].open) for one in gone if one.name in hands]


def _left(person: Person, today: date) -> Person:
    until = min(person.active_to or today, today)
    return replace(person, active=False, active_to=max(until, person.active_from or until))


# units and people


def _of_register(
    book: Book,
    sheet: Sheet,
    wish: Wish,
    found: FoundEntries[T],
    here: Iterable[T],
    leave: Callable[[T], T],
) -> Preview:
    changes: dict[str, Sequence[FieldChange]] = {}
    for key, entry in found.entries.items():
        changes[key] = _changes(found.known.get(key), entry)
    listed = {_key(entry) for entry in found.entries.values()}
    gone = [one for one in here if _key(one) not in listed]
    outcomes = [*_outcomes(found, changes), *_passed([*sheet.passed, *found.passed])]
    save = [found.entries[key] for key, changed in changes.items() if changed or key not in found.known]
    if wish.retire:
        left = [leave(one) for one in gone]
        save += left
        outcomes += [RowResult(0, _name(one), "retired") for one in left]
    return Preview(
        kind=wish.kind,
        source=book.source,
        sheet=sheet.name,
        columns=found.columns,
        unused=_unused(sheet, found.columns.values()),
        outcomes=sorted(outcomes, key=lambda one: one.row or 10**9),
        missing=[] if wish.retire else [_name(one) for one in gone],
        others=sheet.others,
        save=save,
        encoding=book.encoding,
        beyond=sheet.beyond,
    )


def _outcomes(found: FoundEntries[T], changes: Mapping[str, Sequence[FieldChange]]) -> Iterable[RowResult]:
    wrong: dict[int, list[RowProblem]] = {}
    for problem in found.problems:
        wrong.setdefault(problem.row, []).append(problem)
    seen = set()
    for row, key, name in found.rows:
        what = "changed" if changes[key] else "unchanged"
        if row in wrong:
            yield RowResult(row, name, "refused", problems=wrong[row])
        elif key in seen:
            yield RowResult(row, name, "joined")
        else:
            what = what if key in found.known else "new"
            yield RowResult(row, name, what, changes[key])
        seen.add(key)
    for row in wrong.keys() - {row for row, _key, _name in found.rows}:
        yield RowResult(row, "", "refused", problems=wrong[row])


def _passed(rows: Iterable[Passed]) -> Iterable[RowResult]:
    return (RowResult(one.row, one.text, "passed", passed=one) for one in rows)


def _unused(sheet: Sheet, used: Iterable[str]) -> list[str]:
    known = {*used}
    return [header for header in sheet.headers if header not in known]


def _key(entry: Unit | Person) -> str:
    return entry.code if isinstance(entry, Unit) else entry.no


def _name(entry: Unit | Person) -> str:
    return entry.code if isinstance(entry, Unit) else entry.name


def _changes(before: T | None, after: T) -> list[FieldChange]:
    """Return the fields in which two entries differ; of a new one, those that are not empty."""
    if before == after:
        return []
    plain = before or (Unit(after.code) if isinstance(after, Unit) else Person(after.no, after.name))
    found = []
    for name in _FIELDS[type(after)]:
        old, new = getattr(plain, name), getattr(after, name)
        if old != new:
            found.append(FieldChange(name, _shown(name, old) if before else "", _shown(name, new)))
    return found


def _shown(name: str, value: object) -> str:
    """Return a value as a list may show it (§18)."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(map(_contact, value)) if name == "contacts" else ", ".join(value)
    return mask_phone(str(value)) if name == "phone" else str(value)


def _contact(contact: Contact) -> str:
    return " ".join(filter(None, (contact.name, mask_phone(contact.phone), contact.role)))


# rosters


def _of_roster(
    book: Book, sheet: Sheet, wish: Wish, found: FoundDuties, look: ImportsReading, directory: Directory
) -> Preview:
    """Return the preview of a roster: all duties of its people on its days.

    Duties of other people on those days are kept.
    """
    days = found.days
    known = [duty for duty in look.roster.duties(min(days), max(days)) if duty.day in days] if days else []
    listed = {person.no for _row, person, _duties in found.rows}
    wanted = {_begins(duty): duty for _row, _person, duties in found.rows for duty in duties}
    here = {_begins(duty): duty for duty in known}
    dropped = [duty for duty in known if duty.person in listed and _begins(duty) not in wanted]
    others = [duty for duty in known if duty.person not in listed]
    names = [_duty_name(duty, directory) for duty in others]
    outcomes = [*_roster_outcomes(found, here, dropped), *_passed([*sheet.passed, *found.passed])]
    if wish.retire:
        outcomes += [RowResult(0, name, "retired") for name in names]
        dropped += others
    return Preview(
        kind=wish.kind,
        source=book.source,
        sheet=sheet.name,
        columns=found.columns,
        unused=_unused(sheet, (*found.columns.values(), *found.shift_columns)),
        outcomes=sorted(outcomes, key=lambda one: one.row or 10**9),
        missing=[] if wish.retire else names,
        others=sheet.others,
        save=[duty for begins, duty in wanted.items() if here.get(begins) != duty],
        instead_of=dropped,
        encoding=book.encoding,
        beyond=sheet.beyond,
    )


def _begins(duty: Duty) -> tuple[date, str, str]:
    return duty.day, duty.start, duty.person


def _roster_outcomes(
    found: FoundDuties, here: Mapping[tuple[date, str, str], Duty], dropped: Iterable[Duty]
) -> Iterable[RowResult]:
    gone: dict[str, list[Duty]] = {}
    for duty in dropped:
        gone.setdefault(duty.person, []).append(duty)
    wrong: dict[int, list[RowProblem]] = {}
    for problem in found.problems:
        wrong.setdefault(problem.row, []).append(problem)
    for row, person, duties in found.rows:
        after = [duty for duty in duties if here.get(_begins(duty)) != duty]
        before = [here[_begins(duty)] for duty in after if _begins(duty) in here] + gone.pop(person.no, [])
        changes = _day_changes(before, after)
        if row not in wrong:
            what = "changed" if before else "new" if after else "unchanged"
            yield RowResult(row, person.name, what, changes)
    named = {row: person.name for row, person, _duties in found.rows}
    for row, problems in wrong.items():
        yield RowResult(row, named.get(row, ""), "refused", problems=problems)


def _day_changes(before: Sequence[Duty], after: Sequence[Duty]) -> list[FieldChange]:
    days = sorted({duty.day for duty in (*before, *after)})
    return [FieldChange(day.isoformat(), _spans(before, day), _spans(after, day)) for day in days]


def _spans(duties: Iterable[Duty], day: date) -> str:
    on_day = sorted((duty.start, duty.end, duty.post) for duty in duties if duty.day == day)
    return ", ".join(f"{start}-{end} {post}".rstrip() for start, end, post in on_day)


def _duty_name(duty: Duty, directory: Directory) -> str:
    person = directory.people_by_no.get(duty.person)
    return f"{duty.day} {duty.start}-{duty.end} {person.name if person else duty.person}"
