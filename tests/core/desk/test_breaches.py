"""Clocks that ran out this service day, and the reason that a supervisor writes down."""

import pytest

from core.base.errors import LacksRight, NotAllowed
from core.base.text import Clean
from core.intake.model import Intake, cleaned
from core.ticket.acts.assign import Assign
from core.ticket.acts.late import ExplainLate
from core.ticket.acts.work import Arrive
from storage.doctor import examine
from tests.core.office import Office


def logged(office: Office) -> str:
    return office.desk("Anna").tickets.log(cleaned(Intake(description="leak", category="pipe_leak"))).number


def found(office: Office) -> list[tuple[str, int, str]]:
    return [
        (one.breach.timer.name, int(one.breach.late.total_seconds() // 60), one.breach.reason)
        for one in office.desk("陈静").supervision.breaches()
    ]


def test_a_clock_that_runs_late_and_one_that_stopped_late_are_both_of_the_day(office: Office) -> None:
    number = logged(office)
    assert found(office) == []
    office.later(minutes=30)
    assert found(office) == [("dispatch", 25, ""), ("arrival", 15, "")]
    anna = office.desk("Anna")
    anna.tickets.do(number, Assign(Clean("engineering")))
    anna.tickets.do(number, Arrive())
    office.later(minutes=60)
    assert found(office) == [("dispatch", 25, ""), ("arrival", 15, "")]
    office.later(days=1)
    assert "arrival" not in [name for name, _minutes, _reason in found(office)]


def test_a_supervisor_writes_down_why_and_what_has_no_reason_comes_first(office: Office) -> None:
    number = logged(office)
    office.later(minutes=30)
    with pytest.raises(LacksRight):
        office.desk("Anna").tickets.do(number, ExplainLate(Clean("rush hour")))
    chief = office.desk("陈静")
    chief.tickets.do(number, ExplainLate(Clean("two calls at once"), Clean("arrival")))
    assert found(office) == [("dispatch", 25, ""), ("arrival", 15, "two calls at once")]
    chief.tickets.do(number, ExplainLate(Clean("rush hour")))
    assert [reason for _name, _minutes, reason in found(office)] == ["rush hour", "two calls at once"]
    assert not examine(office.store.database)


def test_there_is_no_reason_for_what_was_not_late(office: Office) -> None:
    number = logged(office)
    with pytest.raises(NotAllowed, match="No such clock"):
        office.desk("陈静").tickets.do(number, ExplainLate(Clean("rush hour")))
