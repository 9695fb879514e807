"""The commands that move in a list or on a page, in whatever context."""

from collections.abc import Iterable

from core.base.i18n_marks import N_
from tui.commands.command import Command

Names = tuple[tuple[str, str, str], ...]

_LINES: Names = (
    ("up", N_("One line up"), N_("Up")),
    ("down", N_("One line down"), N_("Down")),
)
_PAGES: Names = (
    ("page_up", N_("One page up"), N_("Page up")),
    ("page_down", N_("One page down"), N_("Page down")),
)
_ENDS: Names = (
    ("top", N_("To the start"), N_("Start")),
    ("bottom", N_("To the end"), N_("End")),
)
_FIRST_AND_LAST: Names = (
    ("top", N_("First line"), N_("First")),
    ("bottom", N_("Last line"), N_("Last")),
)


def _commands(context: str, names: Iterable[tuple[str, str, str]]) -> tuple[Command, ...]:
    return tuple(Command(f"{context}.{name}", title, short, moves=True) for name, title, short in names)


def line_moves(context: str) -> tuple[Command, ...]:
    """Return the moves by a line."""
    return _commands(context, _LINES)


def page_moves(context: str) -> tuple[Command, ...]:
    """Return the moves by a page."""
    return _commands(context, _PAGES)


def moves_to_ends(context: str) -> tuple[Command, ...]:
    """Return the moves to the start and to the end."""
    return _commands(context, _ENDS)


def moves_to_lines(context: str) -> tuple[Command, ...]:
    """Return the moves to the first and to the last line of a list."""
    return _commands(context, _FIRST_AND_LAST)


def all_moves(context: str) -> tuple[Command, ...]:
    """Return the moves of a page or of a list in parts."""
    return (*line_moves(context), *page_moves(context), *moves_to_ends(context))
