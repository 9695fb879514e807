"""Reason why a clock ran out, written down by a supervisor."""

from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Asked
from core.base.text import EMPTY, Clean
from core.events.fact import personal
from core.events.stream import Event
from core.ticket.acts.base import Act, Facts, Moment, Reason, TicketFact, needs
from core.ticket.breaches import breaches
from core.ticket.model import Ticket
from core.ticket.oversight import LateReason


@dataclass(frozen=True, slots=True, kw_only=True)
class LateExplained(TicketFact):
    """Reason why the clock of that name ran out in that round."""

    clock: str
    round: int
    reason: str = personal()

    says = N_("why it was late: {reason}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the reason."""
        given = LateReason(self.clock, self.round, self.reason, event.actor, event.at)
        return replace(ticket, late=(*ticket.late, given))


@dataclass(frozen=True, slots=True)
class ExplainLate(Act, name="late"):
    """Act that gives the reason why a clock ran out: the one named, or the first without a reason."""

    reason: Reason
    clock: Annotated[
        Clean, Asked(help=N_("Which clock, such as arrival; else the first without a reason."), longest=40)
    ] = EMPTY

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the reason; raise `NotAllowed` if no such clock ran out."""
        needs(self.reason, N_("Give a reason for its being late."), "reason")
        found = [*breaches(ticket, moment.policy, moment.at)]
        meant = [one for one in found if one.timer.name == self.clock] if self.clock else found
        if not meant:
            raise NotAllowed(N_("No such clock of it ran out."))
        # with a name the last round's, else the first that nobody has explained
        left = next((one for one in meant if not one.reason), meant[-1])
        timer = meant[-1].timer if self.clock else left.timer
        return [LateExplained(clock=timer.name, round=timer.round, reason=self.reason)]
