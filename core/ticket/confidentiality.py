"""Whose name an operator does not see: that of a caller who wished it to stay confidential (§18).

Every card is made through these functions, so that no screen, page or document can forget it.
"""

from dataclasses import replace
from typing import Any

from core.events.stream import Event
from core.people.roles import Actor
from core.ticket.acts.created import Created
from core.ticket.acts.merge import Absorbed
from core.ticket.acts.urge import ContactAdded, Urged
from core.ticket.model import Caller, Ticket


def discreet(ticket: Ticket, actor: Actor) -> Ticket:
    """The ticket as `actor` may see it; the name of a confidential caller is for supervisors and up."""
    if actor.may("supervisor") or not any(c.confidential for c in (ticket.caller, *ticket.contacts)):
        return ticket
    return replace(ticket, caller=_unnamed(ticket.caller), contacts=tuple(map(_unnamed, ticket.contacts)))


def discreet_event(event: Event, actor: Actor, ticket: Ticket) -> Event:
    """The event of `ticket`, itself with all names, as `actor` may see it.

    The line as it was typed may hold the name of a confidential caller as well; so may who asked again.
    """
    if actor.may("supervisor"):
        return event
    fact = event.fact
    if isinstance(fact, Urged) and fact.who in _withheld(ticket):
        return replace(event, fact=replace(fact, who=""))
    if not isinstance(fact, Created | ContactAdded | Absorbed) or not fact.caller.confidential:
        return event
    changes: dict[str, Any] = {"caller": _unnamed(fact.caller)}
    if not isinstance(fact, Absorbed):
        changes["line"] = ""
    return replace(event, fact=replace(fact, **changes))


def _withheld(ticket: Ticket) -> set[str]:
    return {caller.name for caller in (ticket.caller, *ticket.contacts) if caller.confidential}


def _unnamed(caller: Caller) -> Caller:
    return replace(caller, name="") if caller.confidential else caller
