"""A hold ends: by somebody's act, or by itself when its time has come (T9)."""

from dataclasses import replace
from datetime import datetime

from core.ticket.model import REANCHORING, Pause, State, Ticket


def settle(ticket: Ticket, now: datetime) -> Ticket:
    """The ticket as it stands at `now`: a hold whose time has come is over (computed on read)."""
    if ticket.state is State.ON_HOLD and ticket.hold and ticket.hold.until <= now:
        return resume(ticket, ticket.hold.until)
    return ticket


def resume(ticket: Ticket, at: datetime) -> Ticket:
    """The ticket with its work going on from `at`; a ladder that stood still counts anew from there."""
    rounds = ticket.rounds
    if ticket.hold and ticket.hold.reason in REANCHORING:
        pauses = (*ticket.round.pauses[:-1], Pause(ticket.hold.since, at))
        rounds = (*rounds[:-1], replace(ticket.round, pauses=pauses))
    return replace(ticket, state=State.ASSIGNED, hold=None, rounds=rounds)
