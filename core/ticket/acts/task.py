"""To-dos on a ticket: instructions of superiors, what the office is to coordinate, what was left open.

They follow from other acts (R068, R073, R185); here they are done.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Annotated

from core.base.dataclass import dataclass, replace
from core.base.errors import InvalidInput, NotAllowed
from core.base.i18n_marks import N_
from core.base.questions import Asked
from core.base.text import Clean
from core.events.fact import personal
from core.events.stream import Event
from core.ticket.acts.base import Act, Facts, Moment, TicketFact, needs
from core.ticket.codes import TaskKind
from core.ticket.model import Ticket
from core.ticket.oversight import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAdded(TicketFact):
    """To-do that begins with the event; a step of a handling plan has an owner and a last day."""

    task: TaskKind
    text: str = personal()
    owner: str = personal()
    due: date | None = None

    says = N_("to do: {task} {text}")

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the to-do; with its first step, a handling plan is drawn up."""
        task = Task(self.task, event.at, event.actor, self.text, owner=self.owner, due=self.due)
        if self.task is TaskKind.STEP:
            ticket = done(ticket, event, lambda task: task.kind is TaskKind.PLAN)
        return with_task(ticket, task)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDone(TicketFact):
    """End of the to-do of that kind that began at `since`."""

    task: TaskKind
    since: datetime
    text: str = personal()

    says = N_("done: {task} {text}")
    moves = True

    def change(self, ticket: Ticket, event: Event) -> Ticket:
        """Return the ticket with the time in its to-do."""
        ended = (self.task, self.since, self.text)
        return done(ticket, event, lambda task: (task.kind, task.since, task.text) == ended)


def with_task(ticket: Ticket, task: Task) -> Ticket:
    """Return the ticket with one more to-do; the same one at the same time is one."""
    return ticket if task in ticket.tasks else replace(ticket, tasks=(*ticket.tasks, task))


def done(ticket: Ticket, event: Event, which: Callable[[Task], bool]) -> Ticket:
    """Return the ticket with its open to-dos for which `which` is true done at the event."""
    tasks = tuple(
        replace(task, done_at=event.at) if task.done_at is None and which(task) else task
        for task in ticket.tasks
    )
    return replace(ticket, tasks=tasks)


_NOTES = {
    TaskKind.ISOLATE: N_("Enter who took the danger away, or why it needs no isolation."),
    TaskKind.RELAY_REASON: N_("Enter why the report did not come directly."),
    TaskKind.CAUSE: N_("Enter the cause."),
    TaskKind.PLACE: N_("Enter where it was, or why that is not known."),
}
"""Questions that are answered by the note."""


def note_asked(task: Task) -> str:
    """Return the question that the note has to answer when the to-do is done; empty if it may be left out."""
    return _NOTES.get(task.kind, "")


@dataclass(frozen=True, slots=True)
class Complete(Act, name="complete"):
    """Act that records that a to-do of the ticket is done."""

    which: Annotated[
        Clean, Asked(N_("To-do"), N_("Its number on the ticket's page; else the oldest."), metavar="N")
    ] = Clean("1")

    noted = True

    @classmethod
    def lacks(cls, ticket: Ticket, now: datetime) -> NotAllowed | None:
        """Return the refusal without a to-do."""
        return None if ticket.to_do else NotAllowed(N_("The ticket has no to-do."))

    @classmethod
    def first(cls, ticket: Ticket, moment: Moment) -> Mapping[str, str]:
        """Return the oldest."""
        return {"which": "1"}

    def decide(self, ticket: Ticket, moment: Moment) -> Facts:
        """Return the end of the to-do; raise `InvalidInput` for a number without one."""
        place = int(self.which) if self.which.isdecimal() else 0
        if not 1 <= place <= len(ticket.to_do):
            raise InvalidInput(
                N_("There is no to-do {number}."),
                hint=N_("Enter a number from 1 to {count}."),
                number=self.which,
                count=len(ticket.to_do),
            )
        task = ticket.to_do[place - 1]
        if asks := note_asked(task):
            needs(moment.note, asks, "note")
        return [TaskDone(task=task.kind, since=task.since, text=task.text)]
