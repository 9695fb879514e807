"""Lines of the available commands with their keys, and of the others with the reasons against them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from tui.commands.keynames import display
from tui.i18n import _
from tui.widgets.cells import wrap
from tui.widgets.lines import Line, Piece
from tui.widgets.offers import Offer

GAP = "   "


def offer_lines(offers: Iterable[Offer], width: int) -> list[Line]:
    """Return lines with the keys and names of the possible commands, then the others by reason."""
    groups: dict[str, list[Offer]] = {}
    for offer in offers:
        groups.setdefault(offer.why_not, []).append(offer)
    possible = _flow(groups.pop("", []), width, "key", "text")
    half = width // 2
    refused = [(reason, _flow(group, half, "muted", "muted")) for reason, group in groups.items()]
    names = max((_cells(line) for _reason, lines in refused for line in lines), default=0)
    beside = [line for reason, lines in refused for line in _beside(lines, reason, names, width)]
    return [*possible, *beside]


def _flow(offers: Iterable[Offer], width: int, key_style: str, style: str) -> list[Line]:
    """Return the commands in lines, as many on each as fit."""
    lines: list[list[Piece]] = []
    used = width + 1
    for offer in offers:
        key = display(offer.keys[0]) if offer.keys else "-"
        name = _(offer.command.title)
        cells = cell_len(key) + cell_len(name) + 1
        if used + cells > width:
            lines.append([])
            used = 0
        lines[-1] += [(f"{key} ", key_style), (f"{name}{GAP}", style)]
        used += cells + len(GAP)
    return list(lines)


def _beside(names: list[Line], reason: str, column: int, width: int) -> Iterator[Line]:
    """Yield lines with the names on the left and their reason on the right."""
    reasons = wrap(reason, width - column)
    for index in range(max(len(names), len(reasons))):
        name = names[index] if index < len(names) else []
        pad = " " * (column - _cells(name))
        yield [*name, (pad + (reasons[index] if index < len(reasons) else ""), "muted")]


def _cells(line: Line) -> int:
    return sum(cell_len(text) for text, _style in line)
