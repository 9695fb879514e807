"""Details of a complaint, for its record: about whom, demand, findings, validity, measures (§22, R192)."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import BadEntry, NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Among, Asked
from core.base.spoken_times import Aim
from core.base.text import EMPTY, LONGEST_NAME, Clean
from core.events.fact import personal
from core.events.stream import Event
from core.ticket.acts.base import Act, Facts, Moment, TicketFact
from core.ticket.codes import Validity
from core.ticket.model import Ticket
from core.ticket.oversight import Complaint


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintDetailed(TicketFact):
    """Details of a complaint; an empty one leaves what is known."""

    about: str = personal()
    demand: str = personal()
    validity: Validity | None = None
    findings: str = personal()
    cause: str = personal()
    corrective: str = personal()
    preventive: str = personal()
    planned: date | None = None

    says = N_("complaint details")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with these details."""
        said = {name: value for name in DETAILS if (value := getattr(self, name)) not in ("", None)}
        return replace(ticket, complaint=replace(ticket.complaint or Complaint(), **said))


DETAILS = tuple(spec.name for spec in fields(Complaint))
"""Names of the details, the same in the record, the fact and the act."""


@dataclass(frozen=True, slots=True)
class DetailComplaint(Act, name="complaint"):
    """Act that records details of a complaint."""

    about_: Annotated[
        Clean,
        Asked(
            N_("Complaint about"),
            N_("Person or department that the complaint is about."),
            metavar="PERSON|DEPARTMENT",
            among=Among.ASSIGNEES,
            longest=LONGEST_NAME,
        ),
    ] = EMPTY
    demand: Annotated[Clean, Asked(N_("Demand"), N_("What the customer demands."))] = EMPTY
    findings: Annotated[Clean, Asked(N_("Findings"), N_("What the investigation found."))] = EMPTY
    validity: Annotated[
        Validity | None, Asked(N_("Valid complaint"), N_("Whether the complaint is valid."))
    ] = None
    cause: Annotated[Clean, Asked(N_("Cause"), N_("Cause of the complaint."))] = EMPTY
    corrective: Annotated[Clean, Asked(N_("Corrective"), N_("Corrective measure."))] = EMPTY
    preventive: Annotated[Clean, Asked(N_("Preventive"), N_("Preventive measure."))] = EMPTY
    planned: Annotated[
        date | None, Asked(N_("Planned for"), N_("Day by which the measures are planned."), aim=Aim.FUTURE)
    ] = None

    @classmethod
    def first(cls, ticket: Ticket, moment: Moment) -> Mapping[str, str]:
        """Return what is known."""
        known = ticket.complaint.texts() if ticket.complaint else {}
        return {"about_": known.pop("about", ""), **known}

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the details that are new; raise `NotAllowed` for a ticket that is no complaint."""
        if moment.policy.category(ticket.category).kind != "complaint":
            raise NotAllowed(
                N_("{number} is not a complaint."),
                hint=N_("Change its category to a complaint first."),
                number=ticket.number,
            )
        known = ticket.complaint or Complaint()
        values = {name: getattr(self, "about_" if name == "about" else name) for name in DETAILS}
        said = {name: value for name, value in values.items() if value}
        if not (new := {name: value for name, value in said.items() if value != getattr(known, name)}):
            raise BadEntry("about_", N_("Enter at least one detail that is new."))
        return [ComplaintDetailed(**new)]


def at_logging(about: str, demand: str) -> Facts:
    """Return the details that the caller gave."""
    return [ComplaintDetailed(about=about, demand=demand)] if about or demand else []
