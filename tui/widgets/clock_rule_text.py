"""Rule behind a deadline in words, with the source that the policy names for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.base.i18n_marks import N_
from core.ticket.clock_rules import rule_of
from core.ticket.clocks import Timer
from tui.i18n import _, remarked

if TYPE_CHECKING:
    from core.desk.queries import Card

SOURCES = {"seed": N_("procedure"), "prac": N_("common practice"), "prop": N_("own rule")}
"""Words for the sources that a policy names."""


def rule_text(timer: Timer, card: Card) -> str:
    """Return the rule, such as `within 15 min (procedure S0)`."""
    rule = rule_of(timer, card.ticket, card.policy)
    said = _(rule.template).format(**rule.values) if rule.template else ""
    return remarked(said, source_text(rule.source)) if said and rule.source else said


def source_text(source: str) -> str:
    """Return a remark with its first word in the operator's language."""
    word, _blank, rest = source.partition(" ")
    return f"{_(SOURCES[word])} {rest}".strip() if word in SOURCES else source
