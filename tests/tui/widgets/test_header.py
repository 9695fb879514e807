"""What the header says of the shift: its name by the policy's hours, who has the desk."""

from dataclasses import replace

import pytest

from core.duty.shift import shift_at
from core.policy.model import default_policy
from core.policy.sections import ShiftRules
from tests.core.play import site
from tui.widgets.clock_text import shift_name


@pytest.mark.parametrize(
    ("starts", "at", "name"),
    [
        (("00:00", "08:00", "16:00"), "07:59", "night 00-08"),
        (("00:00", "08:00", "16:00"), "16:00", "evening 16-24"),
        (("08:00", "20:00"), "03:00", "night 20-08"),
        (("07:30", "19:30"), "19:29", "day 07:30-19:30"),
    ],
)
def test_a_shift_is_called_by_when_it_begins(starts: tuple[str, ...], at: str, name: str) -> None:
    rules = replace(default_policy(), shift=ShiftRules(starts=starts))
    assert shift_name(shift_at(site(f"2026-03-10 {at}"), rules), rules.site.zone) == name
