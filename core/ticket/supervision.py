"""Supervision: classifications that wait for a look (R189), finished work to check on the spot (R092)."""

from collections.abc import Iterator

from core.base.codes import Code
from core.base.i18n_marks import C_, N_
from core.policy.model import Policy
from core.policy.urgency import Urgency
from core.ticket.callbacks import sampled
from core.ticket.codes import Channel, State
from core.ticket.model import Ticket
from core.ticket.oversight import SpotResult
from core.ticket.reading import Certainty

NOT_COUNTED = (State.VOID, State.MERGED)
"""States of tickets that count nowhere by themselves."""


class Concern(Code):
    """Reasons for which the supervisor looks at a classification, the gravest first."""

    EMERGENCY = "emergency", C_("urgency", "emergency")
    MAJOR = "major", N_("major complaint")
    CHANGED = "changed", N_("changed by the desk")
    NOT_RECOGNISED = "not_recognised", N_("not recognised")
    GUESSED = "guessed", N_("guessed")
    HOTLINE = "hotline", N_("12345 transfer")
    DRAWN = "drawn", N_("drawn")


def concerns(ticket: Ticket, policy: Policy) -> tuple[Concern, ...]:
    """Return the reasons why the classification waits for a look; empty once a supervisor confirmed it.

    A later change by the desk asks again.  Another office's log was classified there.
    """
    if ticket.classified_at or ticket.imported_at or ticket.state in NOT_COUNTED:
        return ()
    return tuple(_concerns(ticket, policy))


def _concerns(ticket: Ticket, policy: Policy) -> Iterator[Concern]:
    if ticket.urgency is Urgency.EMERGENCY:
        yield Concern.EMERGENCY
    if is_major(ticket, policy):
        yield Concern.MAJOR
    if ticket.reclassified_at:
        yield Concern.CHANGED
    if ticket.reading.category is Certainty.FALLBACK:
        yield Concern.NOT_RECOGNISED
    if ticket.reading.category is Certainty.GUESS:
        yield Concern.GUESSED
    if ticket.channel == Channel.HOTLINE or ticket.particulars.external_no:
        yield Concern.HOTLINE
    if sampled(f"{ticket.number} classification", policy.supervision.classify_percent):
        yield Concern.DRAWN


def is_major(ticket: Ticket, policy: Policy) -> bool:
    """Return True for a complaint of which the general manager hears at once (§7, R019)."""
    category = policy.category(ticket.category)
    return category.kind == "complaint" and category.ladder == "major"


def is_work(ticket: Ticket) -> bool:
    """Return True for work that a person was sent to do and that is done; another office's does not count."""
    done = ticket.state in (State.HANDLED, State.CLOSED) and ticket.round.handled_at is not None
    return done and ticket.assigned_at is not None and not ticket.imported_at


def is_checked(ticket: Ticket) -> bool:
    """Return True if the work of the current round was checked on the spot."""
    return any(check.round == ticket.round.number for check in ticket.spot_checks)


def is_faulty(ticket: Ticket) -> bool:
    """Return True if the last spot check of the current round found the work not in order."""
    last = ticket.spot_checks[-1] if is_checked(ticket) else None
    return last is not None and last.result is SpotResult.NOT_OK


def to_check(ticket: Ticket, policy: Policy) -> bool:
    """Return True for finished work that was drawn for a spot check, by its number, and not checked yet."""
    percent = policy.supervision.spot_percent
    return is_work(ticket) and not is_checked(ticket) and sampled(f"{ticket.number} spot check", percent)


def investigation_owed(ticket: Ticket, policy: Policy) -> bool:
    """Return True for a major complaint without a group, or handled without its conclusion (R019)."""
    if not is_major(ticket, policy) or ticket.imported_at or ticket.state in NOT_COUNTED:
        return False
    if ticket.investigation is None:
        return ticket.state is not State.CLOSED
    ended = ticket.state in (State.HANDLED, State.CLOSED)
    return ended and ticket.investigation.concluded_at is None


def has_to_look(ticket: Ticket, policy: Policy) -> bool:
    """Return True if one of the lists of the supervisor may have the ticket."""
    return bool(concerns(ticket, policy) or to_check(ticket, policy) or investigation_owed(ticket, policy))
