"""Intake forms: opened from any screen, at most one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from core.base.i18n_marks import N_
from tui.i18n import _
from tui.widgets.handlers import Handler, Handlers

if TYPE_CHECKING:
    from textual.app import App

    from core.ticket.model import Ticket
    from screens.intake.screen import IntakeScreen
    from tui.app.identity import Identity
    from tui.app.live_desk import LiveDesk
    from tui.app.notices import Notices
    from tui.commands.keymap import Keymap
    from tui.files.drafts import Draft


class IntakeForms:
    """Calls that are being typed, and parked calls."""

    def __init__(
        self,
        app: App[None],
        desk: LiveDesk,
        identity: Identity,
        notices: Notices,
        keys: Keymap,
        *,
        logged: Callable[[str], object],
        left: Callable[[], object],
    ) -> None:
        self._app = app
        self._desk = desk
        self._identity = identity
        self._notices = notices
        self._keys = keys
        self._logged = logged
        """Called with the number of a ticket that a form has logged."""
        self._left = left
        """Called after a form is left without a ticket."""

    def handlers(self) -> Handlers:
        """Return the commands that open a form."""
        return {
            "app.new_ticket": Handler(self.open),
            "app.walk_in": Handler(partial(self.open_with, channel="visit")),
            "app.backfill": Handler(partial(self.open_with, late="yes")),
            "app.parked": Handler(self.take_up),
        }

    async def offer(self) -> None:
        """Show how many calls were not saved when the program last ended."""
        pending = await asyncio.to_thread(lambda: self._identity.drafts.pending())
        if pending:
            words = _(N_("{count} parked calls are not logged yet. Press {key} to resume the first."))
            told = words.format(count=len(pending), key=self._keys.shown("app.parked"))
            self._app.notify(told, severity="warning", timeout=30, markup=False)

    def open(self, draft: Draft | None = None) -> None:
        """Open the form for a call, whose clock starts now; a call that is being typed is parked."""
        from screens.intake.screen import IntakeScreen  # not for the first frame
        from tui.files.drafts import CALL, Draft

        call = draft or Draft(CALL, self._desk.now(), {})
        if form := self._form():
            form.calls.next_call(call)
        else:
            self._app.push_screen(IntakeScreen(call.started_at, call), self._ended)

    def open_with(self, **fields: str) -> None:
        """Open the form for a call with these fields filled in."""
        from tui.files.drafts import CALL, Draft

        self.open(Draft(CALL, self._desk.now(), fields))

    def take_up(self) -> None:
        """Open the parked call that has waited longest; in an open form, park its call for the next one."""
        if form := self._form():
            form.calls.next_parked()
            return
        drafts = self._identity.drafts
        for draft in drafts.pending():
            if taken := drafts.take(draft):
                self.open(taken)
                return
        self._notices.tell(_(N_("No call is parked.")))

    def _form(self) -> IntakeScreen | None:
        """Return the open form, brought to the front; None if there is none."""
        from screens.intake.screen import IntakeScreen

        stack = self._app.screen_stack
        form = next((screen for screen in stack if isinstance(screen, IntakeScreen)), None)
        while form is not None and self._app.screen is not form:
            self._app.screen.dismiss()
        return form

    def _ended(self, ticket: Ticket | None) -> None:
        if ticket is not None:
            self._logged(ticket.number)
        else:
            self._left()
