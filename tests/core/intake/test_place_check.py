"""What asks for a place before it is saved, and what does not (§23 on §3 T1)."""

from dataclasses import replace

import pytest

from core.base.clock import system_clock
from core.intake.line.reading import read_line
from core.intake.model import CleanIntake, Intake, cleaned
from core.intake.place_check import lacks_place, without_place
from core.people.directory import Directory
from core.policy.model import default_policy, parse_policy
from core.policy.urgency import Urgency
from core.ticket.model import Caller


def read(line: str) -> CleanIntake:
    return read_line(line, Directory(), default_policy(), system_clock())


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("水管漏水", True), ("tap drips", True), ("路灯不亮", True), ("帮忙搬东西", True),
        ("3-2-1201 水管漏水", False), ("3栋 电梯坏了", False), ("大堂灯不亮", False),
        ("lamp in the stairwell is out", False), ("着火了", False), ("smell of gas", False),
        ("小区有人吵架快打起来了", False),
        ("请问几点开门", False), ("建议增设座椅", False), ("表扬王师傅", False),
    ],
)  # fmt: skip
def test_what_has_a_place_by_nature_and_names_none_asks(line: str, asks: bool) -> None:
    assert lacks_place(read(line), default_policy()) is asks


def test_what_may_do_without() -> None:
    leak = read("水管漏水")
    assert not lacks_place(without_place(leak, "不清楚"), default_policy())
    assert not lacks_place(cleaned(replace(leak, caller=Caller("李女士", role="Prospect"))), default_policy())
    assert not lacks_place(cleaned(replace(leak, urgency=Urgency.EMERGENCY)), default_policy())
    assert not lacks_place(cleaned(Intake()), default_policy())


def test_an_emergency_that_is_over_asks_too() -> None:
    fire = read("着火了")
    assert lacks_place(cleaned(replace(fire, outcome="已扑灭")), default_policy())


def test_rules_that_do_not_ask() -> None:
    """Rules of before, which do not name the question, ask nobody."""
    text = "\n".join(line for line in default_policy().text.splitlines() if not line.startswith("ask_place"))
    assert not lacks_place(read("水管漏水"), parse_policy(text))
