"""Wiring of settings to storage to desk to app."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.base.clock import Clock, system_clock
from storage.progress import Progress, silent
from tui.files.settings import Settings, private_folder

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from storage.store import SqlStore
    from tui.app.app import DeskApp
    from tui.app.live_desk import Glimpse

FIRST_LINES = 200


def open_store(settings: Settings, progress: Progress = silent) -> SqlStore:
    """Return the storage that is set, created or migrated if need be; raise `Unavailable`."""
    from storage.store import SqlStore  # SQLAlchemy: half a second

    return SqlStore(settings.database, progress)


def open_desk(settings: Settings, clock: Clock = system_clock, progress: Progress = silent) -> Desk:
    """Return the desk of the acting person on the storage that is set."""
    from core.desk.desk import Desk  # not for the first frame

    return Desk(open_store(settings, progress), settings.person, clock)


def glimpse(settings: Settings, now: datetime) -> Glimpse | None:
    """Return the first lines of an SQLite file, read without SQLAlchemy; None if that is not possible."""
    from core.policy.model import parse_policy
    from storage.fast.first_board import first_board
    from tui.app.live_desk import Glimpse

    login = "" if settings.named else settings.login
    found = first_board(settings.database, now, FIRST_LINES, login)
    return Glimpse(found.rows, found.counts, parse_policy(found.policy_text)) if found else None


def desk_app(
    settings: Settings,
    opener: Callable[[], Desk] | None = None,
    *,
    keys_file: Path | None = None,
    clock: Clock = system_clock,
) -> DeskApp:
    """Return the app with its keys and its first board; `opener` opens another storage than the one set."""
    from tui.app.app import DeskApp
    from tui.commands import keymap

    def show(part: str, done: int, total: int) -> None:
        """Show the progress of a migration on the board, from the thread that opens the storage."""
        from tui.app.progress_text import progress_text

        app.call_later(app.board.warn, progress_text(part, done, total))

    private_folder(settings.state_dir)
    app = DeskApp(
        settings,
        keymap.load(keys_file or settings.keys_file),
        opener or (lambda: open_desk(settings, clock, show)),
        glimpse=None if opener else glimpse(settings, clock()),
        clock=clock,
    )
    return app
