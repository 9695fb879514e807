"""Putting work on hold and resuming it (T8, T9)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from core.base.questions import Asked
from core.base.spoken_times import Aim
from core.events.fact import Fact
from core.events.stream import Event
from core.ticket.acts.base import Act, Facts, Moment, TicketFact
from core.ticket.acts.task import done, with_task
from core.ticket.codes import REANCHORING, HoldReason, State, TaskKind
from core.ticket.hold import resume
from core.ticket.model import Booking, OnHold, Pause, Ticket
from core.ticket.oversight import Task

FREE = 2
"""Holds for the customer that an operator may record; further ones need a supervisor (§4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(TicketFact):
    """Hold of the work until a planned time."""

    reason: HoldReason
    until: datetime

    says = N_("on hold until {until}: {reason}")
    moves = True

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket on hold; some reasons stop the ladder, an appointment is a booking."""
        turn = ticket.round
        if self.reason in REANCHORING:
            turn = replace(turn, pauses=(*turn.pauses, Pause(event.at, self.until)))
        if self.reason is HoldReason.APPOINTMENT:
            turn = replace(turn, booking=Booking(self.until, event.at))
        hold = OnHold(self.reason, event.at, self.until)
        after = replace(ticket, state=State.ON_HOLD, hold=hold, rounds=ticket.rounds_with(turn))
        if self.reason in REANCHORING:
            return after
        return with_task(after, Task(TaskKind.COORDINATE, event.at, event.actor, self.reason.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(TicketFact):
    """Resumption of the work, `automatic` at the planned time."""

    automatic: bool = False

    says = N_("work resumed")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with its work resumed."""
        after = resume(ticket, event.at)
        return done(after, event, lambda task: task.kind is TaskKind.COORDINATE)


@dataclass(frozen=True, slots=True)
class Hold(Act, name="hold"):
    """Act that puts work on hold until a planned time; only two re-anchorings are free (§4)."""

    reason: Annotated[HoldReason, Asked(N_("Reason"), N_("Reason for the hold."))]
    until: Annotated[
        datetime,
        Asked(N_("Until"), N_("When work resumes."), N_("14:30, +2h, tomorrow 10:00"), aim=Aim.FUTURE),
    ]

    noted = True

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the hold; raise `InvalidInput` for a past time."""
        if self.until <= moment.at:
            raise InvalidInput(N_("The planned time is already past."), hint=N_("Give a later one."))
        reanchored = sum(len(turn.pauses) for turn in ticket.rounds)
        if self.reason in REANCHORING and reanchored >= FREE:
            self.require("hold_again", moment.actor)
        return [Held(reason=self.reason, until=self.until)]


@dataclass(frozen=True, slots=True)
class Resume(Act, name="resume"):
    """Act that resumes work before the planned time."""

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the resumption; raise `BadEntry` for a time before the hold."""
        since = ticket.hold.since if ticket.hold else None
        moment.check_after(since, N_("That time is before it was put on hold."))
        return [Resumed()]


def off_hold(ticket: Ticket) -> Iterable[Fact]:
    """Yield the end of an open hold, which comes before other facts (T10)."""
    if ticket.hold:
        yield Resumed()
