"""Callers who ask again, or call about the same matter (催单, §9)."""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Self

from core.base.dataclass import dataclass, replace
from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from core.base.questions import Asked, made
from core.base.text import EMPTY, LONGEST_NAME, Clean
from core.events.fact import personal
from core.events.stream import Event
from core.ticket.acts.base import Act, Facts, Moment, TicketFact
from core.ticket.codes import Alert
from core.ticket.model import NOBODY, Caller, Ticket
from core.ticket.oversight import Raised

TOLD_AT = 3
"""Number of the urge from which a supervisor is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Urged(TicketFact):
    """Urge by the customer."""

    who: str = personal()

    says = N_("customer asked again: {who}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with one more urge."""
        return asked_again(ticket, event)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAdded(TicketFact):
    """Call of another person about the same matter; they are told the outcome too."""

    caller: Caller = field(default=NOBODY, metadata={"personal": True})
    line: str = personal()

    says = N_("one more caller: {who}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the caller and one more urge."""
        return replace(asked_again(ticket, event), contacts=(*ticket.contacts, self.caller))


def asked_again(ticket: Ticket, event: Event, times: int = 1) -> Ticket:
    """Return the ticket with so many more urges; from the third on a supervisor is told, once."""
    urges = ticket.urges + times
    told = any(one.reason is Alert.URGED for one in ticket.raised)
    due = ticket.urges < TOLD_AT <= urges and not told
    raised = (*ticket.raised, Raised(Alert.URGED, event.at)) if due else ticket.raised
    return replace(ticket, urges=urges, raised=raised)


@dataclass(frozen=True, slots=True)
class Urge(Act, name="urge"):
    """Act that records an urge."""

    who: Annotated[Clean, Asked(N_("Asked by"), N_("Who asked."), longest=LONGEST_NAME)] = EMPTY

    noted = True

    @classmethod
    def first(cls, ticket: Ticket, moment: Moment) -> Mapping[str, str]:
        """Return the caller."""
        return {"who": ticket.caller.name}

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the urge."""
        return [Urged(who=self.who)]


@dataclass(frozen=True, slots=True)
class AddContact(Act, name="contact"):
    """Act that adds one of many callers, to be told the outcome like the first."""

    caller: Annotated[
        Clean,
        Asked(N_("Caller"), N_("Who called."), N_("empty: anonymous"), metavar="NAME", longest=LONGEST_NAME),
    ] = EMPTY
    phone: Annotated[Clean, Asked(N_("Phone"), N_("The number."), longest=LONGEST_NAME)] = EMPTY
    caller_role: Annotated[Clean, Asked(help=N_("Owner, tenant, passer-by."), longest=LONGEST_NAME)] = EMPTY
    anonymous: Annotated[bool, Asked(help=N_("The caller gave no name."))] = False
    confidential: Annotated[bool, Asked(help=N_("The name is for supervisors only."))] = False
    line: Clean = EMPTY

    noted = True

    @classmethod
    def of(cls, caller: Caller, line: Clean = EMPTY) -> Self:
        """Return the act for a caller whose texts are cleaned, with the line that was typed."""
        return cls(
            Clean(caller.name),
            Clean(caller.phone),
            Clean(caller.role),
            caller.anonymous,
            caller.confidential,
            line,
        )

    @classmethod
    def from_form(cls, values: Mapping[str, object]) -> Self:
        """Return the act for the answers of a form; a caller without name and number is anonymous."""
        known = any(values.get(name) for name in ("caller", "phone"))
        return made(cls, {"anonymous": not known, **values})

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the call; raise `InvalidInput` for an unknown caller."""
        caller = Caller(self.caller, self.phone, self.caller_role, self.anonymous, self.confidential)
        if caller == NOBODY:
            raise InvalidInput(N_("Enter who called."), hint=N_("A name, a number, or anonymous."))
        return [ContactAdded(caller=caller, line=self.line)]
