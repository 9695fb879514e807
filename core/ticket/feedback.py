"""Feedback to the source: who still waits for the outcome, and who was told (R023)."""

from core.base.text import dialled, fold_case
from core.ticket.codes import Channel, State
from core.ticket.model import Caller, Feedback, Ticket

ON_THE_LINE = (
    Channel.CALL, Channel.VISIT, Channel.RADIO, Channel.DOOR_PHONE, Channel.FIRE_PHONE,
    Channel.HOME_VISIT, Channel.MEETING,
)  # fmt: skip
"""Channels whose caller hears an answer that is given at once."""


def told(ticket: Ticket) -> tuple[Feedback, ...]:
    """Return the feedbacks of the current round."""
    return tuple(one for one in ticket.feedbacks if one.round == ticket.round.number)


def waiting(ticket: Ticket) -> tuple[int, ...]:
    """Return the places of the callers who were not told of this round yet; an anonymous one cannot be."""
    if not ticket.from_customer:
        return ()
    known = {one.caller for one in told(ticket)}
    return tuple(
        place for place, one in enumerate(ticket.callers) if place not in known and not one.anonymous
    )


def owed(ticket: Ticket) -> bool:
    """Return True if the work is done and a caller was not told of it yet."""
    return ticket.state is State.HANDLED and bool(waiting(ticket))


def not_fed_back(ticket: Ticket) -> bool:
    """Return True for a customer's ticket that was closed though nobody was told the outcome."""
    return ticket.state is State.CLOSED and ticket.from_customer and not told(ticket)


def is_named(caller: Caller, who: str) -> bool:
    """Return True if `who` is the name or the number of the caller."""
    number = dialled(who)
    return fold_case(caller.name) == fold_case(who) or (bool(number) and dialled(caller.phone) == number)
