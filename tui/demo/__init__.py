"""A believable estate with a shift in progress, made anew for every demo in a database to throw away."""

from datetime import datetime
from pathlib import Path

from core.desk.ports import Writing
from tui.demo.cast import Cast


def operator(language: str) -> str:
    """Who is at the demo's desk."""
    return Cast(language).name("wang")


def build(folder: Path, language: str, now: datetime) -> Path:
    """Make the sample estate in `folder`, its shift going on at `now`; returns the database's path."""
    from storage.store import SqlStore  # the desk's first frame does not wait for all this
    from tui.demo.stage import fill

    path = folder / "demo.db"
    store = SqlStore(str(path))
    try:
        fill(store, language, now)
    finally:
        store.close()
    return path


def settle(work: Writing, language: str, now: datetime) -> str:
    """Enter the estate's units and people alone, to try things with; returns its supervisor."""
    from tui.demo import stage

    cast = Cast(language)
    stage.settle(work, cast, now)
    return next(person.name for person in cast.people(now) if person.role == "supervisor")
