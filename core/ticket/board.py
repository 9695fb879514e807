"""Board rows: their content, and the instants that decide their order.

The order depends on the time, so a ticket stores the instants that decide it; the board is then
sorted by comparing them with now, both here and in the database.
"""

from dataclasses import field
from datetime import UTC, date, datetime
from typing import NamedTuple

from core.base.clock import to_micros
from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.base.text import mask_phones
from core.policy.model import Policy
from core.ticket.clocks import live_timers
from core.ticket.codes import State
from core.ticket.feedback import owed
from core.ticket.follow_up import FollowUp, Reckoning, follow_up
from core.ticket.hold import settle
from core.ticket.ladder import plan, unacknowledged
from core.ticket.model import Ticket

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""Instant that means “never”, so that instants can always be compared."""

VIEWS = {
    "open": N_("open"),
    "mine": N_("mine"),
    "unassigned": N_("unassigned"),
    "risk": N_("at risk"),
    "breached": N_("overdue"),
    "callbacks": N_("callbacks"),
    "feedback": N_("to feed back"),
    "deferred": N_("deferred"),
    "closed": N_("closed"),
    "all": N_("all"),
}
"""Views of the tickets; a view is a filter and does not change the order."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Instants that decide a ticket's place: it moves up as each of them passes.

    `emergency` is also True for what may be one until that is answered.
    `due_at` and `clock` belong to the clock that is due first, `warn_at` is the first warning,
    `tell_at` the first escalation to be told; `NEVER` if there is none.
    """

    emergency: bool
    tell_at: datetime
    due_at: datetime
    warn_at: datetime
    clock: str
    to_call: bool = field(default=False, compare=False)
    """True if a callback is owed."""
    to_feed_back: bool = field(default=False, compare=False)
    """True if the work is done and a caller does not know the outcome yet (R023)."""
    to_do: bool = field(default=False, compare=False)
    """True if the ticket has a to-do, whether closed or not."""
    to_look: bool = field(default=False, compare=False)
    """True if the supervisor has something to look at (`core.ticket.supervision`)."""
    to_approve: bool = field(default=False, compare=False)
    """True if a request for approval waits, whatever the state of the ticket."""
    awaited: bool = field(default=False, compare=False)
    """True if the list of people to tell has it though `tell_at` does not say so: handled, and still not
    told, or told and not acknowledged."""


@dataclass(frozen=True, slots=True)
class Row:
    """Line of the board."""

    number: str
    state: State
    category: str
    urgency: str
    where: str
    description: str
    department: str
    assignee: str
    round: int
    reported_at: datetime
    version: int
    marks: Marks
    resumes_at: datetime | None = None
    asked: bool = False
    """True if it may be an emergency, which nobody has answered yet."""
    helpers: tuple[str, ...] = ()
    followed: FollowUp | None = field(default=None, compare=False)
    asked_until: date | None = field(default=None, compare=False)
    """Its daily checks, and the last day that has one: written with the row, read apart from it."""


class StoodRow(NamedTuple):
    """Line of the board of a past instant, and the operator who had logged the ticket."""

    row: Row
    operator: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of the header."""

    open: int
    risk: int
    breached: int
    unassigned: int
    callbacks: int


def marks_of(ticket: Ticket, policy: Policy) -> Marks:
    """Return the instants that decide the ticket's board position, independent of the current time.

    They are computed for the end of time, when all holds have ended and all clocks run.
    """
    from core.ticket.supervision import has_to_look  # not for the first board, which is only read

    category = policy.category(ticket.category)
    ticket = settle(ticket, NEVER)
    rungs = plan(ticket, policy, NEVER)
    live = live_timers(ticket, policy, NEVER, rungs)
    first = min(live, key=lambda timer: timer.due_at, default=None)
    warnings = [timer.warn_at for timer in live if timer.warn_at]
    tells = [rung.ask_at for rung in rungs if rung.owed and rung.ask_at] if not ticket.closed_at else []
    awaited = (bool(tells) and not ticket.is_open) or bool(unacknowledged(ticket))
    callback = ticket.round.callback
    urgent = "emergency" in (category.urgency, ticket.urgency) or ticket.reading.asks(ticket.urgency)
    return Marks(
        emergency=urgent and ticket.is_open,
        tell_at=min(tells, default=NEVER) if ticket.is_open else NEVER,
        due_at=first.due_at if first else NEVER,
        warn_at=min(warnings, default=NEVER),
        clock=first.name if first else "",
        to_call=ticket.state is State.HANDLED and callback is not None and callback.result is None,
        to_feed_back=owed(ticket),
        to_do=bool(ticket.to_do),
        to_look=has_to_look(ticket, policy),
        to_approve=bool(ticket.to_approve),
        awaited=awaited and not ticket.closed_at,
    )


def rank(marks: Marks, now: datetime) -> int:
    """Return 0 breached emergency, 1 running one, 2 to be told, 3 breached, 4 amber or 5 the rest (§4)."""
    if marks.emergency:
        return 0 if marks.due_at < now else 1
    if marks.tell_at <= now:
        return 2
    if marks.due_at < now:
        return 3
    return 4 if marks.warn_at <= now else 5


def order_key(row: Row, now: datetime) -> tuple[int, datetime, int, str]:
    """Return the key of the board's total and stable order; without a clock the newest report is first."""
    reported = to_micros(row.reported_at)
    due_at = row.marks.due_at
    return rank(row.marks, now), due_at, -reported if due_at == NEVER else reported, row.number


def level(marks: Marks, now: datetime) -> str:
    """Return the level of a row: breached, amber, running, or done without a running clock."""
    if marks.due_at == NEVER:
        return "done"
    if marks.due_at < now:
        return "breached"
    return "amber" if marks.warn_at <= now else "running"


def row_of(ticket: Ticket, policy: Policy) -> Row:
    """Return the board row of a ticket, with the phone numbers in its matter masked (§18)."""
    followed = follow_up(ticket, policy)
    return Row(
        number=ticket.number,
        state=ticket.state,
        category=ticket.category,
        urgency=ticket.urgency,
        where=ticket.where,
        description=mask_phones(ticket.description),
        department=ticket.department,
        assignee=ticket.assignee,
        round=ticket.round.number,
        reported_at=ticket.reported_at,
        version=ticket.version,
        marks=marks_of(ticket, policy),
        resumes_at=ticket.hold.until if ticket.hold else None,
        asked=ticket.is_open and ticket.reading.asks(ticket.urgency),
        helpers=ticket.helpers,
        followed=followed,
        asked_until=followed.asked_until(Reckoning(policy, NEVER)) if followed else None,
    )
