"""Acts of the worker: accepting, arriving, returning (T4, T5, T6)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.i18n_marks import N_
from core.base.questions import Among, Asked
from core.base.text import EMPTY, LONGEST_NAME, Clean
from core.events.fact import personal
from core.events.stream import Event
from core.policy.model import Policy
from core.ticket.acts.base import Act, Facts, Moment, Reason, TicketFact, needs
from core.ticket.codes import State
from core.ticket.model import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted(TicketFact):
    """Acceptance by the worker or department; of a complaint with measure and responsible person (R184)."""

    measure: str = personal()
    responsible: str = personal()

    says = N_("accepted")
    moves = True

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the accepted ticket."""
        turn = replace(ticket.round, accepted_at=event.at, measure=self.measure, responsible=self.responsible)
        return replace(ticket, state=State.ACCEPTED, rounds=ticket.rounds_with(turn))


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived(TicketFact):
    """Arrival of the worker, at `since` if it was recorded only later."""

    since: datetime | None = None

    says = N_("arrived")
    moves = True

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket on site; only the first arrival in a round counts."""
        turn = replace(ticket.round, arrived_at=ticket.round.arrived_at or self.since or event.at)
        return replace(ticket, state=State.ON_SITE, rounds=ticket.rounds_with(turn))


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(TicketFact):
    """Return of the ticket by the department."""

    reason: str = personal()

    says = N_("returned: {reason}")
    moves = True

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the unassigned ticket; the dispatch clock does not start again."""
        return replace(ticket, state=State.LOGGED, assignee="")


@dataclass(frozen=True, slots=True)
class Accept(Act, name="accept"):
    """Act that records the acceptance; the department says at once how it will settle a complaint (R184)."""

    seldom_asks = True

    measure: Annotated[Clean, Asked(N_("Measure"), N_("What will be done about the complaint."))] = EMPTY
    responsible: Annotated[
        Clean,
        Asked(
            N_("Responsible"),
            N_("Person responsible for it."),
            metavar="PERSON",
            among=Among.STAFF,
            longest=LONGEST_NAME,
        ),
    ] = EMPTY

    @classmethod
    def unasked(cls, ticket: Ticket, policy: Policy) -> Collection[str]:
        """Return both questions, unless it is a complaint."""
        return () if _is_complaint(ticket, policy) else ("measure", "responsible")

    @classmethod
    def first(cls, ticket: Ticket, moment: Moment) -> Mapping[str, str]:
        """Return the assignee."""
        return {"responsible": ticket.assignee}

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the acceptance; raise `InvalidInput` for a complaint without measure or person."""
        responsible = self.responsible
        if _is_complaint(ticket, moment.policy):
            needs(
                self.measure,
                N_("Enter what will be done about the complaint."),
                "measure",
                N_("On the command line: --measure."),
            )
            needs(
                responsible,
                N_("Enter who is responsible for it."),
                "responsible",
                N_("On the command line: --responsible."),
            )
        return [Accepted(measure=self.measure, responsible=responsible)]


def _is_complaint(ticket: Ticket, policy: Policy) -> bool:
    return policy.category(ticket.category).kind == "complaint"


@dataclass(frozen=True, slots=True)
class Arrive(Act, name="arrive"):
    """Act that records the arrival."""

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the arrival."""
        return [Arrived()]


@dataclass(frozen=True, slots=True)
class Return(Act, name="return"):
    """Act that returns the ticket to the desk."""

    reason: Reason

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the return; raise `InvalidInput` without a reason."""
        needs(self.reason, N_("Give a reason for returning it."))
        return [Returned(reason=self.reason)]
