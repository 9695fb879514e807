"""Staging of the sample estate: its rules, its units and people, then the acts at their times."""

from datetime import datetime, timedelta

from core.base.clock import site_time
from core.desk.desk import Desk
from core.desk.ports import Store, Writing
from core.desk.unit_of_work import Within
from core.duty.shift import shift_at
from core.handover.drawing import newest_watch
from core.policy.editing import with_site
from core.policy.model import default_policy
from tui.demo import estate
from tui.demo.cast import Cast
from tui.demo.duty import duties
from tui.demo.story import MATTERS, perform

OPENED = timedelta(days=7)
"""Age of the estate's rules."""


def fill(store: Store, language: str, now: datetime) -> None:
    """Enter the estate and play its last days up to `now`, in one unit of work."""
    cast = Cast(language)
    with store.writing() as work:
        work.policies.save(_policy(cast), now - OPENED, cast.name("liu"))
        settle(work, cast, now)
        _play(work, cast, now)
        # saved last, so that the acts before are not checked against the roster
        work.roster.save_duties(duties(work.policies.in_force(), now))


def settle(work: Writing, cast: Cast, now: datetime) -> None:
    """Enter the estate's units and people, without tickets."""
    work.people.save_units(estate.units(cast, site_time(now, default_policy().site.zone).date()))
    work.people.save_people(cast.people(now))


def _policy(cast: Cast) -> str:
    """Return the default rules with the estate's profile."""
    return with_site(default_policy().text, estate.site(cast))


def _play(work: Writing, cast: Cast, now: datetime) -> None:
    """Perform the acts in the order of time, each by its person; the watch begins with the shift."""
    numbers: dict[str, str] = {}
    script = [(ago, matter, deed) for matter in MATTERS for ago, deed in matter.acts()]
    began = shift_at(now, work.policies.in_force()).start
    for ago, matter, deed in sorted(script, key=lambda entry: -entry[0]):
        then = now - timedelta(minutes=ago)
        if then >= began and not newest_watch(work.events):
            _at(work, cast.name("wang"), began).handover.begin_watch()
        perform(_at(work, cast.name(deed.by), then), cast, matter, deed, numbers, now)
    if not newest_watch(work.events):
        _at(work, cast.name("wang"), began).handover.begin_watch()


def _at(work: Writing, actor: str, then: datetime) -> Desk:
    """Return the desk as `actor` used it at `then`."""
    return Desk(Within(work), actor, lambda: then)
