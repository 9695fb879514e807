"""Keys in flight: what is typed while a step is written waits for the screen that follows."""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import TYPE_CHECKING, TypeVar

from textual.events import Event, Key, Paste
from textual.message import Message

from core.base.i18n_marks import N_
from tui.i18n import _
from tui.terminal.runs import copy_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.screen import Screen

    from tui.app.notices import Notices
    from tui.commands.keymap import Keymap
    from tui.terminal.app import TerminalApp

T = TypeVar("T")

GLANCE = 0.25
"""Seconds without a key after which a person has seen a dialog that came up by itself."""

LAG = 2.0
"""Seconds that keys wait at most for the list behind a form to show what was written."""

PATIENCE = 5.0
"""Seconds that keys wait at most for a list, or for a dialog."""

GRAIN = 0.005
"""Seconds between two looks for the dialog."""

NOT_SAVED = N_("Not saved yet. What you typed meanwhile was not used: {text}")
NOT_OPENED = N_("Nothing opened yet. What you typed meanwhile was not used: {text}")
NOT_READ = N_("The list has not been read yet. What you typed meanwhile was not used: {text}")


async def _at_once() -> None:
    """Wait for nothing."""


class KeyGate:
    """Gate for keys and pastes, closed from a save until the next screen can take them, in their order.

    Without it, keys that a slow line delivers in one burst behind a save would be commands on the board: the
    next call would be lost, and a letter of it would act on a ticket.
    """

    class Passed(Message):
        """Follower of a delivered key on its way through the widgets: the key is done when it arrives."""

    def __init__(self, app: TerminalApp, notices: Notices, keys: Keymap) -> None:
        self._app = app
        self._always = frozenset(keys.keys("app.quit"))
        """Keys that never wait: a desk whose database hangs can still be left."""
        self._notices = notices
        self._closed = 0
        self._delivers = False
        self._front: Screen[object] | None = None
        self._seen: Screen[object] | None = None
        """Dialog that came up by itself and that a person has had time to see."""
        self._held: list[Key | Paste] = []
        self._due: Key | Paste | None = None
        """The key that is being delivered."""
        self._delivered_at = 0.0
        self._quiet_since = 0.0

    def close(self) -> None:
        """Hold what is typed from now on; each `close` needs one `open`."""
        self._closed += 1
        self._front, self._seen = self._app.screen, None
        self._quiet_since = time.monotonic()

    def open(self, shown: Callable[[], Awaitable[object]] = _at_once) -> None:
        """Give what was typed to the screen in front, once `shown` says that it shows the new state.

        If it is still the screen of the save, which was refused or given up, the keys were meant for another
        one: they are dropped, and a notice says what was typed.
        """
        stayed = self._app.screen_stack[-1:] == [self._front]

        async def wait() -> str:
            with contextlib.suppress(TimeoutError):  # then the keys go to the screen as it is
                await asyncio.wait_for(shown(), LAG)
            return NOT_SAVED if stayed else ""

        self._open_after(wait)

    def hold(self, answered: Callable[[], Awaitable[bool]]) -> None:
        """Hold what is typed behind a search or the key of a view until the screen in front shows its list.

        If `answered` returns False, takes too long, or another screen came up by itself, the keys were meant
        for lines that nobody has seen: they are dropped, and a notice says what was typed.
        """
        self.close()
        front = self._app.screen

        async def wait() -> str:
            with contextlib.suppress(TimeoutError):
                if await asyncio.wait_for(answered(), PATIENCE) and self._app.screen is front:
                    return ""
            return NOT_READ

        self._open_after(wait)

    def follow(self, over: Callable[[], bool]) -> None:
        """Hold what is typed behind a key until its dialog can take it, or `over` says that none comes.

        If that takes too long, the keys are dropped, and a notice says what was typed.
        """
        self.close()
        front = self._app.screen

        async def wait() -> str:
            deadline = time.monotonic() + PATIENCE
            while not (over() or self._can_type(front)):
                if time.monotonic() > deadline:
                    return NOT_OPENED
                await asyncio.sleep(GRAIN)
            return ""

        self._open_after(wait)

    def _can_type(self, before: Screen[object]) -> bool:
        """Return True if another screen than `before` is in front and knows where a key goes."""
        screen = self._app.screen
        return screen is not before and screen.is_mounted and not (screen.focus_chain and not screen.focused)

    def _open_after(self, wait: Callable[[], Awaitable[str]]) -> None:
        """Open the gate after `wait`; words that it returns say why the keys are dropped."""

        async def work() -> None:
            # in the app's own queue, between two keys
            self._app.call_next(self._opened, await wait())

        # a worker of the app, because the screen of the save may be gone
        self._app.run_worker(work(), group="gate")

    async def ask(self, dialog: Screen[T]) -> T | None:
        """Return the answer to a dialog that comes up by itself; a burst of keys does not answer it."""
        self._quiet_since = time.monotonic()
        return await self._app.push_screen_wait(dialog)

    def holds(self, event: Event) -> bool:
        """Return True if `event` is a key or a paste that has to wait, and keep it."""
        if not isinstance(event, (Key, Paste)):
            return False
        if self._delivers and not self._closed and time.monotonic() - self._delivered_at > LAG:
            self._app.call_next(self.passed)  # its follower was lost with a screen that closed
        overtakes = self._delivers and not event.is_forwarded and event is not self._due
        if waits := not self._passes(event) if self._closed else overtakes:
            self._held.append(event)
        return waits

    def _passes(self, event: Key | Paste) -> bool:
        """Return True for a key that a person pressed for the dialog in front, having seen it."""
        now, front = time.monotonic(), self._app.screen
        if front is not self._front and now - self._quiet_since >= GLANCE:
            self._seen = front
        self._quiet_since = now
        return front is self._seen or (isinstance(event, Key) and event.key in self._always)

    async def _opened(self, refusal: str) -> None:
        """Begin to deliver, unless another save has closed the gate too."""
        self._closed -= 1
        if self._closed:
            return
        if refusal:
            self._drop(refusal)
        # those on their way through the widgets when the gate closed come behind later ones
        self._held.sort(key=lambda event: event.time)
        await self.passed()

    async def passed(self) -> None:
        """Deliver the next key; those typed meanwhile wait until the earlier ones are done."""
        self._delivers = bool(self._held) and not self._closed
        if not self._delivers or not self._app.screen_stack:
            return  # the app may have ended meanwhile
        event = self._held.pop(0)
        again = copy_of(event)
        self._due, self._delivered_at = again, time.monotonic()
        target = self._app.focused or self._app.screen
        await self._app.on_event(again)
        if not target.post_message(self.Passed()):
            self._app.call_next(self.passed)

    def _drop(self, refusal: str) -> None:
        dropped, self._held = self._held, []
        typed = "".join(
            event.text if isinstance(event, Paste) else (event.character or "") if event.is_printable else ""
            for event in dropped
        )
        if typed.strip():
            self._notices.tell(_(refusal).format(text=typed), "warning")
