"""Refusals of the database as sentences an operator can act on, in place of raw errors of a library."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from core.base.errors import Unavailable
from core.base.i18n_marks import N_
from storage.sqlite import driver

_BUSY = (N_("The database is busy with another user's change."), N_("Nothing was saved; try again."))
_READ_ONLY = (
    N_("{place} cannot be written."),
    N_("Check that your account may write to the file and its folder."),
)
_FULL = (N_("The disk is full; nothing was saved."), N_("Make room, then try again."))
_DAMAGED = (N_("{place} is damaged or not a database."), N_("Restore a backup: dutydesk restore FILE"))
_CLOSED = (N_("{place} cannot be opened."), N_("Check the path and who may read it."))
_DISK = (N_("The disk fails at {place}; nothing was saved."), N_("Check the disk, then try again."))
_DOWN = (
    N_("The database server at {place} does not answer."),
    N_("Start the database server, then try again."),
)
_SIGN_IN = (
    N_("The database server at {place} refused the login."),
    N_("Check the user name, password and database name."),
)

_SQLITE = {
    "BUSY": _BUSY,
    "LOCKED": _BUSY,
    "READONLY": _READ_ONLY,
    "PERM": _READ_ONLY,
    "FULL": _FULL,
    "NOTADB": _DAMAGED,
    "CORRUPT": _DAMAGED,
    "CANTOPEN": _CLOSED,
    "AUTH": _CLOSED,
    "IOERR": _DISK,
    "PROTOCOL": _DISK,
}
"""Refusals by the first word of the error's name."""

_POSTGRESQL = {
    "55P03": _BUSY,
    "57014": _BUSY,
    "40": _BUSY,
    "53100": _FULL,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "28": _SIGN_IN,
    "3D000": _SIGN_IN,
    "XX001": _DAMAGED,
    "08": _DOWN,
    "57P": _DOWN,
    "53": _DOWN,
}
"""Refusals by the error's SQLSTATE or its beginning; the longest match comes first."""


@contextmanager
def readable(place: str) -> Iterator[None]:
    """Turn database errors raised inside into `Unavailable`; `place` names the database."""
    try:
        yield
    except PoolTimeout as error:
        raise _said(_BUSY, place) from error
    except _errors() as error:
        raise unavailable(getattr(error, "orig", None) or error, place) from error


def _errors() -> tuple[type[BaseException], ...]:
    """Return the error classes of SQLAlchemy, SQLite and, if it is loaded, PostgreSQL's driver."""
    server = sys.modules.get("psycopg")
    return (SQLAlchemyError, driver().Error, *([server.Error] if server else []))


def unavailable(error: BaseException, place: str) -> Unavailable:
    """Return the refusal for an error of SQLite or PostgreSQL."""
    name = getattr(error, "sqlite_errorname", None)
    if name:
        known = _SQLITE.get(name.split("_")[1])
    else:
        state = getattr(error, "sqlstate", None)
        known = _by_state(state) if state else _without_state(error)
    if known:
        return _said(known, place)
    first = str(error).strip().splitlines() or [type(error).__name__]
    return Unavailable(N_("The database refused: {reason}."), reason=first[0].rstrip("."))


def _by_state(state: str) -> tuple[str, str] | None:
    return next((said for start, said in _POSTGRESQL.items() if state.startswith(start)), None)


def _without_state(error: BaseException) -> tuple[str, str] | None:
    """Return the refusal for an error of the connection itself, which has no SQLSTATE."""
    kind = type(error)
    if not kind.__module__.startswith("psycopg") or kind.__name__ == "ProgrammingError":
        return None
    refused = ("authentication failed", "does not exist", "no pg_hba.conf entry", "no password supplied")
    return _SIGN_IN if any(words in str(error) for words in refused) else _DOWN


def _said(sentence: tuple[str, str], place: str) -> Unavailable:
    message, hint = sentence
    return Unavailable(message, hint=hint, place=place)
