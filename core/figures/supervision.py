"""Digest of the supervisor's looks: classifications changed, confirmed and waiting (R189)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from core.base.dataclass import dataclass
from core.events.fold import standing
from core.figures.ports import FiguresReading
from core.policy.model import Policy
from core.policy.urgency import Urgency
from core.ticket.acts.answer import EmergencyAnswered
from core.ticket.acts.created import Created
from core.ticket.acts.reclassify import Reclassified
from core.ticket.model import Ticket
from core.ticket.supervision import concerns

Class = tuple[str, Urgency]
"""Category and urgency."""


@dataclass(frozen=True, slots=True)
class ClassChange:
    """Change of a classification: when, by whom, from what to what, and why."""

    number: str
    at: datetime
    by: str
    before: Class
    after: Class
    reason: str


@dataclass(frozen=True, slots=True)
class Classifications:
    """Classifications of a period: changes, confirmations by a supervisor, and those that wait for one.

    Waiting are those of the tickets reported in the period.
    """

    changed: Sequence[ClassChange]
    confirmed: int
    waiting: int

    @property
    def empty(self) -> bool:
        """Return True if there is nothing to report."""
        return not (self.changed or self.confirmed or self.waiting)


def classifications(
    look: FiguresReading,
    concerned: Iterable[Ticket],
    reported: Iterable[Ticket],
    rules: Mapping[int, Policy],
    within: Callable[[datetime | None], bool],
) -> Classifications:
    """Return the digest of the instants for which `within` is true.

    `concerned` are the tickets as they stood at its end, `reported` those of them reported in it.
    """
    found = [*concerned]
    changed = [
        change
        for ticket in found
        if ticket.reclassified_at
        for change in _changes(look, ticket.number)
        if within(change.at)
    ]
    return Classifications(
        sorted(changed, key=lambda one: (one.at, one.number)),
        sum(within(one.classified_at) and one.classified_at != one.reclassified_at for one in found),
        sum(bool(concerns(one, rules[one.policy])) for one in reported),
    )


def _changes(look: FiguresReading, number: str) -> Iterator[ClassChange]:
    before: Class = ("", Urgency.NORMAL)
    for event in standing(look.tickets.history(number)):
        fact = event.fact
        if not isinstance(fact, Created | Reclassified | EmergencyAnswered):
            continue
        after = (fact.category, fact.urgency)
        if before != after and not isinstance(fact, Created):
            reason = fact.reason if isinstance(fact, Reclassified) else ""
            yield ClassChange(number, event.at, event.actor, before, after, reason)
        before = after
