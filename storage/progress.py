"""Progress of long work, reported to the caller."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Function of the part of the work (events, journal or tickets), the amount done, and the total."""


def silent(_part: str, _done: int, _total: int) -> None:
    """Report nothing."""
