"""An app that treats its terminal with care, and the one way to run it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, TextIO

from rich.console import RenderableType
from textual.app import App
from textual.driver import Driver
from textual.filter import LineFilter

from tui.terminal.crash import CrashSafe
from tui.terminal.display import DifferenceWriter
from tui.terminal.driver import DeskDriver
from tui.terminal.ends import LONG_PATIENCE, Ends
from tui.terminal.harmless import HarmlessFilter, harmless


class TerminalApp(CrashSafe, DifferenceWriter, App[None], inherit_bindings=False):
    """Base of the desk's app: own driver, difference writer, last filter, defined ends, no system palette."""

    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False

    def __init__(self, *, log_file: Path | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.log_file = log_file
        self.animation_level = "none"
        self.ends: Ends | None = None
        self._harmless = HarmlessFilter()
        self._savers: list[Callable[[], None]] = []
        self._running_loop: asyncio.AbstractEventLoop | None = None

    def get_driver_class(self) -> type[Driver]:
        """Ours; no variable of the environment can name another."""
        return DeskDriver

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and ours as the last."""
        return [*super().get_line_filters(), self._harmless]

    def on_load(self) -> None:
        """Note the loop, for signals to speak to."""
        self._running_loop = asyncio.get_running_loop()

    def save_at_end(self, save: Callable[[], None]) -> Callable[[], None]:
        """Have `save` called when a signal ends the desk; returns what takes that back."""
        self._savers.append(save)
        return partial(_discard, self._savers, save)

    def save_drafts(self) -> None:
        """Call every saver; one that fails does not keep the others from saving."""
        for save in list(self._savers):
            try:
                save()
            except Exception as error:
                self._recorded(error)

    def _handle_exception(self, error: Exception) -> None:
        self.save_drafts()
        super()._handle_exception(error)
        if self.ends is not None:
            self.ends.watch(1, LONG_PATIENCE)

    def exit_soon(self, code: int) -> None:
        """End with this code as soon as the event loop comes to it; usable from signals and threads."""
        if self._running_loop is None:
            raise SystemExit(code)
        self._running_loop.call_soon_threadsafe(partial(self.exit, return_code=code))

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """End the desk; a database call that hangs cannot keep it for ever."""
        super().exit(result, return_code, message)
        if self.ends is not None:
            self.ends.watch(return_code, LONG_PATIENCE)

    def show_title(self, title: str) -> None:
        """Put `title` on the terminal's window; the old one comes back at the end."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(f"\x1b]2;{harmless(title)}\x1b\\")
            self._driver.flush()


def _discard(savers: list[Callable[[], None]], save: Callable[[], None]) -> None:
    if save in savers:
        savers.remove(save)


def run(app: TerminalApp, *, mouse: bool = False) -> int:
    """Run the app on the terminal and return the process's exit code: 0, 1 after a fault, 128+n by signal."""
    for stream in (sys.__stdout__, sys.__stderr__):
        _write_utf8(stream)
    with Ends(app) as ends:
        app.ends = ends
        app.run(mouse=mouse)
    if app.fault:
        sys.stderr.write(f"{harmless(app.fault)}\n")
    # After the death of the input thread there is no code at all: that is a fault too.
    return 1 if app.return_code is None else app.return_code


def _write_utf8(stream: TextIO | Any) -> None:
    if stream is not None and hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace")
