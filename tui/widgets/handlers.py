"""Commands of the registry on a node: what each does there, why it is not possible now, doing it."""

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
    """Deed of a command, and the translated reason why it is not possible at this moment, if there is one."""

    do: Callable[[], object]
    """A coroutine that it returns is awaited."""
    why_not: Callable[[], str | None] = _possible


Handlers = Mapping[str, Handler | Callable[[], object]]
"""Handlers by the ids of their commands; a part brings its own to the node that has it."""


class CommandNode(Protocol):
    """A screen, a widget or the app, as far as its commands need it."""

    @property
    def app(self) -> Any:
        """The app, which is the `Host`."""

    def why_not(self, command_id: str) -> str | None:
        """Return a translated sentence when the command is not possible now."""


class Commands:
    """The commands of one node, done by its handlers."""

    def __init__(self, node: CommandNode, handlers: Handlers) -> None:
        self._node = node
        self._handlers = handlers

    def why_not(self, command_id: str) -> str | None:
        """Return the handler's reason against the command."""
        handler = self._handlers.get(command_id)
        return handler.why_not() if isinstance(handler, Handler) else None

    def refused(self, command: Command) -> str | None:
        """Return why the command is not possible now, or not for the acting person."""
        missing = rights.why_not(self._actor, command.right) if command.right else None
        return missing.text(_) if missing else self._node.why_not(command.id)

    def check(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return None, which Textual shows dim, for a command that is not possible now, else True."""
        command = COMMANDS.get(str(parameters[0])) if action == "do" and parameters else None
        if command is None:
            return True
        # asked at every key for every command: no sentence is made for a right that is missing
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
        """Call the `action_` method of the command's name, as long as the node has no handler for it."""
        name, parameters = parse(command.act or command.name)[1:]
        method: Callable[..., object] | None = getattr(self._node, f"action_{name}", None)
        if method is None:
            raise SkipAction
        return method(*parameters)
