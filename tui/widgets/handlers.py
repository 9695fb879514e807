"""Commands of the registry on a node: their handlers, and the reasons against them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from inspect import iscoroutine
from typing import TYPE_CHECKING, Any, Protocol

from core.base.dataclass import dataclass
from core.people import rights
from tui.commands.command import Command
from tui.commands.registry import COMMANDS, commands
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


Handlers = Mapping[str, Handler]
"""Handlers by the ids of their commands; each part adds its own to its node."""


class CommandNode(Protocol):
    """Screen, widget or app, as far as its commands need it."""

    @property
    def app(self) -> Any:
        """Return the app, which is the `Host`."""

    def why_not(self, command_id: str) -> str | None:
        """Return a translated reason if the command is not possible now; None if it is."""


class Commands:
    """Commands of one node, done by its handlers: all of those of its contexts, and no others."""

    def __init__(self, node: CommandNode, contexts: Iterable[str], handlers: Handlers) -> None:
        astray = {command.id for command in commands(*contexts)} ^ handlers.keys()
        assert not astray, f"{type(node).__name__}: {sorted(astray)}"
        self._node = node
        self._handlers = handlers

    def why_not(self, command_id: str) -> str | None:
        """Return the handler's reason against the command; None if it has none."""
        return self._handlers[command_id].why_not()

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
        done = self._handlers[command_id].do()
        if iscoroutine(done):
            await done

    @property
    def _actor(self) -> Actor:
        host: Host = self._node.app
        return host.identity.actor
