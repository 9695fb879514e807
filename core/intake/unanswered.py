"""Questions that the procedures ask about a call, and that its words leave open."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from core.base.codes import Code
from core.base.i18n_marks import N_
from core.base.text import fold_case
from core.intake.model import CleanIntake, Intake
from core.policy.model import Policy
from core.policy.urgency import Urgency
from core.ticket.codes import Danger, RelayReason
from core.ticket.model import Particulars

_WORDS = {
    Danger.GAS: ("煤气", "燃气", "天然气", "液化气", "瓦斯", "gas", "lpg"),
    Danger.ELECTRICITY: (
        "漏电", "触电", "带电", "电线", "电缆", "飞线", "插座", "配电", "电箱", "充电", "电动车", "电瓶车",
        "electric", "wire", "wiring", "cable", "socket", "charging", "e-bike",
    ),
    Danger.MONEY: ("现金", "保险柜", "收款", "钱款", "cash", "safe box", "money"),
    Danger.PERSON: (
        "伤人", "受伤", "砸人", "摔倒", "滑倒", "绊倒", "坠落", "高空抛物", "高空坠物",
        "injur", "hurt", "trip over", "slip", "fall off",
    ),
    Danger.PROPERTY: (
        "砸车", "砸到车", "财物", "财产", "被盗", "失窃", "撬", "property", "stolen", "theft", "burgl",
    ),
}  # fmt: skip
"""Words that name a sort of danger."""


class OpenQuestion(NamedTuple):
    """Question with a few answers, one key each; texts are English source strings."""

    name: str
    title: str
    refused: str
    answers: type[Code]


RELAY_REASON = OpenQuestion(
    "relay_reason",
    N_("Why did it not come directly?"),
    N_("Enter why the report did not come directly."),
    RelayReason,
)
DANGER = OpenQuestion("danger", N_("A danger to what?"), N_("Enter what the danger is to."), Danger)


def danger_in(text: str) -> Danger | None:
    """Return the sort of danger that the words name, if they name only one (R007)."""
    said = fold_case(text)
    named = [danger for danger, words in _WORDS.items() if any(word in said for word in words)]
    return named[0] if len(named) == 1 else None


def danger_of(intake: Intake, policy: Policy) -> Danger | None:
    """Return the sort of danger that was said, or that the words name where the category asks for it."""
    category = policy.categories.get(intake.category)
    asks = category is not None and category.danger
    return intake.particulars.danger or (danger_in(intake.description) if asks else None)


def with_danger(intake: Intake, policy: Policy) -> Particulars:
    """Return the particulars of the intake with the sort of danger."""
    noted, danger = intake.particulars, danger_of(intake, policy)
    return noted if danger is noted.danger else replace(noted, danger=danger)


def unanswered(intake: Intake, policy: Policy) -> Iterator[OpenQuestion]:
    """Yield the questions that are open; an emergency is never held up by one (R007, R061)."""
    category = policy.categories.get(intake.category)
    if Urgency.EMERGENCY in (intake.urgency, category.urgency if category else ""):
        return
    if intake.particulars.relay and not intake.particulars.relay.reason:
        yield RELAY_REASON
    if category and category.danger and not danger_of(intake, policy):
        yield DANGER


def answered(intake: CleanIntake, question: OpenQuestion, code: str) -> CleanIntake:
    """Return the intake with the answer to a question."""
    noted = intake.particulars
    if question is DANGER:
        noted = replace(noted, danger=Danger(code))
    elif noted.relay:
        noted = replace(noted, relay=replace(noted.relay, reason=RelayReason(code)))
    return CleanIntake(replace(intake, particulars=noted))
