"""Opening of the database, private and sound, with its schema up to date."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import field
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from core.base.dataclass import dataclass
from core.base.errors import Misconfigured
from core.base.i18n_marks import N_
from storage import schema, sqlite
from storage.database_errors import readable
from storage.progress import Progress, silent

TRIES = 2
"""Number of times that a writer waits its whole patience for others."""

WRITERS = 0x64757479
"""Advisory lock that queues PostgreSQL's writers, so that a reader skips no place of the feed."""

_SESSION = {
    "statement_timeout": "10s",
    "lock_timeout": "8s",
    "idle_in_transaction_session_timeout": "15s",
    "timezone": "UTC",
    "client_encoding": "UTF8",
}


@dataclass(frozen=True, slots=True)
class Database:
    """Open database: its engine, its name for people (without a password), its file if it is one."""

    engine: Engine
    place: str
    file: Path | None
    _kept: threading.local = field(default_factory=threading.local)

    def close(self) -> None:
        """Close all connections but those on which other threads write; these end with their threads."""
        if kept := getattr(self._kept, "connection", None):
            kept.close()
            self._kept.connection = None
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Provide a transaction that sees one moment throughout."""
        with readable(self.place), self.engine.connect() as connection:
            if not self.file:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield connection

    def writing(self) -> AbstractContextManager[Connection]:
        """Return a transaction that may write from its start; it is kept unless the block raises."""
        return self._on_file() if self.file else self._on_server()

    @contextmanager
    def _on_server(self) -> Iterator[Connection]:
        with readable(self.place), self.engine.begin() as connection:
            connection.execute(_LOCK_WRITERS)
            yield connection

    @contextmanager
    def _on_file(self) -> Iterator[Connection]:
        """Provide the transaction on a connection that each thread keeps.

        It is begun by hand, because SQLAlchemy's own way takes as long as the writing itself.
        """
        with readable(self.place):
            connection: Connection | None = getattr(self._kept, "connection", None)
            if connection is None:
                connection = self._kept.connection = self.engine.connect()
            driver: Any = connection.connection.dbapi_connection
            _begin_immediate(driver)
            try:
                yield connection
                for each in (connection, driver):
                    each.commit()
            except BaseException:
                for each in (connection, driver):
                    each.rollback()
                raise


_LOCK_WRITERS = text(f"SELECT pg_advisory_xact_lock({WRITERS})")


def open_engine(url: str, progress: Progress = silent) -> Database:
    """Return the database at a file, an SQLite or a PostgreSQL address, ready for use.

    A missing one is made, an older one migrated (an SQLite file is copied aside first); raises
    `Unavailable` for one that cannot be used or that a newer dutydesk has made.
    """
    file = sqlite.file_of(url)
    database = _open_file(file) if file else _open_server(url)
    try:
        with readable(database.place):
            schema.bring_up_to_date(database.engine, database.place, file, progress)
    except BaseException:
        database.engine.dispose()
        raise
    return database


def _open_file(file: Path) -> Database:
    sqlite.refuse_remote(file)
    try:
        sqlite.make_private(file)
    except OSError as error:
        raise sqlite.cannot_make(file, error) from error
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(file)),
        module=sqlite.driver(),
        creator=lambda: sqlite.connect(file),
        hide_parameters=True,
        max_overflow=-1,  # each thread that writes keeps a connection
    )
    event.listen(engine, "begin", _begin)
    return Database(engine, str(file), file)


def _begin(connection: Connection) -> None:
    """Begin the transaction here, because the driver would do it too late and never IMMEDIATE."""
    driver: Any = connection.connection.dbapi_connection
    if connection.get_execution_options().get("writes"):
        _begin_immediate(driver)
    elif not driver.in_transaction:
        driver.execute("BEGIN")


def _begin_immediate(driver: Any) -> None:
    for last in range(1, TRIES + 1):
        try:
            driver.execute("BEGIN IMMEDIATE")
        except sqlite.driver().OperationalError as error:
            if last == TRIES or not _is_busy(error):
                raise
        else:
            return


def _is_busy(error: Exception) -> bool:
    return str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_BUSY")


def _open_server(url: str) -> Database:
    try:
        address = make_url(url.replace("postgres://", "postgresql://", 1)).set(
            drivername="postgresql+psycopg"
        )
        settings = " ".join(f"-c {name}={value}" for name, value in _SESSION.items())
        engine = create_engine(
            address,
            pool_pre_ping=True,
            pool_size=2,
            max_overflow=3,
            pool_recycle=1800,
            hide_parameters=True,
            connect_args={
                "connect_timeout": 5,
                "options": settings,
                "keepalives_idle": 30,
                "keepalives_interval": 10,
                "keepalives_count": 3,
            },
        )
    except (ArgumentError, ValueError) as error:
        raise Misconfigured(
            N_("“{url}” is not a database address."),
            hint=N_("Give a file, or postgresql://user@host/name."),
            url="postgresql://",
        ) from error
    place = f"{address.host or 'localhost'}/{address.database or ''}"
    return Database(engine, place, None)
