"""Report of a period of site days in figures (§17, daily report)."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from itertools import groupby

from core.base.clock import MICROSECOND, at_site
from core.base.dataclass import dataclass
from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from core.events.fact import Undone
from core.events.fold import standing as standing_events
from core.events.stream import Event
from core.figures.measures import Arrivals, arrivals, share
from core.figures.ports import FiguresReading
from core.figures.reporting_delays import StaffReports, staff_reports
from core.figures.satisfaction import CallbackSatisfaction, of_callbacks
from core.figures.supervision import Classifications, SpotChecks, classifications, spot_checks
from core.figures.unqualified import failed_jobs
from core.policy.model import Policy
from core.policy.sections import ROLES, Site
from core.ticket.acts.hold import Resumed
from core.ticket.callbacks import GRADES
from core.ticket.clocks import live_timers
from core.ticket.codes import State, Validity
from core.ticket.feedback import not_fed_back, owed
from core.ticket.fold import fold
from core.ticket.hold import settle
from core.ticket.model import Ticket


@dataclass(frozen=True, slots=True)
class Span:
    """Instants from `start` up to, not including, `end`."""

    start: datetime
    end: datetime

    def has(self, instant: datetime | None) -> bool:
        """Return True if `instant` is inside."""
        return instant is not None and self.start <= instant < self.end


@dataclass(frozen=True, slots=True)
class Came:
    """Tickets reported, in total and by sort.

    `repeats` are repeats of an earlier report; of the tickets `from_customers`, `at_once` were solved in
    the first contact (T2), without a visit; complaints that were found `valid`, and `invalid` (§22).
    """

    total: int
    kinds: Mapping[str, int]
    channels: Mapping[str, int]
    categories: Mapping[str, int]
    found: int
    repeats: int
    from_customers: int
    at_once: int
    valid: int = 0
    invalid: int = 0

    @property
    def repeat_rate(self) -> Fraction | None:
        """Return repeats ÷ all tickets reported (R056)."""
        return share(self.repeats, self.total)

    @property
    def at_once_rate(self) -> Fraction | None:
        """Return K21: solved in the first contact ÷ reported by customers (R056)."""
        return share(self.at_once, self.from_customers)


@dataclass(frozen=True, slots=True)
class CallbackFigures:
    """Callbacks: due (without waived ones), attempts, customers reached, results; owed at the end."""

    due: int
    attempts: int
    reached: int
    results: Mapping[str, int]
    owed: int
    overdue: int


@dataclass(frozen=True, slots=True)
class LateEntry:
    """Entry made after a period about the time before its end: when, by whom, about which tickets."""

    at: datetime
    by: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Figures of the days `first` to `last`, both included, as known at `made_at`.

    Of a period that is over, only `late_entries` change anything.

    `handled` and `closed` are tickets of the period; `open`, `breached` and `deferred` are those at its
    end, or now if it is not over; `not_fed_back` were closed though nobody knows the outcome, `to_feed_back`
    are handled and wait to be told at the end (R023); `failed_jobs` are the tickets for which an unregistered
    or expired worker was sent (R120); `arrivals` are by category, with those of all under
    the empty name.
    """

    site: Site
    first: date
    last: date
    made_at: datetime
    came: Came
    handled: int
    closed: int
    open: int
    breached: int
    deferred: int
    callbacks: CallbackFigures
    not_fed_back: int
    to_feed_back: int
    arrivals: Mapping[str, Arrivals]
    staff_reports: StaffReports
    satisfaction: CallbackSatisfaction
    classifications: Classifications
    spot_checks: SpotChecks
    late_entries: Sequence[LateEntry] = ()
    failed_jobs: Sequence[str] = ()


def report(look: FiguresReading, first: date, last: date, now: datetime) -> Report:
    """Return the figures of the days `first` to `last`; raise `InvalidInput` for the wrong order."""
    rules = {policy.version: policy for policy in look.policies.all()}
    site = look.policies.in_force().site
    span = span_of(first, last, site)
    then = min(span.end - MICROSECOND, now)
    concerned, entered, late = _known_at(look, touched(look, span, void=True), then)
    reported = [t for t in concerned if span.has(t.reported_at) and t.state is not State.VOID]
    standing = [(settle(t, then), rules[t.policy]) for t in concerned if t.closed_at is None]
    return Report(
        site=site,
        first=first,
        last=last,
        made_at=now,
        came=_came(reported, rules),
        handled=sum(any(span.has(turn.handled_at) for turn in t.rounds) for t in concerned),
        closed=sum(t.state is State.CLOSED and span.has(t.closed_at) for t in concerned),
        open=sum(t.is_open for t, _ in standing),
        breached=sum(any(c.state == "breached" for c in live_timers(t, p, then)) for t, p in standing),
        deferred=sum(t.state is State.DEFERRED for t, _ in standing),
        callbacks=_callbacks(concerned, [t for t, _ in standing], span, then),
        not_fed_back=sum(not_fed_back(t) and span.has(t.closed_at) for t in concerned),
        to_feed_back=sum(owed(t) for t, _ in standing),
        arrivals=arrivals([entered.get(t.number, t) for t in reported], rules, then),
        staff_reports=staff_reports(reported, _reporters(look, last)),
        satisfaction=of_callbacks(
            concerned,
            lambda turn: turn.callback is not None and span.has(turn.callback.done_at),
            look.policies.in_force().survey,
        ),
        classifications=classifications(look, concerned, reported, rules, span.has),
        spot_checks=spot_checks(concerned, look.policies.in_force().supervision.spot_percent, span.has),
        late_entries=late,
        failed_jobs=failed_jobs(look, span.start, lambda at: span.has(at) and at is not None and at <= then),
    )


def _reporters(look: FiguresReading, day: date) -> list[str]:
    """Return the names of the staff who are expected to report: all who work there but those in charge."""
    staff = look.people.directory().on(day).staff
    return [person.name for person in staff if person.role not in (*ROLES, "read_only")]


def span_of(first: date, last: date, site: Site) -> Span:
    """Return the instants of the site days `first` to `last`; raise `InvalidInput` for the wrong order."""
    if last < first:
        raise InvalidInput(N_("The last day is before the first."), hint=N_("Swap the two dates."))
    midnight = time(0)
    return Span(at_site(first, midnight, site.zone), at_site(last + timedelta(days=1), midnight, site.zone))


def touched(look: FiguresReading, span: Span, *, void: bool = False) -> list[Ticket]:
    """Return the tickets that may have changed in the span; a closed one may have been reopened."""
    since = span.start - timedelta(hours=max(rules.limits.reopen_h for rules in look.policies.all()))
    reported = {ticket.number: ticket for ticket in look.tickets.reported(since, span.end, void=void)}
    alive = dict.fromkeys((*look.tickets.alive(since), *look.tickets.alive(span.end - MICROSECOND)))
    return [*(look.tickets.get(number) for number in alive if number not in reported), *reported.values()]


def _known_at(
    look: FiguresReading, tickets: Iterable[Ticket], then: datetime
) -> tuple[list[Ticket], dict[str, Ticket], list[LateEntry]]:
    """Return the tickets as they stood at `then`, and the entries made later about the time before.

    What happened later changes nothing, nor does taking back later what was entered by then.  Tickets
    entered later as a whole, as those of another office's log, are also returned by number as they were
    entered: no earlier report has judged their arrivals.
    """
    found, late = [], Counter[tuple[datetime, str, str]]()
    whole: dict[str, Ticket] = {}
    for ticket in tickets:
        if ticket.changed_at <= then:
            found.append(ticket)
            continue
        history = look.tickets.history(ticket.number)
        entered = {event.step for event in history if event.recorded_at > then}
        kept = [event for event in history if event.at <= then or _takes_back(event, entered)]
        if kept:
            found.append(fold(kept))
            if kept[0].step in entered:
                whole[ticket.number] = fold([e for e in history if e in kept or e.step == kept[0].step])
        late.update(
            (event.recorded_at, event.actor, ticket.number)
            for event in standing_events(kept)
            if event.step in entered and _is_entry(event)
        )
    steps = groupby(sorted(late), key=lambda one: one[:2])
    return found, whole, [LateEntry(at, by, tuple(one[2] for one in step)) for (at, by), step in steps]


def _is_entry(event: Event) -> bool:
    """Return True for what a person entered: no undo, and no hold that ended by itself."""
    return not isinstance(event.fact, Undone | Resumed) or (
        isinstance(event.fact, Resumed) and not event.fact.automatic
    )


def _takes_back(event: Event, steps: Container[int]) -> bool:
    return isinstance(event.fact, Undone) and event.fact.step in steps


def _came(tickets: Sequence[Ticket], rules: Mapping[int, Policy]) -> Came:
    kinds = Counter(rules[t.policy].category(t.category).kind for t in tickets)
    return Came(
        total=len(tickets),
        kinds=kinds,
        channels=Counter(t.channel for t in tickets),
        categories=Counter(t.category for t in tickets),
        found=sum(not t.from_customer for t in tickets),
        repeats=sum(t.repeat_no > 1 for t in tickets),
        from_customers=sum(t.from_customer for t in tickets),
        valid=sum(_found(t, Validity.VALID) for t in tickets),
        invalid=sum(_found(t, Validity.INVALID) for t in tickets),
        at_once=sum(t.from_customer and _solved_at_once(t) for t in tickets),
    )


def _found(ticket: Ticket, validity: Validity) -> bool:
    return ticket.complaint is not None and ticket.complaint.validity is validity


def _solved_at_once(ticket: Ticket) -> bool:
    return ticket.rounds[0].handled_at is not None and not ticket.assigned_at and len(ticket.rounds) == 1


def _callbacks(
    concerned: Iterable[Ticket], standing: Iterable[Ticket], span: Span, end: datetime
) -> CallbackFigures:
    calls = [turn.callback for t in concerned for turn in t.rounds if turn.callback]
    tries = [attempt for call in calls for attempt in call.attempts if span.has(attempt.at)]
    calling = (t.round.callback for t in standing if t.state is State.HANDLED)
    owed = [call for call in calling if call and not call.result]
    return CallbackFigures(
        due=sum(span.has(call.due_at) and call.result != "waived" for call in calls),
        attempts=len(tries),
        reached=sum(attempt.result in GRADES for attempt in tries),
        results=Counter(call.result for call in calls if call.result and span.has(call.done_at)),
        owed=len(owed),
        overdue=sum(call.due_at < end for call in owed),
    )
