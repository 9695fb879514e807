"""Satisfaction by the formula of the procedures, in exact numbers (§10)."""

from fractions import Fraction

import pytest

from core.base.dataclass import replace
from core.base.text import Clean
from core.figures.measures import percent_text
from core.figures.satisfaction import Tally, of_callbacks, rate, satisfaction, tally
from core.policy.model import default_policy
from core.ticket.acts.assign import Assign
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.handle import Handle
from core.ticket.codes import Result, YesNo
from tests.core.play import Play, site

RULES = default_policy().survey
GIVEN = [
    *["very_satisfied"] * 120, *["satisfied"] * 210, *["fairly_satisfied"] * 45, *["neutral"] * 15,
    *["dissatisfied"] * 10,
]  # fmt: skip


@pytest.mark.parametrize(
    ("neutral", "shown", "met"),
    [("exclude", "97.40", True), ("fail", "93.75", False), ("pass", "97.50", True)],
)
def test_r108_the_rate_is_pass_over_pass_and_fail(neutral: str, shown: str, met: bool) -> None:
    """The worked numbers: 375 of 385 items, with average left out, failed or passed by choice."""
    counted = tally(GIVEN, RULES)
    assert counted == Tally(375, 10, 15) and counted.n == 400
    found = satisfaction(counted, replace(RULES, neutral=neutral))
    assert (percent_text(found.rate), found.met) == (shown, met)


@pytest.mark.parametrize(
    ("passed", "failed", "shown", "met"),
    [(18999, 1001, "94.99", False), (19, 1, "95.00", True), (0, 0, "-", None)],
)
def test_r028_the_target_is_compared_on_the_exact_fraction_inclusive(
    passed: int, failed: int, shown: str, met: bool | None
) -> None:
    """18999 of 20000 is shown as 94.99 and is below 95; 19 of 20 is met; nothing is neither."""
    found = satisfaction(Tally(passed, failed), RULES)
    assert (percent_text(found.rate), found.met, found.target) == (shown, met, 95)


def test_a_small_sample_is_named() -> None:
    assert satisfaction(Tally(29), RULES).is_small
    assert not satisfaction(Tally(29, 1), RULES).is_small
    assert rate(Tally(neutral=3), "exclude") is None


def graded(category: str, worker: str, result: Result, **more: object) -> Play:
    play = Play(category=category)
    play.act(Assign(Clean(worker)), site("2026-03-10 09:02"))
    play.act(Handle(Clean("done"), no_arrival=Clean("phone")), site("2026-03-10 10:00"))
    why = Clean("too dear")
    play.act(RecordCallback(result, why, why, **more), site("2026-03-10 11:00"))  # type: ignore[arg-type]
    return play


def test_r171_callbacks_are_summed_up_by_department_worker_and_category() -> None:
    """Each worker and each trade has its own rate with n; verified finds are no customer's grade."""
    tickets = [
        graded("pipe_leak", "Li", Result.SATISFIED, solved=YesNo.YES).ticket,
        graded("pipe_leak", "Li", Result.DISSATISFIED, solved=YesNo.NO).ticket,
        graded("water_electric", "Hu", Result.VERY_SATISFIED).ticket,
        graded("complaint", "Gao", Result.NEUTRAL).ticket,
        graded("pipe_leak", "Hu", Result.NO_ANSWER).ticket,
    ]
    found = of_callbacks(tickets, lambda turn: True, RULES)
    assert found.desk.tally == Tally(2, 1, 1) and found.desk.rate == Fraction(2, 3)
    assert found.desk.solved == Fraction(1, 2)
    assert {name: one.rate for name, one in found.workers.items()} == {
        "Li": Fraction(1, 2), "Hu": Fraction(1), "Gao": None,
    }  # fmt: skip
    assert {name: one.tally.n for name, one in found.categories.items()} == {
        "complaint": 1, "pipe_leak": 2, "water_electric": 1,
    }  # fmt: skip
    assert found.departments["engineering"].rate == Fraction(2, 3)


def test_r044_each_category_has_its_rate() -> None:
    """The rate of each kind of service stands beside the total, each with its n and the target."""
    tickets = [
        graded("pipe_leak", "Li", Result.DISSATISFIED).ticket,
        graded("complaint", "Gao", Result.SATISFIED).ticket,
    ]
    found = of_callbacks(tickets, lambda turn: True, RULES).categories
    assert {name: (one.rate, one.met, one.target) for name, one in found.items()} == {
        "complaint": (Fraction(1), True, 95), "pipe_leak": (Fraction(0), False, 95),
    }  # fmt: skip
