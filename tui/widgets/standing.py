"""How somebody stands who may be sent: open tickets, and what speaks against him."""

from __future__ import annotations

from collections.abc import Iterable

from core.fitness import DOUBTS
from core.suggestions import Candidate
from tui.i18n import _


def told(doubts: Iterable[str]) -> str:
    """The doubts in words."""
    return ", ".join(_(DOUBTS[doubt]) for doubt in doubts if doubt in DOUBTS)


def standing(one: Candidate) -> str:
    """`2`, or `2 (off duty)`."""
    return f"{one.open} ({told(one.doubts)})" if one.doubts else str(one.open)
