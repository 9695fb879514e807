"""Parked calls on one line: time of each call, its matter, and the wait of the first one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from core.base.i18n_marks import N_
from core.base.text import clean, mask_phones
from tui.i18n import _
from tui.widgets.cells import fit
from tui.widgets.clock_text import countdown, wall
from tui.widgets.lines import Piece

if TYPE_CHECKING:
    from tui.files.drafts import Draft

LABELS = (40, 24, 16, 10)
"""Widths of a call's matter in cells, tried from the largest until all calls fit."""


def parked_calls(drafts: Sequence[Draft], now: datetime, zone: ZoneInfo, width: int) -> list[Piece]:
    """Return the parked calls, the longest wait first, in at most `width` cells.

    Calls without room are counted.
    """
    if not drafts or width < 12:
        return []
    pieces: list[Piece] = []
    for label in LABELS:
        pieces = _line(drafts, now, zone, label)
        if _cells(pieces) <= width:
            return pieces
    for shown in range(len(drafts) - 1, 0, -1):
        pieces = [*_line(drafts[:shown], now, zone, LABELS[-1], of=len(drafts))]
        pieces.append((f" +{len(drafts) - shown}", "muted"))
        if _cells(pieces) <= width:
            return pieces
    return [(fit(_heading(len(drafts)), width).rstrip(), "amber strong")]


def _heading(count: int) -> str:
    return _(N_("parked {count}:")).format(count=count)


def _line(drafts: Sequence[Draft], now: datetime, zone: ZoneInfo, label: int, *, of: int = 0) -> list[Piece]:
    pieces: list[Piece] = [(_heading(of or len(drafts)), "amber strong")]
    for place, draft in enumerate(drafts):
        about = fit(about_draft(draft), min(label, cell_len(about_draft(draft))))
        text = f"{wall(draft.started_at, now, zone)} {about}".rstrip()
        if place == 0:
            waits = countdown(max(now - draft.started_at, timedelta()))
            pieces += [(f" {text} ", "strong"), (f"({waits})", "amber")]
        else:
            pieces.append((f"  {text}", "text"))
    return pieces


def about_draft(draft: Draft) -> str:
    """Return the place, or the first text typed, with a phone number masked."""
    texts = (draft.fields.get("unit"), draft.fields.get("line"), *draft.fields.values())
    about = next((said for text in texts if (said := clean(text or "")) and text != "visit"), "")
    return mask_phones(about)


def _cells(pieces: Sequence[Piece]) -> int:
    return sum(cell_len(text) for text, _style in pieces)
