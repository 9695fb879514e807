"""Store on an SQLite file or a PostgreSQL server (`core.desk.ports.Store`)."""

from collections.abc import Iterator
from contextlib import contextmanager

from storage.engine import Database, open_engine
from storage.progress import Progress, silent
from storage.transaction import Memory
from storage.unit_of_work import SqlReading, SqlWriting


class SqlStore:
    """Store at `url`: a file's path, an SQLite or a PostgreSQL address; usable from any thread.

    Opening makes a missing database and migrates an older one; raises `Unavailable`.
    """

    def __init__(self, url: str, progress: Progress = silent) -> None:
        self.database: Database = open_engine(url, progress)
        self._memory = Memory()

    @contextmanager
    def reading(self) -> Iterator[SqlReading]:
        """Provide a read transaction that sees one moment and ends with the block."""
        with self.database.reading() as connection:
            yield SqlReading(connection, self._memory)

    @contextmanager
    def writing(self) -> Iterator[SqlWriting]:
        """Provide a write transaction, on disk at the end of the block unless the block raises."""
        with self.database.writing() as connection:
            yield SqlWriting(connection, self._memory)

    def close(self) -> None:
        """Close all connections."""
        self.database.close()
