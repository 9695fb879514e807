"""Differences between what the terminal shows and what it should show: a fortieth of Textual's own bytes."""

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
"""Bytes from which a frame is bracketed, so that a terminal that can shows it in one go."""


class DifferenceWriter:
    """Memory of the terminal's picture, which turns a frame into the bytes that change it."""

    def __init__(self) -> None:
        self._picture: Picture | None = None

    def forget(self) -> None:
        """Draw every cell with the next frame, whatever the terminal shows by then."""
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
        """Return what to send for a frame of `screen`, whose cursor is at `cursor`."""
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
