"""Commands of the registry on a node: their handlers, and the reasons against them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from inspect import iscoroutine
from typing import TYPE_CHECKING, Any, Protocol

from textual.actions import SkipAction, parse

from core.base.dataclass import dataclass
from core.people import rights
from tui.commands.command import Command
from tui.commands.registry import COMMANDS
from tui.i18n import _

if TYPE_CHECKING:
    from core.people.roles import Actor
    from tui.widgets.host import Host


def _possible() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Handler:
    """Function of a command, and the translated reason why it is not possible now, if there is one."""

    do: Callable[[], object]
    """Function of the command; a coroutine that it returns is awaited."""
    why_not: Callable[[], str | None] = _possible


Handlers = Mapping[str, Handler | Callable[[], object]]
"""Handlers by the ids of their commands; each part adds its own to its node."""


class CommandNode(Protocol):
    """Screen, widget or app, as far as its commands need it."""

    @property
    def app(self) -> Any:
        """Return the app, which is the `Host`."""

    def why_not(self, command_id: str) -> str | None:
        """Return a translated reason if the command is not possible now; None if it is."""


class Commands:
    """Commands of one node, done by its handlers."""

    def __init__(self, node: CommandNode, handlers: Handlers) -> None:
        self._node = node
        self._handlers = handlers

    def why_not(self, command_id: str) -> str | None:
        """Return the handler's reason against the command; None if there is none."""
        handler = self._handlers.get(command_id)
        return handler.why_not() if isinstance(handler, Handler) else None

    def refused(self, command: Command) -> str | None:
        """Return the reason why the command is not possible now, or not for the acting person."""
        missing = rights.why_not(self._actor, command.right) if command.right else None
        return missing.text(_) if missing else self._node.why_not(command.id)

    def check(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return None, which Textual shows dim, for a command that is not possible now; otherwise True."""
        command = COMMANDS.get(str(parameters[0])) if action == "do" and parameters else None
        if command is None:
            return True
        # no sentence about a missing right, because each key asks for all commands
        above = bool(command.right) and not rights.has(self._actor, command.right)
        return None if above or self._node.why_not(command.id) else True

    async def do(self, command_id: str) -> None:
        """Do the command."""
        handler = self._handlers.get(command_id) or partial(self._do_by_name, COMMANDS[command_id])
        done = handler.do() if isinstance(handler, Handler) else handler()
        if iscoroutine(done):
            await done

    @property
    def _actor(self) -> Actor:
        host: Host = self._node.app
        return host.identity.actor

    def _do_by_name(self, command: Command) -> object:
        """Call the `action_` method of the command's name, for a node without a handler for it."""
        name, parameters = parse(command.act or command.name)[1:]
        method: Callable[..., object] | None = getattr(self._node, f"action_{name}", None)
        if method is None:
            raise SkipAction
        return method(*parameters)
