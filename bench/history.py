"""Years of closed tickets behind some open ones, copied from two that the desk logged itself.

No chain of hashes and only one event a ticket: the parts measured here read neither.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench.estate import OPERATOR, call, folder, scratch
from core.base.clock import system_clock, to_micros
from core.desk.desk import Desk
from core.intake.model import cleaned
from core.ticket.board import NEVER
from core.ticket.numbers import first_id, number_of
from storage import sqlite
from storage.store import SqlStore

A_DAY = 1_000
"""Number of tickets a day."""
AMONG = 10
"""Among the newest tickets, the number of which one is still open."""
BATCH = 10_000

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Models:
    """Rows to copy: an open ticket, a closed one, and the event that began them."""

    running: Values
    closed: Values
    event: Values


def history(tickets: int, still_open: int) -> Path:
    """Return a database of `tickets`, of which `still_open` are open; made once, then kept."""
    file = folder() / f"history-{sqlite.SCHEMA}-{tickets}-{still_open}.db"
    if not file.exists():
        part = file.with_suffix(".part")
        for old in part.parent.glob(f"{part.name}*"):
            old.unlink()
        SqlStore(str(part)).close()
        _fill(part, _models(), tickets, still_open)
        part.rename(file)
    return file


def _models() -> Models:
    with scratch() as place:
        store = SqlStore(str(place / "models.db"))
        desk = Desk(store, OPERATOR)
        desk.tickets.log(cleaned(call(0)))
        desk.tickets.log(
            cleaned(replace(call(0), category="enquiry", assign_to="", outcome="the office opens at eight"))
        )
        store.close()
        connection = sqlite.connect(place / "models.db")
        connection.row_factory = sqlite.driver().Row
        running, closed = map(dict, connection.execute("SELECT * FROM ticket ORDER BY id"))
        event = dict(connection.execute("SELECT * FROM event ORDER BY id").fetchone())
        connection.close()
        return Models(running, closed, event)


def _fill(file: Path, models: Models, tickets: int, still_open: int) -> None:
    connection = sqlite.connect(file)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN IMMEDIATE")
    now, newest = system_clock(), min(tickets, still_open * AMONG)
    for start in range(0, tickets, BATCH):
        rows = [
            _moved(
                models,
                place,
                now - timedelta(seconds=86_400 / A_DAY) * (tickets - place),
                is_open=place >= tickets - newest and place % (newest // still_open) == 0,
            )
            for place in range(start, min(start + BATCH, tickets))
        ]
        _insert(connection, "ticket", [ticket for ticket, _ in rows])
        _insert(connection, "event", [event for _, event in rows])
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _moved(models: Models, place: int, at: datetime, *, is_open: bool) -> tuple[Values, Values]:
    """Return the ticket reported at that instant, and its event."""
    model = models.running if is_open else models.closed
    moment = to_micros(at)
    ident = first_id(at.date()) + place % (2 * A_DAY) + 1
    moved = {
        name: model[name] + moment - model["reported_at"]
        for name in ("reported_at", "closed_at", "tell_at", "due_at", "warn_at", "known_at", "changed_at")
        if model[name] not in (None, to_micros(NEVER))
    }
    number = {
        name: model[name].replace(model["number"], number_of(ident)) for name in ("number", "needle", "body")
    }
    ticket = {**model, **moved, **number, **_followed(model, at), "id": ident}
    event = {**models.event, "id": place + 1, "number": ident, "at": moment, "recorded_at": moment}
    return ticket, event


def _followed(model: Values, at: datetime) -> Values:
    """Return the daily checks of a ticket reported at that instant; a closed one was closed that day."""
    text = re.sub(r"\d{4}-\d\d-\d\d", f"{at.date()}", model["follow_up"])
    return {"follow_up": text}


def _insert(connection: Any, table: str, rows: list[Values]) -> None:
    names = rows[0].keys()
    connection.executemany(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})", rows
    )
