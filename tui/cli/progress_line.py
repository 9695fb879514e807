"""Progress of a migration: one line of the terminal, cleared at the end."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from core.base.i18n_marks import N_
from tui.i18n import _

PARTS = {"events": N_("events"), "journal": N_("journal"), "tickets": N_("tickets")}
"""Names of the migrated parts, by the keys of `storage.progress`."""

CLEAR = "\r\x1b[K"


@contextmanager
def progress_line() -> Iterator[Callable[[str, int, int], None]]:
    """Provide a function that shows progress on stderr, if that is a terminal."""
    shown = ""

    def show(part: str, done: int, total: int) -> None:
        nonlocal shown
        text = _("Bringing the database up to date: {part} {percent} %").format(
            part=_(PARTS[part]), percent=100 * done // max(total, 1)
        )
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
