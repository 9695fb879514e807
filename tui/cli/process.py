"""This process: when it began, and what its streams can say."""

import os
import sys
from datetime import UTC, datetime, timedelta
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

LONGEST_START = timedelta(seconds=0.3)
"""No interpreter takes longer to start; a shell that did other things before it became us might have."""


def began() -> datetime:
    """The instant this process began to run: on Linux before the interpreter, elsewhere now.

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
    """What an encoding cannot say becomes a question mark; a closed output swallows everything."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")
