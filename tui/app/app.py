"""The app: opens the storage behind the first frame, keeps the screens fresh, ticks once a second."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from importlib import import_module
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import work
from textual.screen import Screen

from core.base.clock import Clock, system_clock
from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.people.directory import Directory
from core.people.roles import Actor
from core.policy.model import Policy, Site, default_policy
from screens.board.screen import STYLE as BOARD_STYLE
from screens.board.screen import BoardScreen
from tui.app.alarm import Bell
from tui.app.feed import News, look
from tui.app.identity import Identity, Seat
from tui.app.intake_forms import Calls
from tui.app.navigation import Office
from tui.app.palette import CommandApp
from tui.commands.keymap import Keymap
from tui.commands.keynames import display
from tui.files.settings import Settings
from tui.i18n import LANGUAGES, _, language, use_language

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.ticket.board import Counts, Row
    from tui.app.phone import Telephone
    from tui.files.drafts import Drafts
    from tui.widgets.host import Severity

T = TypeVar("T")

POLL = 0.6
"""Seconds between two looks at the feed; a ringing call is on every desk within two seconds."""
JITTER = 0.2

NEEDS_STORAGE = ("app.undo", "app.answer", "app.operator", "app.lock", "app.pin")
"""What waits for the storage; a call is written down before it is open."""

LATER = (
    "screens.intake.screen",
    "screens.ticket.screen",
    "screens.callback.screen",
    "screens.ticket.actions",
)
"""What is imported once the board is there."""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What can be shown before the storage is open."""

    rows: Sequence[Row]
    counts: Counts
    policy: Policy


class DeskApp(Seat, Office, CommandApp):
    """The whole desk; screens see it as `tui.widgets.host.Host`."""

    # Textual loads the styles of a screen when it is pushed, and the first one never is
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
        self.clock = clock
        self.sound = settings.sound
        self.failure: DeskError | None = None
        """Why the storage could not be opened, when that ended the app."""
        self.when_loaded: Callable[[], None] | None = None
        """Called once, when the storage is open and every screen is imported."""
        self.calls = Calls(self)
        self.alarm = Bell(self)
        self.identity = Identity(self)
        self._opener = opener
        self._glimpse = glimpse
        self._desk: Desk | None = None
        self._opened = asyncio.Event()
        self._news: News | None = None
        self._wake = asyncio.Event()
        self._steps: list[str] = []

    def get_default_screen(self) -> Screen[Any]:
        """The board is under every other screen."""
        first = (self._glimpse.rows, self._glimpse.counts) if self._glimpse else None
        return BoardScreen(first)

    @property
    def board(self) -> BoardScreen:
        """The board, wherever the operator is."""
        screen = self.screen_stack[0]
        assert isinstance(screen, BoardScreen)
        return screen

    def on_mount(self) -> None:
        """Begin to tick; open the storage when the first frame is on the screen."""
        self.set_interval(1, self._tick)
        self.call_after_refresh(self._open)

    # what screens ask for

    @property
    def ready(self) -> bool:
        """Whether the storage is open."""
        return self._news is not None

    @cached_property
    def _default_policy(self) -> Policy:
        return default_policy()

    @property
    def policy(self) -> Policy:
        """The rules in force for new tickets."""
        known = self._news or self._glimpse
        return known.policy if known else self._default_policy

    @property
    def site(self) -> Site:
        """The site's name, zone and hours."""
        return self.policy.site

    @property
    def directory(self) -> Directory:
        """Units and people."""
        return self._news.directory if self._news else Directory()

    @property
    def actor(self) -> Actor:
        """The acting person with the rights of the directory; until it is read nothing is refused here."""
        if self._desk is None or self._news is None:
            return Actor(self.settings.person, unrestricted=True)
        return self.identity.actor(self._desk, self.directory)

    @property
    def operator(self) -> str:
        """The name of the acting person."""
        return self.actor.name

    @property
    def language(self) -> str:
        """The language in use."""
        return language()

    @property
    def state_dir(self) -> Path:
        """A private folder of this login."""
        return self.settings.state_dir

    @cached_property
    def telephone(self) -> Telephone:
        """Who calls."""
        from tui.app.phone import Telephone  # not for the first frame

        return Telephone(self)

    @property
    def drafts(self) -> Drafts:
        """What was typed and not yet saved, of the acting person."""
        return self.identity.drafts(self._desk.name if self._desk else self.settings.person)

    def now(self) -> datetime:
        """The present instant in UTC."""
        return self.clock()

    def key(self, command_id: str) -> str:
        """The first key of a command as the footer writes it."""
        return next(map(display, self.keys.keys(command_id)), "")

    def neighbour(self, number: str, step: int) -> str | None:
        """The ticket so many lines after that one on the board."""
        return self.board.neighbour(number, step)

    async def ask(self, call: Callable[[Desk], T]) -> T:
        """What `call` returns for the desk, in a thread; waits for the storage to be open."""
        await self._opened.wait()
        assert self._desk is not None
        return await asyncio.to_thread(call, self._desk)

    def changed(self, number: str, *, undone: bool = False) -> None:
        """This desk has just written (or taken back) a step of that ticket."""
        if not undone:
            self._steps.append(number)
        elif number in self._steps:
            place = len(self._steps) - 1 - self._steps[::-1].index(number)
            del self._steps[place]
        self._settle_rings(number)
        self.look_again()

    def seat(self, desk: Desk, *, goes_on: bool) -> None:
        """That desk's person acts from here on; `goes_on` where it is the one who was locked out."""
        self._desk = desk
        if not goes_on:
            self._steps.clear()
            self.telephone.forget()
        self._refresh_screens()

    def look_again(self) -> None:
        """Look at the feed now."""
        self._wake.set()

    def tell(self, text: str, severity: Severity = "information") -> None:
        """A short notice in the place of the one before, never markup."""
        if not self.identity.withholds(text, severity):
            self.clear_notifications()
            self.notify(text, severity=severity, markup=False)

    def _handle_exception(self, error: Exception) -> None:
        """What is refused to something in the background is told; all else is a fault."""
        if isinstance(refusal := getattr(error, "error", None), DeskError):
            self.tell(refusal.text(_), "error")
        else:
            super()._handle_exception(error)

    # the storage and its feed

    @work(group="open")
    async def _open(self) -> None:
        try:
            self._desk = await self.identity.begin(await asyncio.to_thread(self._opener))
            self._opened.set()
            self._news = await self.ask(lambda desk: look(desk, None))
            self.telephone.hear(self._news.calls)
            await self.alarm.listen()
        except DeskError as error:
            self.failure = error
            self.exit(return_code=error.exit_code)
            return
        self.show_title(self.alarm.title())
        self._refresh_screens()
        self._follow()
        if not self.identity.locked:
            await self.calls.offer()
        for name in LATER:
            await asyncio.to_thread(import_module, name)
        await asyncio.to_thread(self.directory.warm)
        if self.when_loaded is not None:
            self.when_loaded()

    @work(group="feed")
    async def _follow(self) -> None:
        """Look at the feed for ever, sooner when this desk has written."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), POLL + random.uniform(0, JITTER))
            self._wake.clear()
            wrong = ""
            try:
                await self._catch_up()
            except DeskError as error:
                wrong = error.text(_)
            if not self.screen_stack:
                return  # the desk was left meanwhile
            self.board.warn(wrong)

    async def _catch_up(self) -> None:
        before = self._news
        news = self._news = await self.ask(lambda desk: look(desk, before))
        if before is None or news.calls is not before.calls:
            self.telephone.hear(news.calls)
        if news.differs(before):
            await self.alarm.listen()
            self._refresh_screens()

    def _refresh_screens(self) -> None:
        for screen in self.screen_stack:
            if refresh := getattr(screen, "refresh_data", None):
                refresh()

    # time

    def _tick(self) -> None:
        if not self.is_running:
            return  # screens are being taken down
        now = self.now()
        if tick := getattr(self.screen, "tick", None):
            tick(now)
        if self.ready:
            self.telephone.tick()
            self.identity.tick(now)
        self.alarm.hear()

    # commands that work everywhere

    def why_not(self, command_id: str) -> str | None:
        """Why a command of the app is not possible now."""
        if command_id in NEEDS_STORAGE and not self.ready:
            return _(N_("One moment: the storage is being opened."))
        if self.identity.forbids(command_id):
            return _(N_("Sign in first."))
        if command_id == "app.answer":
            return self.telephone.why_not()
        if command_id == "app.undo" and not self._steps:
            return _(N_("You have not done anything yet that could be undone."))
        return None

    def action_new_ticket(self) -> None:
        """Open the form for a call; its clock starts with this key."""
        self.calls.open()

    def action_walk_in(self) -> None:
        """The same for somebody who stands at the desk."""
        self.calls.open_with(channel="visit")

    def action_parked(self) -> None:
        """Take up a parked call."""
        self.calls.take_up()

    @work(group="telephone")
    async def action_answer(self) -> None:
        """Take the call that rings, or one that was missed."""
        await self.telephone.answer()

    @work(group="telephone")
    async def form_left(self) -> None:
        """A form of a call was left without a ticket."""
        await self.telephone.form_left()

    @work(group="telephone")
    async def _settle_rings(self, number: str) -> None:
        await self.telephone.settle(number)

    def action_backfill(self) -> None:
        """Calls from paper, one after the other."""
        self.calls.open_with(late="yes")

    def action_board(self) -> None:
        """Leave every screen above the board; a form keeps its draft."""
        self.save_drafts()
        for screen in reversed(self.screen_stack[1:]):
            screen.dismiss()

    @work(group="write")
    async def action_undo(self) -> None:
        """Take back the last step made from this desk."""
        number = self._steps[-1]
        try:
            await self.ask(lambda desk: desk.tickets.undo(number))
        except DeskError as error:
            self.tell(error.text(_), "error")
        else:
            self.changed(number, undone=True)
            self.tell(_(N_("Undone: the last step of {number}.")).format(number=number))

    def action_language(self) -> None:
        """The next language, at once on every screen."""
        use_language(LANGUAGES[(LANGUAGES.index(language()) + 1) % len(LANGUAGES)])
        self._keep("language", language())
        for screen in self.screen_stack:
            if anew := getattr(screen, "relabel", None) or getattr(screen, "refresh_data", None):
                anew()
            screen.refresh_bindings()

    def action_theme(self) -> None:
        """The next theme."""
        super().action_theme()
        self._keep("theme", self.theme)

    def action_sound(self) -> None:
        """Silence the bell, or let it ring again."""
        self.sound = not self.sound
        self._keep("sound", self.sound)
        self.tell(_(N_("The bell is on.")) if self.sound else _(N_("The bell is silent.")))

    async def action_quit(self) -> None:
        """Leave; a form keeps its draft."""
        self.save_drafts()
        self.exit()

    def _keep(self, name: str, value: str | bool) -> None:
        try:
            self.settings.keep(name, value)
        except OSError as error:
            self.tell(_(N_("Not kept for the next time: {error}.")).format(error=error.strerror), "warning")
