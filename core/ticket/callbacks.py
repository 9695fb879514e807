"""Rules of callbacks: which are owed, their deadlines, and when a customer is unreachable (§6)."""

from datetime import datetime, time, timedelta
from hashlib import sha256

from core.base.clock import at_site, site_time
from core.base.codes import labels
from core.base.i18n_marks import N_
from core.policy.model import Category, wall_time
from core.policy.sections import Site
from core.ticket.codes import CallbackRule, Result
from core.ticket.model import Attempt, Callback, Ticket

RESULTS = labels(Result)

GRADES = dict(list(RESULTS.items())[:5])
"""Answers of a customer who was reached (S2)."""

REWORK_REASONS = (
    N_("came back, not repaired"),
    N_("material broke again"),
    N_("not as asked"),
    N_("dispute about the fee"),
    N_("manner of service"),
    N_("not handled"),
    N_("other"),
)
"""Reasons of dissatisfied customers (§6)."""

OPENING_GRACE = timedelta(minutes=60)
"""Time after the next opening at which a call is due that cannot be made in its period."""

LONGEST_POSTPONEMENT = timedelta(hours=24)


def rule_for(ticket: Ticket, category: Category) -> CallbackRule:
    """Return the callback rule that applies: all, verify or none (sampling already decided).

    A waiting customer is always called, also where the category only asks to verify; a matter that the
    staff found is verified on the spot, unless the category asks for no callback.
    """
    rule = category.callback
    if rule == "none":
        return CallbackRule.NONE
    if not ticket.from_customer:
        return CallbackRule.VERIFY
    if rule.startswith("sample:"):
        return CallbackRule.ALL if sampled(ticket.number, int(rule[7:])) else CallbackRule.NONE
    return CallbackRule.ALL


def sampled(number: str, percent: int) -> bool:
    """Return True if the ticket is in the sample; it is stable, so that no one chooses easy customers."""
    return int(sha256(number.encode()).hexdigest()[:8], 16) % 100 < percent


def due_at(handled_at: datetime, hours: int, site: Site) -> datetime:
    """Return the callback deadline: `hours` after the work, moved into calling hours (C04)."""
    opens, closes = wall_time(site.call_from), wall_time(site.call_to)
    local = site_time(handled_at + timedelta(hours=hours), site.zone)
    due = local
    if local.time() < opens:
        due = site_time(at_site(local.date() - timedelta(days=1), closes, site.zone), site.zone)
    elif local.time() > closes:
        due = site_time(at_site(local.date(), closes, site.zone), site.zone)
    if due > handled_at:
        return due.astimezone(handled_at.tzinfo)
    return next_opening(handled_at, opens, site) + OPENING_GRACE


def next_opening(after: datetime, opens: time, site: Site) -> datetime:
    """Return the first instant after `after` at which the site's clocks show `opens`."""
    day = site_time(after, site.zone).date()
    today = at_site(day, opens, site.zone)
    return today if today > after else at_site(day + timedelta(days=1), opens, site.zone)


def earliest(now: datetime, site: Site) -> datetime:
    """Return the first instant from `now` on at which a customer may be phoned."""
    opens, closes = wall_time(site.call_from), wall_time(site.call_to)
    if opens <= site_time(now, site.zone).time() <= closes:
        return now
    return next_opening(now, opens, site)


def tried_enough(callback: Callback, most: int, site: Site) -> bool:
    """Return True if the customer counts as unreachable: `most` attempts in at least two half-days."""
    missed = [a for a in callback.attempts if a.result == Result.NO_ANSWER]
    return len(missed) >= most and len({_half_day(a, site) for a in missed}) >= 2


def _half_day(attempt: Attempt, site: Site) -> tuple[object, bool]:
    local = site_time(attempt.at, site.zone)
    return local.date(), local.hour < 12
