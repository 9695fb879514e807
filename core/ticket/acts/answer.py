"""Answer to the question whether a matter is an emergency."""

from datetime import datetime
from typing import Annotated

from core.base.codes import Code
from core.base.dataclass import dataclass, replace
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Asked
from core.base.text import Clean
from core.events.stream import Event
from core.policy.model import Category, Policy
from core.policy.urgency import Urgency
from core.ticket.acts.assign import destination, sent
from core.ticket.acts.base import Act, Facts, Moment, TicketFact
from core.ticket.acts.place import owed
from core.ticket.codes import State
from core.ticket.model import Ticket
from core.ticket.reading import Alarm


class EmergencyAnswer(Code):
    """Answer of the operator."""

    YES = "yes", N_("yes")
    NO = "no", N_("no")


_ASKED = Clean(N_("it is an emergency"))
"""Reason for which a ticket is then reassigned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyAnswered(TicketFact):
    """Answer to the question; an emergency has its category, its urgency and its clocks.

    A supervisor's is `confirmed`, as a correction is.
    """

    emergency: EmergencyAnswer
    category: str
    urgency: Urgency
    department: str
    confirmed: bool = False

    says = N_("emergency: {emergency}; now {category}, {urgency}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with its category and urgency, no longer asked about."""
        reading = replace(ticket.reading, emergency=Alarm.NO)
        seen = event.at if self.confirmed else None
        return replace(self.answered(ticket), reclassified_at=event.at, classified_at=seen, reading=reading)

    def answered(self, ticket: Ticket) -> Ticket:
        """Return the ticket with its category, urgency and, until it is assigned, department."""
        moved = self.category != ticket.category and ticket.state is State.LOGGED
        return replace(
            ticket,
            category=self.category,
            urgency=self.urgency,
            department=self.department if moved else ticket.department,
        )


@dataclass(frozen=True, slots=True)
class AnswerEmergency(Act, name="answer"):
    """Act that answers whether the matter is an emergency."""

    emergency: Annotated[
        EmergencyAnswer | None, Asked(N_("Emergency?"), N_("Whether it is an emergency."), needed=True)
    ] = None

    @classmethod
    def lacks(cls, ticket: Ticket, now: datetime) -> NotAllowed | None:
        """Return the refusal if nothing is asked."""
        if ticket.reading.asks(ticket.urgency):
            return None
        return NotAllowed(N_("It is not asked whether this is an emergency."))

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the answer with the category that follows: the suspected one, or one of no emergency.

        An emergency that is with another department goes to that of its category.
        """
        reading, yes = ticket.reading, self.emergency is EmergencyAnswer.YES
        category = moment.policy.category(ticket.category)
        if yes:
            category = moment.policy.category(reading.suspected or ticket.category)
        elif category.urgency == Urgency.EMERGENCY and reading.otherwise:
            category = moment.policy.category(reading.otherwise)
        same = category.code == ticket.category
        answer = EmergencyAnswered(
            emergency=EmergencyAnswer.YES if yes else EmergencyAnswer.NO,
            category=category.code,
            urgency=Urgency.EMERGENCY if yes else ticket.urgency if same else Urgency(category.urgency),
            department=category.department,
            confirmed=moment.actor.may("supervisor"),
        )
        ordinary = not (yes or ticket.where or ticket.particulars.no_place)
        left = owed(ticket) if ordinary and _asks_place(ticket, moment.policy, category) else ()
        to = Clean(destination(ticket, category) if yes else "")
        return [answer, *left, *(sent(answer.answered(ticket), to, _ASKED, moment) if to else ())]


def _asks_place(ticket: Ticket, policy: Policy, category: Category) -> bool:
    from core.ticket.place_rule import asks_place  # not for the first frame

    return asks_place(policy, category, ticket.description, ticket.caller.role)
