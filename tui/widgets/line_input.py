"""Input that shows each letter without a new layout of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.events import Focus, Key, Paste
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from core.base.i18n_marks import N_
from tui.i18n import _
from tui.widgets.pastes import one_line, whole_length

if TYPE_CHECKING:
    from tui.widgets.host import Host


LONG_PASTE = 200
"""Characters from which a paste says how much of it is in the line."""


class LineInput(Input):
    """Line of fixed size without a blinking cursor, which would send two thousand bytes a second."""

    prose = False
    """True if its text is never selected as a whole."""
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """Size of the text; Textual's own version lays out all widgets after each change."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self.cursor_blink = False
        self._away: set[int] = set()
        self._early = False
        """True if letters were typed before the line got the focus."""

    def type_in(self, character: str) -> None:
        """Insert a letter at the cursor, or replace the selection by it."""
        if not (self.has_focus or self._early):
            self._early = True
            self.select_whole()
        if self.selection.is_empty:
            self.insert_text_at_cursor(character)
        else:
            self.replace(character, *self.selection)

    def _on_paste(self, event: Paste) -> None:
        """Insert the pasted lines as one, joined by blanks; of a long text tell how much was taken."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        text, count = one_line(event.text), whole_length(event)
        if self.max_length:
            text = text[: self.max_length - len(self.value) + end - start]
        self.replace(text, start, end)
        if count > min(len(text), LONG_PASTE):
            told = _(N_("Pasted: {taken} of {count} characters.")).format(taken=len(text), count=count)
            cast("Host", self.app).tell(told, "warning" if count > len(text) else "information")

    @property
    def awaits_text(self) -> bool:
        """Return True if Enter has nothing here that it could take."""
        return not self.value

    def select_whole(self) -> None:
        """Select all text, or put the cursor behind it if it is prose."""
        if self.prose:
            self.cursor_position = len(self.value)
        else:
            self.action_select_all()

    def came_back(self, key: int) -> None:
        """Note that the app has done the command of that key."""
        self._away.discard(key)

    def _on_focus(self, _event: Focus) -> None:
        """Select all text, so that typing replaces it, except prose and letters typed before the focus."""
        self.select_on_focus = not (self._early or self.prose)
        self._early = False

    async def _on_key(self, event: Key) -> None:
        """Send a letter through the app if an earlier key is still there, or the focus is elsewhere.

        Otherwise a burst of keys from a slow connection would type the next call's words into this one.
        """
        if event.is_printable and not self._away and self.screen.focused is self:
            await super()._on_key(event)
            return
        self._away.add(id(event))
        cast("Host", self.app).keys_away[id(event)] = self
        if event.is_printable:
            event.prevent_default()

    def watch_has_focus(self, focus: bool) -> None:
        """Stop waiting for keys: those still away go to the line with the focus by then."""
        super().watch_has_focus(focus)
        self._away.clear()
