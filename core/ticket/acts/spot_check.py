"""Spot check of finished work, and what follows if it is not in order (R092)."""

from datetime import datetime
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Asked
from core.base.text import EMPTY, Clean
from core.events.fact import personal
from core.events.stream import Event
from core.ticket.acts.base import Act, Facts, Moment, TicketFact, needs
from core.ticket.callbacks import did_the_work
from core.ticket.model import Ticket
from core.ticket.oversight import SpotCheck, SpotResult
from core.ticket.supervision import is_faulty


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotChecked(TicketFact):
    """Spot check of the work of the current round."""

    result: SpotResult
    remark: str = personal()

    says = N_("spot check ({result}): {remark}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the check."""
        check = SpotCheck(event.at, event.actor, ticket.round.number, self.result, self.remark)
        return replace(ticket, spot_checks=(*ticket.spot_checks, check))


@dataclass(frozen=True, slots=True)
class CheckWork(Act, name="spot_check"):
    """Act that records a spot check; work that is not in order is reopened by an act of its own."""

    result: Annotated[SpotResult, Asked(N_("Result"), N_("Result of the check."))]
    remark: Annotated[Clean, Asked(N_("Remark"), N_("What was seen; needed unless all is in order."))] = EMPTY

    @classmethod
    def lacks(cls, ticket: Ticket, now: datetime) -> NotAllowed | None:
        """Return the refusal if no work was done."""
        return None if ticket.round.handled_at else NotAllowed(N_("No work was done on it."))

    @classmethod
    def offered(cls, ticket: Ticket) -> str:
        """Return the reopening for work that is not in order."""
        return "reopen" if is_faulty(ticket) else ""

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the check; raise `NotAllowed` for the person who did the work."""
        moment.check_after(ticket.round.handled_at, N_("That time is before the work was done."))
        if did_the_work(ticket, moment.actor.name, ""):
            raise NotAllowed(
                N_("The person who did the work cannot check it."), hint=N_("Ask another supervisor.")
            )
        if self.result is not SpotResult.OK:
            needs(self.remark, N_("Enter what is not in order."), "remark")
        return [SpotChecked(result=self.result, remark=self.remark)]
