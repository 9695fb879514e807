"""Rule of which matters need a place (§23 on §3 T1)."""

import re

from core.base.folding import folded
from core.policy.model import Category, Policy

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


def asks_place(policy: Policy, category: Category, description: str, role: str) -> bool:
    """Return True if a matter of that category needs a place, which its words do not tell by themselves.

    `role` is the caller's.
    """
    wanted = policy.intake.ask_place and category.place and role.lower() not in PROSPECT
    return wanted and not _SPOTS.search(folded(description))
