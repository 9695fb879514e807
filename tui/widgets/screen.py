"""Base of the desk's screens: footers that are true, reasons for dim commands, answers to the app."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual.keys import key_to_character
from textual.screen import ModalScreen, Screen

from tui.commands.registry import COMMANDS, UNBOUND, bindings
from tui.i18n import _
from tui.widgets.handlers import Commands, Handlers
from tui.widgets.lines import Lines
from tui.widgets.marked import Marked

if TYPE_CHECKING:
    from textual.binding import ActiveBinding, BindingsMap
    from textual.dom import DOMNode
    from textual.widget import Widget

    from tui.widgets.host import Host

    _Screen = Screen[Any]
else:
    # A plain mixin: Textual takes the default CSS only from a class's first base that is a node.
    _Screen = object

Result = TypeVar("Result")

Work = Callable[[], Coroutine[Any, Any, object]]
"""Coroutine function without parameters."""


class ScreenBase(_Screen):
    """Mixin of both kinds of screens; each names its contexts: `CONTEXTS = ("board", "act")`."""

    CONTEXTS: tuple[str, ...] = ()
    ALSO: ClassVar[tuple[str, ...]] = ()
    """Contexts whose keys this screen handles for the app."""
    UNSAID: tuple[str, ...] = ()
    """Commands that work here and that the footer does not name."""
    PAST: ClassVar[bool] = False
    """True if it shows the past, from where nothing can be written."""
    BARE_CALLS: ClassVar[bool] = False
    """True if ringing calls are shown without their numbers."""
    asks_for: Callable[[str], bool] | None = None
    """Function that tells, and remembers, whether an approval can be asked for a refused command."""
    refused: tuple[str, str] = ("", "")
    """Step that was refused last for lack of a right, and its ticket: an approval can be asked for."""
    _chain: tuple[Widget | None, Mapping[str, str], list[tuple[DOMNode, BindingsMap]]] | None = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if "CONTEXTS" in cls.__dict__:
            cls.BINDINGS = [*cls.__dict__.get("BINDINGS", []), *bindings(*cls.CONTEXTS, *cls.ALSO)]
        super().__init_subclass__(**kwargs)

    # commands

    def handlers(self) -> Handlers:
        """Return the handlers of the commands of the contexts; called once."""
        return {}

    @cached_property
    def commands(self) -> Commands:
        """Return the commands of the contexts."""
        return Commands(self, self.CONTEXTS, self.handlers())

    def why_not(self, command_id: str) -> str | None:
        """Return a translated reason if the command is not possible now; None if it is."""
        return self.commands.why_not(command_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return None, which Textual shows dim, for a command that is not possible now."""
        return self.commands.check(action, parameters)

    async def action_do(self, command_id: str) -> None:
        """Do a command; all keys are bound to this action."""
        await self.commands.do(command_id)

    # questions of the app

    @property
    def marked(self) -> Marked:
        """Return the item under the cursor."""
        return Marked()

    def tick(self, now: datetime) -> None:
        """Update the screen, each second."""

    def refresh_data(self) -> object:
        """Read changed data from the storage again."""

    def relabel(self) -> None:
        """Write all texts again, in the current language."""
        self.redraw()
        for one in self.query(Lines):
            one.tell()

    def type_ahead(self, text: str) -> bool:
        """Take letters typed before a field had the focus; return True if they are wanted."""
        return False

    # the screen itself

    def run_behind(self, work: Work, group: str = "act", *, exclusive: bool = False) -> None:
        """Start slow work in a worker; with `exclusive`, cancel earlier work of the group."""
        self.run_worker(cast("Any", work), group=group, exclusive=exclusive)

    def ask_behind(self, work: Work) -> None:
        """Start work that opens a dialog or does a step; what is typed behind its key waits for either."""
        over: list[bool] = []

        async def working() -> None:
            try:
                await work()
            finally:
                over.append(True)

        self.host.gate.follow(lambda: bool(over))
        self.run_behind(working)

    def redraw(self) -> None:
        """Draw the lines again that the screen provides."""
        for one in self.query("Part, RowList").results(Lines):
            one.tell()

    @property
    def host(self) -> Host:
        """Return the app, as screens see it."""
        return cast("Host", self.app)

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        """Return Textual's chain, cached for a focus and a keymap instead of computed for each key.

        It is a private hook of Textual.
        """
        focused, keymap = self.focused, self.app._keymap
        if self._chain is None or self._chain[0] is not focused or self._chain[1] is not keymap:
            self._chain = (focused, keymap, super()._binding_chain)
        return self._chain[2]

    @property
    def was_left(self) -> bool:
        """Return True if the operator has left this screen, so that a late answer must not change it."""
        return self not in self.app.screen_stack

    def leave(self, result: Any = None) -> None:
        """Dismiss this screen with those above it, unless the operator has already left it."""
        if self.was_left:
            return
        while self.app.screen is not self:
            self.app.pop_screen()
        self.dismiss(result)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Return the keys that work now, with translated names; unbound and swallowed keys are left out."""
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
        """Add the classes of this size before the first layout; Textual adds them after the first drawing."""
        width, height = self.app.size
        self.add_class(
            *_fitting(self.HORIZONTAL_BREAKPOINTS, width), *_fitting(self.VERTICAL_BREAKPOINTS, height)
        )


class DeskScreen(ScreenBase, Screen[Result]):
    """Full screen."""


class DeskModal(ScreenBase, ModalScreen[Result]):
    """Dialog over another screen, in which the commands of the app work too."""

    ALSO = ("app",)


def _fitting(breakpoints: list[tuple[int, str]] | None, size: int) -> list[str]:
    return [name for least, name in sorted(breakpoints or []) if size >= least][-1:]


def _translated(active: ActiveBinding) -> ActiveBinding:
    binding = active.binding
    if binding.id not in COMMANDS:
        return active
    shown = dataclasses.replace(binding, description=_(binding.description), tooltip=_(binding.tooltip))
    return active._replace(binding=shown, tooltip=shown.tooltip)
