"""Calls of a database, reached without SQLAlchemy to announce one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.base.errors import Unavailable
from core.base.i18n_marks import N_
from core.phone.rings import Switchboard
from storage import sqlite
from storage.phone import Rings


@contextmanager
def switchboard(url: str) -> Iterator[Switchboard]:
    """Provide the calls of an existing database; they are saved at the end unless the block raises.

    Raises `Unavailable`, also for a missing file: announcing a call does not set up a centre.
    """
    file = sqlite.file_of(url)
    if file and not file.is_file():
        raise Unavailable(
            N_("The database {place} does not exist."),
            hint=N_("Set --database or DUTYDESK_DATABASE to the desk's database."),
            place=file,
        )
    if file and _is_current(file):
        with _in_file(file) as rings:
            yield rings
        return
    from storage.store import SqlStore  # a server, or a file that has to be migrated

    store = SqlStore(url)
    try:
        with store.writing() as work:
            yield work.phone
    finally:
        store.close()


def _is_current(file: Path) -> bool:
    with _readable(file):
        connection = sqlite.connect(file)
        try:
            return sqlite.schema_of(connection, file) == sqlite.SCHEMA
        finally:
            connection.close()


@contextmanager
def _in_file(file: Path) -> Iterator[Rings]:
    with _readable(file):
        connection = sqlite.connect(file)
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield Rings(connection)
            connection.execute("COMMIT")
        finally:
            connection.close()


@contextmanager
def _readable(file: Path) -> Iterator[None]:
    try:
        yield
    except sqlite.driver().Error as error:
        from storage.database_errors import unavailable  # loads SQLAlchemy, only for a refusal

        raise unavailable(error, str(file)) from error
