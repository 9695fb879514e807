"""Progress of work that takes long, told to the caller."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with the part of the work (events, journal or tickets), how much is done, and how much there is."""


def silent(_part: str, _done: int, _total: int) -> None:
    """Tell nothing."""
