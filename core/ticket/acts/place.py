"""Filling in the place of a matter, or correcting it (§23 on §3 T1)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Among, Asked
from core.base.text import Clean
from core.events.fact import personal
from core.events.stream import Event
from core.people.numbering import whole
from core.ticket.acts.about import STANDING
from core.ticket.acts.base import Act, Facts, Moment, TicketFact, needs
from core.ticket.acts.task import TaskAdded, done
from core.ticket.codes import State, TaskKind
from core.ticket.model import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed(TicketFact):
    """Place of the matter: a unit, or the words for a place."""

    unit: str = ""
    place: str = personal()

    says = N_("place: {unit} {place}")
    moves = True

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket at the place; a place within its unit keeps the unit."""
        placed = replace(ticket, unit=self.unit or ticket.unit, place=self.place)
        return done(placed, event, lambda task: task.kind is TaskKind.PLACE)


@dataclass(frozen=True, slots=True)
class SayPlace(Act, name="place"):
    """Act that says where the matter is."""

    place: Annotated[
        Clean,
        Asked(
            N_("Place"),
            N_("Unit, or where exactly."),
            N_("3-2-1201, or in words"),
            argument="PLACE",
            among=Among.UNITS,
            longest=200,
        ),
    ]

    @classmethod
    def lacks(cls, ticket: Ticket, now: datetime) -> NotAllowed | None:
        """Return the refusal of a closed ticket, unless its place is not known yet."""
        return NotAllowed(STANDING[State.CLOSED]) if ticket.state is State.CLOSED and ticket.where else None

    @classmethod
    def first(cls, ticket: Ticket, moment: Moment) -> Mapping[str, str]:
        """Return the present place."""
        return {"place": ticket.place or ticket.unit}

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the place; raise `NotAllowed` if it is the present one."""
        needs(self.place, N_("Enter the place."), "place")
        listed, written = moment.known.directory.unit(self.place), whole(self.place)
        number = written.code if written and written.kind == "unit" else ""
        unit = listed.code if listed else number
        said = Placed(unit=unit, place="" if unit else self.place)
        if (said.unit or ticket.unit, said.place) == (ticket.unit, ticket.place):
            raise NotAllowed(N_("Nothing to change: it already has this value."))
        return [said]


def owed(ticket: Ticket) -> Facts:
    """Return the to-do that asks for the place, unless there is one already."""
    asked = any(task.kind is TaskKind.PLACE for task in ticket.to_do)
    return [] if asked else [TaskAdded(task=TaskKind.PLACE)]
