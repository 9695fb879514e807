"""Open tickets of a person who may be assigned, and the doubts about them."""

from __future__ import annotations

from collections.abc import Iterable

from core.base.i18n_marks import N_
from core.duty.suggestions import Candidate
from core.ticket.doubts import Doubt
from tui.i18n import _, listed, remarked


def told(doubts: Iterable[Doubt]) -> str:
    """Return the doubts in words."""
    return listed(_(doubt.label) for doubt in doubts)


def standing(one: Candidate) -> str:
    """Return the number of open tickets with the doubts, such as `2` or `2 (off duty)`."""
    return remarked(str(one.open), told(one.doubts)) if one.doubts else str(one.open)


def remark(one: Candidate) -> str:
    """Return open tickets and doubts for a list of names; empty for a person who is free."""
    count = _(N_("{count} open")).format(count=one.open) if one.open else ""
    return "  ".join(part for part in (count, told(one.doubts)) if part)
