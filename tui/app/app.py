"""App: opens the storage after the first frame, keeps the screens up to date, ticks once a second."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import cached_property
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual.events import Event, InputEvent, Paste
from textual.screen import Screen
from textual.worker import WorkerFailed

from core.base.clock import Clock, system_clock
from core.base.errors import DeskError
from core.base.i18n_marks import N_
from screens.board.screen import STYLE as BOARD_STYLE
from screens.board.screen import BoardScreen
from tui.app.alarm import Bell
from tui.app.auditor import Auditor
from tui.app.command_app import CommandApp
from tui.app.hosted import hosted, hosted_screens
from tui.app.identity import Identity
from tui.app.intake_forms import IntakeForms
from tui.app.key_gate import KeyGate
from tui.app.live_desk import Glimpse, LiveDesk
from tui.app.lock import Lock
from tui.app.navigation import Navigation
from tui.app.notices import Notices
from tui.app.preferences import Preferences
from tui.app.reminder import Reminder
from tui.app.seat import Seat
from tui.app.steps import Steps
from tui.app.waiting import Waiting
from tui.app.workers import starter
from tui.commands.keymap import Keymap
from tui.commands.registry import COMMANDS
from tui.files.settings import Settings
from tui.i18n import _
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.screen import DeskScreen

if TYPE_CHECKING:
    from datetime import datetime

    from textual.await_complete import AwaitComplete

    from core.desk.desk import Desk
    from tui.app.approvals import ApprovalNews
    from tui.app.phone import Telephone
    from tui.widgets.host import Severity

NEEDS_STORAGE = ("app.undo", "app.past", "app.answer", "app.operator", "app.lock", "app.pin")
"""Commands that wait for the storage; a call can be typed before it is open."""

WRITING = ("app.parked", "app.import")
"""Commands that begin to write and need no right to be begun."""

LATER = (
    "screens.intake.screen",
    "screens.ticket.screen",
    "screens.callback.screen",
    "screens.ticket.actions",
)
"""Modules that are imported after the board is shown."""


class DeskApp(CommandApp):
    """App composed of its parts; screens see it as `tui.widgets.host.Host`."""

    # Textual loads the styles of a screen when it is pushed, which the first one is not
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", BOARD_STYLE]
    TITLE = "dutydesk"
    NOTIFICATION_TIMEOUT = 6

    def __init__(
        self,
        settings: Settings,
        keys: Keymap,
        opener: Callable[[], Desk],
        *,
        glimpse: Glimpse | None = None,
        clock: Clock = system_clock,
    ) -> None:
        super().__init__(keys, theme=settings.theme, log_file=settings.log_file)
        self.settings = settings
        self.failure: DeskError | None = None
        """Reason for the end of the app if the storage could not be opened."""
        self.when_loaded: Callable[[], None] | None = None
        """Called once after the storage is open and all screens are imported."""
        self._opener = opener
        desk = self.desk = LiveDesk(clock, glimpse)
        identity = self.identity = Identity(desk, settings)
        notices = self.notices = Notices(self, identity)
        self.gate = KeyGate(self, notices, keys)
        self.reminder = Reminder(desk, keys)
        self.alarm = Bell(self, desk, identity, self.reminder, on=settings.sound)
        self.steps = Steps(self, self, desk, lambda number: self.phone.settle(number))
        self.calls = IntakeForms(
            self,
            desk,
            identity,
            notices,
            keys,
            logged=lambda number: self.board.point_at(number),
            left=lambda: self.phone.form_left(),
        )
        self.lock = Lock(self, desk, identity, notices, self.alarm, keys)
        self.waiting = Waiting(self, desk, identity, notices, keys)
        self.seat = Seat(self, desk, identity, notices, self.lock, seated=self._seated, offer=self._offer)
        self.navigation = Navigation(self, desk.now)
        self.auditor = Auditor(self, desk, lambda text, ok: self.board.foot.say(text, ok=ok))
        self.preferences = Preferences(self, settings, notices, self.alarm)

    @cached_property
    def phone(self) -> Telephone:
        """Return the telephone, made when it is first needed."""
        from tui.app.phone import Telephone  # not for the first frame

        return Telephone(
            self,
            self.desk,
            self.identity,
            self.notices,
            self.alarm,
            self.keys,
            write_down=self.calls.open,
        )

    @cached_property
    def approvals(self) -> ApprovalNews:
        """Return the news of approvals, made when the first is read."""
        from tui.app.approvals import ApprovalNews  # not for the first frame

        return ApprovalNews(self, self.desk, self.identity, self.notices, self.keys)

    def get_default_screen(self) -> Screen[Any]:
        """Return the board, which is below all other screens."""
        glimpse = self.desk.glimpse
        return BoardScreen((glimpse.rows, glimpse.counts) if glimpse else None)

    @property
    def board(self) -> BoardScreen:
        """Return the board, also when another screen is in front."""
        screen = self.screen_stack[0]
        assert isinstance(screen, BoardScreen)
        return screen

    # requests of screens that no part answers

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        return self.desk.now()

    def key(self, command_id: str) -> str:
        """Return the first key of a command as the footer writes it."""
        return self.keys.shown(command_id)

    def tell(self, text: str, severity: Severity = "information") -> None:
        """Show a short notice instead of the one before, never as markup."""
        self.notices.tell(text, severity)

    # commands of all screens

    def handlers(self) -> Handlers:
        """Return the handlers of all parts."""
        return {
            **super().handlers(),
            **self.navigation.handlers(),
            **self.calls.handlers(),
            **self.steps.handlers(),
            **self.lock.handlers(),
            **self.seat.handlers(),
            **self.preferences.handlers(),
            "app.answer": Handler(lambda: self.phone.answer(), lambda: self.phone.why_not()),
            "app.copy_number": Handler(self._copy_number, self._why_no_number),
            "app.quit": Handler(self._quit),
        }

    def why_not(self, command_id: str) -> str | None:
        """Return the reason why a command of the app is not possible now; None if it is."""
        if command_id in NEEDS_STORAGE and not self.desk.ready:
            return _(N_("Opening the database…"))
        if self.identity.forbids(command_id):
            return _(N_("Sign in first."))
        if (reason := self._past_forbids(command_id)) is not None:
            return reason
        return super().why_not(command_id)

    def _past_forbids(self, command_id: str) -> str | None:
        """Return the reason against a command that writes while the screen in front shows the past."""
        command, shown = COMMANDS[command_id], hosted(self.screen)
        if not (shown and shown.PAST and (command.right or command.step or command_id in WRITING)):
            return None
        words = _(N_("This is the past; nothing can be written from here. {key} goes back to now."))
        return words.format(key=self.key("app.past"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return False, which hides it from the footer, for a command that a locked app forbids."""
        allowed = super().check_action(action, parameters)
        return False if allowed is None and self.identity.locked else allowed

    @property
    def _marked_ticket(self) -> str:
        """Return the number of the ticket under the cursor of the screen in front."""
        shown = hosted(self.screen)
        return shown.marked.ticket if shown else ""

    def _copy_number(self) -> None:
        number = self._marked_ticket
        self.copy_to_clipboard(number)
        self.tell(_(N_("Copied {number}, if the terminal allows it.")).format(number=number))

    def _why_no_number(self) -> str | None:
        return None if self._marked_ticket else _(N_("No ticket is selected."))

    def _quit(self) -> None:
        """End the app; a form keeps its draft."""
        self.savers.save_all()
        self.exit()

    # hooks of Textual

    def on_mount(self) -> None:
        """Start the ticks; open the storage once the first frame is shown."""
        self.set_interval(1, self._tick)
        self.call_after_refresh(starter(self, "open", self._open))

    async def on_event(self, event: Event) -> None:
        """Note each key and mouse event as a sign that a person is present; keys may have to wait."""
        if isinstance(event, (InputEvent, Paste)):
            self.lock.touch()
        if self.gate.holds(event):
            self.came_back(event)
        else:
            await super().on_event(event)

    async def on_key_gate_passed(self) -> None:
        """Let the next of the keys in flight go."""
        await self.gate.passed()

    def push_screen(self, screen: Any, *rest: Any, **more: Any) -> Any:
        """Open a screen; a notice does not lie over the next full one."""
        if isinstance(screen, DeskScreen):
            self.notices.withdraw()
        return super().push_screen(screen, *rest, **more)

    def pop_screen(self) -> AwaitComplete:
        """Close the screen in front; a locked app stays covered."""
        popped = super().pop_screen()
        if self.identity.locked:
            self.call_later(self.lock.hold)
        return popped

    def _handle_exception(self, error: Exception) -> None:
        """Show the refusal of a background worker; treat all other errors as faults."""
        if isinstance(error, WorkerFailed) and isinstance(error.error, DeskError):
            self.tell(error.error.text(_), "error")
        else:
            super()._handle_exception(error)

    # the storage, its feed, the clock

    async def _open(self) -> None:
        try:
            self.desk.open(await self.seat.begin(await asyncio.to_thread(self._opener)))
            _before, news = await self.desk.look()
            if self.desk.take_titles():
                self.preferences.relabel()
            self.phone.hear(news.calls)
            await self.alarm.listen()
        except DeskError as error:
            self.failure = error
            self.exit(return_code=error.exit_code)
            return
        self.alarm.show_title()
        self._refresh_screens()
        self.run_worker(self._follow(), group="feed")
        if not self.identity.locked:
            await self._offer()
        for name in LATER:
            await asyncio.to_thread(import_module, name)
        await asyncio.to_thread(self.desk.directory.warm)
        if self.when_loaded is not None:
            self.when_loaded()

    async def _follow(self) -> None:
        """Read the feed in a loop, at once after a write of this screen."""
        while True:
            await self.desk.pause()
            wrong = ""
            try:
                await self._catch_up()
            except DeskError as error:
                wrong = error.text(_)
            if not self.screen_stack:
                return  # the app has ended
            self.board.warn(wrong)

    async def _catch_up(self) -> None:
        before, news = await self.desk.look()
        if before is None or news.calls is not before.calls:
            self.phone.hear(news.calls)
        await self.waiting.hear(news)
        if before is not None and news.numbers:
            await self.approvals.hear()
        if news.differs(before):
            if self.desk.take_titles():
                self.preferences.relabel()
            await self.alarm.listen()
            self._refresh_screens()

    async def _offer(self) -> None:
        """Tell the person who sits down what waits for them."""
        await self.calls.offer()
        await self.waiting.offer()
        await self.approvals.offer()

    def _seated(self, goes_on: bool) -> None:
        """Show the data for the person now signed in; `goes_on` if it is the one who was locked out."""
        if not goes_on:
            self.steps.forget()
            self.phone.forget()
        self._refresh_screens()
        self.alarm.show_title()

    def _refresh_screens(self) -> None:
        for screen in hosted_screens(self):
            screen.refresh_data()

    def _tick(self) -> None:
        if not self.is_running:
            return  # screens are being taken down
        now = self.now()
        for screen in (*self._background_screens, self.screen):
            if shown := hosted(screen):
                shown.tick(now)
        if self.desk.ready:
            self.phone.tick()
            self.lock.tick(now)
            self.auditor.tick(now)
        self.alarm.hear()
