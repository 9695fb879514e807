"""Handling plan of a complex complaint: steps, each with its owner and last day (R149).

The steps are to-dos of the ticket; `complete` ends each of them.
"""

from datetime import date, datetime
from typing import Annotated

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.errors import BadEntry, NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Among, Asked
from core.base.spoken_times import Aim
from core.base.text import EMPTY, LONGEST_NAME, Clean
from core.policy.model import Policy
from core.ticket.acts.base import Act, Facts, Moment, needs, not_a_complaint
from core.ticket.acts.task import TaskAdded
from core.ticket.codes import TaskKind
from core.ticket.model import Ticket


@dataclass(frozen=True, slots=True)
class PlanHandling(Act, name="handling_plan"):
    """Act that adds a step to the handling plan; without one it marks the complaint as complex.

    The ticket is not handled before all steps are done, and ends only with a feedback to the customer.
    """

    step: Annotated[
        Clean,
        Asked(N_("Step"), N_("What is to be done; without it, the plan is asked for."), N_("empty: later")),
    ] = EMPTY
    owner: Annotated[
        Clean,
        Asked(
            N_("Owner"),
            N_("Who does the step."),
            metavar="PERSON",
            among=Among.STAFF,
            longest=LONGEST_NAME,
        ),
    ] = EMPTY
    due: Annotated[date | None, Asked(N_("By the day"), N_("Last day of the step."), aim=Aim.FUTURE)] = None

    @classmethod
    def ruled_out(cls, ticket: Ticket, now: datetime, policy: Policy) -> NotAllowed | None:
        """Return the refusal of a ticket that is no complaint."""
        return not_a_complaint(ticket, policy)

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the step, or the to-do that asks for the plan; raise `BadEntry` for what is missing."""
        if not self.step:
            if ticket.complex:
                raise BadEntry("step", N_("It is marked as complex already; enter a step."))
            return [TaskAdded(task=TaskKind.PLAN)]
        needs(self.owner, N_("Enter who does the step."), "owner", N_("On the command line: --owner."))
        if self.due is None:
            raise BadEntry(
                "due", N_("Enter the last day of the step."), hint=N_("On the command line: --due.")
            )
        if self.due < site_time(moment.at, moment.policy.site.zone).date():
            raise BadEntry("due", N_("That day is over."))
        listed = moment.known.directory.person(self.owner)
        owner = listed.name if listed else self.owner
        return [TaskAdded(task=TaskKind.STEP, text=self.step, owner=owner, due=self.due)]


def open_plan(ticket: Ticket) -> NotAllowed | None:
    """Return the refusal to end the work while the plan has open steps, or was never drawn up."""
    if not any(task.of_plan for task in ticket.to_do):
        return None
    return NotAllowed(
        N_("The handling plan is not done."), hint=N_("First record each of its steps as done.")
    )
