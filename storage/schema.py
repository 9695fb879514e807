"""Schema of the database: made if it is new, migrated if it is older, refused if it is newer."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, text

from core.policy.model import DEFAULT_POLICY
from storage import sqlite, tables
from storage.progress import Progress, silent

MIGRATIONS = Path(__file__).with_name("migrations")
MARKS = ("directory", "policies", "rings", "shifts")
"""Names in `meta` that tell all screens of changes in anything but tickets."""
MIGRATING = 0x6475747A
"""Advisory lock of the process that makes or migrates a PostgreSQL schema."""


# asks the catalogue itself, because to_regclass answers from a cache older than the lock we waited for
_HAS_SCHEMA = text(
    "SELECT EXISTS (SELECT FROM pg_tables"
    " WHERE schemaname = current_schema() AND tablename = 'alembic_version')"
)


def bring_up_to_date(engine: Engine, place: str, file: Path | None, progress: Progress = silent) -> None:
    """Make or migrate the schema if needed; of processes that start at once only one does it."""
    with engine.connect() as connection, connection.begin():
        if version_of(connection, place) == sqlite.SCHEMA:
            return
    with (
        _alone_in(file.parent) if file else nullcontext(),
        engine.connect().execution_options(writes=True) as connection,
    ):
        if file:
            _set_journal(connection, file)
        with connection.begin():
            if not file:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATING})"))
            _make_or_migrate(connection, place, file, progress)


def _set_journal(connection: Connection, file: Path) -> None:
    """Set the journal before any transaction, because SQLite cannot change it inside one."""
    driver = connection.connection.dbapi_connection
    sqlite.set_journal(driver, file)


def _make_or_migrate(connection: Connection, place: str, file: Path | None, progress: Progress) -> None:
    found = version_of(connection, place)
    if found == 0:
        create(connection)
        _begin_with_policy(connection)
    elif found < sqlite.SCHEMA:
        if file:
            _copy_aside(file, found)
        without_limits(connection)
        migrate(connection, progress)
        from storage.refolding import refold  # only for a database older than this program

        refold(connection, progress)


def without_limits(connection: Connection) -> None:
    """Let this transaction take longer than the server grants an operator."""
    if connection.dialect.name == "postgresql":
        for name in ("statement_timeout", "idle_in_transaction_session_timeout"):
            connection.execute(text(f"SET LOCAL {name} = 0"))


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, because switching a new file to WAL does not wait for others."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def version_of(connection: Connection, place: str) -> int:
    """Return the schema number, 0 for an empty database; raise `Unavailable` for a newer one."""
    if connection.dialect.name == "sqlite":
        return sqlite.schema_of(connection.connection.dbapi_connection, Path(place))
    if not connection.scalar(_HAS_SCHEMA):
        return 0
    revision = str(connection.scalar(text("SELECT version_num FROM alembic_version")))
    if not revision.isdecimal():
        raise sqlite.not_ours(place)
    if int(revision) > sqlite.SCHEMA:
        raise sqlite.newer(place)
    return int(revision)


def create(connection: Connection) -> None:
    """Create the present tables; a test proves them equal to all migrations in a row, which take longer."""
    if connection.dialect.name == "postgresql":
        _make_indexes_partial()
    tables.metadata.create_all(connection, checkfirst=False)
    for statement in tables.TRIGGERS[connection.dialect.name]:
        connection.execute(text(statement))
    connection.execute(tables.VERSION_TABLE)
    connection.execute(
        text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": f"{sqlite.SCHEMA:04d}"}
    )
    _stamp(connection)


def _make_indexes_partial() -> None:
    """Give the indexes the conditions that SQLite's have; in the tables these words load this dialect."""
    for table in tables.metadata.sorted_tables:
        for index in table.indexes:
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]


def drop(connection: Connection) -> None:
    """Drop all tables in this transaction; only for a restore, which then fills a new schema."""
    tables.metadata.drop_all(connection, checkfirst=False)
    connection.execute(text("DROP TABLE alembic_version"))
    if connection.dialect.name == "postgresql":
        connection.execute(text("DROP FUNCTION event_refuse"))


def _begin_with_policy(connection: Connection) -> None:
    rules = DEFAULT_POLICY.read_text(encoding="utf-8")
    connection.execute(insert(tables.policy).values(version=1, text=rules, at=0, by="dutydesk"))
    marks = [{"name": name, "value": secrets.token_hex(8)} for name in MARKS]
    connection.execute(insert(tables.meta), marks)


def migrate(connection: Connection, progress: Progress = silent) -> None:
    """Run the missing migrations in this transaction."""
    from alembic import command  # most of a second to import: only when there is something to migrate
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes.update(connection=connection, progress=progress)
    command.upgrade(config, "head")
    _stamp(connection)


def _stamp(connection: Connection) -> None:
    """Mark an SQLite file as ours, with the number of its schema."""
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"PRAGMA application_id={sqlite.APPLICATION}"))
        connection.execute(text(f"PRAGMA user_version={sqlite.SCHEMA}"))


def _copy_aside(file: Path, found: int) -> None:
    """Keep a copy of the database next to the file, as `NAME.before-0002`."""
    kept = file.with_name(f"{file.name}.before-{found + 1:04d}")
    part = kept.with_name(f"{kept.name}.part")
    part.unlink(missing_ok=True)  # of a program that was killed meanwhile
    sqlite.make_private(part)
    # a connection that is about to write cannot be copied from; another one sees the same
    with closing(sqlite.connect(file)) as source:
        sqlite.copy_pages(source, part)
    part.replace(kept)
