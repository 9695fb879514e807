"""Mark against running a text as a formula: put before it in a .csv, and taken off when one is read."""

_RUN = ("=", "+", "-", "@", "\t", "\r", "'", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Beginnings that a spreadsheet takes for a formula, full-width ones too, and the mark against them."""

_MARK = "'"


def guarded(text: str) -> str:
    """Return a text that a spreadsheet does not run."""
    return f"{_MARK}{text}" if text.startswith(_RUN) else text


def unguarded(cell: str) -> str:
    """Return the text of a cell as it was before `guarded`."""
    return cell[1:] if cell.startswith(_MARK) and cell.startswith(_RUN, 1) else cell
