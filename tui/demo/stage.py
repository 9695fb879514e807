"""Puts the sample estate on: its rules, its units and people, then every act at its own time."""

import re
from datetime import datetime, timedelta

from core.desk import Desk
from core.policy import default_policy
from core.ports import Store, Writing
from core.shift import shift_at
from core.work import Within
from tui.demo import estate
from tui.demo.cast import Cast
from tui.demo.duty import duties
from tui.demo.story import MATTERS, perform

OPENED = timedelta(days=7)
"""How long before now the estate took up its rules."""


def fill(store: Store, language: str, now: datetime) -> None:
    """Enter the estate and play its last days up to `now`, all in one unit of work."""
    cast = Cast(language)
    with store.writing() as work:
        work.save_policy(_policy(cast), now - OPENED, cast.name("liu"))
        work.save_units(estate.units(cast))
        work.save_people(cast.people(now))
        _play(work, cast, now)
        # what was done before is not judged by it
        work.save_duties(duties(work.policies()[-1], now))


def _policy(cast: Cast) -> str:
    """The default rules with the estate's name and hotline."""
    text = default_policy().text
    for key, value in estate.site(cast).items():
        text = re.sub(rf'(?m)^({key}\s*=\s*)""', rf'\g<1>"{value}"', text, count=1)
    return text


def _play(work: Writing, cast: Cast, now: datetime) -> None:
    """Every act in the order of time, by whoever did it; the operator took the desk when the shift began."""
    numbers: dict[str, str] = {}
    script = [(ago, matter, act) for matter in MATTERS for ago, act in matter.acts()]
    began = shift_at(now, work.policies()[-1]).start
    for ago, matter, act in sorted(script, key=lambda entry: -entry[0]):
        then = now - timedelta(minutes=ago)
        if then >= began and not work.journal("watch_began"):
            _at(work, cast.name("wang"), began).begin_watch()
        perform(_at(work, cast.name(act.by), then), cast, matter, act, numbers, now)
    if not work.journal("watch_began"):
        _at(work, cast.name("wang"), began).begin_watch()


def _at(work: Writing, actor: str, then: datetime) -> Desk:
    """The desk as that person used it then."""
    return Desk(Within(work), actor, lambda: then)
