"""Asking a person with the right for a step, and their decision (§18).

A request is an event of its own and changes nothing else.  Approved, the step is decided afresh with the
approving person as its actor, in the same unit of work: nobody does through a request what they may not do.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, ClassVar

from core.base.dataclass import dataclass, replace
from core.base.errors import DeskError, InvalidInput, LacksRight, NotAllowed
from core.base.i18n_marks import N_, SourceText
from core.base.questions import Asked
from core.base.serialization import from_text, to_plain, to_text
from core.base.text import EMPTY, Clean
from core.events.fact import personal
from core.events.stream import Event
from core.people.roles import takes_step
from core.ticket.acts.about import About
from core.ticket.acts.base import Act, Facts, Moment, Reason, TicketFact, act_class, needs
from core.ticket.acts.ending_table import EVERY
from core.ticket.model import Ticket
from core.ticket.requests import Request, Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalAsked(TicketFact):
    """Request for the step `act`; `answers` is the act with its answers, `role` the lowest that may do it."""

    act: str
    role: str
    answers: str = personal()

    says = N_("asked for approval: {act}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the request."""
        asked = Request(event.seq, self.act, self.answers, self.role, event.actor, event.at, self.note)
        return replace(ticket, requests=(*ticket.requests, asked))


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalGiven(TicketFact):
    """Approval of a request by the actor of the event; the facts of the step follow it."""

    request: int
    asked_by: str = personal()

    says = N_("approved what {asked_by} asked for")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the request approved."""
        return _settled(ticket, self.request, Ruling.APPROVED, event)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRefused(TicketFact):
    """Refusal of a request."""

    request: int
    asked_by: str = personal()
    reason: str = personal()

    says = N_("refused what {asked_by} asked for: {reason}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the request refused."""
        return _settled(ticket, self.request, Ruling.REFUSED, event, self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalWithdrawn(TicketFact):
    """Withdrawal of a request by the person who made it."""

    request: int

    says = N_("request for approval withdrawn")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the request withdrawn."""
        return _settled(ticket, self.request, Ruling.WITHDRAWN, event)


ASIDE = (ApprovalAsked, ApprovalRefused, ApprovalWithdrawn)
"""Facts about requests that leave the ticket as it was."""


def _settled(ticket: Ticket, ident: int, ruling: Ruling, event: Event, reason: str = "") -> Ticket:
    """Return the ticket with what came of one request."""
    return replace(
        ticket,
        requests=tuple(
            replace(one, ruling=ruling, done_at=event.at, done_by=event.actor, reason=reason)
            if one.id == ident
            else one
            for one in ticket.requests
        ),
    )


def wanted(request: Request) -> Act:
    """Return the act of a request; raise `NotAllowed` if its answers have been erased."""
    if not request.answers:
        raise NotAllowed(N_("The answers of this request have been erased."))
    return from_text(act_class(request.act), request.answers)


@dataclass(frozen=True, slots=True)
class AskApproval(Act):
    """Act that asks for the approval of another act, which the actor may not do."""

    act: Act

    about: ClassVar = About(
        "ask",
        N_("Ask for approval"),
        N_("Ask"),
        N_("Ask a person who may do the step to approve it."),
        EVERY,
        only_now=N_("It asks for a decision, which counts from when it is made."),
    )

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the request; raise the refusal of the act if nobody could do it as the ticket stands now."""
        if not self.act.about.reserved:  # nor another request, whose step the words would not show
            raise NotAllowed(N_("Approval cannot be asked for this step."))
        act = self.act.as_asked(ticket, moment)
        name, answers = act.about.name, to_text(to_plain(act))
        role = _least_role(act, ticket, moment)
        if not role:
            raise NotAllowed(N_("You may do this yourself."))
        for one in ticket.to_approve:
            if (one.act, one.answers) == (name, answers):
                raise NotAllowed(N_("{by} has asked for this already."), by=one.by)
        return [ApprovalAsked(act=name, role=role, answers=answers)]


def _least_role(act: Act, ticket: Ticket, moment: Moment) -> str:
    """Return the lowest role whose people may do the act now; empty if the actor may."""
    role = ""
    while True:
        try:
            act.facts(ticket, moment)
        except LacksRight as refused:
            if refused.role == role:
                raise
            role = refused.role
            moment = replace(moment, actor=replace(moment.actor, role=role))
        else:
            return role


Which = Annotated[
    Clean,
    Asked(help=N_("Number of the request, if several wait."), argument="ID", longest=20),
]


@dataclass(frozen=True, slots=True)
class Approve(Act, name="approve"):
    """Act that approves a request: the step is done now, by the approving person."""

    which: Which = EMPTY

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the approval and the facts of the step, or raise its refusal."""
        request = _meant(self.which, ticket)
        facts = _tried(request, moment, lambda act, inner: act.facts(ticket, inner))
        return [ApprovalGiven(request=request.id, asked_by=request.by), *facts]

    def elsewhere(self, ticket: Ticket, moment: Moment) -> Mapping[str, Facts]:
        """Return the facts of the step for other tickets."""
        request = _meant(self.which, ticket)
        return wanted(request).elsewhere(ticket, _for(request, moment))


@dataclass(frozen=True, slots=True)
class Refuse(Act, name="refuse"):
    """Act that refuses a request, by a person who could have approved it."""

    which: Which = EMPTY
    reason: Reason = EMPTY

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the refusal; raise `InvalidInput` without a reason."""
        request = _meant(self.which, ticket)
        if not moment.actor.may(request.role):
            raise takes_step(moment.actor, request.role)
        needs(self.reason, N_("Give a reason for refusing it."), "reason")
        return [ApprovalRefused(request=request.id, asked_by=request.by, reason=self.reason)]


@dataclass(frozen=True, slots=True)
class WithdrawRequest(Act, name="withdraw"):
    """Act with which the person who asked takes the request back."""

    which: Which = EMPTY

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the withdrawal; raise `NotAllowed` for another person's request."""
        request = _meant(self.which, ticket)
        if request.by not in (moment.known.signature, moment.actor.name):
            raise NotAllowed(N_("Only {by}, who asked for it, can withdraw it."), by=request.by)
        return [ApprovalWithdrawn(request=request.id)]


def _meant(which: str, ticket: Ticket) -> Request:
    """Return the request of that number, or the only one that waits; raise `DeskError` if there is none."""
    waiting = ticket.to_approve
    if not which and len(waiting) > 1:
        raise InvalidInput(
            N_("Several requests wait; say which: {ids}."), ids=tuple(str(one.id) for one in waiting)
        )
    if not which and waiting:
        return waiting[0]
    found = next((one for one in ticket.requests if str(one.id) == which.lstrip("#")), None)
    if found is None:
        raise NotAllowed(N_("No approval is asked for on this ticket."))
    if found.ruling:
        raise NotAllowed(
            N_("This request was settled already: {ruling}, by {by}."),
            ruling=SourceText(found.ruling.label),
            by=found.done_by,
        )
    return found


def _for(request: Request, moment: Moment) -> Moment:
    """Return the circumstances of the step, with the note of the person who asked."""
    return replace(moment, note=Clean(request.note))


def _tried(request: Request, moment: Moment, do: Callable[[Act, Moment], Facts]) -> Facts:
    """Return the facts of the step; a refusal says that the ticket has moved on, or who may approve."""
    try:
        return do(wanted(request), _for(request, moment))
    except LacksRight:
        raise
    except DeskError as refused:
        raise NotAllowed(
            N_("Not possible any more: {why}"),
            hint=N_("Refuse the request, or have it withdrawn."),
            why=refused,
        ) from refused
