"""Registers over the tickets: customers' feedback, original papers, callbacks made."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.figures.ports import FiguresReading
from core.figures.report import span_of, touched
from core.people.roles import Actor
from core.policy.model import Policy
from core.ticket.confidentiality import discreet
from core.ticket.model import Original, Ticket

OPINION_KINDS = ("complaint", "feedback", "service", "enquiry")
"""Kinds in the register of feedback unless one is asked for (R030, R097)."""


@dataclass(frozen=True, slots=True)
class KeptOriginal:
    """Original paper of a ticket, and the last day on which it must be kept (R098)."""

    ticket: Ticket
    original: Original
    until: date


def opinions(
    look: FiguresReading, first: date, last: date, actor: Actor, *, kind: str = "", channel: str = ""
) -> list[Ticket]:
    """Return the register of the days `first` to `last`, by report time, as `actor` may see it."""
    rules = {policy.version: policy for policy in look.policies.all()}
    span = span_of(first, last, look.policies.in_force().site)
    kinds = (kind,) if kind else OPINION_KINDS
    return [
        discreet(ticket, actor)
        for ticket in look.tickets.reported(span.start, span.end)
        if rules[ticket.policy].category(ticket.category).kind in kinds and channel in ("", ticket.channel)
    ]


def originals(look: FiguresReading, first: date, last: date, actor: Actor) -> list[KeptOriginal]:
    """Return the original papers received from `first` to `last`, by report time."""
    policy = look.policies.in_force()
    span = span_of(first, last, policy.site)
    return [
        *_kept((discreet(ticket, actor) for ticket in look.tickets.reported(span.start, span.end)), policy)
    ]


def _kept(tickets: Iterable[Ticket], policy: Policy) -> Iterator[KeptOriginal]:
    for ticket in tickets:
        if original := ticket.particulars.original:
            came = site_time(ticket.reported_at, policy.site.zone).date()
            yield KeptOriginal(ticket, original, _years_after(came, policy.intake.original_years))


def _years_after(day: date, years: int) -> date:
    """Return the same day `years` later; the 28th for a 29th of February that does not exist."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def grade_of(ticket: Ticket) -> str:
    """Return the customer's last grade; empty before the first."""
    results = (turn.callback.result for turn in ticket.rounds if turn.callback and turn.callback.result)
    return [*chain([""], results)][-1]


@dataclass(frozen=True, slots=True)
class CallbackMade:
    """Attempt to reach a customer, or the end of a callback without one: waived, given up."""

    ticket: Ticket
    round: int
    at: datetime
    result: str
    answer: str = ""
    by: str = ""


def callbacks_made(look: FiguresReading, first: date, last: date, actor: Actor) -> list[CallbackMade]:
    """Return the attempts and ends of callbacks on the days `first` to `last`, in order (R169)."""
    span = span_of(first, last, look.policies.in_force().site)
    tickets = (discreet(ticket, actor) for ticket in touched(look, span))
    made = (one for ticket in tickets for one in _tries(ticket) if span.has(one.at))
    return sorted(made, key=lambda one: (one.at, one.ticket.number))


def _tries(ticket: Ticket) -> Iterator[CallbackMade]:
    for turn in ticket.rounds:
        if not (callback := turn.callback):
            continue
        for one in callback.attempts:
            yield CallbackMade(ticket, turn.number, one.at, one.result, one.answer, one.by)
        if callback.done_at and callback.result in ("waived", "unreachable"):
            yield CallbackMade(ticket, turn.number, callback.done_at, callback.result)
