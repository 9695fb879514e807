"""Guide to the commands: the help of the screen in front, and the palette, which is its shorter form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.i18n import _
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.offers import offers, run_command

if TYPE_CHECKING:
    from textual.app import App

    from tui.commands.keymap import Keymap


class Guide:
    """Palette and help, opened on all screens."""

    def __init__(self, app: App[None], keys: Keymap) -> None:
        self._app = app
        self._keys = keys

    def handlers(self) -> Handlers:
        """Return the handlers of both commands."""
        return {
            "app.palette": Handler(partial(self._turn, palette=True)),
            "app.help": Handler(partial(self._turn, palette=False)),
        }

    def _turn(self, *, palette: bool) -> None:
        """Open help or palette for the screen in front, in the place of the other; close it if it is open."""
        from screens.help import HelpScreen  # not for the first frame

        screen = self._app.screen
        if isinstance(screen, HelpScreen):
            screen.dismiss(None)
            if screen.palette is palette:
                return
            screen = self._app.screen
        problems = [] if palette else [problem.text(_) for problem in self._keys.problems]

        def run(command_id: str | None) -> None:
            if command_id is not None:
                self._app.call_later(run_command, screen, command_id)

        self._app.push_screen(HelpScreen([*offers(screen)], problems, palette=palette), run)
