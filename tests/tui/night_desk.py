"""The whole desk by a clock that a test sets, run in a pseudo-terminal of its own."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

from tui.terminal.environment import clear_environment, require_terminal

HANDS = Path(os.environ["HANDS"])
"""Holds the present instant, in ISO 8601."""

require_terminal(os.environ)
clear_environment(os.environ)

from tui.app.app import DeskApp  # noqa: E402
from tui.app.bootstrap import desk_app  # noqa: E402
from tui.files.settings import Options, load_settings  # noqa: E402
from tui.i18n import use_language  # noqa: E402
from tui.terminal.app import run  # noqa: E402


def main() -> int:
    """Run the desk on the database and in the language that are given."""
    settings = load_settings(Options(database=sys.argv[1], language=sys.argv[2]))
    use_language(settings.language)
    DeskApp.NOTIFICATION_TIMEOUT = 0  # no picture has to wait for a notice to go
    return run(desk_app(settings, clock=lambda: datetime.fromisoformat(HANDS.read_text())))


if __name__ == "__main__":
    sys.exit(main())
