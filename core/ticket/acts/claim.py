"""Claiming a callback before dialling, so that two desks never call one household at once (§23)."""

from datetime import datetime

from core.base.clock import site_time
from core.base.dataclass import dataclass, replace
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.events.stream import Event
from core.ticket.acts.base import Act, Facts, Moment, TicketFact
from core.ticket.acts.callback import RecordCallback, barred
from core.ticket.callbacks import claim_ends, claim_on
from core.ticket.model import Claim, Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackClaimed(TicketFact):
    """Claim of the callback by the acting person; it ends by itself."""

    passing = True
    says = N_("callback claimed")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the claim; unchanged if no callback is owed because the work was undone."""
        callback = ticket.round.callback
        if callback is None:
            return ticket
        claimed = replace(callback, claim=Claim(event.actor, event.at))
        return replace(ticket, rounds=ticket.rounds_with(replace(ticket.round, callback=claimed)))


@dataclass(frozen=True, slots=True)
class ClaimCallback(Act, name="claim"):
    """Act that claims the callback for some minutes; one's own claim begins again."""

    @classmethod
    def lacks(cls, ticket: Ticket, now: datetime) -> NotAllowed | None:
        """Return the refusal if no callback is owed."""
        return RecordCallback.lacks(ticket, now)

    @classmethod
    def role_for(cls, ticket: Ticket) -> str:
        """Return the operator, or the site manager for a verification."""
        return RecordCallback.role_for(ticket)

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the claim; raise `NotAllowed` while another person has it, with their name."""
        if refused := barred(ticket, moment) or taken(ticket, moment):
            raise refused
        return [CallbackClaimed()]


def taken(ticket: Ticket, moment: Moment) -> NotAllowed | None:
    """Return the refusal while another person has the claim of the callback, or None."""
    minutes = moment.policy.callback.claim_min
    claim = claim_on(ticket.round.callback, minutes, moment.at)
    if claim is None or claim.by in (moment.known.signature, moment.actor.name):
        return None
    zone = moment.policy.site.zone
    return NotAllowed(
        N_("{name} has been calling this household since {time}."),
        hint=N_("It is free again at {free}, or when {name} has finished."),
        name=claim.by,
        time=f"{site_time(claim.at, zone):%H:%M}",
        free=f"{site_time(claim_ends(claim, minutes), zone):%H:%M}",
    )
