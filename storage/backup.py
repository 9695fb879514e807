"""Backup to a file and restore from it: one checked SQLite file for either kind of database.

A backup is written under another name and renamed when it is whole; a restore checks first and keeps
what it replaces.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, insert

from core.base.errors import DeskError, InvalidInput, NotFound, Unavailable
from core.base.i18n_marks import N_
from storage import doctor, schema, snapshots, sqlite, tables
from storage.database_errors import readable
from storage.engine import Database, open_engine
from storage.tickets import BATCH


def backup(database: Database, file: Path) -> None:
    """Copy the database, as it is at one moment, to `file`; an older file there is replaced.

    Raises `Unavailable` if the copy is not sound: then `file` stays as it was.
    """
    file = file.expanduser().absolute()
    _refuse_itself(file, database.file)
    with _part_of(file) as part:
        with database.reading() as source:
            _copy(source, part)
        _require_sound(part, file)
        _settle(part, file)


def restore(file: Path, url: str, now: datetime) -> Path | None:
    """Replace the database at `url` by the backup `file`; return the path of the replaced one, if kept.

    The backup is checked, and migrated if it is older, before anything is touched.  All is replaced in
    one transaction: an open screen continues with the restored data.
    """
    file, target = file.expanduser().absolute(), sqlite.file_of(url)
    if not file.is_file():
        raise NotFound(N_("There is no file {file}."), file=file)
    _refuse_itself(file, target)
    home = target or file
    kept = home.with_name(f"{home.name}.replaced-{now:%Y%m%dT%H%M%SZ}")
    with _part_of(home.with_name(f"{home.name}.restored")) as part:
        with readable(str(file)), closing(_read_only(file)) as source:
            sqlite.schema_of(source, file)
            sqlite.copy_pages(source, part)
        _require_sound(part, file)
        with readable(str(home)):
            is_new = target is not None and (not target.exists() or _moved_aside(target, kept))
        _replace(part, open_engine(url), None if is_new else kept)
    return kept if kept.exists() else None


def _refuse_itself(file: Path, database: Path | None) -> None:
    if database and file.resolve() == database.resolve():
        raise InvalidInput(N_("That is the database itself."), hint=N_("Name another file."))


@contextmanager
def _part_of(file: Path) -> Iterator[Path]:
    """Provide a private file next to `file`, deleted afterwards unless it was renamed."""
    part = file.with_name(f"{file.name}.part")
    try:
        part.unlink(missing_ok=True)
        sqlite.make_private(part)
    except OSError as error:
        raise sqlite.cannot_make(part, error) from error
    try:
        yield part
    finally:
        for name in _with_side_files(part):
            name.unlink(missing_ok=True)


def _with_side_files(file: Path) -> list[Path]:
    return [file.with_name(f"{file.name}{ending}") for ending in ("", "-wal", "-shm", "-journal")]


def _copy(source: Connection, part: Path) -> None:
    """Copy the whole database into one file that needs no others."""
    if source.dialect.name == "sqlite":
        sqlite.copy_pages(source.connection.dbapi_connection, part)
        return
    schema.without_limits(source)
    copy = open_engine(str(part))
    try:
        with copy.writing() as target:
            _copy_rows(source, target)
    finally:
        copy.close()


def _read_only(file: Path) -> Any:
    return sqlite.driver().connect(f"file:{quote(os.fsencode(file))}?mode=ro", uri=True)


def _copy_rows(source: Connection, target: Connection) -> None:
    """Copy the rows of all tables, parents first, in place of the initial rows of a new database."""
    for table in (tables.policy, tables.meta):
        target.execute(table.delete())
    for table in tables.metadata.sorted_tables:
        rows = snapshots.rows_of(source, table)
        while batch := list(islice(rows, BATCH)):
            target.execute(insert(table), batch)


def _require_sound(part: Path, file: Path) -> None:
    """Open, migrate if older, and examine the copy; raise `Unavailable` for any finding."""
    try:
        copy = open_engine(str(part))
    except DeskError as error:
        values = {name: file if str(value) == str(part) else value for name, value in error.values.items()}
        raise type(error)(error.message, hint=error.hint, **values) from error
    try:
        findings = doctor.examine(copy)
    finally:
        copy.close()
    if findings:
        first = findings[0]
        hint = N_("The backup {file} is damaged; nothing was changed.")
        raise Unavailable(first.message, hint=hint, **{**first.values, "file": file})


def _settle(part: Path, file: Path) -> None:
    """Give the finished copy its name, on disk and not only in memory."""
    with closing(sqlite.driver().connect(str(part))) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")
    try:
        _to_disk(part, os.O_RDWR)
        part.replace(file)
        _to_disk(file.parent, os.O_RDONLY)
    except OSError as error:
        raise sqlite.cannot_make(file, error) from error


def _to_disk(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _moved_aside(target: Path, kept: Path) -> bool:
    """Return True if the database was too damaged for a copy, and so was renamed as a whole."""
    try:
        with closing(sqlite.connect(target)) as connection:
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok":
                return False
    except sqlite.driver().DatabaseError as error:
        if getattr(error, "sqlite_errorname", "") not in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
            raise
    for found, name in zip(_with_side_files(target), _with_side_files(kept), strict=True):
        if found.exists():
            found.replace(name)
    return True


def _replace(part: Path, database: Database, kept: Path | None) -> None:
    """Replace all rows of the database by those of `part`, in one transaction, after a copy to `kept`."""
    copy = open_engine(str(part))
    try:
        with copy.reading() as source, database.writing() as target:
            schema.without_limits(target)
            if kept:
                sqlite.make_private(kept)
                # no other process can write now, so another connection still reads the rows to be replaced
                with database.reading() as before:
                    _copy(before, kept)
                _to_disk(kept, os.O_RDWR)
            schema.drop(target)
            schema.create(target)
            _copy_rows(source, target)
    finally:
        copy.close()
        database.close()
