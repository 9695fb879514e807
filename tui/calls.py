"""The forms of calls: opened from anywhere, one above the other screens at a time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core.words import N_
from tui.i18n import _
from tui.widgets.clock_text import wall

if TYPE_CHECKING:
    from core.ticket import Ticket
    from tui.app import DeskApp
    from tui.drafts import Draft


class Calls:
    """What the app does with calls that are being written down."""

    def __init__(self, app: DeskApp) -> None:
        self._app = app

    async def offer(self) -> None:
        """Say what was typed and not saved when the desk ended the last time."""
        app = self._app
        pending = await asyncio.to_thread(lambda: app.drafts.pending())
        if not pending:
            return
        kept = _(N_("What was typed at {time} is kept: {new}, then {park} takes it up again."))
        told = kept.format(
            time=wall(pending[-1].started_at, app.now(), app.site.zone),
            new=app.key("app.new_ticket"),
            park=app.key("intake.park"),
        )
        app.notify(told, severity="warning", timeout=30, markup=False)

    def open(self, draft: Draft | None = None) -> None:
        """Open the form for a call; its clock starts with this key."""
        from screens.intake import IntakeScreen  # not for the first frame

        if not isinstance(self._app.screen, IntakeScreen):
            self._app.push_screen(IntakeScreen(self._app.now(), draft), self._logged)

    def _logged(self, ticket: Ticket | None) -> None:
        if ticket is not None:
            self._app.board.point_at(ticket.number)
