"""Isolating a hazard until it is repaired (R068)."""

from datetime import datetime
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import InvalidInput, NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Among, Asked
from core.base.text import EMPTY, LONGEST_NAME, Clean
from core.events.fact import personal
from core.events.stream import Event
from core.policy.model import Category
from core.ticket.acts.base import Act, Facts, Moment, TicketFact
from core.ticket.acts.task import TaskAdded, done
from core.ticket.codes import Measure, Removal, TaskKind
from core.ticket.model import Hazard, Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Isolated(TicketFact):
    """Isolation of a hazard by tape, notice, guard or shut-off."""

    measure: Measure
    by: str = personal()
    removal: Removal | None = None
    tried_by: str = personal()

    says = N_("isolated ({measure}): {by}")
    moves = True

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with one more isolated hazard."""
        hazard = Hazard(self.measure, self.by, event.at, removal=self.removal, tried_by=self.tried_by)
        after = replace(ticket, hazards=(*ticket.hazards, hazard))
        return done(after, event, lambda task: task.kind is TaskKind.ISOLATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class IsolationRemoved(TicketFact):
    """End of the hazard and removal of its isolation."""

    says = N_("made safe")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the time of the removal."""
        hazards = tuple(
            hazard if hazard.removed_at else replace(hazard, removed_at=event.at) for hazard in ticket.hazards
        )
        return replace(ticket, hazards=hazards)


@dataclass(frozen=True, slots=True)
class Isolate(Act, name="isolate"):
    """Act that records the isolation of a hazard; the work cannot end before its removal."""

    measure: Annotated[Measure, Asked(N_("Isolated with"), N_("How the hazard is isolated."))]
    by: Annotated[
        Clean,
        Asked(
            N_("Isolated by"),
            N_("Person who isolated it."),
            N_("the nearest guards are listed first"),
            metavar="PERSON",
            among=Among.GUARDS,
            longest=LONGEST_NAME,
        ),
    ] = EMPTY
    removal: Annotated[
        Removal | None,
        Asked(N_("Tried to remove"), N_("Attempt to take the danger away before it was isolated.")),
    ] = None
    tried_by: Annotated[
        Clean,
        Asked(
            N_("Tried by"),
            N_("Person who tried it."),
            metavar="PERSON",
            among=Among.STAFF,
            longest=LONGEST_NAME,
        ),
    ] = EMPTY

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the isolation."""
        return [Isolated(measure=self.measure, by=self.by, removal=self.removal, tried_by=self.tried_by)]


@dataclass(frozen=True, slots=True)
class RemoveIsolation(Act, name="remove_isolation"):
    """Act that records the removal of all isolations."""

    @classmethod
    def lacks(cls, ticket: Ticket, now: datetime) -> NotAllowed | None:
        """Return the refusal if nothing is isolated."""
        return None if ticket.isolated else NotAllowed(N_("Nothing is isolated."))

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the removal; raise `BadEntry` for a time before the isolation."""
        placed = max(hazard.placed_at for hazard in ticket.hazards)
        moment.check_after(placed, N_("That time is before the hazard was isolated."))
        return [IsolationRemoved()]


def at_logging(measure: Measure | None, by: str, outcome: str, category: Category) -> Facts:
    """Return the isolation recorded at the logging, or the question for it where the category has a hazard.

    A matter with an isolated hazard cannot be closed on the spot.
    """
    if measure is None:
        return [TaskAdded(task=TaskKind.ISOLATE)] if category.hazard and not outcome else []
    if outcome:
        raise InvalidInput(
            N_("The work cannot be finished while the hazard is still isolated."),
            hint=N_("Leave out either the outcome or the isolation."),
        )
    return [Isolated(measure=measure, by=by)]
