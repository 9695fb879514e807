"""Figures of the supervisor's looks: classifications (R189), and spot checks of finished work (R092)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from core.base.dataclass import dataclass
from core.events.fold import standing
from core.figures.measures import share
from core.figures.ports import FiguresReading
from core.policy.model import Policy
from core.policy.urgency import Urgency
from core.ticket.acts.answer import EmergencyAnswered
from core.ticket.acts.created import Created
from core.ticket.acts.reclassify import Reclassified
from core.ticket.model import Ticket
from core.ticket.oversight import SpotResult
from core.ticket.supervision import concerns, is_checked, is_work

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
class SpotChecks:
    """Spot checks of the work done in a period: `checked` of `done`, against a target in percent.

    `results` are those of the last check of each.
    """

    done: int
    checked: int
    target: int
    results: Mapping[SpotResult, int]

    @property
    def rate(self) -> Fraction | None:
        """Return checked ÷ done; None without any work."""
        return share(self.checked, self.done)

    @property
    def met(self) -> bool | None:
        """Return True if the target is met; None without any work."""
        return 100 * self.checked >= self.target * self.done if self.done else None


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


def spot_checks(
    concerned: Iterable[Ticket], target: int, within: Callable[[datetime | None], bool]
) -> SpotChecks:
    """Return the spot checks of the work done in the instants for which `within` is true."""
    done = [one for one in concerned if is_work(one) and within(one.round.handled_at)]
    checked = [one for one in done if is_checked(one)]
    return SpotChecks(len(done), len(checked), target, Counter(one.spot_checks[-1].result for one in checked))


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
