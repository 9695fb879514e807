"""End of a hold: by an act, or automatically at its time (T9)."""

from datetime import datetime

from core.base.dataclass import replace
from core.ticket.codes import REANCHORING, State
from core.ticket.model import Pause, Ticket


def settle(ticket: Ticket, now: datetime) -> Ticket:
    """Return the ticket as of `now`, with a hold ended whose time has come (computed on read)."""
    if ticket.state is State.ON_HOLD and ticket.hold and ticket.hold.until <= now:
        return resume(ticket, ticket.hold.until)
    return ticket


def resume(ticket: Ticket, at: datetime) -> Ticket:
    """Return the ticket with its work resumed at `at`; a stopped ladder counts again from there."""
    rounds = ticket.rounds
    if ticket.hold and ticket.hold.reason in REANCHORING:
        pauses = (*ticket.round.pauses[:-1], Pause(ticket.hold.since, at))
        rounds = (*rounds[:-1], replace(ticket.round, pauses=pauses))
    return replace(ticket, state=State.ASSIGNED, hold=None, rounds=rounds)
