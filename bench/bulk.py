"""Bulk: another office's log imported against raw inserts, and the memory of a list of all tickets."""

import csv
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from bench.estate import OPERATOR, scratch
from bench.history import history
from bench.ratio import Ratio
from bench.terminal import ROOT, desk
from core.base.clock import system_clock
from core.desk.desk import Desk
from core.imports.foreign_log import read_calls
from core.imports.headings import score_of, sheet_of
from core.imports.log_map import read_map
from storage import sqlite
from storage.store import SqlStore
from tui.files.tables import read_book

SLOWER, LARGER = 60.0, 2.2
"""Bounds of a row imported to a row inserted, and of the listing process to one that loads SQLAlchemy."""

BARE = f"import sqlalchemy, time; print('x' * {1 << 16}, flush=True); time.sleep(1)"
"""Program that prints one chunk and lives until its memory was read."""

CHUNK = 1 << 16

ROWS, TICKETS, OPEN = 20_000, 50_000, 2_000

HEADINGS = ("case", "time", "step", "type", "where", "who", "text", "grade")
STEPS = {"created": 0, "assigned": 3, "arrived": 19, "hold": 30, "resumed": 50, "done": 90, "callback": 300}
MAP = ROOT / "docs/examples/steps.toml"


def measure(quick: bool) -> list[Ratio]:
    """Measure the processor time of a row of a log, and the largest memory of `list --view all --json`."""
    rows, tickets = (ROWS // 10, TICKETS // 10) if quick else (ROWS, TICKETS)
    with scratch() as folder:
        ours, raw = _spent(_import, folder, rows), _spent(_insert, folder, rows)
        every = [*desk(history(tickets, OPEN)), "list", "--view", "all", "--json"]
        listing = _memory(every, folder)
        bare = _memory([sys.executable, "-c", BARE], folder)
    return [
        Ratio("one row of a log : one raw insert", ours / rows * 1e6, raw / rows * 1e6, "µs", SLOWER),
        Ratio("list of all as JSON : loading SQLAlchemy", listing, bare, "MiB", LARGER),
    ]


def _spent(run: Callable[[Path, Sequence[Sequence[str]]], None], folder: Path, rows: int) -> float:
    """Return the processor seconds of a run with the rows of a log."""
    lines = [*_log(rows)]
    start = time.process_time()
    run(folder, lines)
    return time.process_time() - start


def _log(rows: int) -> Iterator[Sequence[str]]:
    first = datetime(2026, 1, 1)  # noqa: DTZ001
    for place in range(rows):
        case, step = divmod(place, len(STEPS))
        word = [*STEPS][step]
        at = first + timedelta(minutes=20 * case + STEPS[word])
        grade = "5" if word == "callback" else ""
        yield f"{case}", f"{at:%Y-%m-%d %H:%M}", word, "leak", "3-2-1201", "Li Gang", "kitchen wet", grade


def _import(folder: Path, rows: Sequence[Sequence[str]]) -> None:
    file = folder / "log.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([HEADINGS, *rows])
    store = SqlStore(str(folder / "import.db"))
    try:
        office, chart = Desk(store, OPERATOR), read_map(MAP.read_text(encoding="utf-8"), MAP.name)
        sheet = sheet_of(read_book(file), score_of(dict.fromkeys(HEADINGS, ())), every_row=True)
        calls = read_calls(sheet, chart, office.queries.policy(), system_clock(), file.name)
        office.imports.import_log(calls, chart.tz, lambda: None)
    finally:
        store.close()


def _insert(folder: Path, rows: Sequence[Sequence[str]]) -> None:
    file = folder / "raw.db"
    sqlite.make_private(file)
    connection = sqlite.connect(file)
    connection.execute(f"CREATE TABLE log ({', '.join(f'{name!r} TEXT' for name in HEADINGS)})")
    connection.execute("BEGIN IMMEDIATE")
    for row in rows:
        connection.execute(f"INSERT INTO log VALUES ({', '.join('?' * len(HEADINGS))})", row)
    connection.execute("COMMIT")
    connection.close()


def _memory(command: Sequence[str], home: Path) -> float:
    """Read all that a command prints; return the high-water mark of its memory by then, in MiB."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}
    mark = 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=environment) as process:
        assert process.stdout is not None
        while process.stdout.read(CHUNK):
            with suppress(IndexError, OSError):  # it may have ended meanwhile
                status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
                mark = int(status.split("VmHWM:")[1].split()[0]) / 1024
    if process.returncode:
        raise AssertionError(f"{' '.join(command)} ended with {process.returncode}")
    return mark
