"""The golden database, as a file and on a server, in the schema of the program that made it."""

import gzip
import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, create_engine

from storage.schema import MIGRATIONS

GOLDEN = Path(__file__).with_name("golden")
SCHEMA = "0003"
"""The newest migration of the program that made it."""


def golden_file(file: Path) -> Path:
    """Write the golden database to `file`."""
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(gzip.decompress((GOLDEN / "desk.db.gz").read_bytes()))
    return file


def said() -> Any:
    """Return what the program that made it printed of it."""
    return json.loads(gzip.decompress((GOLDEN / "said.json.gz").read_bytes()))


def rows_of(file: Path, query: str) -> list[tuple[Any, ...]]:
    """Return what a query of an SQLite file finds."""
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(query).fetchall()


def pour(file: Path, url: str) -> None:
    """Fill an empty PostgreSQL database with the tables of an SQLite file, in the schema of that file."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    try:
        with engine.begin() as connection:
            _build(connection)
            _copy(file, connection)
    finally:
        engine.dispose()


def _build(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, SCHEMA)


def _copy(file: Path, connection: Connection) -> None:
    metadata = MetaData()
    metadata.reflect(connection)
    with closing(sqlite3.connect(file)) as source:
        source.row_factory = sqlite3.Row
        for table in metadata.sorted_tables:
            if table.name == "alembic_version":
                continue
            if table.name == "meta":  # the migrations themselves write some marks
                connection.execute(table.delete())
            found = source.execute(f"SELECT * FROM {table.name}")
            while rows := found.fetchmany(5_000):
                connection.execute(table.insert(), [_typed(table, row) for row in rows])


def _typed(table: Any, row: sqlite3.Row) -> dict[str, Any]:
    """SQLite keeps days and truth values as text and numbers."""
    values = dict(row)
    for column in table.columns:
        kind, value = column.type.python_type, values[column.name]
        if value is not None and kind is bool:
            values[column.name] = bool(value)
        elif value is not None and kind is date:
            values[column.name] = date.fromisoformat(value)
    return values
