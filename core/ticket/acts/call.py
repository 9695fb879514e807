"""Calls to a customer out of turn: at any time, in any state, no callback asked for them (S4, R201)."""

from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from core.base.questions import Asked
from core.base.text import EMPTY, Clean
from core.events.fact import personal
from core.events.stream import Event
from core.ticket.acts.base import Act, Facts, Moment, TicketFact
from core.ticket.acts.callback import AskedMode, Solved
from core.ticket.callbacks import GRADES
from core.ticket.codes import Mode, Result, YesNo
from core.ticket.model import Attempt, Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Called(TicketFact):
    """Call to the customer out of turn; it changes neither state nor clocks."""

    result: Result
    answer: str = personal()
    mode: Mode = Mode.PHONE
    solved: YesNo | None = None

    says = N_("called out of turn: {result}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with one more call."""
        call = Attempt(event.at, self.result, self.answer, event.actor, self.mode, self.solved)
        return replace(ticket, calls=(*ticket.calls, call))


@dataclass(frozen=True, slots=True)
class CallOutOfTurn(Act, name="call"):
    """Act that records a call to the customer which no callback asked for."""

    result: Annotated[Result, Asked(N_("Result"), N_("Result of the call."))]
    answer: Annotated[Clean, Asked(N_("Answer"), N_("What the customer said."))] = EMPTY
    mode: AskedMode = None
    solved: Solved = None

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the call; raise `InvalidInput` for a result that ends a callback."""
        check_result(self.result)
        return [
            Called(result=self.result, answer=self.answer, mode=self.mode or Mode.PHONE, solved=self.solved)
        ]


def check_result(result: Result) -> None:
    """Raise `InvalidInput` for a result that only a callback that is owed can have."""
    if result not in (*GRADES, Result.NO_ANSWER):
        raise InvalidInput(
            N_("No callback is due for this ticket."),
            hint=N_("A call out of turn takes a grade or no answer."),
        )
