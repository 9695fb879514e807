"""Savers: functions that write unsaved input to disk, called when the program ends."""

from __future__ import annotations

from collections.abc import Callable

Save = Callable[[], None]


class Savers:
    """Savers registered at the moment; one that fails does not keep the others from saving."""

    def __init__(self, failed: Callable[[Exception], object]) -> None:
        self._failed = failed
        self._savers: list[Save] = []

    def add(self, save: Save) -> Save:
        """Register `save` to be called at the end; return the function that unregisters it."""
        self._savers.append(save)

        def forget() -> None:
            if save in self._savers:
                self._savers.remove(save)

        return forget

    def save_all(self) -> None:
        """Call all savers."""
        for save in list(self._savers):
            try:
                save()
            except Exception as error:
                self._failed(error)
