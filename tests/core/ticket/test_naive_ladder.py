"""The ladder against a second, deliberately naive one that looks at the clock minute by minute (§7)."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

import pytest

from core.base.clock import zone
from core.events.fact import Fact
from core.events.stream import Event
from core.policy.model import Category, Policy, default_policy
from core.policy.sections import RungRule
from core.policy.urgency import Urgency
from core.ticket.acts.assign import Assigned
from core.ticket.acts.created import Created
from core.ticket.acts.handle import Handled
from core.ticket.acts.hold import Held, Resumed
from core.ticket.acts.work import Arrived
from core.ticket.codes import HoldReason
from core.ticket.fold import fold
from core.ticket.hold import settle
from core.ticket.ladder import plan

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
YEAR = 366 * 24 * 60
TICKETS = int(os.environ.get("DUTYDESK_TICKETS", "1500"))
"""Tickets of the year; 20,000 of them take a minute."""
NIGHT = timedelta(hours=12)
"""Time after which everybody who waited for the morning was due."""
LATER = 8 * 24 * 60
"""Minutes for which a ticket is watched; every rung of a ladder falls due in them, after a hold too."""


class Site(NamedTuple):
    """Wall of a site's clock: what it shows in each minute."""

    policy: Policy
    dates: Sequence[date]
    times: Sequence[time]


class Case(NamedTuple):
    """Life of one ticket, in minutes of the year."""

    category: Category
    reported: int
    arrived: int | None
    held: tuple[int, int] | None
    handled: int | None


def wall_of(name: str) -> Site:
    policy = default_policy()
    place = zone(name)
    shown = [(FIRST + at * MINUTE).astimezone(place) for at in range(YEAR + 2 * LATER)]
    return Site(
        replace(policy, site=replace(policy.site, tz=name)),
        [moment.date() for moment in shown],
        [moment.time() for moment in shown],
    )


def drawn(random: Random, categories: Sequence[Category]) -> Case:
    reported = random.randrange(YEAR)
    arrived = reported + random.randrange(1, 900) if random.random() < 0.6 else None
    begins = max(reported, arrived or 0) + random.randrange(1, 3000)
    held = (begins, begins + random.randrange(30, 4000)) if random.random() < 0.3 else None
    after = held[1] if held else max(reported, arrived or 0)
    handled = after + random.randrange(0, 6000) if random.random() < 0.7 else None
    return Case(random.choice(categories), reported, arrived, held, handled)


def naive(case: Case, site: Site) -> list[tuple[str, int, int, str]]:
    """Role, due minute, telling minute and status of each rung that falls due, by watching the clock."""
    rules = site.policy.ladder(case.category)
    first_day = min((rule.day for rule in rules if rule.day), default=0)
    waiting: list[RungRule] = list(rules)
    anchor, day, found = case.reported, 1, []
    for now in range(case.reported, case.reported + LATER):
        if now > anchor and site.dates[now] != site.dates[now - 1]:
            day += 1
        if case.held and now == case.held[1]:
            anchor, day = now, 1
        paused = case.held is not None and case.held[0] < now < case.held[1]
        for rule in list(waiting):
            # only a new appointment moves the clock of the arrival, and with it its rung
            stands_still = paused and rule.at != "arrival"
            if not stands_still and is_due(rule, now, anchor, day, first_day, case, site):
                waiting.remove(rule)
                found.append((rule.role, now, *told(rule, now, case, site)))
        if not waiting:
            break
    return found


def is_due(rule: RungRule, now: int, anchor: int, day: int, first_day: int, case: Case, site: Site) -> bool:
    if rule.at == "now":
        return True
    if rule.at == "arrival":
        return now >= case.reported + case.category.arrive_min
    if not rule.day:
        return now >= anchor + int(rule.at)
    early = rule.day == first_day and now < anchor + site.policy.site.late_floor_min
    return day > rule.day and not early


def told(rule: RungRule, due: int, case: Case, site: Site) -> tuple[int, str]:
    tell = due
    while case.category.quiet and not time(8) <= site.times[tell] < time(22):
        tell += 1
    stops = [case.handled] if rule.condition != "always" else []
    if rule.condition == "not_arrived":
        stops.append(case.arrived)
    stop = min((one for one in stops if one is not None), default=None)
    if stop is not None and stop <= due:
        return tell, "cancelled"
    return tell, "lapsed" if stop is not None and stop <= tell else "due"


def history(case: Case, policy: Policy) -> Iterator[Event]:
    steps: list[tuple[int, Fact]] = [(case.reported, Assigned(department="engineering", assignee="Li"))]
    if case.arrived is not None:
        steps.append((case.arrived, Arrived()))
    if case.held:
        until = FIRST + case.held[1] * MINUTE
        steps += [
            (case.held[0], Held(reason=HoldReason.NO_ACCESS, until=until)),
            (case.held[1], Resumed(automatic=True)),
        ]
    if case.handled is not None:
        steps.append((case.handled, Handled(outcome="done")))
    at = FIRST + case.reported * MINUTE
    created = Created(
        number="260310-001",
        category=case.category.code,
        urgency=Urgency(case.category.urgency),
        policy=policy.version,
        reported_at=at,
        logged_at=at,
    )
    yield Event(1, 1, at, at, "op", created)
    for place, (minute, fact) in enumerate(steps, 2):
        when = FIRST + minute * MINUTE
        yield Event(place, place, when, when, "op", fact)


@pytest.mark.parametrize("name", ["Asia/Shanghai", "Europe/London", "America/New_York"])
def test_a_year_of_tickets_climbs_as_a_naive_clock_says(name: str) -> None:
    site, random = wall_of(name), Random(name)
    categories = [one for one in site.policy.categories.values() if site.policy.ladder(one)]
    for _ in range(TICKETS // 3):
        case = drawn(random, categories)
        end = FIRST + (case.reported + LATER) * MINUTE
        now = end + NIGHT
        ticket = settle(fold(history(case, site.policy)), now)
        rungs = [
            (rung.role, (rung.due_at - FIRST) // MINUTE, (rung.tell_at - FIRST) // MINUTE, rung.status)
            for rung in plan(ticket, site.policy, now)
            if rung.due_at < end
        ]
        assert sorted(rungs) == sorted(naive(case, site)), (name, case)
