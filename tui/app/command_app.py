"""Commands and keys of the app: the keymap in force, commands of all screens, letters of fast typists."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.events import Event, Key, Paste

from core.base.i18n_marks import N_
from tui.app.bursts import Bursts
from tui.app.hosted import hosted
from tui.app.palette import Guide
from tui.app.stray_keys import StrayKeys
from tui.commands.keymap import Keymap
from tui.commands.keynames import display
from tui.commands.registry import bindings
from tui.i18n import _
from tui.terminal.app import TerminalApp
from tui.theme import DEFAULT, css_variables, themes
from tui.widgets.handlers import Commands, Handler, Handlers
from tui.widgets.line_input import LineInput
from tui.widgets.offers import say_why

if TYPE_CHECKING:
    from tui.widgets.host import Sender


class CommandApp(TerminalApp, inherit_bindings=False):
    """Base of the desk's app that does the commands of `app` and knows the keys of all commands."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]

    def __init__(self, keys: Keymap, *, theme: str = DEFAULT, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.keys = keys
        self.keys_away: dict[int, Sender] = {}
        """Keys that a line has forwarded and that have not come back, by identity."""
        self.guide = Guide(self, keys)
        self.strays = StrayKeys(self, keys)
        self.bursts = Bursts(self, keys, type_in=self._typed, unused=self._tell_unused)
        self.set_keymap(keys.textual())
        for one in themes(self.console.color_system):
            self.register_theme(one)
        self.theme = theme

    def handlers(self) -> Handlers:
        """Return the handlers of the commands of all screens; called once."""
        return {**self.guide.handlers(), "app.repaint": Handler(self.repaint)}

    @cached_property
    def commands(self) -> Commands:
        """Return the commands of all screens."""
        return Commands(self, ("app",), self.handlers())

    def why_not(self, command_id: str) -> str | None:
        """Return a translated sentence if the command is not possible now; None if it is."""
        return self.commands.why_not(command_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return None, which Textual shows dim, for a command that is not possible now."""
        return self.commands.check(action, parameters)

    async def action_do(self, command_id: str) -> None:
        """Do a command; all keys are bound to this action."""
        await self.commands.do(command_id)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the colours of clocks, for themes without them."""
        return css_variables()

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as all screens write it."""
        return display(binding.key)

    async def on_event(self, event: Event) -> None:
        """Handle an event that no widget took; forwarded keys come back here, in the order pressed."""
        if isinstance(event, Key) and not event.is_forwarded:
            self.strays.pressed(event)
        key = event if isinstance(event, Key) and event.is_forwarded else None
        if not (key and key.is_printable and key.character and self._typed(key.character)):
            await super().on_event(event)
        self.came_back(event)

    def came_back(self, event: Event) -> None:
        """Tell the line that has forwarded a key that the app has got it."""
        if line := self.keys_away.pop(id(event), None):
            line.came_back(id(event))

    def _typed(self, character: str) -> bool:
        """Type a letter into the current field, perhaps on another screen than the one it was pressed on."""
        if isinstance(self.focused, LineInput):
            self.focused.type_in(character)
            return True
        shown = hosted(self.screen)
        return shown is not None and shown.type_ahead(character)

    def _on_paste(self, event: Paste) -> None:
        """Give a paste that no line took to the screen; where none wants it, say that it is not used."""
        shown = hosted(self.screen)
        text = " ".join(event.text.split())
        if text and not (shown is not None and shown.type_ahead(text)):
            self._tell_unused()

    def _tell_unused(self) -> None:
        told = _(N_("Pasted text was not used. Press {key} first to log a call."))
        told = told.format(key=self.keys.shown("app.new_ticket"))
        self.notify(told, severity="warning", markup=False)

    async def on_key(self, event: Key) -> None:
        """Do what a key that no widget took is bound to, or show why that is not possible now.

        Here and not on the screen, because a burst of keys reaches a screen before its first key has opened
        another one.  `_check_bindings` is a private hook of Textual, which would call it itself.
        """
        event.prevent_default()
        if await self.bursts.takes(event):
            return
        if not (await self._check_bindings(event.key) or say_why(self.screen, event.key)):
            self.strays.answer(event)
