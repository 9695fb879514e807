"""Answers that a shell proposes: open tickets, people, departments, categories, units.

A key of the shell shows no fault, prompts for nothing and changes nothing: without a database of this
version there are no proposals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from core.base.text import mask_phones
from storage import sqlite
from tui.cli.context import Here
from tui.i18n import language

Proposal = tuple[str, str]
"""Word to complete to, and what it is about."""

MOST = 100
"""Proposals shown; more letters lead to fewer."""


def _tickets(here: Here) -> Iterator[Proposal]:
    for row in here.desk.queries.board("open").rows:
        yield row.number, mask_phones(f"{row.where} {row.description}".strip())


def _people(here: Here) -> Iterator[Proposal]:
    for person in here.directory.staff:
        yield person.name, person.post


def _assignees(here: Here) -> Iterator[Proposal]:
    for department in here.policy.departments.values():
        yield department.code, department.title(language())
    yield from _people(here)


def _categories(here: Here) -> Iterator[Proposal]:
    for category in here.policy.categories.values():
        yield category.code, category.title(language())


def _channels(here: Here) -> Iterator[Proposal]:
    for channel in here.policy.channels.values():
        yield channel.code, channel.title(language())


def _units(here: Here) -> Iterator[Proposal]:
    for unit in here.directory.units.values():
        yield unit.code, unit.name


_SOURCES: Mapping[str, Callable[[Here], Iterable[Proposal]]] = {
    "NUMBER": _tickets,
    "INTO": _tickets,
    "PERSON": _people,
    "PERSON|DEPARTMENT": _assignees,
    "CATEGORY": _categories,
    "CHANNEL": _channels,
    "UNIT": _units,
}
"""Where the answers come from, by the name of a word in help."""


def completes(metavar: str) -> bool:
    """Return True if there are proposals for words of that name."""
    return metavar in _SOURCES


def proposals(metavar: str, here: Here, begun: str) -> list[Proposal]:
    """Return the answers that begin with `begun`, letter by letter, as shells compare."""
    try:
        if not _is_readable(here.settings.database):
            return []
        found = (one for one in _SOURCES[metavar](here) if one[0].startswith(begun))
        return [one for one, _ in zip(found, range(MOST), strict=False)]
    except Exception:  # whatever is wrong is said by the command itself
        return []


def _is_readable(url: str) -> bool:
    """Return False for a file that the program would first have to make or to migrate."""
    file = sqlite.file_of(url)
    if file is None:
        return True
    if not file.is_file():
        return False
    connection = sqlite.connect(file)
    try:
        return sqlite.schema_of(connection, file) == sqlite.SCHEMA
    finally:
        connection.close()
