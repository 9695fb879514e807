"""Investigation of a major complaint: the group that investigates, and its conclusion (R019)."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import BadEntry, NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Among, Asked
from core.base.text import EMPTY, LONGEST_NAME, Clean
from core.events.fact import personal
from core.events.stream import Event
from core.policy.model import Policy
from core.ticket.acts.base import Act, Facts, Moment, TicketFact, needs, not_a_complaint
from core.ticket.model import Ticket
from core.ticket.oversight import Investigation

BETWEEN = re.compile(r"\s*[,，、;；]\s*")
"""Signs between names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupNamed(TicketFact):
    """Naming of the group; naming it again keeps the time at which it was opened."""

    lead: str = personal()
    members: str = personal()

    says = N_("investigation group: {lead} {members}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the group."""
        names = tuple(name for name in BETWEEN.split(self.members) if name)
        group = ticket.investigation or Investigation("", (), event.at, event.actor)
        return replace(ticket, investigation=replace(group, lead=self.lead, members=names))


@dataclass(frozen=True, slots=True, kw_only=True)
class InvestigationConcluded(TicketFact):
    """Conclusion of the group."""

    conclusion: str = personal()

    says = N_("investigation concluded: {conclusion}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the conclusion."""
        group = ticket.investigation
        assert group is not None
        ended = replace(group, conclusion=self.conclusion, concluded_at=event.at)
        return replace(ticket, investigation=ended)


@dataclass(frozen=True, slots=True)
class Investigate(Act, name="investigation"):
    """Act that names the group, or records its conclusion."""

    lead: Annotated[
        Clean,
        Asked(
            N_("Lead"),
            N_("Who leads the group."),
            metavar="PERSON",
            among=Among.STAFF,
            longest=LONGEST_NAME,
        ),
    ] = EMPTY
    members: Annotated[Clean, Asked(N_("Members"), N_("Its other members."), N_("names with commas"))] = EMPTY
    conclusion: Annotated[
        Clean, Asked(N_("Conclusion"), N_("What the group found and decided."), N_("empty: not yet"))
    ] = EMPTY

    @classmethod
    def ruled_out(cls, ticket: Ticket, now: datetime, policy: Policy) -> NotAllowed | None:
        """Return the refusal if it is no complaint."""
        return not_a_complaint(ticket, policy)

    @classmethod
    def first(cls, ticket: Ticket, moment: Moment) -> Mapping[str, str]:
        """Return the group as it is named."""
        group = ticket.investigation
        return {"lead": group.lead, "members": ", ".join(group.members)} if group else {}

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the naming, the conclusion, or both; raise `BadEntry` if nothing is new."""
        group = ticket.investigation
        if group is None:
            needs(
                self.lead,
                N_("Enter who leads the investigation group."),
                "lead",
                N_("On the command line: --lead."),
            )
        listed = moment.known.directory.person(self.lead) if self.lead else None
        before = (group.lead, ", ".join(group.members)) if group else ("", "")
        lead, members = listed.name if listed else self.lead or before[0], self.members or before[1]
        found: list[TicketFact] = []
        if (lead, members) != before:
            found.append(GroupNamed(lead=lead, members=members))
        if self.conclusion:
            found.append(InvestigationConcluded(conclusion=self.conclusion))
        if not found:
            raise BadEntry("conclusion", N_("Enter the conclusion, or another group."))
        return found
