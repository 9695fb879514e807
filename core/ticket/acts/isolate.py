"""Keeping people from a hazard until it is mended (R068)."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from core.base.dataclass import dataclass
from core.base.errors import InvalidInput, NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Among, Asked
from core.events.fact import personal
from core.events.stream import Event
from core.ticket.acts.base import NAME, Act, Facts, Moment, TicketFact
from core.ticket.model import Hazard, Measure, Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Isolated(TicketFact):
    """A hazard was taped off, marked, guarded or shut off."""

    measure: Measure
    by: str = personal()

    says = N_("isolated ({measure}): {by}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Keep it open until the isolation is removed."""
        return replace(ticket, hazards=(*ticket.hazards, Hazard(self.measure, self.by, event.at)))


@dataclass(frozen=True, slots=True, kw_only=True)
class IsolationRemoved(TicketFact):
    """The hazard is gone, and so is everything that kept people from it."""

    says = N_("isolation removed")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Note when."""
        hazards = tuple(
            hazard if hazard.removed_at else replace(hazard, removed_at=event.at) for hazard in ticket.hazards
        )
        return replace(ticket, hazards=hazards)


@dataclass(frozen=True, slots=True)
class Isolate(Act, name="isolate"):
    """Tape it off, put a notice up, guard it or shut it off; the work cannot end before that is removed."""

    measure: Annotated[Measure, Asked(N_("With"), N_("How."))]
    by: Annotated[
        str, Asked(N_("By"), N_("Who did it."), metavar="PERSON", among=Among.STAFF, longest=NAME)
    ] = ""

    also = ("at",)

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return that it is isolated."""
        return [Isolated(measure=self.measure, by=self.by)]


@dataclass(frozen=True, slots=True)
class RemoveIsolation(Act, name="remove_isolation"):
    """Remove everything that kept people away."""

    @classmethod
    def lacks(cls, ticket: Ticket, now: datetime) -> NotAllowed | None:
        """Return that nothing is isolated."""
        return None if ticket.isolated else NotAllowed(N_("Nothing is isolated."))

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return that the hazard is gone."""
        if any(hazard.placed_at > moment.at for hazard in ticket.hazards):
            raise InvalidInput(N_("That is before it was isolated."), hint=N_("Check the time."))
        return [IsolationRemoved()]


def found_isolated(measure: str, by: str, outcome: str) -> Facts:
    """Return what is said of it at the logging; such a matter is not answered on the spot."""
    if not measure:
        return ()
    if outcome:
        raise InvalidInput(
            N_("What is still isolated is not done."), hint=N_("Log it without the outcome, or without this.")
        )
    try:
        return [Isolated(measure=Measure(measure), by=by)]
    except ValueError:
        raise InvalidInput(
            N_("“{measure}” is not a way to isolate."), hint=N_("Use one of: {measures}."),
            measure=measure, measures=tuple(Measure),
        ) from None  # fmt: skip
