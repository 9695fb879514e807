"""Details of a complaint, for its record: about whom, demand, findings, validity, measures (§22, R192)."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import BadEntry, NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Among, Asked
from core.base.spoken_times import Aim
from core.base.text import EMPTY, LONGEST_NAME, Clean
from core.events.fact import personal
from core.events.stream import Event
from core.policy.model import Policy
from core.ticket.acts.base import Act, Facts, Moment, TicketFact, not_a_complaint
from core.ticket.codes import Validity
from core.ticket.model import Ticket
from core.ticket.oversight import Complaint


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintDetailed(TicketFact):
    """Details of a complaint; an empty one leaves what is known, unless it is `cleared`."""

    about: str = personal()
    demand: str = personal()
    validity: Validity | None = None
    findings: str = personal()
    cause: str = personal()
    corrective: str = personal()
    preventive: str = personal()
    planned: date | None = None
    cleared: tuple[str, ...] = ()

    says = N_("complaint details")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with these details."""
        said = {name: value for name in DETAILS if (value := getattr(self, name)) not in ("", None)}
        empty = {name: getattr(Complaint(), name) for name in self.cleared}
        return replace(ticket, complaint=replace(ticket.complaint or Complaint(), **empty, **said))


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

    clear: Annotated[
        Clean, Asked(help=N_("Details to clear, by their names with commas."), metavar="NAMES")
    ] = EMPTY

    @classmethod
    def ruled_out(cls, ticket: Ticket, now: datetime, policy: Policy) -> NotAllowed | None:
        """Return the refusal of a ticket that is no complaint."""
        return not_a_complaint(ticket, policy)

    @classmethod
    def emptied(cls, said: Mapping[str, object]) -> Mapping[str, object]:
        """Return the details to clear: the form proposes what is known."""
        empty = (name for name in DETAILS if not said.get("about_" if name == "about" else name))
        return {"clear": ",".join(empty)}

    @classmethod
    def first(cls, ticket: Ticket, moment: Moment) -> Mapping[str, str]:
        """Return what is known."""
        known = ticket.complaint.texts() if ticket.complaint else {}
        return {"about_": known.pop("about", ""), **known}

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the details that change; raise `BadEntry` without one."""
        known = ticket.complaint or Complaint()
        values = {name: getattr(self, "about_" if name == "about" else name) for name in DETAILS}
        new = {name: value for name, value in values.items() if value and value != getattr(known, name)}
        cleared = tuple(name for name in self._cleared() if not values[name] and getattr(known, name))
        if not (new or cleared):
            raise BadEntry("about_", N_("Enter at least one detail that is new."))
        return [ComplaintDetailed(**new, cleared=cleared)]

    def _cleared(self) -> Sequence[str]:
        """Return the names of the details to clear; raise `BadEntry` for a name that is none of them."""
        names = [name.strip() for name in self.clear.split(",") if name.strip()]
        for name in names:
            if name not in DETAILS:
                raise BadEntry(
                    "clear",
                    N_("“{value}” is not a detail of a complaint."),
                    hint=N_("Details: {names}"),
                    value=name,
                    names=DETAILS,
                )
        return names


def at_logging(about: str, demand: str) -> Facts:
    """Return the details that the caller gave."""
    return [ComplaintDetailed(about=about, demand=demand)] if about or demand else []
