"""Helpers: people who work on a ticket beside its assignee, who alone answers for it (R026)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Among, Asked
from core.base.text import LONGEST_NAME, Clean
from core.events.stream import Event
from core.ticket.acts.base import Act, Facts, Moment, TicketFact, needs
from core.ticket.model import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperAdded(TicketFact):
    """Beginning of the help of one person."""

    helper: str

    says = N_("{helper} helps")
    moves = True

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with one more helper."""
        return replace(ticket, helpers=(*ticket.helpers, self.helper))


@dataclass(frozen=True, slots=True, kw_only=True)
class HelperRemoved(TicketFact):
    """End of the help of one person."""

    helper: str

    says = N_("{helper} no longer helps")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket without the helper."""
        return replace(ticket, helpers=tuple(name for name in ticket.helpers if name != self.helper))


_Person = Annotated[
    Clean,
    Asked(
        N_("Helper"),
        N_("Name of the helper."),
        argument="PERSON",
        among=Among.STAFF,
        longest=LONGEST_NAME,
    ),
]


@dataclass(frozen=True, slots=True)
class AddHelper(Act, name="helper"):
    """Act that adds a helper."""

    person: _Person

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the addition; raise `NotAllowed` for the assignee and for a helper."""
        name = _name(self.person, moment)
        if name == ticket.assignee:
            raise NotAllowed(N_("Already assigned to {who}."), who=name)
        if name in ticket.helpers:
            raise NotAllowed(N_("{who} is already a helper."), who=name)
        return [HelperAdded(helper=name)]


@dataclass(frozen=True, slots=True)
class RemoveHelper(Act, name="remove_helper"):
    """Act that removes a helper."""

    person: _Person

    @classmethod
    def first(cls, ticket: Ticket, moment: Moment) -> Mapping[str, str]:
        """Return the helper who came last."""
        return {"person": next(reversed(ticket.helpers), "")}

    @classmethod
    def lacks(cls, ticket: Ticket, now: datetime) -> NotAllowed | None:
        """Return the refusal if there is no helper."""
        return None if ticket.helpers else NotAllowed(N_("It has no helpers."))

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the removal; raise `NotAllowed` for a person who is no helper."""
        name = _name(self.person, moment)
        if name not in ticket.helpers:
            raise NotAllowed(N_("{who} is not a helper."), who=name)
        return [HelperRemoved(helper=name)]


def _name(person: Clean, moment: Moment) -> str:
    """Return the name as listed, or else as written."""
    needs(person, N_("Enter the helper."))
    listed = moment.known.directory.person(person)
    return listed.name if listed else person
