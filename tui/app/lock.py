"""Lock of the app: a cover over the screens until a PIN is entered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.base.i18n_marks import N_
from tui.app.workers import starter
from tui.i18n import _
from tui.widgets.handlers import Handler, Handlers

if TYPE_CHECKING:
    from tui.app.alarm import Bell
    from tui.app.identity import Identity
    from tui.app.live_desk import LiveDesk
    from tui.app.notices import Notices
    from tui.commands.keymap import Keymap
    from tui.terminal.app import TerminalApp


class Lock:
    """Lock by command or after idle minutes; the sign-in screen is its cover."""

    def __init__(
        self,
        app: TerminalApp,
        desk: LiveDesk,
        identity: Identity,
        notices: Notices,
        alarm: Bell,
        keys: Keymap,
    ) -> None:
        self._app = app
        self._desk = desk
        self._identity = identity
        self._notices = notices
        self._alarm = alarm
        self._keys = keys
        self._touched = desk.now()
        self.enter: Callable[[str, str], Awaitable[None]]
        """Signs a person in, by number or name and PIN; set by the seat."""

    def handlers(self) -> Handlers:
        """Return the command that locks."""
        return {"app.lock": Handler(starter(self._app, "act", self._close_or_say))}

    def touch(self) -> None:
        """Note that a person is present."""
        self._touched = self._desk.now()

    def tick(self, now: datetime) -> None:
        """Lock the app if it has been idle for too long."""
        self._touched = min(self._touched, now)  # the clock may be set back
        after = timedelta(minutes=self._desk.policy.shift.lock_min)
        identity = self._identity
        if after and identity.person and not identity.locked and now - self._touched >= after:
            self._touched = now
            self._app.run_worker(self.close(), group="act")

    async def _close_or_say(self) -> None:
        if not await self.close():
            told = _(N_("You need a PIN before you can lock. Press {key} to set one."))
            self._notices.tell(told.format(key=self._keys.shown("app.pin")), "warning")

    async def close(self) -> bool:
        """Cover the screens until a PIN is entered; return False if the operator has none."""
        person = self._identity.person
        if person is None or not await self._desk.ask(lambda desk: desk.people.has_pin(person.no)):
            return False
        if not self._identity.locked:
            self._app.savers.save_all()
            if self.is_asking:
                self._app.screen.dismiss()
            self.cover(person.name, asleep=True)
        return True

    def hold(self) -> None:
        """Cover the screens again if another screen that ended has uncovered them."""
        if self._identity.locked and not self.is_asking:
            person = self._identity.person
            self.cover(person.name if person else "", asleep=True)

    def cover(self, name: str, *, asleep: bool) -> None:
        """Lock the app and ask for a PIN, with `name` filled in; if `asleep`, wait for a key first."""
        from screens.sign_in import SignInScreen

        self._identity.locked = True
        self._app.clear_notifications()
        self._app.push_screen(SignInScreen(self.enter, name, locked=True, asleep=asleep))
        self._alarm.show_title()

    @property
    def is_asking(self) -> bool:
        """Return True if the screen in front asks for a PIN."""
        from screens.sign_in import SignInScreen

        return isinstance(self._app.screen, SignInScreen)
