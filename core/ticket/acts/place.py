"""Filling in the place of a matter, or correcting it (§23 on §3 T1)."""

from collections.abc import Mapping
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Among, Asked
from core.base.text import Clean
from core.events.fact import personal
from core.events.stream import Event
from core.people.numbering import whole
from core.ticket.acts.base import Act, Facts, Moment, TicketFact, needs
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
        return replace(ticket, unit=self.unit or ticket.unit, place=self.place)


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
