"""Progress of a migration: one line of the terminal, cleared at the end."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tui.app.progress_text import progress_text

CLEAR = "\r\x1b[K"


@contextmanager
def progress_line() -> Iterator[Callable[[str, int, int], None]]:
    """Provide a function that shows progress on stderr, if that is a terminal."""
    shown = ""

    def show(part: str, done: int, total: int) -> None:
        nonlocal shown
        text = progress_text(part, done, total)
        if text != shown and sys.stderr.isatty():
            sys.stderr.write(f"{CLEAR}{text}")
            sys.stderr.flush()
            shown = text

    try:
        yield show
    finally:
        if shown:
            sys.stderr.write(CLEAR)
            sys.stderr.flush()
