"""SQLite without SQLAlchemy: choice of the library, its files, and the settings of connections."""

import os
import re
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

from core.base.errors import Misconfigured, Unavailable
from core.base.i18n_marks import N_

SCHEMA = 15
"""Number of the newest migration, kept in the file as `user_version`."""

APPLICATION = 0x44757479
"""“Duty”, which marks a file as ours (`application_id`)."""

PATIENCE_MS = 8_000
"""Milliseconds that a connection waits for another process that writes."""

PRAGMAS = (
    f"busy_timeout={PATIENCE_MS}",
    "synchronous=FULL",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
    f"journal_size_limit={16 * 1024 * 1024}",
)
REMOTE = re.compile(r"nfs\d*|cifs|smb\d*|smbfs|9p|afs|ceph|lustre|gpfs|glusterfs|fuse\.(?!fuse-overlayfs).*")
"""File systems with locks or shared memory that SQLite cannot trust."""


def file_of(url: str) -> Path | None:
    """Return the SQLite file that `url` or a plain path means, None for a server; raise `Misconfigured`."""
    scheme, separator, rest = url.partition("://")
    if not separator:
        return Path(url).expanduser().absolute()
    if scheme.split("+")[0] in ("postgresql", "postgres"):
        return None
    if scheme.split("+")[0] != "sqlite" or not rest.removeprefix("/"):
        raise Misconfigured(
            N_("“{url}” is not a database address."),
            hint=N_("Give a file, or postgresql://user@host/name."),
            url=f"{scheme}://",
        )
    return Path(rest.removeprefix("/")).expanduser().absolute()


def is_safe(version: tuple[int, ...]) -> bool:
    """Return True if this SQLite lacks the fault that can corrupt a WAL database used by two processes."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


@lru_cache(maxsize=1)
def driver() -> ModuleType:
    """Return the SQLite library of this process: the bundled one if it is sound, else Python's."""
    import sqlite3

    try:
        from pysqlite3 import dbapi2 as bundled
    except ImportError:
        return sqlite3
    found: ModuleType = bundled
    return found if is_safe(found.sqlite_version_info) else sqlite3


def connect(file: Path) -> Any:
    """Return a connection without implicit transactions, set up for `file`, which must exist.

    Raises `Unavailable` for the database of a newer dutydesk, before anything in it is touched.
    """
    connection = driver().connect(
        f"file:{quote(os.fsencode(file))}?mode=rw", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        version = schema_of(connection, file)
        if version:
            set_journal(connection, file)
    except BaseException:
        connection.close()
        raise
    return connection


def schema_of(connection: Any, file: Path) -> int:
    """Return the schema number of a database, 0 for an empty one; refuse a foreign or a newer one."""
    version = _value(connection, "user_version")
    if version > SCHEMA and _value(connection, "application_id") == APPLICATION:
        raise newer(str(file))
    if not version and not _is_empty(connection):
        raise not_ours(str(file))
    if version and _value(connection, "application_id") != APPLICATION:
        raise not_ours(str(file))
    return version


def newer(place: str) -> Unavailable:
    """Return the refusal of a database that a newer program has made."""
    return Unavailable(
        N_("{place} was made by a newer dutydesk."),
        hint=N_("Update dutydesk to that version or newer."),
        place=place,
    )


def not_ours(place: str) -> Unavailable:
    """Return the refusal of a file with other contents."""
    return Unavailable(N_("{place} is not a dutydesk database."), hint=N_("Name another file."), place=place)


def cannot_make(file: Path, error: OSError) -> Unavailable:
    """Return the refusal if the file cannot be made."""
    return Unavailable(
        N_("{place} cannot be made: {reason}."),
        hint=N_("Check the path and who may write there."),
        place=file,
        reason=error.strerror,
    )


def set_journal(connection: Any, file: Path) -> None:
    """Set WAL if the library is sound, else the slower journal that all versions handle correctly."""
    wanted = "wal" if is_safe(driver().sqlite_version_info) else "truncate"
    if connection.execute(f"PRAGMA journal_mode={wanted}").fetchone()[0] != wanted:
        raise Unavailable(
            N_("{place} is in use by a program with another SQLite."),
            hint=N_("Close that program, then try again."),
            place=file,
        )


def _value(connection: Any, pragma: str) -> int:
    value: int = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
    return value


def _is_empty(connection: Any) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def copy_pages(source: Any, file: Path) -> None:
    """Copy the database of an open connection into one file that needs no others."""
    with closing(driver().connect(str(file))) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")


def make_private(file: Path) -> None:
    """Make the file and its missing folders, for the owner alone, unless they exist."""
    for folder in reversed(file.parents):
        if not folder.is_dir():
            folder.mkdir(mode=0o700, exist_ok=True)
    if not file.exists():
        # closing a file also drops SQLite's locks on it, so it is opened here only to create it
        try:
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            return


def refuse_remote(file: Path, mounts: Path = Path("/proc/self/mountinfo")) -> None:
    """Raise `Unavailable` if the file is on a network file system."""
    kind = _file_system(file, mounts)
    if REMOTE.fullmatch(kind):
        raise Unavailable(
            N_("{place} is on a network file system ({kind}), where SQLite loses data."),
            hint=N_("Use a local disk, or PostgreSQL for several machines."),
            place=file,
            kind=kind,
        )


def _file_system(file: Path, mounts: Path) -> str:
    """Return the type of the file system that holds `file`; empty if the system does not say."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    types = {}
    for line in lines:
        mounted, _, source = line.partition(" - ")
        types[mounted.split()[4].replace("\\040", " ")] = source.split()[0]
    above = [str(folder) for folder in (file.resolve(), *file.resolve().parents)]
    return next((types[folder] for folder in above if folder in types), "")
