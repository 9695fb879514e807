"""Clocks of a ticket: deadlines and their states (§4).

A clock is computed on read; only arrivals, assignments and other human acts are stored.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from core.base.clock import at_site, minutes
from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.policy.model import Category, Policy
from core.policy.sections import Limits
from core.ticket.codes import State
from core.ticket.ladder import Rung, arrival_due, arrive_by, category_of, due_times, of_ladder, tell_time
from core.ticket.model import Booking, Deferral, Pause, Round, Ticket

CLOCK_NAMES = {
    "logging": N_("logging"),
    "dispatch": N_("dispatch"),
    "arrival": N_("arrival"),
    "reply": N_("reply"),
    "ladder": N_("handling"),
    "explain": N_("explanation"),
    "review": N_("review"),
    "callback": N_("callback"),
    "manager": N_("manager"),
    "external": N_("12345"),
}
LIVE = ("running", "amber", "breached")
"""States of a clock that still needs action."""


@dataclass(frozen=True, slots=True)
class Timer:
    """Clock of one round.

    `state` is running, amber, breached, met, missed, paused or cancelled; meeting it exactly at
    `due_at` is in time.
    """

    name: str
    round: int
    started_at: datetime
    warn_at: datetime | None
    due_at: datetime
    met_at: datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class Promise:
    """Deadlines that a category promises for a report, to be said aloud; None without such a clock."""

    dispatch_by: datetime | None
    warn_at: datetime | None
    arrive_by: datetime | None
    reply_by: datetime | None
    rungs: tuple[Rung, ...]


def promise(
    category: Category, policy: Policy, reported_at: datetime, appointment: datetime | None = None
) -> Promise:
    """Return the deadlines of a matter reported then, before any act on it."""
    booking = Booking(appointment, reported_at) if appointment else None
    pauses = (Pause(reported_at, appointment),) if appointment else ()
    on_site_by = arrive_by(category, policy.limits, reported_at, booking)
    rules = policy.ladder(category)
    dues = due_times(rules, policy.site, reported_at, on_site_by, pauses)
    rungs = (
        Rung(rule.role, 1, "ladder", rule.condition, due, tell_time(due, policy.site, category.quiet))
        for rule, due in zip(rules, dues, strict=True)
        if due is not None
    )
    return Promise(
        dispatch_by=_after(reported_at, category.dispatch_min),
        warn_at=_arrival_warning(category, reported_at, booking) if on_site_by else None,
        arrive_by=on_site_by,
        reply_by=_after(reported_at, category.reply_min),
        rungs=tuple(sorted(rungs, key=lambda rung: rung.due_at)),
    )


def _after(start: datetime, count: int) -> datetime | None:
    return start + minutes(count) if count else None


def _arrival_warning(category: Category, reported_at: datetime, booking: Booking | None) -> datetime | None:
    """Return the start of amber: the agreed time itself, or `warn_min` after the report."""
    return booking.at if booking else _after(reported_at, category.warn_min)


def timers(ticket: Ticket, policy: Policy, now: datetime, rungs: Sequence[Rung] | None = None) -> list[Timer]:
    """Return the clocks of the ticket with their states at `now`, in order of round and due time.

    `rungs` are those of the ticket's `plan`, if known, so that they are not computed twice.
    """
    found = [*_report_timers(ticket, policy, now)]
    for turn in ticket.rounds:
        found += _round_timers(ticket, turn, policy, now, rungs)
    return sorted(found, key=lambda timer: (timer.round, timer.due_at))


def _report_timers(ticket: Ticket, policy: Policy, now: datetime) -> Iterator[Timer]:
    """Yield the clocks that run once, from the report."""
    start = ticket.reported_at
    category = category_of(ticket.rounds[0], ticket, policy)
    if ticket.answered_at:
        due = ticket.answered_at + minutes(policy.intake.log_delay_min)
        yield _timer("logging", 1, ticket.answered_at, None, due, ticket.logged_at, now)
    ended = ticket.closed_at or ticket.rounds[0].handled_at
    if due_at := _after(start, category.dispatch_min):
        yield _timer("dispatch", 1, start, None, due_at, ticket.assigned_at, now, ended)
    if due_at := _after(start, category.reply_min):
        yield _timer("reply", 1, start, None, due_at, ticket.replied_at, now, ended)
    if ticket.employer and policy.intake.manager_min and not ticket.author_withheld:
        due_at = start + minutes(policy.intake.manager_min)
        yield _timer("manager", 1, start, None, due_at, ticket.manager_told_at, now, ticket.closed_at)
    if due_at := ticket.particulars.external_due:
        warn = max(start, due_at - timedelta(hours=policy.board.external_h))
        yield _timer("external", 1, start, warn, due_at, ticket.fed_back_at, now, ticket.closed_at)
    if ticket.deferral:
        yield from _deferral_timers(ticket, ticket.deferral, policy, now)


def _deferral_timers(ticket: Ticket, deferral: Deferral, policy: Policy, now: datetime) -> Iterator[Timer]:
    """Yield the clock of the explanation, if a customer waits for one, and of the review (R182, R183)."""
    since, number = deferral.since, ticket.round.number
    if ticket.from_customer:
        due_at = since + timedelta(hours=policy.defer.explain_h)
        warn = max(since, due_at - _amber(policy))
        yield _timer("explain", number, since, warn, due_at, deferral.explained_at, now, ticket.closed_at)
    if not policy.defer.review_days:
        return
    due_at = at_site(deferral.review + timedelta(days=1), time(0), policy.site.zone)
    warn = max(since, due_at - timedelta(days=1 + policy.defer.review_days))
    yield _timer("review", number, since, warn, due_at, None, now, ticket.closed_at)


def _amber(policy: Policy) -> timedelta:
    """Return the time before their deadline at which long clocks turn amber."""
    return timedelta(hours=policy.board.amber_h)


def _round_timers(
    ticket: Ticket, turn: Round, policy: Policy, now: datetime, rungs: Sequence[Rung] | None
) -> Iterator[Timer]:
    ended = turn.handled_at or (ticket.closed_at if turn is ticket.round else None)
    category = category_of(turn, ticket, policy)
    yield from _arrival_timers(ticket, turn, category, policy.limits, now, ended)
    if rungs is None:
        rungs = [*of_ladder(ticket, turn, category, policy)]
    if ladder := _ladder_timer(ticket, turn, rungs, policy, now, ended):
        yield ladder
    if turn.callback and turn.handled_at:
        due = turn.callback.due_at
        warn = max(turn.handled_at, due - _amber(policy))
        yield _timer("callback", turn.number, turn.handled_at, warn, due, turn.callback.done_at, now)


def _arrival_timers(
    ticket: Ticket, turn: Round, category: Category, limits: Limits, now: datetime, ended: datetime | None
) -> Iterator[Timer]:
    due = arrival_due(turn, ticket, category, limits)
    if due is None:
        return
    start, booking, met = ticket.reported_at, turn.booking, turn.arrived_at
    promised = arrive_by(category, limits, start, None) or due
    if booking and met and met < booking.booked_at:
        # a visit before the booking is judged by the first promise, which a later round has not
        if turn.number > 1:
            return
        due, booking = promised, None
    if booking and turn.number == 1 and booking.booked_at > promised:
        # a time agreed after the breach does not undo it
        warn = _after(start, category.warn_min)
        yield _timer("arrival", 1, start, warn, promised, None, now, booking.booked_at)
    warn = _arrival_warning(category, start, booking)
    yield _timer("arrival", turn.number, booking.booked_at if booking else start, warn, due, met, now, ended)


def _ladder_timer(
    ticket: Ticket, turn: Round, rungs: Sequence[Rung], policy: Policy, now: datetime, ended: datetime | None
) -> Timer | None:
    """Return the handling clock, due at the round's first rung that requires the work to be done."""
    dues = [rung.due_at for rung in rungs if rung.round == turn.number and rung.condition == "not_done"]
    if not dues:
        return None
    due = min(dues)
    anchor = max([turn.anchor, *(p.until for p in turn.pauses if p.until and p.until <= due)])
    started = min(anchor, due)
    met = turn.handled_at
    paused = (
        turn is ticket.round
        and turn.pauses
        and _standing(turn.pauses[-1], now)
        and due > turn.pauses[-1].since
    )
    if paused and not (met or ended):
        return Timer("ladder", turn.number, started, None, due, None, "paused")
    return _timer("ladder", turn.number, started, max(started, due - _amber(policy)), due, met, now, ended)


def _standing(pause: Pause, now: datetime) -> bool:
    return pause.until is None or pause.until > now


def _timer(
    name: str,
    round_no: int,
    start: datetime,
    warn: datetime | None,
    due: datetime,
    met: datetime | None,
    now: datetime,
    ended: datetime | None = None,
) -> Timer:
    """Return a clock with its state; `ended` is the instant at which it was not needed any more.

    As of a past instant, what was to come did not stop a clock yet.
    """
    met = met if met is not None and met <= now else None
    ended = ended if ended is not None and ended <= now else None
    if met is not None:
        state = "met" if met <= due else "missed"
    elif ended is not None:
        state = "cancelled" if ended <= due else "missed"
    elif now > due:
        state = "breached"
    else:
        state = "amber" if warn is not None and now >= warn else "running"
    return Timer(name, round_no, start, warn, due, met, state)


def live_timers(
    ticket: Ticket, policy: Policy, now: datetime, rungs: Sequence[Rung] | None = None
) -> list[Timer]:
    """Return the timers that still need action; `rungs` as in `timers`."""
    if ticket.state in (State.VOID, State.MERGED, State.CLOSED):
        return []
    return [timer for timer in timers(ticket, policy, now, rungs) if timer.state in LIVE]
