"""The forms of calls: opened from anywhere, one above the other screens at a time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core.base.i18n_marks import N_
from tui.i18n import _

if TYPE_CHECKING:
    from core.ticket.model import Ticket
    from screens.intake.screen import IntakeScreen
    from tui.app.app import DeskApp
    from tui.files.drafts import Draft


class Calls:
    """What the app does with calls that are being written down."""

    def __init__(self, app: DeskApp) -> None:
        self._app = app

    async def offer(self) -> None:
        """Say which calls were not saved when the desk ended the last time."""
        app = self._app
        pending = await asyncio.to_thread(lambda: app.drafts.pending())
        if pending:
            words = _(N_("Calls that were not logged: {count}. {key} takes up the first."))
            told = words.format(count=len(pending), key=app.key("app.parked"))
            app.notify(told, severity="warning", timeout=30, markup=False)

    def open(self, draft: Draft | None = None) -> None:
        """Open the form for a call, whose clock starts with this key; one that is being written is parked."""
        from screens.intake.screen import IntakeScreen  # not for the first frame
        from tui.files.drafts import CALL, Draft

        app = self._app
        call = draft or Draft(CALL, app.now(), {})
        if form := self._form():
            form.next_call(call)
        else:
            app.push_screen(IntakeScreen(call.started_at, call), self._logged)

    def open_with(self, **fields: str) -> None:
        """Open the form for a call of which that much is known."""
        from tui.files.drafts import CALL, Draft

        self.open(Draft(CALL, self._app.now(), fields))

    def take_up(self) -> None:
        """Take up the parked call that waits longest; a call that is being written takes turns with them."""
        from tui.files.drafts import CALL

        app = self._app
        if form := self._form():
            form.next_parked()
            return
        for draft in app.drafts.pending():
            if draft.form == CALL and (taken := app.drafts.take(draft)):
                self.open(taken)
                return
        app.tell(_(N_("No call is parked.")))

    def _form(self) -> IntakeScreen | None:
        """The form that is open, brought to the front."""
        from screens.intake.screen import IntakeScreen

        stack = self._app.screen_stack
        form = next((screen for screen in stack if isinstance(screen, IntakeScreen)), None)
        while form is not None and self._app.screen is not form:
            self._app.screen.dismiss()
        return form

    def _logged(self, ticket: Ticket | None) -> None:
        if ticket is not None:
            self._app.board.point_at(ticket.number)
        else:
            self._app.form_left()
