"""Question for the place of a matter, asked once where a call is saved (§23 on §3 T1).

Imports and the interface for programs may do without a place.
"""

import re
from dataclasses import replace

from core.base.errors import Unexplained
from core.base.folding import folded
from core.base.i18n_marks import N_
from core.base.text import Clean
from core.intake.model import CleanIntake
from core.policy.model import Policy
from core.policy.urgency import Urgency
from core.ticket.reading import Alarm

PROSPECT = ("prospect", "潜在客户", "潜在用户", "意向客户")
"""Roles of a caller who does not live or work here yet, and so has no place (R202)."""

_SPOTS = re.compile(
    r"大堂|大厅|前台|楼道|走廊|过道|楼梯|电梯[厅间口]|车库|停车场|门口|[东西南北正侧后大]门|岗亭|花园|广场|泳池"
    r"|会所|健身房|乐园|游乐场|天台|楼顶|屋顶|架空层|垃圾[房站]|快递柜|监控室|食堂|自行车棚|车棚"
    r"|\b(?:lobby|reception|corridor|hallway|stairwell|staircase|stairs|landing|car ?park|parking lot|garage"
    r"|basement|(?:main|north|south|east|west|front|back|rear|side) (?:gate|entrance|door)|gatehouse"
    r"|guard ?house|garden|courtyard|pool|gym|playground|club ?house|roof|rooftop|plaza|bin (?:room|store)"
    r"|loading bay|canteen|bike shed)s?\b"
)
"""Words of a matter that say where without a number: public places that an estate may not have listed."""


class NeedsPlace(Unexplained):
    """Refusal of a matter without a place, which a reason would allow."""

    asks = N_("Why is there no place?")
    usual = (N_("the caller does not know"), N_("the whole estate"), N_("it has no place"))

    def __init__(self) -> None:
        super().__init__(
            N_("It does not say where."),
            hint=N_("Add the unit or place, or say why there is none (command line: --no-place)."),
        )


def lacks_place(intake: CleanIntake, policy: Policy) -> bool:
    """Return True if a place, or a reason why there is none, is still to be said before it is saved.

    What is or may be an emergency is never held up, unless it is over already.
    """
    if not (policy.intake.ask_place and intake.description):
        return False
    if intake.unit or intake.place or intake.particulars.no_place or intake.caller.role.lower() in PROSPECT:
        return False
    category = policy.category(intake.category)
    alarming = Urgency.EMERGENCY in (intake.urgency, category.urgency) or intake.reading.emergency != Alarm.NO
    held_up = category.place and not (alarming and not intake.outcome)
    return held_up and not _SPOTS.search(folded(intake.description))


def check_place(intake: CleanIntake, policy: Policy) -> None:
    """Raise `NeedsPlace` for a matter that lacks its place."""
    if lacks_place(intake, policy):
        raise NeedsPlace


def without_place(intake: CleanIntake, reason: str) -> CleanIntake:
    """Return the intake with the reason why it has no place."""
    return CleanIntake(replace(intake, particulars=replace(intake.particulars, no_place=Clean(reason))))
