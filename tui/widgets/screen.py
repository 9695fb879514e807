"""What every screen of the desk shares: truthful keys, dim commands that say why, running a command by id."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from inspect import iscoroutine
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual.actions import SkipAction, parse
from textual.keys import key_to_character
from textual.screen import ModalScreen, Screen

from core.people import rights
from tui.commands.command import Command
from tui.commands.registry import COMMANDS, UNBOUND, bindings, commands
from tui.i18n import _

if TYPE_CHECKING:
    from textual.binding import ActiveBinding, BindingsMap
    from textual.dom import DOMNode
    from textual.widget import Widget

    from tui.commands.keymap import Keymap
    from tui.widgets.host import Host

    _Node = DOMNode
    _Screen = Screen[Any]
else:
    # Plain mixins: Textual takes the default CSS only from a class's first base that is a node.
    _Node = _Screen = object

Result = TypeVar("Result")

Handler = Callable[..., object]
"""Function that does a command; if it is a coroutine function, the coroutine is awaited."""
Handlers = Mapping[str, Handler]
"""Handlers by the id of their command."""


class Commanded(_Node):
    """Mixin: a class that names its CONTEXTS gets their bindings and dims what is not possible now."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ()
    ALSO: ClassVar[tuple[str, ...]] = ()
    """Contexts whose keys this node answers for its ancestors."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if "CONTEXTS" in cls.__dict__:
            cls.BINDINGS = [*cls.__dict__.get("BINDINGS", []), *bindings(*cls.CONTEXTS, *cls.ALSO)]
        super().__init_subclass__(**kwargs)

    def why_not(self, command_id: str) -> str | None:
        """A translated sentence when the command is not possible now, else None; screens override it."""
        return None

    def _above(self, command: Command) -> bool:
        """Whether the acting person lacks the right: asked often, so nothing is written for it."""
        actor = getattr(self.app, "actor", None) if command.right else None
        return actor is not None and not rights.has(actor, command.right)

    def refused(self, command: Command) -> str | None:
        """Why the command is not possible now, or not for the acting person; else None."""
        actor = getattr(self.app, "actor", None) if command.right else None
        missing = rights.why_not(actor, command.right) if actor else None
        return missing.text(_) if missing else self.why_not(command.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """None, which Textual shows dim, for a command that is not possible now."""
        command = COMMANDS.get(str(parameters[0])) if action == "do" and parameters else None
        if command is not None and (self._above(command) or self.why_not(command.id)):
            return None
        return super().check_action(action, parameters)

    def handlers(self) -> Handlers:
        """Return the method for each command id: this node's, or that of one of its parts."""
        return {}

    async def action_do(self, command_id: str) -> None:
        """Do a command: the one action of all keys of the registry."""
        done = self.handlers().get(command_id, partial(self._do_by_name, COMMANDS[command_id]))()
        if iscoroutine(done):
            await done

    def _do_by_name(self, command: Command) -> object:
        """Call the `action_` method of the command's name, as long as a screen has no handler for it."""
        name, parameters = parse(command.act or command.name)[1:]
        method: Handler | None = getattr(self, f"action_{name}", None)
        if method is None:
            raise SkipAction
        return method(*parameters)


class TruthfulKeys(Commanded, _Screen):
    """Mixin of screens: only keys that work are listed, and a dim one answers with its reason."""

    _chain: tuple[Widget | None, Mapping[str, str], list[tuple[DOMNode, BindingsMap]]] | None = None

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


class DeskScreen(TruthfulKeys, Screen[Result]):
    """A full screen; name its contexts: `CONTEXTS = ("board", "act")`."""


class DeskModal(TruthfulKeys, ModalScreen[Result]):
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


def why_not(screen: Screen[Any], command_id: str) -> str:
    """Why the command is not possible on `screen` now, translated; empty when it is."""
    command = COMMANDS[command_id]
    node = screen.app if command.context == "app" else screen
    return (node.refused(command) if isinstance(node, Commanded) else None) or ""


def offers(screen: Screen[Any]) -> Iterator[Offer]:
    """Every command of the screen's contexts and of the app, as help and palette show them."""
    keymap = cast("Keymap | None", getattr(screen.app, "keys", None))
    for command in commands(*getattr(screen, "CONTEXTS", ()), "app"):
        keys = keymap.keys(command.id) if keymap else ()
        yield Offer(command, keys, why_not(screen, command.id))


async def run_command(screen: Screen[Any], command_id: str) -> None:
    """Do what the command's key would do on `screen`, or say why it cannot be done."""
    if reason := why_not(screen, command_id):
        screen.app.notify(reason, severity="warning", markup=False, timeout=4)
    else:
        await screen.app.run_action(COMMANDS[command_id].action, screen)
