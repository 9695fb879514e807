"""Databases for measuring: a shift of forty running tickets in the real schema."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from core.base.clock import system_clock
from core.desk.desk import Desk
from core.intake.model import Intake, cleaned
from core.people.units import Unit
from storage.store import SqlStore

TICKETS = 40
OPERATOR = "Wang Min"

Ages = Sequence[tuple[str, float]]
"""Category of each ticket, and its minutes since the report."""

SHIFT: Ages = (
    [("pipe_leak", 6.0 + 0.3 * place) for place in range(8)]  # due in 6 to 9 minutes: shows seconds
    + [("pipe_leak", 16.0 + place) for place in range(4)]  # late by 1 to 4 minutes: shows seconds too
    + [("minor_repair", 0.5 * place) for place in range(18)]  # due in 21 to 30 minutes
    + [("suggestion", 40.0 * place) for place in range(10)]  # due in hours
)
"""Realistic shift: a dozen clocks near their end, the others far from it."""

RUSH: Ages = [("pipe_leak", 5.5 + 0.1 * place) for place in range(TICKETS)]
"""Hardest case: all clocks are due within ten minutes and show seconds."""


def folder() -> Path:
    """Return the folder of measured databases: on the disk, like those of the desk."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    kept = Path(home) / "dutydesk-bench"
    kept.mkdir(parents=True, exist_ok=True, mode=0o700)
    return kept


@contextmanager
def scratch() -> Iterator[Path]:
    """Provide a folder for one measurement, which is also the program's home."""
    with TemporaryDirectory(dir=folder(), ignore_cleanup_errors=True) as name:
        yield Path(name)


def shift(file: Path, ages: Ages = SHIFT) -> list[str]:
    """Make a database with one assigned ticket for each age, logged by the desk; return their numbers."""
    store = SqlStore(str(file))
    try:
        desk = Desk(store, OPERATOR)
        with store.writing() as work:
            work.people.save_units(
                [Unit("3-2-1201")]
            )  # without a unit the first-run form would cover the board
        now = system_clock()
        return [
            _log(desk, place, now - timedelta(minutes=age), category)
            for place, (category, age) in enumerate(ages)
        ]
    finally:
        store.close()


def call(place: int) -> Intake:
    """Return an ordinary call."""
    return Intake(
        line=f"3-2-{1201 + place} kitchen pipe leaking",
        unit=f"3-2-{1201 + place}",
        description="kitchen pipe leaking",
        category="pipe_leak",
        assign_to="engineering",
    )


def _log(desk: Desk, place: int, reported_at: datetime, category: str) -> str:
    from dataclasses import replace

    return desk.tickets.log(cleaned(replace(call(place), category=category, reported_at=reported_at))).number
