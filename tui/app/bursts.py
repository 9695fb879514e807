"""Texts that arrive faster than a hand types: never run as commands, and one line in a field."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tui.app.hosted import hosted
from tui.commands.keynames import normalise
from tui.terminal.runs import LINE_ENDS, Place, Run, place_of
from tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.events import Key
    from textual.widget import Widget

    from tui.commands.keymap import Keymap

CALLS = ("app.new_ticket", "app.walk_in", "app.backfill", "app.answer")
"""Commands that open a call, whose text may follow in the same run."""

OPENING = (*CALLS, "board.search")
"""Commands that may begin a text: what follows can be typed ahead, and none of it acts on a ticket."""

PATIENCE = 20
"""Looks at a run that a key waits at most for its end."""

OPENED = 300
"""Looks at a form that is being opened, until its first field has the focus."""

LOOK = 0.003
"""Seconds between two looks."""


class Bursts:
    """Keys that arrived together, judged when they come to the app: commands, text, or ends of lines."""

    def __init__(
        self, app: App[None], keys: Keymap, type_in: Callable[[str], object], unused: Callable[[], None]
    ) -> None:
        self._app = app
        self._keys = keys
        self._type_in = type_in
        self._unused = unused
        """Tells that a text was not used."""

    async def takes(self, event: Key) -> bool:
        """Return True if `event` is part of a text and was dealt with; otherwise do its command."""
        place = place_of(event)
        if place is None:
            return False
        if self._is_typing():
            return event.key in LINE_ENDS and await self._joins(place)
        if event.is_printable:
            await _settled(place.run, lambda: place.run.is_text)
        return place.run.is_text and not self._opens(event.key, place) and self._refuse(place)

    def _is_typing(self) -> bool:
        shown = hosted(self._app.screen)
        return isinstance(self._app.focused, LineInput) or (shown is not None and shown.type_ahead(""))

    def _opens(self, key: str, place: Place) -> bool:
        """Return True if the key begins a line and opens a call or a search, to which the rest belongs."""
        command = self._command(key)
        if command not in OPENING or not place.begins_line or place.run.refused:
            return False
        place.run.word = command in CALLS and not self._begins_call(place.onward)
        return True

    def _refuse(self, place: Place) -> bool:
        """Drop a key of a text, and tell it once for all of them."""
        if not place.run.refused:
            self._unused()
        place.run.refused = True
        return True

    async def _joins(self, place: Place) -> bool:
        """Return True for the end of a line within a text, which becomes a blank; False for a key Enter."""
        run, field = place.run, await self._field()
        if run.refused:
            return True
        if not run.is_text or run.driven or (isinstance(field, LineInput) and field.password):
            return False
        await _settled(run, lambda: place.count_behind > 1)
        if not place.behind.strip():
            return run.word
        if not place.before.strip():
            run.driven = isinstance(field, LineInput) and not field.awaits_text
            return not run.driven
        if not run.word and self._begins_call(place.behind):
            return False
        if not place.behind.startswith("\n"):
            self._type_in(" ")
        return True

    async def _field(self) -> Widget | None:
        """Return the field with the focus; wait for that of a form that is being opened."""
        for _look in range(OPENED):
            if self._app.focused is not None:
                break
            await asyncio.sleep(LOOK)
        return self._app.focused

    def _begins_call(self, line: str) -> bool:
        """Return True if `line` is the key of a new call with its text, and not a word with that letter."""
        key, first = line[:1], line[1:2]
        is_word = first.islower() or (first.isascii() and first.isupper() and key.isupper())
        if is_word or not first.isalnum() or not (key.isascii() and key.isprintable()):
            return False
        return self._command(normalise(key)) in CALLS

    def _command(self, key: str) -> str | None:
        screen = hosted(self._app.screen)
        return self._keys.find(key, *(screen.CONTEXTS if screen else ()), "app")


async def _settled(run: Run, enough: Callable[[], bool]) -> None:
    """Wait until `enough` of the run has arrived, or no other key can belong to it any more."""
    for _look in range(PATIENCE):
        if run.over or enough():
            break
        await asyncio.sleep(LOOK)
