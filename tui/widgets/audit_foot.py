"""Foot of the board: that nothing fell through, or what did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tui.widgets.block import Block
from tui.widgets.cells import fit
from tui.widgets.lines import Line


class AuditFoot(Block):
    """One line with the result of the last audit; none before the first one."""

    def __init__(self, **place: Any) -> None:
        super().__init__(**place)
        self._result = ("", True)

    def say(self, text: str, *, ok: bool) -> None:
        """Show a result until the next one."""
        self._result = (text, ok)
        self.tell()

    def lines(self, width: int) -> Sequence[Line]:
        """Return the line."""
        text, ok = self._result
        return [[(fit(f" {text}", width), "muted" if ok else "breached strong")]] if text else []
