"""Columns of the board, with their widths for the list's width and the current language."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from rich.cells import cell_len

from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.ticket.board import Row
from core.ticket.codes import State
from tui.i18n import _, language
from tui.widgets.cells import fit, widest
from tui.widgets.clock_text import SHORT_NAMES, WORDS, countdown

MATTER_MIN = 17
"""Width in cells below which the matter takes the room of other columns."""

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
"""Columns with their headings, from left to right."""

LONGEST_TIMES = (timedelta(minutes=59), timedelta(hours=23, minutes=59), timedelta(days=9, hours=23))
"""Spans whose countdowns take the most cells."""

NO_PLACE = N_("place?")
"""Question that stands in the place of an emergency of which nobody has said where (§23)."""

GIVING_WAY = ("name", "who", "state", "place")
"""Columns that are dropped, in this order, while the matter is too narrow."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths of the shown columns in cells."""

    widths: dict[str, int]

    @classmethod
    def of(cls, width: int) -> Columns:
        """Return columns that fill `width` cells in the current language."""
        return _columns(width, language())

    def __contains__(self, column: str) -> bool:
        return column in self.widths

    def start(self, column: str) -> int:
        """Return the cell at which a column begins."""
        names = list(self.widths)
        return 1 + sum(self.widths[name] + 1 for name in names[: names.index(column)])

    def heads(self) -> str:
        """Return the line of headings; a long heading may extend over columns without one."""
        line = " "
        for column in self.widths:
            line = fit(line, self.start(column)) + _(HEADS[column])
        return line


def time_width() -> int:
    """Return the cells of the longest countdown in the current language: `59 min`, `23小时59分`."""
    return _time_width(language())


@lru_cache(maxsize=2)
def _time_width(_language: str) -> int:
    return max(cell_len(countdown(span)) for span in LONGEST_TIMES)


@lru_cache(maxsize=8)
def _columns(width: int, _language: str) -> Columns:
    wide = width >= 120
    widths = {
        "symbol": 2,
        "number": 8,
        "place": 14 if wide else 9,
        "matter": 0,
        "who": 12 if wide else 8,
        "state": widest((_(state.label) for state in State), 12),
        "word": widest((_(word) for word in WORDS.values()), 6),
        "time": time_width(),
        "name": widest((_(name) for name in SHORT_NAMES.values()), 7),
    }
    for column in ("", *GIVING_WAY):
        widths.pop(column, None)
        gaps = len(widths) + 1
        widths["matter"] = width - gaps - sum(widths.values()) + widths["matter"]
        if widths["matter"] >= MATTER_MIN:
            break
    widths["matter"] = max(1, widths["matter"])
    return Columns(widths)


def emergency(row: Row, width: int) -> str:
    """Return the start of an emergency's matter, or of what may be one: the word, or `!!!` if it is too long.

    It is empty for any other ticket.
    """
    if not row.marks.emergency:
        return ""
    word = f"{alarm_word(asked=row.asked)} "
    return word if cell_len(word) <= width // 2 else "!!? " if row.asked else "!!! "


def lacks_place(row: Row) -> bool:
    """Return True for what is or may be an emergency, and has no place."""
    return row.marks.emergency and not row.where


def alarm_word(*, asked: bool) -> str:
    """Return the word for an emergency, or for what may be one if it is still `asked`."""
    return _(N_("EMERGENCY?")) if asked else _(N_("EMERGENCY"))
