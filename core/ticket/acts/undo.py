"""Undoing the last step, which stays in the history (§3)."""

from collections.abc import Mapping, Sequence
from typing import Self

from core.base.dataclass import dataclass, replace
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.base.text import Clean
from core.events.fact import Undone
from core.events.fold import standing, standing_steps
from core.events.stream import Event
from core.people.roles import takes_step
from core.ticket.acts.base import Act, Facts, Moment, still_isolated
from core.ticket.acts.close import Voided
from core.ticket.acts.merge import Absorbed, Merged
from core.ticket.acts.request import ASIDE
from core.ticket.model import Ticket

MISTAKE = Clean(N_("logged by mistake"))
"""Reason for which a ticket is void whose logging was undone."""


@dataclass(frozen=True, slots=True)
class Undo(Act, name="undo"):
    """Act that undoes the last step: within the time for corrections one's own, any other as a supervisor.

    Undoing the logging itself, which only that operator may within that time, leaves a void ticket.
    With a `step`, as an approval is asked for it, only that one is undone, as long as it is the last.
    """

    step: int = 0

    def as_asked(self, ticket: Ticket, moment: Moment) -> Self:
        """Return the undo of the step that is the last one now."""
        return replace(self, step=_last(moment.known.history(ticket.number)))

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the undo of the last step; raise `NotAllowed` if it cannot be undone."""
        history = moment.known.history(ticket.number)
        step = self._step(history)
        events = [event for event in history if event.step == step]
        if any(isinstance(event.fact, Absorbed) for event in events):
            raise NotAllowed(
                N_("This ticket cannot be undone: another one was merged into it."),
                hint=N_("Undo the merge on the other ticket first."),
            )
        own = events[0].actor == moment.known.signature
        fresh = own and moment.known.now - events[0].recorded_at <= moment.policy.limits.correction
        if step == 1:
            return _unlogged(ticket, fresh=fresh)
        role = self.about.further["undo_others"].role
        if not fresh and not moment.actor.may(role):
            raise takes_step(moment.actor, role)
        return [Undone(step=step)]

    def elsewhere(self, ticket: Ticket, moment: Moment) -> Mapping[str, Facts]:
        """Return the undo for the other ticket of a merger."""
        history = moment.known.history(ticket.number)
        last = self._step(history)
        facts = [event.fact for event in history if event.step == last]
        return {
            fact.into: [Undone(step=step)]
            for fact in facts
            if isinstance(fact, Merged)
            for step in _absorbed(fact.into, ticket.number, moment)
        }

    def _step(self, history: Sequence[Event]) -> int:
        """Return the step to undo; raise `NotAllowed` if the one asked for is not the last any more."""
        if self.step and self.step != _last(history):
            raise NotAllowed(N_("That step is not the last one any more."))
        return self.step or standing_steps(history)[-1]


def _last(history: Sequence[Event]) -> int:
    """Return the last step that did something to the matter, and was no request for an approval."""
    aside = {event.step for event in history if isinstance(event.fact, ASIDE)}
    return next((step for step in reversed(standing_steps(history)) if step not in aside), 1)


def _absorbed(main: str, number: str, moment: Moment) -> list[int]:
    """Return the step in which the main ticket absorbed that number, unless it was undone."""
    history = standing(moment.known.history(main))
    return [e.step for e in history if isinstance(e.fact, Absorbed) and e.fact.number == number]


def _unlogged(ticket: Ticket, *, fresh: bool) -> Facts:
    """Return the voiding of a ticket just logged; raise `NotAllowed` if it is older, or people act on it."""
    if ticket.isolated:
        raise still_isolated()
    if ticket.manager_told_at:
        raise NotAllowed(
            N_("The site manager was told when it was logged."), hint=N_("Ask a supervisor to void it.")
        )
    if not fresh:
        raise NotAllowed(
            N_("There is nothing to undo."),
            hint=N_("To remove the ticket itself, void it; if it is assigned, return it first."),
        )
    return [Voided(reason=MISTAKE)]
