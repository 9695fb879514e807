"""A believable estate with a shift in progress, made anew for every demo in a database to throw away."""

import re
from datetime import datetime, timedelta
from pathlib import Path

from core.desk import Desk
from core.policy import default_policy
from core.ports import Store, Writing
from core.work import Within
from tui.demo import estate
from tui.demo.cast import Cast
from tui.demo.story import MATTERS, perform


def build(folder: Path, language: str, now: datetime) -> Path:
    """Make the sample estate in `folder`, its shift going on at `now`; returns the database's path."""
    from storage.store import SqlStore  # not before the demo is really made

    path = folder / "demo.db"
    store = SqlStore(str(path))
    try:
        fill(store, language, now)
    finally:
        store.close()
    return path


def operator(language: str) -> str:
    """Who is at the demo's desk."""
    return Cast(language).name("wang")


def fill(store: Store, language: str, now: datetime) -> None:
    """Enter the estate and play its last days, all in one unit of work."""
    cast = Cast(language)
    with store.writing() as work:
        begin = now - timedelta(days=7)
        work.save_policy(_policy(cast), begin, cast.name("liu"))
        work.save_units(estate.units(cast))
        work.save_people(cast.people())
        _play(work, cast, now)


def _policy(cast: Cast) -> str:
    """The default rules with the estate's name and hotline on every form."""
    text = default_policy().text
    for key, value in estate.site(cast).items():
        text = re.sub(rf'(?m)^({key}\s*=\s*)""', rf'\g<1>"{value}"', text, count=1)
    return text


def _play(work: Writing, cast: Cast, now: datetime) -> None:
    """Every act at its own time, in the order of time, by whoever did it."""
    numbers: dict[str, str] = {}
    script = [(ago, matter, act) for matter in MATTERS for ago, act in matter.acts()]
    for ago, matter, act in sorted(script, key=lambda entry: -entry[0]):
        then = now - timedelta(minutes=ago)
        desk = Desk(Within(work), cast.name(act.by), lambda then=then: then)  # type: ignore[misc]
        perform(desk, cast, matter, act, numbers, now)
