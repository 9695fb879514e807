"""First board of an SQLite file by plain statements: on the screen before SQLAlchemy is loaded.

The statements are the text that `storage.queries` compiles to; a test keeps the two equal.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from core.base.clock import to_micros
from core.base.dataclass import dataclass
from core.base.errors import DeskError
from core.ticket.board import NEVER, Counts, Row
from storage import sqlite
from storage.rows import COLUMNS, COUNTED, row_from

_OPEN = (
    "ticket.closed_at IS NULL AND ticket.state IN ('logged', 'assigned', 'accepted', 'on_site', 'on_hold')"
)
_RANK = (
    "CASE WHEN (ticket.emergency = 1 AND ticket.due_at < :now) THEN 0 WHEN ticket.emergency THEN 1"
    " WHEN (ticket.tell_at <= :now) THEN 2 WHEN (ticket.due_at < :now) THEN 3"
    " WHEN (ticket.warn_at <= :now) THEN 4 ELSE 5 END"
)
_NEVER = to_micros(NEVER)
_BY_REPORT = f"CASE WHEN (ticket.due_at = {_NEVER}) THEN -ticket.reported_at ELSE ticket.reported_at END"
_ORDER = f"ORDER BY {_RANK}, ticket.due_at, {_BY_REPORT}, ticket.number"
ROWS = (
    f"SELECT {', '.join(f'ticket.{name}' for name in COLUMNS)} FROM ticket WHERE ticket.id IN"
    f" (SELECT ticket.id FROM ticket WHERE {_OPEN} {_ORDER} LIMIT :limit OFFSET 0) {_ORDER}"
)
"""Statement for the open tickets in board order."""

_COUNTED = {
    "open": _OPEN,
    "risk": f"{_OPEN} AND ticket.warn_at <= :now AND ticket.due_at >= :now AND ticket.due_at < {_NEVER}",
    "breached": f"{_OPEN} AND ticket.due_at < :now",
    "unassigned": "ticket.closed_at IS NULL AND ticket.state IN ('logged')",
    "callbacks": "ticket.closed_at IS NULL AND ticket.to_call = 1",
}
COUNTS = (
    f"SELECT {', '.join(f'count(*) FILTER (WHERE {_COUNTED[view]}) AS {view}' for view in COUNTED)}"
    " FROM ticket WHERE ticket.closed_at IS NULL"
)
"""Statement for the figures of the header."""

POLICY = "SELECT version, text FROM policy ORDER BY version DESC LIMIT 1"
POSITION = "SELECT coalesce(max(id), 0) FROM event"

GUARDED = (
    "SELECT EXISTS (SELECT 1 FROM pin JOIN person ON no = person WHERE active) AND 1 <>"
    " (SELECT count(*) FROM person WHERE active AND account = :login AND account <> ''"
    " AND active_from IS NULL AND active_to IS NULL)"
)
"""Statement for whether a sign-in may be due: there are PINs, and the login belongs to no person."""


@dataclass(frozen=True, slots=True)
class FirstBoard:
    """Contents of the first frame: rows and figures, the policy in force, the place in the feed."""

    rows: list[Row]
    counts: Counts
    policy_version: int
    policy_text: str
    position: int


def first_board(database: str, now: datetime, limit: int, login: str = "") -> FirstBoard | None:
    """Return the first `limit` rows of the board at `now`, for the login `login`.

    None where the full program has to decide: not an SQLite file, an older, newer or foreign schema, a
    file that cannot be read, or a person who may have to sign in first.
    """
    try:
        file = sqlite.file_of(database)
        if file is None or not file.is_file():
            return None
        connection = sqlite.connect(file)
    except (DeskError, sqlite.driver().Error):
        return None
    try:
        return _read(connection, file, {"now": to_micros(now), "limit": limit, "login": login})
    except (DeskError, sqlite.driver().Error):
        return None
    finally:
        connection.close()


def _read(connection: Any, file: Path, values: dict[str, int | str]) -> FirstBoard | None:
    connection.execute("BEGIN")
    if sqlite.schema_of(connection, file) != sqlite.SCHEMA:
        return None
    if connection.execute(GUARDED, values).fetchone()[0]:
        return None
    version, rules = connection.execute(POLICY).fetchone()
    return FirstBoard(
        rows=[row_from(values) for values in connection.execute(ROWS, values)],
        counts=Counts(*connection.execute(COUNTS, values).fetchone()),
        policy_version=version,
        policy_text=rules,
        position=connection.execute(POSITION).fetchone()[0],
    )
