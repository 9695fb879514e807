"""What can be done, as lines: keys and names, then what cannot be done under the reason why not."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from rich.cells import cell_len

from tui.i18n import _
from tui.keynames import display
from tui.widgets.cells import wrap
from tui.widgets.lines import Line, Piece
from tui.widgets.screen import Offer


def offer_lines(offers: Iterable[Offer], width: int) -> list[Line]:
    """Key and name of each, as many on a line as there is room for; the impossible ones by reason."""
    offers = list(offers)
    lines = _flow([offer for offer in offers if not offer.why_not], width, "key", "text")
    refused = sorted((offer for offer in offers if offer.why_not), key=lambda offer: offer.why_not)
    for reason, group in groupby(refused, key=lambda offer: offer.why_not):
        lines += [[(line, "muted")] for line in wrap(reason, width)]
        lines += [[("  ", ""), *line] for line in _flow(group, width - 2, "muted", "muted")]
    return lines


def _flow(offers: Iterable[Offer], width: int, key_style: str, style: str) -> list[Line]:
    lines: list[list[Piece]] = []
    used = width + 1
    for offer in offers:
        key = display(offer.keys[0]) if offer.keys else "-"
        name = _(offer.command.title)
        cells = cell_len(key) + cell_len(name) + 1
        if used + cells > width:
            lines.append([])
            used = 0
        lines[-1] += [(f"{key} ", key_style), (f"{name}   ", style)]
        used += cells + 3
    return list(lines)
