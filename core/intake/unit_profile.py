"""Unit profile: facts to know before calling or visiting a unit, and its specialist (R048, R156, R162)."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.people.directory import Directory, Person
from core.people.units import Unit
from core.policy.model import Policy
from core.ticket.board import Row, row_of
from core.ticket.callbacks import GRADES
from core.ticket.codes import Mode, Result
from core.ticket.hold import settle
from core.ticket.model import Ticket

MOST_RECENT = 5
MOST_GRADES = 5
VISIT_AMBER = timedelta(days=14)
"""Time before a visit is due from which it is shown as due soon (§12)."""


@dataclass(frozen=True, slots=True)
class Graded:
    """Grade that the customer gave to one round of a ticket."""

    number: str
    round: int
    at: datetime
    grade: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """Call to the unit out of turn; `number` is that of the ticket it was about, empty without one (R201)."""

    number: str
    at: datetime
    result: Result
    answer: str
    by: str
    mode: Mode = Mode.PHONE


@dataclass(frozen=True, slots=True)
class Profile:
    """Unit with its tickets: `open` oldest first, `recent` closed ones, `grades` and `calls` newest first.

    `specialist` is the listed person in charge of it (R048), `last_contact` the site day of the last
    conversation with its people, `visit_due` that of the next periodic visit; None if there is none.
    """

    unit: Unit
    specialist: Person | None = None
    open: tuple[Row, ...] = ()
    recent: tuple[Row, ...] = ()
    grades: tuple[Graded, ...] = ()
    calls: tuple[Spoken, ...] = ()
    last_contact: date | None = None
    visit_due: date | None = None


def profile_of(
    unit: Unit,
    tickets: Sequence[Ticket],
    directory: Directory,
    rules: dict[int, Policy],
    now: datetime,
    calls: Sequence[Spoken] = (),
) -> Profile:
    """Return the profile of a unit from its tickets, by the rules in force (the highest version).

    `calls` are those out of turn that no ticket has.
    """
    policy = rules[max(rules)]
    over = sorted((one for one in tickets if one.closed_at), key=lambda one: one.reported_at, reverse=True)
    return Profile(
        unit,
        specialist_of(unit, directory),
        live(tickets, rules, now),
        tuple(row_of(one, rules[one.policy]) for one in over[:MOST_RECENT]),
        grades(tickets),
        (spoken := spoken_with(tickets, calls)),
        _last_contact(unit, tickets, spoken, policy.site.zone),
        visit_due(unit, policy.visit.period_months, site_time(now, policy.site.zone).date()),
    )


def specialist_of(unit: Unit | None, directory: Directory) -> Person | None:
    """Return the service specialist of the unit; None if the staff has none for it (R048)."""
    return directory.person(unit.specialist) if unit and unit.specialist else None


def who_calls(ticket: Ticket, policy: Policy, directory: Directory) -> Person | None:
    """Return the service specialist of the ticket's unit if the callback is theirs (§6, R048).

    None if the rules name another role, the unit has no specialist on the staff, or the specialist did
    the work.
    """
    one = specialist_of(directory.unit(ticket.unit) if ticket.unit else None, directory)
    callback = ticket.round.callback
    rings = callback is not None and callback.rule == "all"
    by_desk = policy.category(ticket.category).callback_by == "desk"
    return one if one and rings and by_desk and one.name != ticket.assignee else None


def live(tickets: Iterable[Ticket], rules: dict[int, Policy], now: datetime) -> tuple[Row, ...]:
    """Return the rows of the tickets that are not closed, the oldest first."""
    found = sorted((one for one in tickets if not one.closed_at), key=lambda one: one.reported_at)
    return tuple(row_of(settle(one, now), rules[one.policy]) for one in found)


def grades(tickets: Iterable[Ticket]) -> tuple[Graded, ...]:
    """Return the last `MOST_GRADES` grades, the newest first."""
    given = (
        Graded(ticket.number, turn.number, turn.callback.done_at, turn.callback.result)
        for ticket in tickets
        for turn in ticket.rounds
        if turn.callback and turn.callback.done_at and turn.callback.result
    )
    return tuple(sorted(given, key=lambda one: one.at, reverse=True)[:MOST_GRADES])


def spoken_with(tickets: Iterable[Ticket], calls: Iterable[Spoken]) -> tuple[Spoken, ...]:
    """Return the calls out of turn of the tickets and the others, the newest first."""
    of_tickets = (
        Spoken(ticket.number, call.at, call.result, call.answer, call.by, call.mode or Mode.PHONE)
        for ticket in tickets
        for call in ticket.calls
    )
    return tuple(sorted((*of_tickets, *calls), key=lambda one: one.at, reverse=True))


def _last_contact(
    unit: Unit, tickets: Sequence[Ticket], calls: Sequence[Spoken], zone: ZoneInfo
) -> date | None:
    """Return the last site day on which the unit called, answered a callback or was visited (R156)."""
    rang = [one.reported_at for one in tickets if one.from_customer]
    answered = [one.at for one in grades(tickets) if one.grade in GRADES]
    spoke = [one.at for one in calls if one.result in GRADES]
    days = [site_time(at, zone).date() for at in (*rang, *answered, *spoke)]
    return max((*days, *filter(None, [unit.visited_on])), default=None)


def visit_due(unit: Unit, months: int, today: date) -> date | None:
    """Return the day of the next periodic visit: `months` calendar months after the last one.

    Without a visit it counts from the day the unit began.  None for public places, for units that have
    left, and if neither day is known (§12).
    """
    since = unit.visited_on or unit.active_from
    left = unit.active_to is not None and unit.active_to < today
    return None if since is None or left or unit.kind == "public" else months_later(since, months)


def months_later(day: date, months: int) -> date:
    """Return the same day `months` later, clipped to the month: 30 Nov + 3 is 28 Feb."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))
