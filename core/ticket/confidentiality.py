"""Confidentiality filter: hides the name of a confidential caller or author from operators (§18).

All cards are made through these functions, so that no screen, page or document can forget it.
"""

from core.base.dataclass import replace
from core.events.stream import Event
from core.people.roles import Actor
from core.ticket.acts.created import Created
from core.ticket.acts.merge import Absorbed
from core.ticket.acts.urge import ContactAdded, Urged
from core.ticket.model import Caller, Check, Ticket


def discreet(ticket: Ticket, actor: Actor) -> Ticket:
    """Return the ticket as `actor` may see it; confidential names are for supervisors and above."""
    if actor.may("supervisor") or not any(c.confidential for c in (ticket.caller, *ticket.contacts)):
        return ticket
    told = replace(ticket, caller=_unnamed(ticket.caller), contacts=tuple(map(_unnamed, ticket.contacts)))
    if not ticket.author_withheld:
        return told
    checks = tuple(_checked(check, ticket.first_responder) for check in told.checks)
    return replace(told, first_responder="", employer="", checks=checks)


def discreet_event(event: Event, actor: Actor, ticket: Ticket) -> Event:
    """Return the event of `ticket`, which has all names, as `actor` may see it.

    The typed line and the name of an urging person may also contain the name of a confidential caller.
    """
    if actor.may("supervisor"):
        return event
    if ticket.author_withheld:
        event = _without_author(event, ticket.first_responder)
    fact = event.fact
    if isinstance(fact, Urged) and fact.who in _withheld(ticket):
        return replace(event, fact=replace(fact, who=""))
    if isinstance(fact, Absorbed):
        contacts = tuple(map(_unnamed, fact.contacts))
        return replace(event, fact=replace(fact, caller=_unnamed(fact.caller), contacts=contacts))
    if not isinstance(fact, Created | ContactAdded) or not fact.caller.confidential:
        return event
    return replace(event, fact=replace(fact, caller=_unnamed(fact.caller), line=""))


def _without_author(event: Event, author: str) -> Event:
    """Return the event without the author as who did it, as first contact, or as who made a daily check."""
    from core.ticket.acts.check import Checked  # not for the first frame
    from core.ticket.acts.responder import FirstResponderCorrected

    fact = event.fact
    if isinstance(fact, Created):
        fact = replace(fact, first_responder="", employer="")
    elif isinstance(fact, FirstResponderCorrected):
        fact = replace(fact, first_responder="", employer="", reason="")
    elif isinstance(fact, Checked):
        who, absent = _but(fact.person, author), _but(fact.instead_of, author)
        fact = replace(fact, person=who, instead_of=absent)
    return replace(event, fact=fact, actor=_but(event.actor, author))


def _checked(check: Check, author: str) -> Check:
    who, by, absent = (_but(name, author) for name in (check.person, check.by, check.instead_of))
    return replace(check, person=who, by=by, instead_of=absent)


def _but(name: str, author: str) -> str:
    return "" if name == author else name


def _withheld(ticket: Ticket) -> set[str]:
    return {caller.name for caller in (ticket.caller, *ticket.contacts) if caller.confidential}


def _unnamed(caller: Caller) -> Caller:
    return replace(caller, name="") if caller.confidential else caller
