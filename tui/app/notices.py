"""Short notices of the app, withheld while it is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.widgets.cells import NEVER_FIRST, wrap

if TYPE_CHECKING:
    from textual.app import App

    from tui.app.identity import Identity
    from tui.widgets.host import Severity


EDGES = 4
"""Cells of a line beside the text of a notice."""


class Notices:
    """Last notice, shown or withheld."""

    def __init__(self, app: App[None], identity: Identity) -> None:
        self._app = app
        self._identity = identity
        self._untold: tuple[str, Severity] | None = None

    def tell(self, text: str, severity: Severity = "information") -> None:
        """Show a notice instead of the one before, not as markup; while locked, keep the last one."""
        if self._identity.locked:
            self._untold = (text, severity)
        else:
            self._app.clear_notifications()
            self._app.notify(self._broken(text), severity=severity, markup=False)

    def _broken(self, text: str) -> str:
        """Return a text in lines; Textual would begin one with a Chinese full stop or comma."""
        if not set(text) & set(NEVER_FIRST):
            return text
        return "\n".join(
            line for part in text.split("\n") for line in wrap(part, self._app.size.width - EDGES)
        )

    def withdraw(self) -> None:
        """Take the notice away: it is about the screen that was in front."""
        self._app.clear_notifications()

    def unlocked(self, *, told: bool) -> None:
        """Show the withheld notice if `told`, because the same person is back; otherwise drop it."""
        kept, self._untold = self._untold, None
        if told and kept:
            self.tell(*kept)
