"""Textual's driver for POSIX terminals, hardened against the faults of real terminals and networks."""

from __future__ import annotations

import os
import selectors
import signal
from codecs import getincrementaldecoder
from itertools import chain
from typing import Protocol, cast

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.terminal.runs import HAND, Runs
from tui.widgets.pastes import shorten

KEEP_TITLE, GIVE_TITLE_BACK = "\x1b[22;0t", "\x1b[23;0t"
"""Sequences that push the window's title on the terminal's own stack, and pop it at the end."""

LARGEST = (1000, 500)
"""Largest columns and rows; a larger size is a mistake or an attack."""


class Repaintable(Protocol):
    """App that can draw all cells again; only such an app uses this driver."""

    def repaint(self) -> None:
        """Draw all cells again."""


class DeskDriver(LinuxDriver):
    """Driver that survives wrong bytes, malformed keys, absurd sizes and stray SIGCONTs.

    A lost terminal counts as a hangup.
    """

    _in_application_mode = False

    def start_application_mode(self) -> None:
        """Take the terminal over, unless that is done; after a stop, draw all cells again."""
        if self._in_application_mode:
            return
        came_back = self._writer_thread is not None
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._in_application_mode = self._writer_thread is not None
        if self._in_application_mode:
            self.write(KEEP_TITLE)
            if came_back:
                self._app.call_later(cast("Repaintable", self._app).repaint)

    def stop_application_mode(self) -> None:
        """Restore the terminal, if it was taken over."""
        if not self._in_application_mode:
            return
        self._in_application_mode = False
        self.write(f"\x1b[0m{GIVE_TITLE_BACK}")
        super().stop_application_mode()

    def _sigcont_application(self, *_: object) -> None:
        # The kernel sends SIGCONT with every SIGHUP, and any process may send it to a running program.
        if self._auto_restart and not self._in_application_mode:
            self.resume_application_mode()

    def _get_terminal_size(self) -> tuple[int, int]:
        width, height = super()._get_terminal_size()
        return min(width, LARGEST[0]), min(height, LARGEST[1])

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:
            self._app.call_later(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Read keys until told to stop; at the end of the input send SIGHUP, because the terminal is gone."""
        decode = getincrementaldecoder("utf-8")(errors="replace").decode
        parser = XTermParser(self._debug)
        runs = Runs()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                text = ""
                if selector.select(HAND if runs.is_open else 0.1):
                    data = self._read()
                    if not data:
                        os.kill(os.getpid(), signal.SIGHUP)
                        return
                    text = decode(data)
                else:
                    runs.pause()
                messages: list[Message] = []
                try:
                    for message in chain(parser.feed(text) if text else (), parser.tick()):
                        messages.append(message)
                except (ValueError, OverflowError, LookupError, ParseError):
                    # A key sequence no terminal should send, such as ESC[9999999999u: take a new parser.
                    parser = XTermParser(self._debug)
                runs.mark(messages)
                for message in messages:
                    self.process_message(message)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def process_message(self, message: Message) -> None:
        """Pass on a message of the terminal; drop absurd sizes and cut long pastes."""
        if isinstance(message, events.Resize):
            width, height = message.size
            if width > LARGEST[0] or height > LARGEST[1]:
                return
        elif isinstance(message, events.Paste):
            shorten(message)
        super().process_message(message)
