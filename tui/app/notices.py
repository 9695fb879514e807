"""Short notices of the app, withheld while the desk is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

    from tui.app.identity import Identity
    from tui.widgets.host import Severity


class Notices:
    """The place of the last notice."""

    def __init__(self, app: App[None], identity: Identity) -> None:
        self._app = app
        self._identity = identity
        self._untold: tuple[str, Severity] | None = None

    def tell(self, text: str, severity: Severity = "information") -> None:
        """Show a notice in the place of the one before, not as markup; at a locked desk keep the last."""
        if self._identity.locked:
            self._untold = (text, severity)
        else:
            self._app.clear_notifications()
            self._app.notify(text, severity=severity, markup=False)

    def unlocked(self, *, told: bool) -> None:
        """Show the notice that was kept, if it is for the person who unlocked the desk; else forget it."""
        kept, self._untold = self._untold, None
        if told and kept:
            self.tell(*kept)
