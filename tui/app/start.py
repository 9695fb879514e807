"""Start of the running desk by the shortest way: heavy modules come after the first frame."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.app.bootstrap import desk_app
from tui.app.bootstrap import open_desk as open_storage
from tui.files.settings import Options, Settings, load_settings
from tui.i18n import use_language
from tui.terminal.environment import clear_environment, require_terminal

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from tui.app.app import DeskApp

TURN = 0.0005
"""Seconds that a database call in a thread may keep the screen waiting; Python's own are 0.005."""


def open_desk(options: Options, demo: bool = False) -> int:
    """Run the desk and return the process's exit code; raise `DeskError` when it cannot be opened."""
    gc.disable()  # a start makes no garbage worth looking for: a sixth of its time
    require_terminal(os.environ)
    clear_environment(os.environ)
    settings = load_settings(options)
    use_language(settings.language)
    if not demo:
        app = desk_app(settings)
        return _run(app, lambda: _begin(app))
    with tempfile.TemporaryDirectory(prefix="dutydesk-demo-") as folder:
        sample = _for_demo(settings, Path(folder))
        app = desk_app(sample, lambda: _open_demo(sample), keys_file=settings.keys_file)
        return _run(app, lambda: _welcome(app))


def _run(app: DeskApp, when_loaded: Callable[[], None]) -> int:
    from tui.terminal.app import run  # after the environment is clean

    app.when_loaded = when_loaded
    code = run(app, mouse=app.settings.mouse)
    if app.failure is not None:
        raise app.failure
    return code


def _begin(app: DeskApp) -> None:
    """Ask about an empty database once nothing else has to be read."""
    from tui.app.first_run import offer
    from tui.demo import settle

    _put_typing_first()
    offer(app, lambda work, language: settle(work, language, app.now()))


def _welcome(app: DeskApp) -> None:
    """Tell who acts in the demo, and how to see it as its supervisor."""
    from core.base.i18n_marks import N_
    from tui import demo
    from tui.i18n import _

    _put_typing_first()
    words = _(N_("You are {operator} (operator). To be the supervisor: {key}, {chief}, no PIN."))
    names = {
        "operator": demo.operator(app.settings.language),
        "chief": demo.supervisor(app.settings.language),
    }
    app.tell(words.format(key=app.key("app.operator"), **names))


def _put_typing_first() -> None:
    """Put typing first: the collector leaves loaded modules alone, other threads take short turns."""
    gc.freeze()
    gc.enable()
    sys.setswitchinterval(TURN)


def _for_demo(settings: Settings, folder: Path) -> Settings:
    """Return the same settings for a sample estate, which leaves nothing behind."""
    from tui.demo import operator

    return replace(
        settings,
        database=str(folder / "demo.db"),
        config_dir=folder,
        data_dir=folder,
        state_dir=folder,
        person=operator(settings.language),
    )


def _open_demo(settings: Settings) -> Desk:
    from core.base.clock import system_clock
    from tui.demo import build

    build(settings.data_dir, settings.language, system_clock())
    return open_storage(settings)
