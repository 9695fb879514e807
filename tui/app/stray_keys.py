"""Keys without a command: one of them is answered with the keys of help and quit, a text is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.base.i18n_marks import N_
from tui.commands.keynames import display, is_printable
from tui.i18n import _

if TYPE_CHECKING:
    from textual.app import App
    from textual.events import Key
    from textual.timer import Timer

    from tui.commands.keymap import Keymap

ALONE = 0.3
"""Seconds without another key, before and after it, by which a key is no letter of a text."""

NO_KEY = re.compile(r"(left|right|iso|media)_.*|.*_(lock|volume)|ignore")
"""Names of keys that do nothing alone, which some terminals report."""


class StrayKeys:
    """Hint that follows a key without a command, unless it is part of a text that arrives in one go."""

    def __init__(self, app: App[None], keys: Keymap) -> None:
        self._app = app
        self._keys = keys
        self._before = 0.0
        self._alone = False
        self._hint: Timer | None = None

    def pressed(self, event: Key) -> None:
        """Note any key that was pressed; it makes a text of the one before."""
        self._alone, self._before = event.time - self._before >= ALONE, event.time
        if self._hint is not None:
            self._hint.stop()
            self._hint = None

    def answer(self, event: Key) -> None:
        """Show the hint if no other key follows that one."""
        if self._alone and not NO_KEY.fullmatch(event.key):
            self._hint = self._app.set_timer(ALONE, self._show)

    def _show(self) -> None:
        self._hint = None
        if not self._app.is_running:
            return
        keys = self._keys.keys("app.help")
        typing = self._app.focused is not None
        shortest = next((key for key in keys if is_printable(key) and not typing), *keys[:1])
        hint = _(N_("{help} lists the keys, {quit} quits."))
        quit_key = self._keys.shown("app.quit")
        self._app.clear_notifications()
        self._app.notify(hint.format(help=display(shortest), quit=quit_key), markup=False, timeout=4)
