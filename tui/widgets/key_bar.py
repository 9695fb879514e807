"""Footer: one line of commands with their keys, as many as fit; each can be clicked."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from textual import events
from textual.screen import ModalScreen, Screen

from core.base.dataclass import dataclass
from tui.commands.keynames import display
from tui.commands.registry import COMMANDS
from tui.widgets.lines import Line, Lines, Piece
from tui.widgets.offers import run_command
from tui.widgets.screen import ScreenBase

LAST = ("app.help", "app.quit")
"""Commands at the end of the line, dropped after all others."""

SPARE = (
    "app.quit",
    "board.open",
    "ticket.next",
    *("roster.copy", "roster.pattern", "roster.undo", "register.contact", "register.undo", "import.again"),
    *("app.walk_in", "app.parked", "app.handover", "app.papers"),
    *("act.hold", "act.note", "app.undo", "app.to_tell", "app.dispatch", "app.roster", "app.register"),
    *("app.bulletins", "app.board", "app.lock", "app.theme", "app.language"),
)
"""Commands for the room that those of the footer leave, the most useful first; not in dialogs."""

GAP = "  "


@dataclass(frozen=True, slots=True)
class Entry:
    """Command of the footer as it is written; dim if it is not possible now."""

    command: str
    key: str
    name: str
    possible: bool

    @property
    def width(self) -> int:
        """Return the cells that it takes, with the gap behind it."""
        return cell_len(self.key) + 1 + cell_len(self.name) + len(GAP)


class KeyBar(Lines):
    """Footer of a screen, made from its active bindings, so that it cannot be wrong."""

    DEFAULT_CSS = "KeyBar { height: 1; dock: bottom; background: $panel; }"

    def on_mount(self) -> None:
        """Subscribe to changes of the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._updated)

    def _updated(self, _screen: Screen[Any]) -> None:
        self.redraw()

    def draw(self) -> list[Line]:
        """Return the line."""
        line: list[Piece] = [(" ", "")]
        for entry in self._entries():
            key, name = ("key", "") if entry.possible else ("muted", "muted")
            line += [(entry.key, key), (f" {entry.name}", name), (GAP, "")]
        return [line[:-1]]

    async def on_click(self, event: events.Click) -> None:
        """Do the command under the mouse, or show the reason against it."""
        start = 1
        for entry in self._entries():
            if start <= event.x < start + entry.width - len(GAP):
                await run_command(self.screen, entry.command)
                return
            start += entry.width

    def _entries(self) -> list[Entry]:
        """Return the commands that fit, in the order of the registry, the spare ones behind them."""
        found = self._found()
        kept = [found[name] for name in COMMANDS if name in found and (_regular(name) or self._leaves(name))]
        room = self.size.width - 2 + len(GAP)
        while len(kept) > 1 and sum(entry.width for entry in kept) > room:
            kept.remove(_least(kept))
        room -= sum(entry.width for entry in kept)
        for name in SPARE if not isinstance(self.screen, ModalScreen) else ():
            if name in found and found[name] not in kept:
                if found[name].width > room:
                    break
                kept.append(found[name])
                room -= found[name].width
        return sorted(kept, key=lambda entry: LAST.index(entry.command) if entry.command in LAST else -1)

    def _leaves(self, name: str) -> bool:
        """Return True for the command that ends the program, on the screen below all others."""
        return name == "app.quit" and self.screen is self.app.screen_stack[0]

    def _found(self) -> dict[str, Entry]:
        """Return the commands with keys that work now, with the first of their keys."""
        if not self.is_attached:
            return {}
        unsaid = self.screen.UNSAID if isinstance(self.screen, ScreenBase) else ()
        found: dict[str, Entry] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            name = binding.id or ""
            if name not in {*found, *unsaid} and (name in SPARE or _regular(name)):
                key = display(binding.key)
                found[name] = Entry(name, key, binding.description, bool(active.enabled))
        return found


def _regular(name: str) -> bool:
    return name in COMMANDS and COMMANDS[name].footer and name not in SPARE


def _least(entries: list[Entry]) -> Entry:
    """Return the entry to drop: the last impossible one, otherwise the last one."""
    loose = [entry for entry in entries if entry.command not in LAST] or entries
    return next((entry for entry in reversed(loose) if not entry.possible), loose[-1])
