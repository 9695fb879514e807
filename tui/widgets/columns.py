"""The columns of the board: how wide each is for a width of the list and the language in use."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len

from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.ticket.clocks import CLOCK_NAMES
from core.ticket.model import STATE_NAMES
from tui.i18n import _, language
from tui.widgets.cells import fit, widest
from tui.widgets.clock_text import TIME_WIDTH, WORDS

MATTER_MIN = 20
"""Cells below which the matter takes the place of less needed columns."""

HEADS = {
    "symbol": "",
    "number": N_("No."),
    "place": N_("Place"),
    "matter": N_("Matter"),
    "who": N_("Who"),
    "state": N_("Status"),
    "word": N_("Clock"),
    "time": "",
    "name": "",
}
"""Every column with its heading, from left to right."""

GIVING_WAY = ("name", "who", "state", "place")
"""The columns that vanish, in this order, while the matter has not room enough."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The width of each column in cells, 0 for one that is not shown."""

    widths: dict[str, int]

    @classmethod
    def of(cls, width: int) -> Columns:
        """Columns that fill `width` cells in the language in use."""
        return _columns(width, language())

    def __contains__(self, column: str) -> bool:
        return column in self.widths

    def start(self, column: str) -> int:
        """The cell at which a column begins."""
        names = list(self.widths)
        return 1 + sum(self.widths[name] + 1 for name in names[: names.index(column)])

    def heads(self) -> str:
        """The line of headings; one that is wider than its column runs on over columns without heading."""
        line = " "
        for column in self.widths:
            line = fit(line, self.start(column)) + _(HEADS[column])
        return line


@lru_cache(maxsize=8)
def _columns(width: int, _language: str) -> Columns:
    wide = width >= 100
    widths = {
        "symbol": 2,
        "number": 8,
        "place": 14 if wide else 10,
        "matter": 0,
        "who": 12 if wide else 8,
        "state": widest((_(name) for name in STATE_NAMES.values()), 12),
        "word": widest((_(word) for word in WORDS.values()), 6),
        "time": TIME_WIDTH,
        "name": widest((_(name) for name in CLOCK_NAMES.values()), 11),
    }
    for column in ("", *GIVING_WAY):
        widths.pop(column, None)
        gaps = len(widths) + 1
        widths["matter"] = width - gaps - sum(widths.values()) + widths["matter"]
        if widths["matter"] >= MATTER_MIN:
            break
    widths["matter"] = max(1, widths["matter"])
    return Columns(widths)


def emergency(width: int) -> str:
    """What begins an emergency's matter: the word, or a sign where the word leaves no room."""
    word = f"{_(N_('EMERGENCY'))} "
    return word if cell_len(word) <= width // 2 else "!!! "
