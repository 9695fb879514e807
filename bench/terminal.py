"""Program in a pseudo-terminal; its output is kept with the instants at which it came."""

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
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType

import pyte

ROOT = Path(__file__).resolve().parent.parent
SIZE = (120, 40)
"""Columns and lines."""
PATIENCE = 20.0
"""Seconds after which a program that should show something has failed."""
_KITTY = (b"\x1b[>25u", b"\x1b[<u")
"""Requests of the key protocol, which pyte misreads."""


class Picture:
    """Contents of a terminal after some output."""

    def __init__(self, size: tuple[int, int] = SIZE) -> None:
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)

    def feed(self, data: bytes) -> list[str]:
        """Show `data`; return the lines that it touched."""
        for request in _KITTY:
            data = data.replace(request, b"")
        self._screen.dirty.clear()
        self._stream.feed(data)
        return [self._line(y) for y in sorted(self._screen.dirty)]

    def text(self) -> str:
        """Return all lines."""
        return "\n".join(self._line(y) for y in range(self._screen.lines))

    def _line(self, y: int) -> str:
        row = self._screen.buffer[y]
        return "".join(row[x].data for x in range(self._screen.columns))


class Terminal:
    """Program on a pseudo-terminal, started at `started`; `chunks` are its outputs with their instants."""

    def __init__(self, command: Sequence[str], home: Path, size: tuple[int, int] = SIZE) -> None:
        self.size = size
        self.chunks: list[tuple[float, bytes]] = []
        self._handle, side = pty.openpty()
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=side, stdout=side, stderr=side, cwd=ROOT, env=environment, preexec_fn=_own_session
        )
        os.close(side)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._process.send_signal(signal.SIGTERM)
        deadline = time.perf_counter() + PATIENCE
        while self._process.poll() is None and time.perf_counter() < deadline:
            self.listen(0.05)
        self._process.kill()
        self._process.wait()
        os.close(self._handle)

    def listen(self, seconds: float) -> None:
        """Read the output of the next `seconds`."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self._read(left)

    def listen_until_silent(self, seconds: float) -> None:
        """Read output until some has come, and then none for `seconds`."""
        deadline = time.perf_counter() + PATIENCE
        while time.perf_counter() < deadline:
            if not self._read(seconds) and self.chunks:
                return

    def _read(self, seconds: float) -> bool:
        if not select.select([self._handle], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._handle, 65536)
        except OSError:
            data = b""
        if not data:
            time.sleep(min(seconds, 0.05))
            return False
        self.chunks.append((time.perf_counter(), data))
        return True

    def type(self, keys: str) -> float:
        """Press keys; return the instant after it."""
        os.write(self._handle, keys.encode())
        return time.perf_counter()

    def wait_for(self, seen: Callable[[str], bool]) -> str:
        """Listen until `seen` accepts the screen, and return it; raise `AssertionError` in vain."""
        deadline = time.perf_counter() + PATIENCE
        while time.perf_counter() < deadline:
            self.listen(0.2)
            if seen(text := self.text()):
                return text
        raise AssertionError(f"the program never showed what was waited for:\n{self.text()}")

    def text(self) -> str:
        """Return the screen as it is now."""
        picture = Picture(self.size)
        picture.feed(b"".join(data for _, data in self.chunks))
        return picture.text()

    def frames(self) -> Iterator[tuple[float, list[str]]]:
        """Yield the instant of each output with the lines of the screen that it touched."""
        picture = Picture(self.size)
        for instant, data in self.chunks:
            yield instant, picture.feed(data)

    def bytes_since(self, instant: float) -> int:
        """Return the number of bytes that came since `instant`."""
        return sum(len(data) for came, data in self.chunks if came >= instant)

    def cpu(self) -> float:
        """Return the processor seconds of the program, by the kernel's clock of that process."""
        return time.clock_gettime(~self._process.pid << 3 | 2)

    def memory(self) -> float:
        """Return the peak memory of the program so far, in MiB."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
        return int(peak.split()[1]) / 1024


def _own_session() -> None:
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def bare(name: str) -> list[str]:
    """Return the command of a bare app."""
    return [sys.executable, str(ROOT / "bench" / "bare" / f"{name}.py")]


def desk(database: Path) -> list[str]:
    """Return the command of the desk on that database."""
    return [str(Path(sys.executable).with_name("dutydesk")), "--database", str(database), "--lang", "en"]
