"""Confidentiality filter: hides the name of a confidential caller or author from operators (§18).

All cards are made through these functions, so that no screen, page or document can forget it.
"""

from core.base.dataclass import replace
from core.events.stream import Event
from core.people.roles import Actor
from core.ticket.acts.created import Created
from core.ticket.acts.merge import Absorbed
from core.ticket.acts.urge import ContactAdded, Urged
from core.ticket.model import Caller, Ticket


def discreet(ticket: Ticket, actor: Actor) -> Ticket:
    """Return the ticket as `actor` may see it; confidential names are for supervisors and above."""
    if actor.may("supervisor") or not any(c.confidential for c in (ticket.caller, *ticket.contacts)):
        return ticket
    told = replace(ticket, caller=_unnamed(ticket.caller), contacts=tuple(map(_unnamed, ticket.contacts)))
    return replace(told, first_responder="", employer="") if is_authors(ticket) else told


def is_authors(ticket: Ticket) -> bool:
    """Return True if the confidential author is the first contact: a suggestion of the staff (R005)."""
    caller = ticket.caller
    return (
        caller.confidential
        and not (caller.name or caller.phone)
        and ticket.first_responder not in ("", ticket.operator)
    )


def discreet_event(event: Event, actor: Actor, ticket: Ticket) -> Event:
    """Return the event of `ticket`, which has all names, as `actor` may see it.

    The typed line and the name of an urging person may also contain the name of a confidential caller.
    """
    if actor.may("supervisor"):
        return event
    fact = event.fact
    if isinstance(fact, Urged) and fact.who in _withheld(ticket):
        return replace(event, fact=replace(fact, who=""))
    if isinstance(fact, Absorbed):
        contacts = tuple(map(_unnamed, fact.contacts))
        return replace(event, fact=replace(fact, caller=_unnamed(fact.caller), contacts=contacts))
    if not isinstance(fact, Created | ContactAdded) or not fact.caller.confidential:
        return event
    told = replace(fact, caller=_unnamed(fact.caller), line="")
    if isinstance(told, Created) and is_authors(ticket):
        told = replace(told, first_responder="", employer="")
    return replace(event, fact=told)


def _withheld(ticket: Ticket) -> set[str]:
    return {caller.name for caller in (ticket.caller, *ticket.contacts) if caller.confidential}


def _unnamed(caller: Caller) -> Caller:
    return replace(caller, name="") if caller.confidential else caller
