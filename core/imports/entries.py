"""Entries found in a list of units or of people."""

from collections.abc import Mapping
from dataclasses import field
from typing import Generic, TypeVar

from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.imports.cells import Cells
from core.imports.tables import Passed, Problems
from core.people.directory import Person
from core.people.units import Unit

T = TypeVar("T", Unit, Person)


@dataclass
class FoundEntries(Generic[T]):
    """Contents of a list: entries by key, the row of each key with its name, and problems.

    `columns` are its headers by field, `known` the entries as they are here before the import.
    """

    columns: Mapping[str, str]
    entries: dict[str, T] = field(default_factory=dict)
    known: dict[str, T] = field(default_factory=dict)
    rows: list[tuple[int, str, str]] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)


def checked(row: Cells, entry: T) -> T:
    """Return an entry; add a problem if it ends before it begins."""
    if entry.active_from and entry.active_to and entry.active_to < entry.active_from:
        row.wrong("active_to", N_("is earlier than {other}"), other=row.column("active_from"))
    return entry
