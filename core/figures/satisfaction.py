"""Satisfaction rate: grades that pass ÷ (grades that pass + grades that fail), exact (§10, S2; R028, R108).

The same formula serves callbacks and surveys, departments, workers and categories; n is always shown.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from core.base.dataclass import dataclass
from core.figures.measures import share
from core.policy.sections import Survey
from core.ticket.callbacks import GRADES
from core.ticket.codes import CallbackRule, YesNo
from core.ticket.model import Round, Ticket

SMALL = 30
"""Number of grades below which a rate is of a small sample."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of grades that pass, fail, and are neither."""

    passed: int = 0
    failed: int = 0
    neutral: int = 0

    @property
    def n(self) -> int:
        """Return the number of grades."""
        return self.passed + self.failed + self.neutral


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Rate of a tally with its target, both in exact numbers; `solved` is the share solved, apart from it."""

    tally: Tally
    rate: Fraction | None
    target: int
    solved: Fraction | None = None

    @property
    def met(self) -> bool | None:
        """Return True if the rate reaches the target, inclusive; None without a rate."""
        return None if self.rate is None else self.rate >= Fraction(self.target, 100)

    @property
    def is_small(self) -> bool:
        """Return True if the sample is small."""
        return self.tally.n < SMALL


def tally(grades: Iterable[str], rules: Survey) -> Tally:
    """Return the numbers of the grades that pass and fail by the rules; others are neutral."""
    counted = Counter(grades)
    passed = sum(counted[grade] for grade in {*rules.pass_grades})
    failed = sum(counted[grade] for grade in {*rules.fail_grades})
    return Tally(passed, failed, counted.total() - passed - failed)


def rate(counted: Tally, neutral: str) -> Fraction | None:
    """Return the satisfaction rate; `neutral` grades are left out (exclude), or count as pass or fail."""
    passed = counted.passed + (counted.neutral if neutral == "pass" else 0)
    failed = counted.failed + (counted.neutral if neutral == "fail" else 0)
    return share(passed, passed + failed)


def satisfaction(counted: Tally, rules: Survey, solved: Fraction | None = None) -> Satisfaction:
    """Return the rate of a tally against the target of the rules."""
    return Satisfaction(counted, rate(counted, rules.neutral), rules.satisfaction_min, solved)


@dataclass(frozen=True, slots=True)
class CallbackSatisfaction:
    """Satisfaction of customers called back, of the desk and by department, worker and category (R171)."""

    desk: Satisfaction
    departments: Mapping[str, Satisfaction]
    workers: Mapping[str, Satisfaction]
    categories: Mapping[str, Satisfaction]


def of_callbacks(
    tickets: Iterable[Ticket], within: Callable[[Round], bool], rules: Survey
) -> CallbackSatisfaction:
    """Return the satisfaction of the callbacks of customers whose round is `within` the period.

    What the staff verified on the spot is no customer's grade.
    """
    graded = [
        (ticket, turn)
        for ticket in tickets
        for turn in ticket.rounds
        if turn.callback
        and turn.callback.rule == CallbackRule.ALL
        and turn.callback.result in GRADES
        and within(turn)
    ]
    return CallbackSatisfaction(
        _of((turn for _, turn in graded), rules),
        _by(graded, lambda ticket, _turn: ticket.department, rules),
        _by(graded, lambda _ticket, turn: turn.handled_by, rules),
        _by(graded, lambda ticket, turn: turn.category or ticket.category, rules),
    )


def _by(
    graded: Iterable[tuple[Ticket, Round]], key: Callable[[Ticket, Round], str], rules: Survey
) -> dict[str, Satisfaction]:
    groups: dict[str, list[Round]] = {}
    for ticket, turn in graded:
        groups.setdefault(key(ticket, turn), []).append(turn)
    return {name: _of(turns, rules) for name, turns in sorted(groups.items()) if name}


def _of(turns: Iterable[Round], rules: Survey) -> Satisfaction:
    calls = [turn.callback for turn in turns if turn.callback]
    answers = [call.attempts[-1].solved for call in calls if call.attempts]
    told = [answer for answer in answers if answer]
    solved = share(sum(answer is YesNo.YES for answer in told), len(told))
    return satisfaction(tally((call.result for call in calls if call.result), rules), rules, solved)
