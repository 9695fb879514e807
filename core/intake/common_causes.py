"""Common causes: what fails in a whole building at once, so that neighbours call about one fault."""

from collections.abc import Mapping

from core.base.text import fold_case
from core.intake.recognition.patterns import word_length

CAUSES: Mapping[str, tuple[str, ...]] = {
    "power": (
        "停电", "没电", "断电", "没有电", "电停了", "断了电",
        "power cut", "power outage", "no power", "no electricity", "power is out", "power is off",
        "power has gone", "power went", "blackout", "without power", "without electricity",
    ),
    "water": (
        "停水", "没水", "断水", "没有水", "水停了", "不出水", "水压", "水浑", "水发黄",
        "no water", "water is off", "water off", "water cut", "without water", "water pressure",
        "brown water",
    ),
    "gas": ("停气", "没气", "没有燃气", "没有煤气", "断气", "no gas", "gas is off", "gas supply"),
    "heating": (
        "暖气", "供暖", "供热", "没热水", "没有热水",
        "no heating", "heating is off", "no hot water", "radiators cold",
    ),
    "lift": ("电梯", "客梯", "货梯", "号梯", "lift", "elevator"),
    "network": ("断网", "没网", "没有网", "no internet", "internet is down", "no network", "no television"),
    "entrance": (
        "单元门", "大堂门", "门禁", "对讲",
        "entrance door", "lobby door", "intercom", "entry phone", "entryphone",
    ),
}  # fmt: skip
"""Causes that many homes share, each with the words that tell it."""


def cause_of(text: str) -> str:
    """Return the common cause that a matter tells, a key of `CAUSES`; empty if it is a home's own."""
    folded = fold_case(text)
    return next((cause for cause, words in CAUSES.items() if word_length(words, folded)), "")
