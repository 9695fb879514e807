"""Logging of one call, against a raw commit of one row with the same library and durability."""

import gc
import time
from functools import partial
from pathlib import Path
from typing import Any

from bench.estate import OPERATOR, call, scratch
from bench.ratio import Ratio, in_turn, percentile
from core.desk.desk import Desk
from core.intake.model import cleaned
from storage import sqlite
from storage.store import SqlStore

BOUND = 4.7
WARM_UP = 1_100
"""Rounds before the first that counts: then neither journal grows any more, which costs disk time."""


def measure(quick: bool) -> list[Ratio]:
    """Measure one `Desk.log`, with its assignment and its events, against one `INSERT` and `COMMIT`."""
    with scratch() as folder:
        store = SqlStore(str(folder / "desk.db"))
        raw = _raw(folder / "raw.db")
        desk = Desk(store, OPERATOR)
        try:
            runs = {"desk": partial(_log, desk), "raw": partial(_commit, raw)}
            in_turn(WARM_UP, runs)
            gc.freeze()  # like the desk once it is loaded
            samples = in_turn(200 if quick else 1000, runs)
        finally:
            gc.unfreeze()
            raw.close()
            store.close()
    ours, baseline = (percentile(samples[name], 50) for name in ("desk", "raw"))
    return [Ratio("one logged call : one raw commit", ours, baseline, "ms", BOUND)]


def _log(desk: Desk) -> float:
    """Return the milliseconds until the number may be said aloud."""
    intake = call(1)
    start = time.perf_counter()
    desk.tickets.log(cleaned(intake))
    return (time.perf_counter() - start) * 1000


def _raw(file: Path) -> Any:
    sqlite.make_private(file)
    connection = sqlite.connect(file)
    sqlite.set_journal(connection, file)
    connection.execute("CREATE TABLE call (id INTEGER PRIMARY KEY, line TEXT NOT NULL)")
    return connection


def _commit(connection: Any) -> float:
    """Return the milliseconds until one row is on the disk."""
    start = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO call (line) VALUES (?)", ("3-2-1201 kitchen pipe leaking",))
    connection.execute("COMMIT")
    return (time.perf_counter() - start) * 1000
