"""Measures the migration of a large old database: `python -m tests.storage.million FILE|URL [EVENTS]`.

The golden database is made larger by copies of its tickets, each under a number of its own, with a chain
of hashes that holds; then the program opens it.  Printed are the time, the peak of memory and whether all
is well afterwards.
"""

import json
import resource
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from storage.doctor import examine
from storage.store import SqlStore
from tests.storage.old_database import golden_file, pour

HASHED = ("id", "ticket", "seq", "step", "type", "at", "recorded_at", "actor", "data", "digest")
text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
A_DAY, SERIALS = 900, 1_000_000


def enlarge(file: Path, events: int) -> None:
    """Copy tickets, events and entries of the journal until there are that many events."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN")
        tickets = [dict(row) for row in connection.execute("SELECT * FROM ticket ORDER BY id")]
        histories = {
            ticket["id"]: [
                dict(row)
                for row in connection.execute(
                    "SELECT * FROM event WHERE ticket = ? ORDER BY seq", [ticket["id"]]
                )
            ]
            for ticket in tickets
        }
        place, previous = connection.execute("SELECT id, hash FROM event ORDER BY id DESC LIMIT 1").fetchone()
        for ticket, ident in zip(_again(tickets), _idents(), strict=False):
            number = f"{ident // SERIALS:06d}-{ident % SERIALS:03d}"
            _insert(connection, "ticket", [_renamed(ticket, ticket["number"], number) | {"id": ident}])
            rows = []
            for event in histories[ticket["id"]]:
                place += 1
                row = event | {"id": place, "ticket": ident}
                row["data"] = row["data"].replace(ticket["number"], number)
                content = json.dumps(
                    [row[name] for name in HASHED], ensure_ascii=False, separators=(",", ":")
                )
                previous = row["hash"] = sha256(f"{previous}{content}".encode()).hexdigest()
                rows.append(row)
            _insert(connection, "event", rows)
            if place >= events:
                break
        _more_of_the_journal(connection, events // 5)
        connection.execute("COMMIT")


def _again(tickets: list[Any]) -> Iterator[Any]:
    while True:
        yield from tickets


def _idents() -> Iterator[int]:
    """The row numbers of tickets, so many a day, from 2001 on."""
    day = 10101
    while True:
        yield from (day * SERIALS + count for count in range(1, A_DAY))
        day += 1 if day % 100 < 28 else 73 if day % 10000 < 1228 else 8873


def _renamed(ticket: dict[str, Any], before: str, after: str) -> dict[str, Any]:
    return ticket | {name: ticket[name].replace(before, after) for name in ("number", "needle", "body")}


def _more_of_the_journal(connection: sqlite3.Connection, entries: int) -> None:
    """Copy what belongs to no watch."""
    models = [dict(row) for row in connection.execute("SELECT * FROM journal WHERE watch = 0")]
    models = [model for model in models if model["type"] != "watch_began"]
    newest = connection.execute("SELECT max(id) FROM journal").fetchone()[0]
    rows = [models[count % len(models)] | {"id": newest + count + 1} for count in range(entries)]
    _insert(connection, "journal", rows)


def _insert(connection: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    names = rows[0].keys()
    values = ", ".join(f":{name}" for name in names)
    connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values})", rows)


def say(text: str) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main(place: str, events: int) -> None:
    """Make it, migrate it, look at it."""
    with TemporaryDirectory() as folder:
        url = place
        if "://" in place:
            file = golden_file(Path(folder) / "desk.db")
            enlarge(file, events)
            pour(file, place)
        elif not Path(place).exists():
            enlarge(golden_file(Path(place)), events)
        began, ran = time.monotonic(), time.process_time()
        base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        store = SqlStore(url)
        took = time.monotonic() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        spent = time.process_time() - ran
        memory = f"peak {peak / 1024:.0f} MB ({base / 1024:.0f} MB before)"
        say(f"migrated in {took:.1f} s, {spent:.1f} s of the processor; {memory}")
        began = time.monotonic()
        findings = [str(finding) for finding in examine(store.database)]
        say(f"doctor: {findings[:5] or 'nothing'}, in {time.monotonic() - began:.1f} s")
        store.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
