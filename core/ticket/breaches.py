"""Clocks of a ticket that ran out, with the reason that was given for each."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from core.policy.model import Policy
from core.ticket.clocks import Timer, timers
from core.ticket.model import Ticket


class Breach(NamedTuple):
    """Clock that ran out, by how much it was late or is by now, and why; `by` gave the reason."""

    timer: Timer
    late: timedelta
    reason: str
    by: str


def breaches(ticket: Ticket, policy: Policy, now: datetime) -> Iterator[Breach]:
    """Yield the clocks that are late or stopped late, the first due first."""
    found = [timer for timer in timers(ticket, policy, now) if timer.state in ("breached", "missed")]
    for timer in sorted(found, key=lambda timer: timer.due_at):
        given = [one for one in ticket.late if (one.clock, one.round) == (timer.name, timer.round)]
        reason, by = (given[-1].reason, given[-1].by) if given else ("", "")
        yield Breach(timer, (timer.met_at or now) - timer.due_at, reason, by)
