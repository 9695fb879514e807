"""This process: when it began, and what its streams can say."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

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
    """What a stream's encoding cannot say becomes a question mark instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
