"""App class that treats its terminal with care, and the only function that runs it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, TextIO

from rich.console import RenderableType
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.driver import Driver
from textual.filter import LineFilter
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Input

from tui.terminal.crash import recorded
from tui.terminal.display import DifferenceWriter
from tui.terminal.driver import DeskDriver
from tui.terminal.ends import LONG_PATIENCE, Ends
from tui.terminal.harmless import HarmlessFilter, harmless
from tui.terminal.savers import Savers


class TerminalApp(App[None], inherit_bindings=False):
    """Base of the desk's app: our driver, difference writer, last filter, defined ends, no system palette.

    A fault shows one line and writes a log, instead of a traceback with local variables.
    """

    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False

    def __init__(self, *, log_file: Path | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.log_file = log_file
        self.fault: str | None = None
        """Line for the operator, shown once the terminal is restored."""
        self.animation_level = "none"
        self.savers = Savers(self._recorded)
        self.ends: Ends | None = None
        self._writer = DifferenceWriter()
        self._harmless = HarmlessFilter()
        self._running_loop: asyncio.AbstractEventLoop | None = None

    def get_driver_class(self) -> type[Driver]:
        """Return our driver; no environment variable can name another."""
        return DeskDriver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters, with ours last."""
        return [*super().get_line_filters(), self._harmless]

    def on_load(self) -> None:
        """Keep the event loop, because signals and threads end the app through it."""
        self._running_loop = asyncio.get_running_loop()

    def repaint(self) -> None:
        """Draw all cells again, because another program has written on the terminal."""
        self._writer.forget()
        self.screen.refresh()

    def show_title(self, title: str) -> None:
        """Set the title of the terminal's window; the driver restores the old one at the end."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(f"\x1b]2;{harmless(title)}\x1b\\")
            self._driver.flush()

    # ends

    def exit_soon(self, code: int) -> None:
        """End with `code` as soon as the event loop gets to it; usable from signals and threads."""
        if self._running_loop is None:
            raise SystemExit(code)
        self._running_loop.call_soon_threadsafe(partial(self.exit, return_code=code))

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End the app; after `LONG_PATIENCE` a hanging database call is cut off."""
        super().exit(result, return_code, message)
        if self.ends is not None:
            self.ends.watch(return_code, LONG_PATIENCE)

    # private hooks of Textual: see tests/tui/terminal/test_private_hooks.py

    def _handle_exception(self, error: Exception) -> None:
        self.savers.save_all()
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self.fault = self._recorded(error)
            self.panic()
            self._exception_event.set()
        if self.ends is not None:
            self.ends.watch(1, LONG_PATIENCE)

    def _recorded(self, error: Exception) -> str:
        return recorded(error, self.log_file)

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
                driver.write(changes)
                driver.flush()
        self.post_display_hook()

    def _changes(self, screen: Screen[Any], update: CompositorUpdate) -> str:
        cursor = screen._compositor.size.clamp_offset(self._input_position(screen))
        self._previous_cursor_position = cursor
        colors = self.console.color_system
        return self._writer.changes(screen, update, cursor, colors, bracketed=self._sync_available)

    def _input_position(self, screen: Screen[Any]) -> Offset:
        """Return the place of the cursor of the line with the focus, where an input method opens its window.

        Every line that is filled in sets `cursor_position`, also those without the focus.
        """
        focused = screen.focused
        return focused.cursor_screen_offset if isinstance(focused, Input) else self.cursor_position


def run(app: TerminalApp, *, mouse: bool = False) -> int:
    """Run the app on the terminal and return the exit code: 0, 1 after a fault, 128 + n after signal n."""
    for stream in (sys.__stdout__, sys.__stderr__):
        _write_utf8(stream)
    with Ends(app.savers.save_all, app.exit_soon) as ends:
        app.ends = ends
        app.run(mouse=mouse)
    if app.fault:
        sys.stderr.write(f"{harmless(app.fault)}\n")
    # After the death of the input thread there is no code at all: that is a fault too.
    return 1 if app.return_code is None else app.return_code


def _write_utf8(stream: TextIO | Any) -> None:
    if stream is not None and hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace")
