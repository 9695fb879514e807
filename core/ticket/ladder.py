"""Ladder: people to be told, and when, if a matter is not done in time (§7; S1, S0).

The plan is computed on read from the ticket, the rules and the time; nothing is stored.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from core.base.clock import at_site, minutes, site_time
from core.base.dataclass import dataclass, replace
from core.policy.model import Category, Policy, RungRule, Site, wall_time
from core.ticket.model import Booking, Pause, Round, State, Ticket

DAY = timedelta(days=1)
APPOINTMENT_GRACE = timedelta(minutes=15)
"""Time after an agreed one by which the worker must be on site (§4)."""


@dataclass(frozen=True, slots=True)
class Rung:
    """Escalation of a ticket to one role.

    `due_at` is when the window closed, `tell_at` when telling is expected (quiet hours are over);
    `status` is future, due, waiting, lapsed or cancelled; `reason` is ladder, repeat, rework,
    urged, cannot_solve or beyond_office; `retro` marks one that a reclassification made due.
    """

    role: str
    round: int
    reason: str
    condition: str
    due_at: datetime
    tell_at: datetime
    status: str = "future"
    retro: bool = False


def service_day(instant: datetime, site: Site) -> date:
    """Return the site's service day of an instant: its date before `day_end`, the next date after (§7)."""
    local = site_time(instant, site.zone)
    ends = wall_time(site.day_end)
    return local.date() if ends == time(0) or local.time() < ends else local.date() + DAY


def end_of_day(anchor: datetime, day: int, site: Site) -> datetime:
    """Return E(day): the end of service day number `day`, counted from the anchor's as 1.

    It is built from dates, never by adding 24 h.
    """
    ends = wall_time(site.day_end)
    last = service_day(anchor, site) + (day - 1) * DAY
    return at_site(last + DAY if ends == time(0) else last, ends, site.zone)


def tell_time(due_at: datetime, site: Site, quiet: bool) -> datetime:
    """Return when telling is expected: at once, or for quiet ladders when people are awake (C13)."""
    opens, closes = wall_time(site.tell_from), wall_time(site.tell_to)
    local = site_time(due_at, site.zone)
    awake = opens <= local.time() and (closes == time(0) or local.time() < closes)
    if not quiet or awake:
        return due_at
    day = local.date() if local.time() < opens else local.date() + DAY
    return at_site(day, opens, site.zone)


def due_times(
    rules: tuple[RungRule, ...],
    site: Site,
    anchor: datetime,
    arrive_by: datetime | None,
    pauses: tuple[Pause, ...] = (),
) -> list[datetime | None]:
    """Return the due time of each rung, or None without one; a pause re-anchors those not yet due."""
    first_day = min((rule.day for rule in rules if rule.day), default=0)
    plan = [_due(rule, first_day, site, anchor, arrive_by) for rule in rules]
    for pause in pauses:
        if pause.until is not None:
            plan = [
                due if due and due <= pause.since else _due(rule, first_day, site, pause.until, arrive_by)
                for due, rule in zip(plan, rules, strict=True)
            ]
    return plan


def _due(
    rule: RungRule, first_day: int, site: Site, anchor: datetime, arrive_by: datetime | None
) -> datetime | None:
    if rule.at == "now":
        return anchor
    if rule.at == "arrival":
        return arrive_by
    if not rule.day:
        return anchor + minutes(int(rule.at))
    # 两天内 counts days, 当天 and 次日 name them: only the counting kind shifts (C12)
    shift = 1 if site.day_count == "exclusive" and first_day > 1 else 0
    due = end_of_day(anchor, rule.day + shift, site)
    return max(due, anchor + minutes(site.late_floor_min)) if rule.day == first_day else due


def plan(ticket: Ticket, policy: Policy, now: datetime) -> list[Rung]:
    """Return the rungs of all rounds with their status at `now`, in order of round and due time."""
    rungs = [*_at_once(ticket, policy)]
    for turn in ticket.rounds:
        rungs += of_ladder(ticket, turn, category_of(turn, ticket, policy), policy)
    return sorted(
        (_judged(rung, ticket, policy, now) for rung in rungs), key=lambda rung: (rung.round, rung.due_at)
    )


def category_of(turn: Round, ticket: Ticket, policy: Policy) -> Category:
    """Return the category by which a round is judged."""
    return policy.category(turn.category or ticket.category)


def arrive_by(category: Category, reported_at: datetime, booking: Booking | None) -> datetime | None:
    """Return the arrival deadline: soon after an agreed time, or `arrive_min` after the report."""
    if not category.arrive_min:
        return None
    if booking:
        return booking.at + APPOINTMENT_GRACE
    return reported_at + minutes(category.arrive_min)


def arrival_due(turn: Round, ticket: Ticket, category: Category) -> datetime | None:
    """Return the arrival deadline of this round; later rounds have one only by appointment."""
    if turn.number > 1 and not turn.booking:
        return None
    return arrive_by(category, ticket.reported_at, turn.booking)


def of_ladder(ticket: Ticket, turn: Round, category: Category, policy: Policy) -> Iterator[Rung]:
    """Yield the rungs of one round's ladder with their due times, not yet judged."""
    rules = policy.ladder(category)
    dues = due_times(rules, policy.site, turn.anchor, arrival_due(turn, ticket, category), turn.pauses)
    for rule, due in zip(rules, dues, strict=True):
        # the alarm rungs belong to the report; a later round has its own at-once rung
        if due is not None and (turn.number == 1 or rule.day):
            yield Rung(rule.role, turn.number, "ladder", rule.condition, due, due)


def _at_once(ticket: Ticket, policy: Policy) -> Iterator[Rung]:
    def rung(role: str, round_no: int, reason: str, at: datetime) -> Rung:
        return Rung(role, round_no, reason, "always", at, at)

    if ticket.repeat_no >= policy.intake.repeat_director:
        yield rung("director", 1, "repeat", ticket.reported_at)
    elif ticket.repeat_no >= policy.intake.repeat_supervisor:
        yield rung("supervisor", 1, "repeat", ticket.reported_at)
    reworks = 0
    for turn in ticket.rounds:
        if turn.opened_by == "rework":
            reworks += 1
            if reworks >= policy.callback.rework_to_director:
                yield rung("director", turn.number, "rework", turn.anchor)
            elif reworks >= policy.callback.rework_to_supervisor:
                yield rung("supervisor", turn.number, "rework", turn.anchor)
    for raised in ticket.raised:
        number = max((r.number for r in ticket.rounds if r.anchor <= raised.at), default=1)
        for role in _RAISED_TO[raised.reason]:
            yield rung(role, number, raised.reason, raised.at)


_RAISED_TO = {
    "urged": ("supervisor",),
    "cannot_solve": ("supervisor", "director"),
    "beyond_office": ("general_manager",),
}


def _judged(rung: Rung, ticket: Ticket, policy: Policy, now: datetime) -> Rung:
    """Return the rung with its time of telling and its status at `now`."""
    turn = ticket.rounds[rung.round - 1]
    tell_at = tell_time(rung.due_at, policy.site, category_of(turn, ticket, policy).quiet)
    changed = ticket.reclassified_at if turn.handled_at is None else None
    retro = rung.reason == "ladder" and changed is not None and rung.due_at < changed
    if retro and changed:
        tell_at = max(tell_at, changed)
    return replace(rung, tell_at=tell_at, retro=retro, status=_status(rung, tell_at, ticket, now))


def _status(rung: Rung, tell_at: datetime, ticket: Ticket, now: datetime) -> str:
    stop = _stopped_at(rung, ticket)
    if ticket.state in (State.VOID, State.MERGED) or (stop is not None and stop <= rung.due_at):
        return "cancelled"
    if now < rung.due_at:
        return "future"
    if stop is not None and stop <= tell_at:
        return "lapsed"
    return "waiting" if now < tell_at else "due"


def _stopped_at(rung: Rung, ticket: Ticket) -> datetime | None:
    """Return when the rung's condition ceased to hold; None while it holds."""
    turn = ticket.rounds[rung.round - 1]
    if rung.condition == "always":
        return None
    stops = [turn.handled_at]
    if rung.condition == "not_arrived":
        stops.append(turn.arrived_at)
    if ticket.deferral and turn is ticket.round:
        stops.append(ticket.deferral.since)
    if turn is ticket.round:
        stops.append(ticket.closed_at)
    return min((stop for stop in stops if stop), default=None)
