"""Question for the place of an emergency, which is saved without one (§23 on §3 T1)."""

from core.policy.urgency import Urgency
from core.ticket.model import Ticket


def lacks_place(ticket: Ticket) -> bool:
    """Return True for what is or may be an emergency, not closed, of which nobody has said where yet."""
    alarming = ticket.urgency is Urgency.EMERGENCY or ticket.reading.asks(ticket.urgency)
    return alarming and not ticket.where and ticket.closed_at is None
