"""Ladder: people to be told, and when, if a matter is not done in time (§7; S1, S0).

The plan is computed on read from the ticket, the rules and the time; nothing is stored.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from core.base.clock import at_site, minutes, site_time
from core.base.dataclass import dataclass, replace
from core.policy.model import Category, Policy, wall_time
from core.policy.sections import Limits, RungRule, Site
from core.ticket.codes import State
from core.ticket.model import Booking, Pause, Round, Ticket
from core.ticket.oversight import RungKey, Telling

DAY = timedelta(days=1)

OWED = ("due", "again")
"""Statuses of a rung that somebody must be told of now."""


@dataclass(frozen=True, slots=True)
class Rung:
    """Escalation of a ticket to one role.

    `due_at` is when the window closed, `tell_at` when telling is expected (quiet hours are over);
    `status` is future, waiting, due, told, acknowledged, again (to be told again), lapsed or cancelled;
    `reason` is ladder, repeat, rework, urged, cannot_solve or beyond_office; `retro` marks one that a
    reclassification made due.  `told` is the last telling of `times`; `again_at` is when the told person is
    to be told again if nothing happens.
    """

    role: str
    round: int
    reason: str
    condition: str
    due_at: datetime
    tell_at: datetime
    status: str = "future"
    retro: bool = False
    told: Telling | None = None
    times: int = 0
    again_at: datetime | None = None

    @property
    def key(self) -> RungKey:
        """Return the identity by which a telling names the rung."""
        return RungKey(self.role, self.round, self.reason, self.due_at)

    @property
    def ask_at(self) -> datetime | None:
        """Return when the desk has to tell somebody; None if a told person has all that they need."""
        return self.again_at if self.told else self.tell_at

    @property
    def owed(self) -> bool:
        """Return True if somebody must be told now."""
        return self.status in OWED


def service_day(instant: datetime, site: Site) -> date:
    """Return the site's service day of an instant: its date before `day_end`, the next date after (§7)."""
    local = site_time(instant, site.zone)
    ends = wall_time(site.day_end)
    return local.date() if ends == time(0) or local.time() < ends else local.date() + DAY


def end_of_day(anchor: datetime, day: int, site: Site) -> datetime:
    """Return E(day): the end of service day number `day`, counted from the anchor's as 1.

    It is built from dates, never by adding 24 h.
    """
    return end_of_service_day(service_day(anchor, site) + (day - 1) * DAY, site)


def end_of_service_day(day: date, site: Site) -> datetime:
    """Return the instant at which a service day ends, which belongs to the next one."""
    ends = wall_time(site.day_end)
    return at_site(day + DAY if ends == time(0) else day, ends, site.zone)


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
    """Return the rungs of all rounds with their status at `now`, in order of round and due time.

    A rung that was told stays, though other rules have moved or removed it since (§3).
    """
    rungs = [*_at_once(ticket, policy)]
    for turn in ticket.rounds:
        rungs += of_ladder(ticket, turn, category_of(turn, ticket, policy), policy)
    if ticket.tellings:
        rungs = with_tellings(rungs, ticket.tellings)
    return sorted(
        (_judged(rung, ticket, policy, now) for rung in rungs), key=lambda rung: (rung.round, rung.due_at)
    )


def with_tellings(rungs: Sequence[Rung], tellings: Sequence[Telling]) -> list[Rung]:
    """Return the rungs with what was told of each, and those told that the present rules do not have.

    A telling belongs to the rung that it names.  If a correction has moved that one, it belongs to the first
    untold rung of the same role, round and reason that was due when it was made: nobody is told twice.
    """
    told: dict[RungKey, list[Telling]] = {}
    for telling in tellings:
        told.setdefault(telling.rung, []).append(telling)
    found = [_told(rung, told.pop(rung.key)) if rung.key in told else rung for rung in rungs]
    for key, made in told.items():
        place = next((at for at, rung in enumerate(found) if _stands_for(rung, key, made[-1].at)), None)
        if place is None:
            moved = Rung(key.role, key.round, key.reason, "always", key.due_at, key.due_at)
            found.append(_told(moved, made))
        else:
            found[place] = _told(found[place], made)
    return found


def _stands_for(rung: Rung, key: RungKey, told_at: datetime) -> bool:
    same = (rung.role, rung.round, rung.reason) == (key.role, key.round, key.reason)
    return same and rung.told is None and rung.due_at <= told_at


def _told(rung: Rung, made: Sequence[Telling]) -> Rung:
    return replace(rung, told=made[-1], times=len(made))


def unacknowledged(ticket: Ticket) -> list[Telling]:
    """Return the last telling of each rung that the told person has not acknowledged, oldest first."""
    last = {told.rung: told for told in ticket.tellings}
    return sorted((told for told in last.values() if not told.acknowledged_at), key=lambda told: told.at)


def category_of(turn: Round, ticket: Ticket, policy: Policy) -> Category:
    """Return the category by which a round is judged, with the clocks that its urgency has (R208)."""
    return policy.judged(turn.category or ticket.category, turn.urgency or ticket.urgency)


def arrive_by(
    category: Category, limits: Limits, reported_at: datetime, booking: Booking | None
) -> datetime | None:
    """Return the arrival deadline: soon after an agreed time, or `arrive_min` after the report."""
    if not category.arrive_min:
        return None
    if booking:
        return booking.at + minutes(limits.appointment_min)
    return reported_at + minutes(category.arrive_min)


def arrival_due(turn: Round, ticket: Ticket, category: Category, limits: Limits) -> datetime | None:
    """Return the arrival deadline of this round; later rounds have one only by appointment."""
    if turn.number > 1 and not turn.booking:
        return None
    return arrive_by(category, limits, ticket.reported_at, turn.booking)


def of_ladder(ticket: Ticket, turn: Round, category: Category, policy: Policy) -> Iterator[Rung]:
    """Yield the rungs of one round's ladder with their due times, not yet judged."""
    rules = policy.ladder(category)
    dues = due_times(
        rules, policy.site, turn.anchor, arrival_due(turn, ticket, category, policy.limits), turn.pauses
    )
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
    """Return the rung with its times of telling and its status at `now`."""
    turn = ticket.rounds[rung.round - 1]
    tell_at = tell_time(rung.due_at, policy.site, category_of(turn, ticket, policy).quiet)
    changed = ticket.reclassified_at if turn.handled_at is None else None
    retro = rung.reason == "ladder" and changed is not None and rung.due_at < changed
    if retro and changed:
        tell_at = max(tell_at, changed)
    if rung.told is None:
        return replace(rung, tell_at=tell_at, retro=retro, status=_status(rung, tell_at, ticket, now))
    again_at = _again_at(rung, rung.told, ticket, policy.site)
    status = "acknowledged" if rung.told.acknowledged_at else "told"
    if again_at and again_at <= now:
        status = "again"
    return replace(rung, tell_at=tell_at, retro=retro, again_at=again_at, status=status)


def _again_at(rung: Rung, told: Telling, ticket: Ticket, site: Site) -> datetime | None:
    """Return when a told person is to be told again: next morning, if nothing came of it (§7)."""
    since = told.acknowledged_at or told.at
    moved = ticket.moved_at is not None and ticket.moved_at > since
    goes_on = ticket.is_open and rung.round == ticket.round.number and _stopped_at(rung, ticket) is None
    if told.instruction or moved or not goes_on:
        return None
    return at_site(service_day(since, site) + DAY, wall_time(site.again_at), site.zone)


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
