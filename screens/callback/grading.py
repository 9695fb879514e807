"""Grades of one call before they are written: one for each ticket of the household."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from core.base.questions import answered
from core.base.text import EMPTY, Clean
from core.desk.callbacks import Pending
from core.desk.desk import Desk
from core.desk.queries import Card
from core.intake.unit_profile import Profile
from core.ticket.acts.base import Moment
from core.ticket.acts.callback import RecordCallback, is_barred
from core.ticket.callbacks import GRADES, PASSED, REWORK_REASONS
from core.ticket.codes import Mode, Result, YesNo
from core.ticket.model import Ticket
from screens.base.forms import Entry, Form, Values
from screens.base.steps import StepForm, rehearsed, when
from tui.i18n import _
from tui.widgets.host import Host

SAID = Clean("-")
"""Text in a rehearsal of an act."""

OTHER = REWORK_REASONS[-1]

CALLED = replace(when(), title=N_("Called at"))
"""Question when the customer was called; its field is hidden until it is asked for."""

RESULTS = {
    **{f"callback.{grade}": Result(grade) for grade in GRADES},
    "callback.no_answer": Result.NO_ANSWER,
    "callback.unreachable": Result.UNREACHABLE,
    "callback.waive": Result.WAIVED,
}
"""Result that each command records."""

GIVEN_UP = {code.value: code.label for code in (Result.WAIVED, Result.UNREACHABLE)}
"""Results that close a ticket without a callback, which takes a supervisor."""

SOLVED = {None: YesNo.NO, YesNo.NO: YesNo.YES, YesNo.YES: None}
"""Next answer to whether it is solved; None goes by the grade."""

MODES = dict(zip(Mode, [*Mode][1:] + [*Mode][:1], strict=True))
"""Next mode of the call."""

CallRead = tuple[Card, Profile | None, Sequence[Pending]]
"""Ticket in turn, its unit, its household."""

PAID_ANSWERS = ("process", "quality", "meets")


class Grading:
    """Household on the line: its callbacks, the ticket in turn, and the grades so far."""

    def __init__(self, number: str) -> None:
        self.number = number
        self.household: Sequence[Pending] = ()
        self.grades: dict[str, RecordCallback] = {}
        self.solved: YesNo | None = None
        self._mode: Mode | None = None

    def read(self, household: Sequence[Pending], host: Host) -> None:
        """Take the callbacks that are owed, without those whose work the acting person did."""
        actor = host.identity.actor
        self.household = [one for one in household if not is_barred(one.ticket, actor)]

    @property
    def mode(self) -> Mode:
        """Return the mode of the call: that of the category, unless another was chosen."""
        usual = (one.mode for one in self.household if one.ticket.number == self.number)
        return self._mode or next(usual, Mode.PHONE)

    @property
    def remaining(self) -> list[str]:
        """Return the numbers without a grade, the ticket in turn first."""
        numbers = [one.ticket.number for one in self.household if one.ticket.number not in self.grades]
        return sorted(numbers, key=lambda number: number != self.number)

    def turn_to(self, number: str) -> None:
        """Make another ticket the one in turn."""
        self.number, self.solved = number, None

    def step(self) -> None:
        """Turn to the next ticket of the household."""
        numbers = [one.ticket.number for one in self.household]
        if self.number in numbers:
            self.turn_to(numbers[(numbers.index(self.number) + 1) % len(numbers)])

    def change_solved(self) -> None:
        """Turn to the next answer to whether the problem is solved."""
        self.solved = SOLVED[self.solved]

    def change_mode(self) -> None:
        """Turn to the next mode of the call."""
        self._mode = MODES[self.mode]

    def act(self, result: Result, values: Values) -> RecordCallback:
        """Return the record of the ticket in turn; raise `InvalidInput` for a reason without words."""
        answer, reason = values.get("answer") or EMPTY, values.get("reason") or EMPTY
        if reason == OTHER and not answer:
            raise InvalidInput(N_("Enter why the customer is not satisfied."))
        said = {name: values[name] for name in PAID_ANSWERS if values.get(name)}
        return RecordCallback.from_form({
            **answered(RecordCallback, said),
            "result": result,
            "answer": answer,
            "reason": reason,
            "mode": self.mode,
            "solved": self.solved or _usually_solved(result),
        })  # fmt: skip

    def seen(self, numbers: Mapping[str, object]) -> dict[str, int]:
        """Return the versions of these tickets as they were read."""
        return {p.ticket.number: p.ticket.version for p in self.household if p.ticket.number in numbers}


def _usually_solved(result: Result) -> YesNo | None:
    if result in PASSED:
        return YesNo.YES
    return YesNo.NO if result is Result.DISSATISFIED else None


def closing_entries(result: Result | None = None) -> list[Entry]:
    """Return the questions of whoever asks for closing a ticket without a callback."""
    first = _(GIVEN_UP[result]) if result else ""
    return [
        Entry("result", N_("Result"), "word", required=True, first=first, codes=GIVEN_UP),
        Entry("reason", N_("Reason")),
    ]


def rehearse(result: Result, ticket: Ticket, moment: Moment) -> None:
    """Raise `DeskError` if the result cannot be recorded; write nothing."""
    RecordCallback(result, SAID, SAID, complete=False).facts(ticket, moment)


Make = Callable[[Values], RecordCallback]
"""Function that makes the record from the answers of a form."""


class GradeForm(StepForm):
    """Form of a grade that asks more; dismissed with the record, which is written with the others."""

    def __init__(
        self,
        title: str,
        entries: Sequence[Entry],
        card: Card,
        host: Host,
        make: Callable[[Values], RecordCallback],
    ) -> None:
        super().__init__(title, entries, card, _unused, act=title)
        self._moment = rehearsed(card, host)
        self._make = make

    async def done(self, host: Host, values: Values) -> object:
        """Return the record after the checks of the rules."""
        return await Form.done(self, host, values)

    def _step(self, desk: Desk, values: Values) -> object:  # type: ignore[override]
        act = self._make(values)
        act.facts(self._card.ticket, self._moment)
        return act


def _unused(desk: Desk, values: Values, seen: int) -> Ticket:
    raise AssertionError("a grade is written with those of the household")
