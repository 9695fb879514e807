"""Sends the terminal only what differs from what it shows: a fortieth of Textual's own bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.screen import Screen

from tui.terminal.picture import Picture, pieces

if TYPE_CHECKING:
    _App = App[Any]
else:
    _App = object

TOGETHER = 1024
"""Bytes from which a frame is bracketed, so that a terminal that can shows it in one go."""


class DifferenceWriter(_App):
    """Mixin over App: remembers the terminal's picture and writes differences (a private hook, see tests)."""

    _picture: Picture | None = None

    def forget_screen(self) -> None:
        """The next frame draws every cell, whatever the terminal shows by then."""
        self._picture = None

    def action_repaint(self) -> None:
        """Draw everything again: something else has written on the terminal."""
        self.forget_screen()
        self.screen.refresh()

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        driver = self._driver
        if (
            driver is None
            or driver.is_inline
            or self.is_headless
            or self._batch_count
            or not self._running
            or self._closed
            or not isinstance(renderable, CompositorUpdate)
        ):
            super()._display(screen, renderable)
            return
        try:
            changes = self._changes(screen, renderable)
        except Exception as error:
            self._handle_exception(error)
        else:
            if changes:
                in_one_go = self._sync_available and len(changes) > TOGETHER
                driver.write(f"\x1b[?2026h{changes}\x1b[?2026l" if in_one_go else changes)
                driver.flush()
        self.post_display_hook()

    def _changes(self, screen: Screen[Any], update: CompositorUpdate) -> str:
        size = screen._compositor.size
        if self._picture is None or self._picture.size != size:
            colors = COLOR_SYSTEMS.get(self.console.color_system or "", ColorSystem.TRUECOLOR)
            self._picture = Picture(size.width, size.height, colors)
            full: Any = screen._compositor.render_update(full=True, screen_stack=self._background_screens)
            if isinstance(full, CompositorUpdate):
                update = full
        cursor = size.clamp_offset(self.cursor_position)
        self._previous_cursor_position = cursor
        return self._picture.change(pieces(update), (cursor.x, cursor.y))
