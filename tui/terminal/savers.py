"""Savers: functions that bring to disk what is typed and not yet saved, called when the desk ends."""

from __future__ import annotations

from collections.abc import Callable

Save = Callable[[], None]


class Savers:
    """Every saver of the moment; one that fails does not keep the others from saving."""

    def __init__(self, failed: Callable[[Exception], object]) -> None:
        self._failed = failed
        self._savers: list[Save] = []

    def add(self, save: Save) -> Save:
        """Have `save` called at the end; return the function that takes that back."""
        self._savers.append(save)

        def forget() -> None:
            if save in self._savers:
                self._savers.remove(save)

        return forget

    def save_all(self) -> None:
        """Call every saver."""
        for save in list(self._savers):
            try:
                save()
            except Exception as error:
                self._failed(error)
