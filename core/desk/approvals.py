"""Use cases of approvals: the requests that wait, and deciding about them (§18)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from core.base.errors import DeskError, LacksRight
from core.base.text import Clean
from core.desk.ports import Reading
from core.desk.session import Session
from core.desk.unit_of_work import TicketChanges
from core.events.stream import Event
from core.people.roles import takes_step
from core.policy.model import Policy
from core.ticket.acts.request import Approve
from core.ticket.confidentiality import discreet, discreet_event
from core.ticket.hold import settle
from core.ticket.model import Ticket
from core.ticket.requests import Request


class Requested(NamedTuple):
    """Request that waits; `refused` is why the acting person cannot approve it now, None if they can.

    `history` has the events of the ticket where the request is about one of them: an undo.
    """

    ticket: Ticket
    policy: Policy
    request: Request
    refused: DeskError | None
    history: Sequence[Event]

    @property
    def theirs(self) -> bool:
        """Return True if the decision is the acting person's, though it may have become impossible."""
        return not isinstance(self.refused, LacksRight)


class Approvals:
    """Looks at the requests for approval, for the acting person."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._changes = TicketChanges(session)

    def waiting(self) -> list[Requested]:
        """Return all requests that wait, the oldest first."""
        with self._session.reading() as look:
            found = [one for ticket in look.tickets.to_approve() for one in self._of(look, ticket)]
        return sorted(found, key=lambda one: one.request.at)

    def open(self) -> dict[tuple[str, int], Request]:
        """Return the requests that wait, by the ticket's number and their own: one small read."""
        with self._session.reading() as look:
            tickets = look.tickets.to_approve()
            return {(ticket.number, one.id): one for ticket in tickets for one in ticket.to_approve}

    def _of(self, look: Reading, ticket: Ticket) -> list[Requested]:
        directory, now = self._session.listed(look), self._session.clock()
        policy = self._session.rules(look)[ticket.policy]
        moment = self._changes.moment(look, directory, now, policy)
        settled = settle(ticket, now)
        shown = discreet(settled, moment.actor)
        found = []
        for request in ticket.to_approve:
            refused: DeskError | None = None
            try:
                Approve(Clean(str(request.id))).facts(settled, moment)
            except DeskError as error:
                refused = error
            if isinstance(refused, LacksRight):
                if moment.actor.may(request.role):  # as the ticket stands by now, it takes a higher role
                    request = replace(request, role=refused.role)
                refused = takes_step(moment.actor, request.role)
            history = look.tickets.history(ticket.number) if request.act == "undo" else ()
            told = [discreet_event(event, moment.actor, ticket) for event in history]
            found.append(Requested(shown, policy, request, refused, told))
        return found
