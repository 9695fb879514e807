"""The app's side of the commands: the keymap in force, the palette, the help, the themes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.events import Event, Key

from core.base.i18n_marks import N_
from screens.help import HelpScreen
from tui.commands.keymap import Keymap
from tui.commands.keynames import display
from tui.commands.registry import bindings
from tui.i18n import _
from tui.terminal.app import TerminalApp
from tui.theme import DEFAULT, THEMES, css_variables, next_theme
from tui.widgets.handlers import Commands, Handlers
from tui.widgets.line_input import LineInput
from tui.widgets.screen import Offer, ScreenBase, offers, run_command


class DeskCommands(Provider):
    """What can be done on the screen under the palette; what cannot is listed with its reason."""

    async def discover(self) -> Hits:
        """Everything, in the registry's order, while nothing is typed."""
        for offer in self._offers():
            yield DiscoveryHit(
                self._shown(offer, Content(_(offer.command.title))),
                partial(run_command, self.screen, offer.command.id),
                _(offer.command.title),
                self._help(offer),  # type: ignore[arg-type]  # Content is what must not be read as markup
            )

    async def search(self, query: str) -> Hits:
        """Titles and ids that match, the possible ones first."""
        matcher = self.matcher(query)
        for offer in self._offers():
            title = _(offer.command.title)
            score = max(matcher.match(title), matcher.match(offer.command.id))
            if score > 0:
                yield Hit(
                    score / 2 if offer.why_not else score,
                    self._shown(offer, matcher.highlight(title)),
                    partial(run_command, self.screen, offer.command.id),
                    title,
                    self._help(offer),  # type: ignore[arg-type]
                )

    def _offers(self) -> Iterator[Offer]:
        return (offer for offer in offers(self.screen) if not offer.command.moves)

    def _shown(self, offer: Offer, title: Content) -> Content:
        keys = "  ".join(display(key) for key in offer.keys)
        shown = Content.assemble(title, "  ", (keys, "$text-accent")) if keys else title
        return shown.stylize("dim") if offer.why_not else shown

    def _help(self, offer: Offer) -> Content:
        return Content(offer.why_not or _(offer.command.help))


class CommandApp(TerminalApp, inherit_bindings=False):
    """Base of the desk's app: answers `app` commands, and knows the keys of all of them."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]

    def __init__(self, keys: Keymap, *, theme: str = DEFAULT, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.keys = keys
        self.keys_away: dict[int, LineInput] = {}
        """Keys on their way here from a line, by their identity."""
        self.set_keymap(keys.textual())
        for one in THEMES:
            self.register_theme(one)
        self.theme = theme

    def handlers(self) -> Handlers:
        """Return the handler of every command that works everywhere; asked once."""
        return {}

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
        """The clocks' colours, for themes that do not know them."""
        return css_variables()

    async def on_event(self, event: Event) -> None:
        """A key that nobody on the screen took comes back here, in the order in which it was pressed."""
        key = event if isinstance(event, Key) and event.is_forwarded else None
        if not (key and key.is_printable and key.character and self._typed(key.character)):
            await super().on_event(event)
        if key and (line := self.keys_away.pop(id(key), None)):
            line.came_back(id(key))

    def _typed(self, character: str) -> bool:
        """Whether a letter went where letters are typed now, which may be another screen than before."""
        if isinstance(self.focused, LineInput):
            self.focused.type_in(character)
            return True
        return isinstance(self.screen, ScreenBase) and self.screen.type_ahead(character)

    def on_key(self, event: Key) -> None:
        """Nothing took the key: perhaps its command is not possible now.

        Here and not on the screen, which a burst of keys reaches before its first key has opened another.
        """
        if isinstance(self.screen, ScreenBase):
            self.screen.say_why(event.key, self.keys)

    def get_key_display(self, binding: Binding) -> str:
        """Keys as the desk writes them everywhere."""
        return display(binding.key)

    def action_palette(self) -> None:
        """Open the palette, once."""
        if not CommandPalette.is_open(self):
            placeholder = _(N_("What do you want to do?"))
            self.push_screen(CommandPalette([DeskCommands], placeholder=placeholder, id="--command-palette"))

    def action_help(self) -> None:
        """Open the help of the screen in front, or close it."""
        screen = self.screen
        if isinstance(screen, HelpScreen):
            screen.dismiss(None)
            return
        problems = [problem.text(_) for problem in self.keys.problems]

        def run(command_id: str | None) -> None:
            if command_id is not None:
                self.call_later(run_command, screen, command_id)

        self.push_screen(HelpScreen(list(offers(screen)), problems), run)

    def action_theme(self) -> None:
        """The next theme."""
        self.theme = next_theme(self.theme)
