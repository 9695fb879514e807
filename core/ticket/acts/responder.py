"""First responders, and the site managers of their firms (R058, R065)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Among, Asked
from core.base.text import EMPTY, LONGEST_NAME, Clean
from core.events.fact import personal
from core.events.stream import Event
from core.people.directory import Directory
from core.ticket.acts.base import Act, Facts, Moment, Reason, TicketFact, needs
from core.ticket.model import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagerTold(TicketFact):
    """Notice to the site manager of the first responder's firm."""

    who: str = personal()

    says = N_("site manager told: {who}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the time of the first notice."""
        return replace(ticket, manager_told_at=ticket.manager_told_at or event.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstResponderCorrected(TicketFact):
    """Correction of the first responder."""

    first_responder: str
    employer: str = ""
    reason: str = personal()

    says = N_("first contact is {first_responder}: {reason}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the other person; the manager of another firm must still be told."""
        told = ticket.manager_told_at if self.employer == ticket.employer else None
        return replace(
            ticket, first_responder=self.first_responder, employer=self.employer, manager_told_at=told
        )


def manager_of(ticket: Ticket, directory: Directory) -> str:
    """Return the listed site manager of the first responder's firm; empty if there is none."""
    managers = (p for p in directory.people if p.active and p.role == "site_manager")
    return next((p.name for p in managers if p.employer == ticket.employer), "")


@dataclass(frozen=True, slots=True)
class TellManager(Act, name="manager_told"):
    """Act that records the notice to the site manager, the listed one unless another is named."""

    who: Annotated[
        Clean,
        Asked(
            N_("Site manager"),
            N_("Who was told; else the one listed."),
            metavar="PERSON",
            longest=LONGEST_NAME,
        ),
    ] = EMPTY

    @classmethod
    def first(cls, ticket: Ticket, moment: Moment) -> Mapping[str, str]:
        """Return the listed site manager."""
        return {"who": manager_of(ticket, moment.known.directory)}

    @classmethod
    def lacks(cls, ticket: Ticket, now: datetime) -> NotAllowed | None:
        """Return the refusal if there is no such firm, or if the manager was told."""
        if ticket.author_withheld:
            return NotAllowed(N_("The author wished not to be named."))
        if not ticket.employer:
            return NotAllowed(N_("Reported by our own staff."))
        return NotAllowed(N_("The site manager was told already.")) if ticket.manager_told_at else None

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the notice."""
        return [ManagerTold(who=self.who or manager_of(ticket, moment.known.directory))]


@dataclass(frozen=True, slots=True)
class CorrectFirstResponder(Act, name="first_responder"):
    """Act that names another first responder, with their employer (R086).

    `employer` counts only for a name that the directory does not list.
    """

    person: Annotated[
        Clean,
        Asked(
            N_("First contact"),
            N_("Name of the staff member."),
            argument="PERSON",
            among=Among.STAFF,
            longest=LONGEST_NAME,
        ),
    ]
    reason: Reason
    employer: Annotated[
        Clean,
        Asked(
            N_("Firm"),
            N_("Their employer, if they are not on the staff list."),
            N_("only if not on the staff list"),
            metavar="FIRM",
            longest=LONGEST_NAME,
        ),
    ] = EMPTY

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the correction; raise `NotAllowed` if nothing changes."""
        needs(self.person, N_("Enter the staff member who was told first."))
        needs(self.reason, N_("Give a reason for changing the first contact."))
        listed = moment.known.directory.person(self.person)
        first = listed.name if listed else self.person
        if first == ticket.first_responder:
            raise NotAllowed(N_("Nothing to change: it already has this value."))
        firm = listed.employer if listed else self.employer
        return [FirstResponderCorrected(first_responder=first, employer=firm, reason=self.reason)]
