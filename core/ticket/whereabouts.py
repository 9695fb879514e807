"""Question for the place of a matter that was saved without one (§23 on §3 T1)."""

from core.policy.urgency import Urgency
from core.ticket.codes import TaskKind
from core.ticket.model import Ticket


def lacks_place(ticket: Ticket) -> bool:
    """Return True if nobody has said yet where it is: an open emergency, or what may be one, or a to-do."""
    if ticket.where:
        return False
    if any(task.kind is TaskKind.PLACE for task in ticket.to_do):
        return True
    alarming = ticket.urgency is Urgency.EMERGENCY or ticket.reading.asks(ticket.urgency)
    return alarming and ticket.closed_at is None
