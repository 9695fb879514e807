"""Puts the sample estate on: its rules, its units and people, then every act at its own time."""

from datetime import datetime, timedelta

from core.base.clock import site_time
from core.desk.desk import Desk
from core.desk.ports import Store, Writing
from core.desk.unit_of_work import Within
from core.duty.shift import shift_at
from core.policy.editing import with_site
from core.policy.model import default_policy
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
        settle(work, cast, now)
        _play(work, cast, now)
        # what was done before is not judged by it
        work.save_duties(duties(work.policies()[-1], now))


def settle(work: Writing, cast: Cast, now: datetime) -> None:
    """Enter the estate's units and people, without a ticket."""
    work.save_units(estate.units(cast, site_time(now, default_policy().site.zone).date()))
    work.save_people(cast.people(now))


def _policy(cast: Cast) -> str:
    """The default rules with what the estate says of itself."""
    return with_site(default_policy().text, estate.site(cast))


def _play(work: Writing, cast: Cast, now: datetime) -> None:
    """Every act in the order of time, by whoever did it; the operator took the desk when the shift began."""
    numbers: dict[str, str] = {}
    script = [(ago, matter, act) for matter in MATTERS for ago, act in matter.acts()]
    began = shift_at(now, work.policies()[-1]).start
    for ago, matter, act in sorted(script, key=lambda entry: -entry[0]):
        then = now - timedelta(minutes=ago)
        if then >= began and not work.journal("watch_began"):
            _at(work, cast.name("wang"), began).handover.begin_watch()
        perform(_at(work, cast.name(act.by), then), cast, matter, act, numbers, now)
    if not work.journal("watch_began"):
        _at(work, cast.name("wang"), began).handover.begin_watch()


def _at(work: Writing, actor: str, then: datetime) -> Desk:
    """The desk as that person used it then."""
    return Desk(Within(work), actor, lambda: then)
