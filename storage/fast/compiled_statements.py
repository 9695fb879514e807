"""Statements of the hot path: compiled once and run on the driver's own cursor.

SQLAlchemy's way around each statement costs as much as the statements of one logged call together.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.elements import ClauseElement


class _Text(NamedTuple):
    sql: str
    names: Sequence[str] | None
    constants: Mapping[str, Any]

    def given(self, values: Mapping[str, Any]) -> Any:
        """Return `values` as the driver expects them: by place or by name."""
        if self.constants:
            values = {**self.constants, **values}
        return values if self.names is None else [values[name] for name in self.names]


class Prepared:
    """Core statement compiled for each database; `columns` are those an insert or update sets."""

    def __init__(self, statement: Executable, columns: Iterable[str] = ()) -> None:
        self._statement = statement
        self._columns = list(columns) or None
        self._texts: dict[str, _Text] = {}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> Any:
        """Run it in the connection's transaction; return the cursor, raise the driver's own errors."""
        text = self._text(connection)
        cursor = connection.connection.cursor()
        cursor.execute(text.sql, text.given(values))
        return cursor

    def run_each(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run it once for each of `rows`."""
        text = self._text(connection)
        connection.connection.cursor().executemany(text.sql, [text.given(row) for row in rows])

    def value(self, connection: Connection, values: Mapping[str, Any]) -> Any:
        """Return the first column of the first row; None without a row."""
        row = self.run(connection, values).fetchone()
        return row[0] if row else None

    def _text(self, connection: Connection) -> _Text:
        dialect = connection.dialect.name
        return self._texts.get(dialect) or self._texts.setdefault(dialect, self._compiled(connection))

    def _compiled(self, connection: Connection) -> _Text:
        statement = self._statement
        if not isinstance(statement, ClauseElement):
            raise TypeError("only a Core statement can be compiled")
        compiled: Any = statement.compile(dialect=connection.dialect, column_keys=self._columns)
        constants = {name: bind.value for name, bind in compiled.binds.items() if bind.value is not None}
        return _Text(str(compiled), compiled.positiontup, constants)
