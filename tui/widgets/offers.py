"""Commands as they can be offered now: with their keys, and with the reasons against them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol, cast

from textual.screen import Screen

from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.people.rights import has
from core.people.roles import Actor
from core.ticket.acts.table import ACTS
from tui.commands.command import Command
from tui.commands.registry import COMMANDS, commands
from tui.commands.steps import ASK
from tui.i18n import _, sentences
from tui.widgets.cells import EDGES, in_lines
from tui.widgets.handlers import Commands
from tui.widgets.screen import ScreenBase

if TYPE_CHECKING:
    from tui.commands.keymap import Keymap
    from tui.widgets.host import Host


@dataclass(frozen=True, slots=True)
class Offer:
    """Command with its keys, and the reason against it at this moment."""

    command: Command
    keys: tuple[str, ...]
    """Normalised keys, the one to display first."""
    why_not: str
    """Translated reason why it is not possible now; empty if it is."""


class KeyedApp(Protocol):
    """App, as far as offers need it."""

    keys: Keymap

    @property
    def commands(self) -> Commands:
        """Return the commands of all screens."""


def why_not(screen: Screen[Any], command_id: str) -> str:
    """Return the translated reason why the command is not possible on `screen` now; empty if it is."""
    command = COMMANDS[command_id]
    app = cast("KeyedApp", screen.app)
    node = app if command.context == "app" or not isinstance(screen, ScreenBase) else screen
    return node.commands.refused(command) or ""


def offers(screen: Screen[Any]) -> Iterator[Offer]:
    """Yield the commands of the screen's contexts and of the app, for help and palette."""
    keymap = cast("KeyedApp", screen.app).keys
    contexts = screen.CONTEXTS if isinstance(screen, ScreenBase) else ()
    for command in commands(*contexts, "app"):
        yield Offer(command, keymap.keys(command.id), why_not(screen, command.id))


async def run_command(screen: Screen[Any], command_id: str) -> None:
    """Run the command on `screen` as its key would, or show the reason against it."""
    if reason := why_not(screen, command_id):
        _show(screen, command_id, reason)
    else:
        await screen.app.run_action(COMMANDS[command_id].action, screen)


def say_why(screen: Screen[Any], key: str) -> bool:
    """Show the reason why the command of a dim key is not possible now; return False if it has none."""
    if not isinstance(screen, ScreenBase):
        return True
    command_id = cast("KeyedApp", screen.app).keys.find(key, *screen.CONTEXTS, "app")
    if command_id and (reason := why_not(screen, command_id)):
        _show(screen, command_id, reason)
    return command_id is not None


def _show(screen: Screen[Any], command_id: str, reason: str) -> None:
    """Show the reason against a command; if another person could do it, also the key to sign them in."""
    host = cast("Host", screen.app)
    if isinstance(screen, ScreenBase) and screen.asks_for and screen.asks_for(command_id):
        ask = _(N_("{key} asks for approval.")).format(key=host.key(f"{COMMANDS[command_id].context}.{ASK}"))
        reason = sentences(reason, ask)
    elif _takes_another(COMMANDS[command_id], host.identity.actor):
        switch = _(N_("{key} signs another person in here.")).format(key=host.key("app.operator"))
        reason = sentences(reason, switch)
    shown = in_lines(reason, screen.app.size.width - EDGES)
    screen.app.notify(shown, severity="warning", markup=False, timeout=4)  # also while the desk is locked


def _takes_another(command: Command, actor: Actor) -> bool:
    if command.context == "act" and command.name in ACTS:
        return not actor.may(ACTS[command.name].role)
    return bool(command.right) and not has(actor, command.right)
