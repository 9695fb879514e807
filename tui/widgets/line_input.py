"""An input that shows each letter without laying out the screen around it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.events import Focus, Key
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

if TYPE_CHECKING:
    from tui.widgets.host import Host


class LineInput(Input):
    """One line of fixed size, whose cursor does not blink: that would send two thousand bytes a second."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """How far the text reaches; of Textual's own, each change means a new layout of every widget."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**how)
        self.cursor_blink = False
        self._away: set[int] = set()
        self._early = False
        """Letters were put in before the line heard that it has the focus."""

    def type_in(self, character: str) -> None:
        """Put a letter at the cursor, in the place of what is marked."""
        if not (self.has_focus or self._early):
            self._early = True
            self.action_select_all()
        if self.selection.is_empty:
            self.insert_text_at_cursor(character)
        else:
            self.replace(character, *self.selection)

    def came_back(self, key: int) -> None:
        """The app has done what that key asks for."""
        self._away.discard(key)

    def _on_focus(self, _event: Focus) -> None:
        """All is marked, so that typing replaces it; but not the letters that came before this."""
        self.select_on_focus = not self._early
        self._early = False

    async def _on_key(self, event: Key) -> None:
        """Letters go the long way behind a key whose command the app has yet to run, or has just run.

        Else a burst of keys, as a slow line delivers it, would put the words of the next call into this one.
        """
        if event.is_printable and not self._away and self.screen.focused is self:
            await super()._on_key(event)
            return
        self._away.add(id(event))
        cast("Host", self.app).keys_away[id(event)] = self
        if event.is_printable:
            event.prevent_default()

    def watch_has_focus(self, focus: bool) -> None:
        """Whatever is still away comes to where the focus is then."""
        super().watch_has_focus(focus)
        self._away.clear()
