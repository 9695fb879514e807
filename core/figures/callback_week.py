"""Summary of the callbacks of a week, which the supervisor and then the director sign (R169)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from core.base.dataclass import dataclass, replace
from core.base.text import mask_phone, mask_phones
from core.figures.registers import CallbackMade
from core.figures.satisfaction import Tally, tally
from core.policy.sections import Survey
from core.ticket.callbacks import GRADES
from core.ticket.model import Caller

DAYS = timedelta(days=6)
"""Time from the first day of a week to its last."""


@dataclass(frozen=True, slots=True)
class CallbackLine:
    """Attempt or end of a callback as the summary shows it: phones masked, the words as they were said."""

    at: datetime
    number: str
    round: int
    unit: str
    place: str
    caller: Caller
    description: str
    department: str
    assignee: str
    result: str
    answer: str
    by: str

    @property
    def where(self) -> str:
        """Return the unit, or the place as written."""
        return self.unit or self.place


@dataclass(frozen=True, slots=True)
class CallbackWeek:
    """Summary of the callbacks of some days; `neutral` says how average grades count (§10).

    `previous` is the hash of the week signed before it.
    """

    first: date
    last: date
    made_at: datetime
    lines: tuple[CallbackLine, ...]
    reached: int
    tally: Tally
    neutral: str = "exclude"
    previous: str = ""


def week_of(
    made: Sequence[CallbackMade], first: date, last: date, now: datetime, rules: Survey
) -> CallbackWeek:
    """Return the summary of these callbacks; grades are counted by the rules of satisfaction."""
    counted = Counter(one.result for one in made)
    grades = [one.result for one in made if one.result in GRADES]
    reached = sum(counted[grade] for grade in GRADES)
    return CallbackWeek(first, last, now, tuple(lines_of(made)), reached, tally(grades, rules), rules.neutral)


def lines_of(made: Iterable[CallbackMade]) -> Iterable[CallbackLine]:
    """Yield the lines of these callbacks."""
    for one in made:
        ticket = one.ticket
        yield CallbackLine(
            one.at,
            ticket.number,
            one.round,
            ticket.unit,
            ticket.place,
            replace(ticket.caller, phone=mask_phone(ticket.caller.phone)),
            mask_phones(ticket.description),
            ticket.department,
            ticket.assignee,
            one.result,
            one.answer,
            one.by,
        )
