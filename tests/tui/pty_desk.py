"""A program in a real pseudo-terminal: type, look at the screen, send signals, read what is left behind."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyte

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20.0


class PtyDesk:
    """One child on one pty; `raw` is every byte it sent, `screen` what they look like."""

    def __init__(self, command: list[str], env: Mapping[str, str], size: tuple[int, int] = (80, 24)) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.slave = slave
        self.before = termios.tcgetattr(slave)
        self.raw = b""
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", **env},
            preexec_fn=_own_session,
        )

    def __enter__(self) -> PtyDesk:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for handle in {self.master, self.slave} - {-1}:
            with contextlib.suppress(OSError):
                os.close(handle)

    def read(self, seconds: float = 0.2) -> bytes:
        """What arrives until it has been silent for so long."""
        got = b""
        while select.select([self.master], [], [], seconds)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                break
            if not data:
                break
            got += data
        self.raw += got
        # pyte takes the private parameters of kitty's key protocol for something else.
        self._stream.feed(got.replace(b"\x1b[>25u", b"").replace(b"\x1b[<u", b""))
        return got

    def until(self, seen: Callable[[str], bool] | str) -> str:
        """The screen as soon as it shows this; AssertionError if it never does."""
        check = seen if callable(seen) else lambda text: seen in text
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            self.read(0.05)
            if check(self.text()):
                return self.text()
            if self.process.poll() is not None:
                self.read()
                break
        raise AssertionError(f"never seen: {seen!r}; exit {self.process.poll()}\n{self.text()}")

    def text(self) -> str:
        """The screen's lines."""
        rows = []
        for y in range(self.screen.lines):
            row = self.screen.buffer[y]
            rows.append("".join(row[x].data for x in range(self.screen.columns)).rstrip())
        return "\n".join(rows)

    def type(self, data: str | bytes) -> None:
        """Send bytes as a terminal would."""
        os.write(self.master, data.encode() if isinstance(data, str) else data)

    def kill(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self.process.send_signal(number)

    def ended(self) -> int:
        """The exit code; output is read meanwhile."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < deadline:
            self.read(0.05)
        self.read(0.05)
        return self.process.wait(0.1)

    def attributes(self) -> list[Any]:
        """The terminal's settings now."""
        return termios.tcgetattr(self.slave)

    def hang_up(self) -> None:
        """Close our end, as a dropped connection does."""
        os.close(self.slave)
        os.close(self.master)
        self.master = self.slave = -1


def _own_session() -> None:
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def tiny_desk(folder: Path, **env: str) -> PtyDesk:
    """The tiny desk, with its draft and log in `folder`."""
    command = [sys.executable, "-m", "tests.tui.tiny_desk"]
    return PtyDesk(command, {"DRAFT": str(folder / "draft"), "HOME": str(folder), **env})
