"""Text fitted into terminal cells, of which a Chinese character takes two."""

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size

CUT = "~"
"""Sign at the end of a text that was cut; `…` is two cells wide on some terminals and one on others."""

UNBROKEN = "\N{NO-BREAK SPACE}"

EDGES = 4
"""Cells of a line beside the text of a notice."""

COMMA, NEVER_FIRST = "、", "、，。；：！？）」》"
"""Chinese comma of a list, after which a line may end, and signs with which no line begins."""


def fit(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells: padded with blanks, or cut with a mark."""
    if cell_len(text) <= width or width < 2:
        return set_cell_size(text, max(0, width))
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + CUT, width)


def fit_right(text: str, width: int) -> str:
    """Return `text` at the right edge of `width` cells, cut if it does not fit."""
    return " " * (width - cell_len(text)) + text if cell_len(text) <= width else fit(text, width)


def widest(texts: Iterable[str], most: int) -> int:
    """Return the cells of the widest of these texts, at most `most`."""
    return min(most, max(map(cell_len, texts), default=0))


def together(text: str) -> str:
    """Return `text` such that `wrap` keeps it on one line if possible."""
    return text.replace(" ", UNBROKEN)


def wrap(text: str, width: int, most: int = 99) -> list[str]:
    """Return `text` in lines of at most `width` cells, broken at blanks or anywhere.

    There are at most `most` lines; the last one is cut if it does not fit.
    """
    lines: list[str] = []
    rest = text.strip()
    while rest and width > 0:
        if cell_len(rest) <= width or len(lines) == most - 1:
            lines.append(fit(rest, width))
            break
        cut = _cut(rest, width)
        lines.append(rest[:cut])
        rest = rest[cut:].lstrip()
    return [line.replace(UNBROKEN, " ").rstrip() for line in lines]


def in_lines(text: str, width: int) -> str:
    """Return a notice in lines of `width` cells; Textual would begin one with a Chinese full stop."""
    if not set(text) & set(NEVER_FIRST):
        return text
    return "\n".join(line for part in text.split("\n") for line in wrap(part, width))


def _cut(text: str, width: int) -> int:
    """Return the place at which `text` is broken: at a blank, else after a Chinese comma, else anywhere."""
    taken = _prefix(text, width)
    following = text[len(taken) :][:1]
    if following == " ":
        return len(taken)
    after_comma = taken.rfind(COMMA) + 1
    if cell_len(taken[:after_comma]) * 2 < width:
        after_comma = 0
    if (found := max(taken.rfind(" "), after_comma)) > 0:
        return found
    return len(taken) - (following in NEVER_FIRST and len(taken) > 1)


def _prefix(text: str, width: int) -> str:
    """Return the longest start of `text` that fits."""
    taken = width
    while taken > 1 and cell_len(text[:taken]) > width:
        taken -= 1
    return text[:taken]
