"""The app's side of the keys: the keymap in force, the commands of everywhere, letters of fast typists."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.events import Event, Key

from tui.app.palette import Guide
from tui.app.shown import as_shown
from tui.commands.keymap import Keymap
from tui.commands.keynames import display
from tui.commands.registry import bindings
from tui.terminal.app import TerminalApp
from tui.theme import DEFAULT, THEMES, css_variables
from tui.widgets.handlers import Commands, Handler, Handlers
from tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from tui.widgets.host import Sender


class CommandApp(TerminalApp, inherit_bindings=False):
    """Base of the desk's app: answers the commands of `app`, and knows the keys of all commands."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]

    def __init__(self, keys: Keymap, *, theme: str = DEFAULT, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.keys = keys
        self.keys_away: dict[int, Sender] = {}
        """Keys on their way here from a line, by their identity."""
        self.guide = Guide(self, keys)
        self.set_keymap(keys.textual())
        for one in THEMES:
            self.register_theme(one)
        self.theme = theme

    def handlers(self) -> Handlers:
        """Return the handler of every command that works everywhere; asked once."""
        return {**self.guide.handlers(), "app.repaint": Handler(self.repaint)}

    @cached_property
    def commands(self) -> Commands:
        """The commands that work everywhere."""
        return Commands(self, self.handlers())

    def why_not(self, command_id: str) -> str | None:
        """Return a translated sentence when the command is not possible now."""
        return self.commands.why_not(command_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return None, which Textual shows dim, for a command that is not possible now."""
        return self.commands.check(action, parameters)

    async def action_do(self, command_id: str) -> None:
        """Do a command: the one action of all keys."""
        await self.commands.do(command_id)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the clocks' colours, for themes that do not know them."""
        return css_variables()

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as the desk writes it everywhere."""
        return display(binding.key)

    async def on_event(self, event: Event) -> None:
        """Handle what no widget took: a key comes back here, in the order in which it was pressed."""
        key = event if isinstance(event, Key) and event.is_forwarded else None
        if not (key and key.is_printable and key.character and self._typed(key.character)):
            await super().on_event(event)
        if key and (line := self.keys_away.pop(id(key), None)):
            line.came_back(id(key))

    def _typed(self, character: str) -> bool:
        """Put a letter where letters are typed now, perhaps on another screen than before."""
        if isinstance(self.focused, LineInput):
            self.focused.type_in(character)
            return True
        shown = as_shown(self.screen)
        return shown is not None and shown.type_ahead(character)

    def on_key(self, event: Key) -> None:
        """Say why the command of a key that no widget took is not possible now.

        Here and not on the screen, which a burst of keys reaches before its first key has opened another.
        """
        if shown := as_shown(self.screen):
            shown.say_why(event.key, self.keys)
