"""Differences between the shown and the wanted picture: a fortieth of the bytes Textual sends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS
from textual._compositor import CompositorUpdate

from tui.terminal.picture import Picture, pieces

if TYPE_CHECKING:
    from textual.geometry import Offset
    from textual.screen import Screen

TOGETHER = 1024
"""Length in characters from which a frame is bracketed, so that a capable terminal shows it at once."""


class DifferenceWriter:
    """Memory of the terminal's picture that turns a frame into the characters that change it."""

    def __init__(self) -> None:
        self._picture: Picture | None = None

    def forget(self) -> None:
        """Draw all cells with the next frame, because the terminal's picture is unknown."""
        self._picture = None

    def changes(
        self,
        screen: Screen[Any],
        update: CompositorUpdate,
        cursor: Offset,
        color_system: str | None,
        *,
        bracketed: bool,
    ) -> str:
        """Return the characters to send for a frame of `screen`, with the cursor at `cursor`."""
        size = screen._compositor.size
        if self._picture is None or self._picture.size != size:
            colors = COLOR_SYSTEMS.get(color_system or "", ColorSystem.TRUECOLOR)
            self._picture = Picture(size.width, size.height, colors)
            behind = screen.app._background_screens
            full: Any = screen._compositor.render_update(full=True, screen_stack=behind)
            if isinstance(full, CompositorUpdate):
                update = full
        changes = self._picture.change(pieces(update), (cursor.x, cursor.y))
        in_one_go = bracketed and len(changes) > TOGETHER
        return f"\x1b[?2026h{changes}\x1b[?2026l" if in_one_go else changes
