"""Rule behind a deadline in words, with the source that the policy names for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.base.i18n_marks import N_
from core.ticket.clock_rules import rule_of
from core.ticket.clocks import Timer
from tui.i18n import _, remarked

if TYPE_CHECKING:
    from core.desk.queries import Card

SOURCES = {"seed": N_("procedure"), "prac": N_("practice"), "prop": N_("own rule")}
"""Words for the sources that a policy names."""

PROCEDURES = {
    "S0": N_("feedback rules"),
    "S1": N_("staff plan"),
    "S2": N_("survey rules"),
    "S3": N_("quality rules"),
    "S4": N_("visit rules"),
}
"""Titles of the procedures; nobody at a centre knows our codes for them."""


def rule_text(timer: Timer, card: Card) -> str:
    """Return the rule, such as `within 15 min (feedback rules)`."""
    rule = rule_of(timer, card.ticket, card.policy)
    said = _(rule.template).format(**rule.values) if rule.template else ""
    return remarked(said, source_text(rule.source)) if said and rule.source else said


def source_text(source: str) -> str:
    """Return a remark in the operator's language, a procedure by its title."""
    word, _blank, rest = source.partition(" ")
    code = rest[:2]
    if word == "seed" and code in PROCEDURES:
        return _(PROCEDURES[code])
    return f"{_(SOURCES[word])} {rest}".strip() if word in SOURCES else source
