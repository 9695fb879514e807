"""Rules of callbacks: which are owed, their deadlines, and when a customer is unreachable (§6)."""

from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import Protocol

from core.base.clock import at_site, minutes, site_time
from core.base.codes import labels
from core.base.i18n_marks import N_
from core.base.text import fold_case
from core.policy.model import Category, Policy, wall_time
from core.policy.sections import Site
from core.ticket.codes import CallbackRule, Mode, Result, YesNo
from core.ticket.model import Attempt, Callback, Claim, Ticket

RESULTS = labels(Result)

GRADES = dict(list(RESULTS.items())[:5])
"""Answers of a customer who was reached (S2)."""

PASSED = (Result.VERY_SATISFIED, Result.SATISFIED, Result.FAIRLY_SATISFIED)
"""Grades of a satisfied customer (S2)."""

PAID = "paid_service"
"""Category whose callback asks about process, quality and the requirement agreed (S2, R111, R112)."""

COMPLAINTS = (
    "没修好", "没弄好", "没解决", "没处理", "没人来", "还在漏", "还是漏", "又漏", "又坏", "还是坏",
    "还是不行", "不满意", "投诉", "态度差", "态度不好", "太差", "太慢", "敷衍", "乱收费", "not fixed",
    "not repaired", "not solved", "still broken", "still leak", "broken again", "leaks again",
    "leaking again", "does not work", "doesn't work", "complain", "unhappy", "dissatisfied", "rude",
    "too slow", "never came", "overcharged",
)  # fmt: skip
"""Words of a customer who is not content, whatever the grade says."""

NO_COMPLAINTS = (
    "没有投诉", "没投诉", "不投诉", "没有不满意", "没什么不满意", "no complain", "nothing to complain",
    "not complain", "not rude", "never rude", "no longer dissatisfied",
)  # fmt: skip
"""The same words in the mouth of one who is."""

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


def due_at(handled_at: datetime, hours: int, policy: Policy) -> datetime:
    """Return the callback deadline: `hours` after the work, moved into calling hours (C04)."""
    site = policy.site
    opens, closes = wall_time(site.call_from), wall_time(site.call_to)
    local = site_time(handled_at + timedelta(hours=hours), site.zone)
    due = local
    if local.time() < opens:
        due = site_time(at_site(local.date() - timedelta(days=1), closes, site.zone), site.zone)
    elif local.time() > closes:
        due = site_time(at_site(local.date(), closes, site.zone), site.zone)
    if due > handled_at:
        return due.astimezone(handled_at.tzinfo)
    return next_opening(handled_at, opens, site) + minutes(policy.callback.opening_min)


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


def claim_on(callback: Callback | None, minutes: int, now: datetime) -> Claim | None:
    """Return the claim of the callback that lasts at `now`, `minutes` after it was made at most."""
    claim = callback.claim if callback else None
    return claim if claim and claim.at <= now < claim_ends(claim, minutes) else None


def claim_ends(claim: Claim, minutes: int) -> datetime:
    """Return the instant from which the callback is free again."""
    return claim.at + timedelta(minutes=minutes)


def did_the_work(ticket: Ticket, name: str, department: str) -> bool:
    """Return True for a person who did the work, or who is of the department it was sent to as a whole."""
    worker = ticket.round.handled_by
    if name in (worker, *ticket.helpers):
        return True
    return not worker and department == ticket.department != ""


def usual_mode(category: Category) -> Mode:
    """Return the mode of a callback by the rules, the phone where they leave it open (R159)."""
    return {"visit": Mode.ON_SITE, "patrol": Mode.PATROL}.get(category.callback_mode, Mode.PHONE)


class Answers(Protocol):
    """Answers of a customer, as an act or an attempt has them."""

    @property
    def result(self) -> Result:
        """Return the grade."""

    @property
    def answer(self) -> str:
        """Return the customer's words."""

    @property
    def solved(self) -> YesNo | None:
        """Return whether the problem is solved."""

    @property
    def process(self) -> Result | None:
        """Return the grade of the process."""

    @property
    def quality(self) -> Result | None:
        """Return the grade of the quality."""

    @property
    def meets(self) -> YesNo | None:
        """Return whether the requirement agreed is met."""


def contradiction(attempt: Answers) -> str:
    """Return the words that ask about a satisfied customer who is not content; empty without doubt."""
    if attempt.result not in PASSED:
        return ""
    if attempt.solved is YesNo.NO:
        return N_("The customer is satisfied, but the problem is not solved.")
    if attempt.meets is YesNo.NO:
        return N_("The customer is satisfied, but the work does not meet the requirement agreed.")
    if Result.DISSATISFIED in (attempt.process, attempt.quality):
        return N_("The customer is satisfied, but not with the process or the quality.")
    if _complains(attempt.answer):
        return N_("The customer is satisfied, but the words sound like a complaint.")
    return ""


def _complains(answer: str) -> bool:
    said = fold_case(answer)
    for words in NO_COMPLAINTS:
        said = said.replace(words, "")
    return any(words in said for words in COMPLAINTS)
