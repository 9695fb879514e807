"""Rule behind each deadline, with the source that the policy itself names for it (§1, §23 on §4)."""

from collections.abc import Mapping
from typing import NamedTuple

from core.base.clock import minutes
from core.base.i18n_marks import N_
from core.policy.model import Category, Policy
from core.policy.remarks import sources_of
from core.policy.urgency import Urgency
from core.ticket.clocks import Timer
from core.ticket.ladder import category_of
from core.ticket.model import Ticket

_IN_MINUTES, _IN_HOURS = N_("within {count} min"), N_("within {count} h")

_OF_CATEGORY = {
    "dispatch": (_IN_MINUTES, "dispatch_min"),
    "arrival": (_IN_MINUTES, "arrive_min"),
    "reply": (_IN_MINUTES, "reply_min"),
    "callback": (_IN_HOURS, "callback_h"),
}
"""Clocks whose limit is a setting of the category, or of the urgency above it."""

_OF_SECTION = {
    "logging": (_IN_MINUTES, "intake", "log_delay_min"),
    "manager": (_IN_MINUTES, "intake", "manager_min"),
    "explain": (_IN_HOURS, "defer", "explain_h"),
}
"""Clocks whose limit is a setting of a section."""

_DATES = {"review": N_("the day agreed for the review"), "external": N_("12345: the date given")}
"""Clocks with a date of their own."""

_DAYS = {1: N_("the same day"), 2: N_("in two days")}


class ClockRule(NamedTuple):
    """Rule of a deadline: a template with its values, and the policy's remark on it, or an empty text."""

    template: str
    values: Mapping[str, int]
    source: str = ""


def rule_of(timer: Timer, ticket: Ticket, policy: Policy) -> ClockRule:
    """Return the rule behind a deadline of the ticket."""
    sources = sources_of(policy.text)
    category = category_of(ticket.rounds[timer.round - 1], ticket, policy)
    if timer.name in _DATES:
        return ClockRule(_DATES[timer.name], {})
    if timer.name == "ladder":
        return _of_ladder(category, policy)
    if timer.name in _OF_SECTION:
        template, section, name = _OF_SECTION[timer.name]
        return ClockRule(
            template, {"count": getattr(getattr(policy, section), name)}, sources.get((section, name), "")
        )
    if timer.name == "arrival" and timer.due_at - timer.started_at != minutes(category.arrive_min):
        count = policy.limits.appointment_min
        source = sources.get(("limits", "appointment_min"), "")
        return ClockRule(N_("agreed time + {count} min"), {"count": count}, source)
    template, name = _OF_CATEGORY[timer.name]
    return ClockRule(
        template, {"count": getattr(category, name)}, sources.get((_table(category, name, policy), name), "")
    )


def _table(category: Category, name: str, policy: Policy) -> str:
    """Return the table that a setting comes from: of the category, or of the urgency above it."""
    own = policy.category(category.code)
    raised = (
        category is not own
        and own.urgency != Urgency.EMERGENCY
        and category.ladder == policy.emergency.ladder
    )
    return "emergency" if raised and hasattr(policy.emergency, name) else f"category.{category.code}"


def _of_ladder(category: Category, policy: Policy) -> ClockRule:
    """Return the rule of the first rung that requires the work to be done."""
    rungs = [
        (place, rung) for place, rung in enumerate(policy.ladder(category), 1) if rung.condition == "not_done"
    ]
    if not rungs:
        return ClockRule("", {})
    place, rung = rungs[0]
    sources = sources_of(policy.text)
    own = policy.category(category.code).ladder == category.ladder
    source = own and sources.get((f"category.{category.code}", "ladder"), "")
    source = source or sources.get((f"ladder.{category.ladder}.{place}", "at"), "")
    if rung.day:
        return ClockRule(_DAYS.get(rung.day, N_("within {count} days")), {"count": rung.day}, source)
    return ClockRule(
        _IN_MINUTES,
        {"count": int(rung.at.strip("+") or 0)} if rung.at.startswith("+") else {"count": 0},
        source,
    )
