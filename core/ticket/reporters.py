"""Who brought the matter to the desk: the first responder, his firm's site manager, further callers."""

from core.base.errors import InvalidInput, NotAllowed
from core.base.i18n_marks import N_
from core.people.directory import Directory
from core.ticket import facts as e
from core.ticket.lifecycle import Facts, Moment, needs, require
from core.ticket.model import NOBODY, Caller, Ticket


def manager_told(ticket: Ticket, moment: Moment, who: str = "") -> Facts:
    """The site manager of the first responder's firm knows of it too (R065)."""
    require("manager_told", ticket, moment)
    return [e.ManagerTold(who=who)]


def correct_first_responder(
    ticket: Ticket, moment: Moment, name: str, reason: str, directory: Directory, employer: str = ""
) -> Facts:
    """Somebody else heard of it or saw it first; his employer comes with him (R058, R086).

    `employer` counts only for a name that the directory does not list.
    """
    require("first_responder", ticket, moment)
    needs(name, N_("Say who heard of it first."))
    needs(reason, N_("Changing the first responder needs a reason."))
    person = directory.person(name)
    first = person.name if person else name
    if first == ticket.first_responder:
        raise NotAllowed(N_("That is what it is already."))
    firm = person.employer if person else employer
    return [e.FirstResponderCorrected(first_responder=first, employer=firm, reason=reason)]


def add_contact(ticket: Ticket, moment: Moment, caller: Caller, line: str = "") -> Facts:
    """One of many callers about the same matter: kept, and told the outcome like the first (§9)."""
    require("contact", ticket, moment)
    if caller == NOBODY:
        raise InvalidInput(N_("Say who called."), hint=N_("A name, a number, or anonymous."))
    return [e.ContactAdded(caller=caller, line=line)]


def manager_of(ticket: Ticket, directory: Directory) -> str:
    """The site manager of the firm that the first responder works for; empty where none is listed."""
    managers = (p for p in directory.people if p.active and p.role == "site_manager")
    return next((p.name for p in managers if p.employer == ticket.employer), "")
