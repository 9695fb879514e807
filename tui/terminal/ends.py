"""Ends of the program from outside: hangup, termination, interrupt, and calls that hang on the way out."""

from __future__ import annotations

import os
import signal
import sys
import termios
import threading
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any

PATIENCE = 3.0
"""Seconds a graceful end may take after a signal."""
LONG_PATIENCE = 15.0
"""Seconds an ordinary quit may wait for a write in progress."""

RESET = (
    "\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    "\x1b[<u\x1b[0m\x1b[23;0t\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Sequences that undo each mode the program switches on."""


class Ends:
    """Context in which an app runs: each signal has one defined end, and each end a time limit."""

    def __init__(self, save: Callable[[], None], end: Callable[[int], None]) -> None:
        self._save = save
        """Writes unsaved input to disk."""
        self._end = end
        """Asks the event loop to end with this code."""
        self._before: dict[int, Any] = {}
        self._attributes: list[Any] | None = None
        self._over = threading.Event()

    def __enter__(self) -> Ends:
        self._attributes = _attributes()
        self._handle(signal.SIGHUP, self._hangup)
        for number in (signal.SIGTERM, signal.SIGQUIT, signal.SIGINT):
            self._handle(number, self._terminate)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def watch(self, code: int, patience: float) -> None:
        """End the process with `code` by force unless the context is left within `patience` seconds."""

        def wait() -> None:
            if not self._over.wait(patience):
                self._leave(code)

        threading.Thread(target=wait, name="watchdog", daemon=True).start()

    def _handle(self, number: int, handler: Callable[[int, FrameType | None], None]) -> None:
        self._before[number] = signal.signal(number, handler)

    def _hangup(self, number: int, frame: FrameType | None) -> None:
        # Not by exit(): that writes to a terminal which is gone, and half the time never returns.
        self.watch(128 + number, PATIENCE)
        self._save()
        self._leave(128 + number)

    def _terminate(self, number: int, frame: FrameType | None) -> None:
        self.watch(128 + number, PATIENCE)
        self._save()
        self._end(128 + number)

    def _leave(self, code: int) -> None:
        _restore(self._attributes)
        os._exit(code)


def _attributes() -> list[Any] | None:
    try:
        return termios.tcgetattr(sys.__stdin__.fileno())  # type: ignore[union-attr]
    except (termios.error, AttributeError, ValueError):
        return None


def _restore(attributes: list[Any] | None) -> None:
    """Restore the terminal without ever waiting for it."""
    if attributes is None:
        return
    try:
        termios.tcsetattr(0, termios.TCSANOW, attributes)
        os.set_blocking(2, False)
        try:
            os.write(2, RESET.encode("ascii"))
        finally:
            os.set_blocking(2, True)
    except (OSError, termios.error):
        return
