"""Demo: a realistic estate with a shift in progress, built for each start in a temporary database."""

from datetime import datetime
from pathlib import Path

from core.desk.ports import Writing
from tui.demo.cast import Cast


def operator(language: str) -> str:
    """Return the name of the operator of the demo."""
    return Cast(language).name("wang")


def supervisor(language: str) -> str:
    """Return the name of the supervisor of the demo."""
    return Cast(language).name("chen")


def build(folder: Path, language: str, now: datetime) -> Path:
    """Build the sample estate in `folder`, its shift in progress at `now`; return the database's path."""
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
    """Enter only the estate's units and people, to practise with; return the name of its supervisor."""
    from tui.demo import stage

    cast = Cast(language)
    stage.settle(work, cast, now)
    return next(person.name for person in cast.people(now) if person.role == "supervisor")
