"""Base of every screen of the desk: truthful keys, dim commands that say why, the questions of the app."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Coroutine, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar, cast

from textual.keys import key_to_character
from textual.screen import ModalScreen, Screen

from core.base.dataclass import dataclass
from tui.commands.command import Command
from tui.commands.registry import COMMANDS, UNBOUND, bindings, commands
from tui.i18n import _
from tui.widgets.handlers import Commands, Handlers
from tui.widgets.lines import Lines
from tui.widgets.marked import Marked

if TYPE_CHECKING:
    from textual.binding import ActiveBinding, BindingsMap
    from textual.dom import DOMNode
    from textual.widget import Widget

    from tui.commands.keymap import Keymap
    from tui.widgets.host import Host

    _Screen = Screen[Any]
else:
    # A plain mixin: Textual takes the default CSS only from a class's first base that is a node.
    _Screen = object

Result = TypeVar("Result")

Work = Callable[[], Coroutine[Any, Any, object]]
"""Coroutine function without parameters."""


class ScreenBase(_Screen):
    """Mixin of both kinds of screens; name the contexts: `CONTEXTS = ("board", "act")`."""

    CONTEXTS: tuple[str, ...] = ()
    ALSO: ClassVar[tuple[str, ...]] = ()
    """Contexts whose keys this screen answers for the app."""
    BARE_CALLS: ClassVar[bool] = False
    """Whether calls that ring are shown without their numbers."""
    _chain: tuple[Widget | None, Mapping[str, str], list[tuple[DOMNode, BindingsMap]]] | None = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if "CONTEXTS" in cls.__dict__:
            cls.BINDINGS = [*cls.__dict__.get("BINDINGS", []), *bindings(*cls.CONTEXTS, *cls.ALSO)]
        super().__init_subclass__(**kwargs)

    # commands

    def handlers(self) -> Handlers:
        """Return the handler of every command of the contexts; asked once."""
        return {}

    @cached_property
    def commands(self) -> Commands:
        """The commands of the contexts."""
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

    # questions of the app

    @property
    def marked(self) -> Marked:
        """The thing under the cursor."""
        return Marked()

    def tick(self, now: datetime) -> None:
        """Take note that one second has passed."""

    def refresh_data(self) -> object:
        """Read again what has changed in the storage."""

    def relabel(self) -> None:
        """Write every text again, in the language in use."""
        self.redraw()
        for one in self.query(Lines):
            one.tell()

    def type_ahead(self, text: str) -> bool:
        """Take letters that came before a field has the focus; return whether they are wanted."""
        return False

    # the screen itself

    def run_behind(self, work: Work, group: str = "act", *, exclusive: bool = False) -> None:
        """Start what takes time or waits for a form; with `exclusive`, what the group did is given up."""
        self.run_worker(cast("Any", work), group=group, exclusive=exclusive)

    def redraw(self) -> None:
        """Draw again the lines that the screen has the words for."""
        for one in self.query("Part, RowList").results(Lines):
            one.tell()

    @property
    def host(self) -> Host:
        """The app, as screens see it."""
        return cast("Host", self.app)

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        """Textual's, but worked out once for a focus and a keymap, not at each key (a private hook)."""
        focused, keymap = self.focused, self.app._keymap
        if self._chain is None or self._chain[0] is not focused or self._chain[1] is not keymap:
            self._chain = (focused, keymap, super()._binding_chain)
        return self._chain[2]

    @property
    def was_left(self) -> bool:
        """Whether the operator has gone on: an answer that comes late must not touch this screen."""
        return self not in self.app.screen_stack

    def leave(self, result: Any = None) -> None:
        """Dismiss this screen with what lies above it, unless the operator has gone on already."""
        if self.was_left:
            return
        while self.app.screen is not self:
            self.app.pop_screen()
        self.dismiss(result)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that really work now, with translated names; unbound and swallowed ones are left out."""
        focused = self.focused

        def usable(key: str, active: ActiveBinding) -> bool:
            if key.startswith(UNBOUND):
                return False
            if active.binding.priority or focused is None or focused is active.node:
                return True
            return not focused.check_consume_key(key, key_to_character(key))

        return {
            key: _translated(active) for key, active in super().active_bindings.items() if usable(key, active)
        }

    def on_compose(self) -> None:
        """Take the classes of this size before the first layout; Textual does it after that was drawn."""
        width, height = self.app.size
        self.add_class(
            *_fitting(self.HORIZONTAL_BREAKPOINTS, width), *_fitting(self.VERTICAL_BREAKPOINTS, height)
        )

    def say_why(self, key: str, keymap: Keymap) -> None:
        """Answer the key of a dim command with its reason."""
        command_id = keymap.find(key, *self.CONTEXTS, "app")
        if command_id and (reason := why_not(self, command_id)):
            self.notify(reason, severity="warning", markup=False, timeout=4)


class DeskScreen(ScreenBase, Screen[Result]):
    """A full screen."""


class DeskModal(ScreenBase, ModalScreen[Result]):
    """A dialog over another screen; what works everywhere works here too."""

    ALSO = ("app",)


def _fitting(breakpoints: list[tuple[int, str]] | None, size: int) -> list[str]:
    return [name for least, name in sorted(breakpoints or []) if size >= least][-1:]


def _translated(active: ActiveBinding) -> ActiveBinding:
    binding = active.binding
    if binding.id not in COMMANDS:
        return active
    shown = dataclasses.replace(binding, description=_(binding.description), tooltip=_(binding.tooltip))
    return active._replace(binding=shown, tooltip=shown.tooltip)


@dataclass(frozen=True, slots=True)
class Offer:
    """A command as it stands for the operator at this moment."""

    command: Command
    keys: tuple[str, ...]
    """Normalised keys, the first one for display."""
    why_not: str
    """Why it is not possible now, translated; empty when it is."""


class KeyedApp(Protocol):
    """The app, as far as offers need it."""

    keys: Keymap

    @property
    def commands(self) -> Commands:
        """The commands that work everywhere."""


def why_not(screen: Screen[Any], command_id: str) -> str:
    """Return why the command is not possible on `screen` now, translated; empty when it is."""
    command = COMMANDS[command_id]
    app = cast("KeyedApp", screen.app)
    node = app if command.context == "app" or not isinstance(screen, ScreenBase) else screen
    return node.commands.refused(command) or ""


def offers(screen: Screen[Any]) -> Iterator[Offer]:
    """Yield every command of the screen's contexts and of the app, as help and palette show them."""
    keymap = cast("KeyedApp", screen.app).keys
    contexts = screen.CONTEXTS if isinstance(screen, ScreenBase) else ()
    for command in commands(*contexts, "app"):
        yield Offer(command, keymap.keys(command.id), why_not(screen, command.id))


async def run_command(screen: Screen[Any], command_id: str) -> None:
    """Do what the command's key would do on `screen`, or say why it cannot be done."""
    if reason := why_not(screen, command_id):
        screen.app.notify(reason, severity="warning", markup=False, timeout=4)
    else:
        await screen.app.run_action(COMMANDS[command_id].action, screen)
