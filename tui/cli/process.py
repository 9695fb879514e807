"""Process of this command: its start and its streams."""

import gc
import os
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn, TextIO

LONGEST_START = timedelta(seconds=0.3)
"""Longest credible start of an interpreter; a shell that did other things before may take longer."""


def began() -> datetime:
    """Return the instant this process began to run: on Linux before the interpreter, elsewhere now.

    The scheduler counts the time spent running and waiting for a processor, not that spent asleep;
    the kernel's start time would also count what a shell waited for before it turned into us.
    """
    now = datetime.now(UTC)
    try:
        running, waiting, *_ = Path("/proc/self/schedstat").read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return now
    return now - min(timedelta(microseconds=(int(running) + int(waiting)) / 1000), LONGEST_START)


def prepare_streams() -> None:
    """Replace characters that an encoding lacks by question marks, and closed outputs by the null device."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def load_without_collecting() -> None:
    """Stop the garbage collector while the program is loaded, which leaves none: a tenth of a command."""
    gc.disable()


def collect_again() -> None:
    """Start the garbage collector if it was stopped; all that is loaded stays out of its way."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def leave(code: int) -> NoReturn:
    """End this process at once; taking its thousand modules apart takes an eighth of a command.

    Other threads are waited for, as usual.
    """
    if threading.active_count() > 1:
        sys.exit(code)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")
