"""Dispatch board: departments with their people on duty and open tickets, and areas (R047, R050)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from core.base.dataclass import dataclass
from core.duty.fitness import Standing, doubts
from core.duty.roster import Turn
from core.people.areas import area_of
from core.people.directory import Directory, Person
from core.policy.model import Policy
from core.ticket.board import Row
from core.ticket.doubts import Doubt


@dataclass(frozen=True, slots=True)
class Member:
    """Person on duty or with open tickets; `person` is None for a name not on the staff list.

    `doubts` are the reasons against assigning more to them (R120), `helps` the tickets of others with which
    they help.
    """

    name: str
    person: Person | None
    turn: Turn | None
    rows: tuple[Row, ...]
    doubts: tuple[Doubt, ...]
    helps: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Department with its people on duty or with open tickets.

    `waiting` are its tickets without an assigned person.
    """

    department: str
    members: tuple[Member, ...]
    waiting: tuple[Row, ...]
    staff: int

    @property
    def on_duty(self) -> int:
        """Return the number of people on duty."""
        return sum(1 for member in self.members if member.turn)

    @property
    def open(self) -> int:
        """Return the number of the department's open tickets."""
        return len(self.waiting) + sum(len(member.rows) for member in self.members)


@dataclass(frozen=True, slots=True)
class Area:
    """Open tickets of one area, or of a building outside all areas; both names are empty for the rest."""

    name: str
    building: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Dispatch board at `now`, rows in the order of the ticket board; `rostered`: a roster exists."""

    now: datetime
    sections: tuple[Section, ...]
    areas: tuple[Area, ...]
    rostered: bool


def dispatch(
    rows: Sequence[Row],
    known: Sequence[Turn],
    stand: Standing,
    directory: Directory,
    policy: Policy,
    now: datetime,
) -> Dispatch:
    """Return the board of these open tickets; `known` are the duties around now, running or not."""
    running = [turn for turn in known if turn.runs_at(now)]
    return Dispatch(
        now,
        tuple(_section(code, rows, running, stand, directory) for code in _departments(rows, policy)),
        tuple(_areas(rows, directory)),
        bool(known),
    )


def _departments(rows: Iterable[Row], policy: Policy) -> Iterable[str]:
    return dict.fromkeys((*policy.departments, *sorted({row.department for row in rows})))


def _section(
    code: str, rows: Sequence[Row], running: Sequence[Turn], stand: Standing, directory: Directory
) -> Section:
    own = [row for row in rows if row.department == code]
    named: dict[str, list[Row]] = {}
    for row in own:
        named.setdefault(row.assignee, []).append(row)
    waiting = named.pop("", [])
    turns = {turn.person.name: turn for turn in running if turn.department == code}
    helped = _helped(code, rows, directory)
    members = []
    for name in dict.fromkeys((*turns, *named, *helped)):
        person = directory.person(name, code)
        found = doubts(person, stand) if person else (Doubt.UNREGISTERED,)
        theirs = tuple(named.get(name, ())), found, tuple(helped.get(name, ()))
        members.append(Member(name, person, turns.get(name), *theirs))
    members.sort(key=lambda one: (one.turn is None, one.person.no if one.person else "~"))
    staff = sum(1 for person in directory.staff if person.department == code)
    return Section(code, tuple(members), tuple(waiting), staff)


def _helped(code: str, rows: Iterable[Row], directory: Directory) -> dict[str, list[Row]]:
    """Return the tickets by the names of their helpers from this department."""
    helped: dict[str, list[Row]] = {}
    for row in rows:
        for name in row.helpers:
            person = directory.person(name, row.department)
            if (person.department if person else row.department) == code:
                helped.setdefault(name, []).append(row)
    return helped


def _areas(rows: Iterable[Row], directory: Directory) -> Iterable[Area]:
    """Yield the areas by name, then the buildings, then the rest."""
    found: dict[tuple[bool, bool, str], list[Row]] = {}
    for row in rows:
        name, building = area_of(row.where, directory)
        if not name and not building:
            name, building = area_of(row.description, directory)
        found.setdefault((not name, not building, name or building), []).append(row)
    for (unnamed, _nowhere, text), there in sorted(found.items()):
        yield Area("" if unnamed else text, text if unnamed else "", tuple(there))
