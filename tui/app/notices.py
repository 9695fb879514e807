"""Short notices of the app, withheld while it is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.widgets.cells import EDGES, in_lines

if TYPE_CHECKING:
    from textual.app import App

    from tui.app.identity import Identity
    from tui.widgets.host import Severity


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
            shown = in_lines(text, self._app.size.width - EDGES)
            self._app.notify(shown, severity=severity, markup=False)

    def withdraw(self) -> None:
        """Take the notice away: it is about the screen that was in front."""
        self._app.clear_notifications()

    def unlocked(self, *, told: bool) -> None:
        """Show the withheld notice if `told`, because the same person is back; otherwise drop it."""
        kept, self._untold = self._untold, None
        if told and kept:
            self.tell(*kept)
