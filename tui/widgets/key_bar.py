"""Footer: one line of commands with their keys; if it is too long, impossible ones are dropped first."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from textual.screen import Screen

from tui.commands.keynames import display
from tui.commands.registry import COMMANDS
from tui.widgets.lines import Line, Lines, Piece

KEPT = ("app.help",)
"""Commands that are never dropped."""

Entry = tuple[str, str, str, bool]
"""Command id, key, name, and True if it is possible."""


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
        entries = self._entries()
        while entries and _width(entries) > self.size.width - 2:
            entries.remove(_least(entries))
        line: list[Piece] = [(" ", "")]
        for _command, key, name, possible in entries:
            style = "" if possible else "muted"
            line += [(key, "key" if possible else "muted"), (f" {name}", style), ("  ", "")]
        return [line[:-1]]

    def _entries(self) -> list[Entry]:
        if not self.is_attached:
            return []
        found: dict[str, Entry] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and binding.id in COMMANDS and binding.id not in found:
                found[binding.id] = (
                    binding.id, display(binding.key), binding.description, bool(active.enabled)
                )  # fmt: skip
        return [found[name] for name in COMMANDS if name in found and name not in KEPT] + [
            found[name] for name in KEPT if name in found
        ]


def _width(entries: list[Entry]) -> int:
    return sum(cell_len(key) + 1 + cell_len(name) for _id, key, name, _possible in entries) + 2 * (
        len(entries) - 1
    )


def _least(entries: list[Entry]) -> Entry:
    """Return the entry to drop: the last impossible one, otherwise the last one."""
    loose = [entry for entry in entries if entry[0] not in KEPT] or entries
    return next((entry for entry in reversed(loose) if not entry[3]), loose[-1])
