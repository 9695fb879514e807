"""What a call leaves open, and what its words tell."""

from dataclasses import replace

import pytest

from core.intake.model import Intake
from core.intake.unanswered import DANGER, RELAY_REASON, danger_in, unanswered
from core.policy.model import default_policy
from core.policy.urgency import Urgency
from core.ticket.codes import Danger, RelayKind, RelayReason
from core.ticket.model import Particulars, Relay

POLICY = default_policy()
RELAYED = Particulars(relay=Relay(RelayKind.CONTROL_ROOM))


@pytest.mark.parametrize(
    ("words", "danger"),
    [
        ("厨房煤气阀门松", Danger.GAS),
        ("走廊漏电", Danger.ELECTRICITY),
        ("exposed wire on the stairs", Danger.ELECTRICITY),
        ("收银台现金没人看管", Danger.MONEY),
        ("地砖翘起 老人绊倒", Danger.PERSON),
        ("车棚电动车被盗", None),
        ("隐患", None),
    ],
)
def test_words_name_one_sort_of_danger_or_none(words: str, danger: Danger | None) -> None:
    assert danger_in(words) is danger


def test_only_the_marked_category_asks_for_the_danger() -> None:
    safety = Intake(description="隐患", category="safety_hazard")
    assert [*unanswered(safety, POLICY)] == [DANGER]
    assert [*unanswered(Intake(description="隐患", category="street_light"), POLICY)] == []


def test_a_relay_asks_for_its_reason_once() -> None:
    assert [*unanswered(Intake(category="street_light", particulars=RELAYED), POLICY)] == [RELAY_REASON]
    given = Particulars(relay=Relay(RelayKind.CONTROL_ROOM, reason=RelayReason.OTHER))
    assert [*unanswered(Intake(category="street_light", particulars=given), POLICY)] == []


@pytest.mark.parametrize(
    "call", [Intake(category="fire"), Intake(category="litter_stain", urgency=Urgency.EMERGENCY)]
)
def test_an_emergency_is_never_held_up(call: Intake) -> None:
    assert [*unanswered(replace(call, particulars=RELAYED), POLICY)] == []
