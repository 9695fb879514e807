"""A real day typed in as lines: the first fifty calls of the sample log, against their import."""

from __future__ import annotations

import csv
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from core.base.clock import system_clock
from core.people.units import Unit
from core.ticket.numbers import numbers_in
from storage.store import SqlStore
from tests.tui.pty_desk import ROOT, PtyDesk

PROGRAM = str(Path(sys.executable).with_name("dutydesk"))
LOG = ROOT / "tests" / "data" / "sffd_first.csv"
MAP = ROOT / "docs" / "examples" / "sffd.toml"
BACKFILL, SEND = "E", "\x1bOS"


def test_fifty_calls_typed_are_the_fifty_calls_imported(own_home: Path) -> None:
    rows = list(csv.DictReader(LOG.read_text(encoding="utf-8").splitlines()))
    wanted = _imported(own_home)
    assert len(wanted) == len(rows) == 50
    store = _city(own_home / "desk.db", {_place(row) for row in rows})
    command = [PROGRAM, "--database", str(own_home / "desk.db"), "--lang", "en"]
    with PtyDesk(command, {"HOME": str(own_home), "LOGNAME": "wang"}, (120, 40)) as terminal:
        terminal.until("supervisor")
        terminal.type(BACKFILL)
        for count, line in enumerate(map(_line, rows), 1):
            terminal.type(line)
            terminal.until(line[-12:])
            terminal.type(SEND)
            terminal.until(f"{count} entered")
    assert _told(store) == wanted
    store.close()


def _place(row: dict[str, str]) -> str:
    return f"{row['address']}, {row['neighbourhood']}"


def _line(row: dict[str, str]) -> str:
    """The call as somebody copies it from paper."""
    category = tomllib.loads(MAP.read_text(encoding="utf-8"))["categories"][row["call_type"]]
    matter = ", ".join(filter(None, (row["call_type"], row["call_group"], f"priority {row['priority']}")))
    return f'{row["received_at"]} {_place(row)} #{category} @"Station {row["station"]}" {matter}'


def _imported(home: Path) -> list[tuple[Any, ...]]:
    """What the import makes of the log."""
    file = home / "imported.db"
    command = [PROGRAM, "--database", str(file), "import", "tickets", str(LOG), "--map", str(MAP)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    store = SqlStore(str(file))
    told = _told(store)
    store.close()
    return told


def _told(store: SqlStore) -> list[tuple[Any, ...]]:
    """What was said of every matter, by the time of its report."""
    with store.reading() as look:
        tickets = [look.tickets.get(number) for number in numbers_in(look.events.changed_since(0).streams)]
    return sorted(
        (t.reported_at, t.where, t.category, t.urgency, t.description, t.department, t.assignee)
        for t in tickets
    )


def _city(file: Path, places: set[str]) -> SqlStore:
    """A desk under the city's clock, with its street corners as public places."""
    store = SqlStore(str(file))
    with store.writing() as work:
        rules = work.policies.in_force().text.replace('"Asia/Shanghai"', '"America/Los_Angeles"')
        work.policies.save(rules, system_clock(), "wang")
        work.people.save_units([Unit(place, kind="public") for place in places])
    return store
