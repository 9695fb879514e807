"""Reader of a screen's data in a worker; only the last read counts, a late answer is dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from core.base.errors import DeskError
from tui.i18n import _
from tui.widgets.screen import ScreenBase

if TYPE_CHECKING:
    from core.desk.desk import Desk

T = TypeVar("T")

SETTLED = 0.06
"""Seconds that the cursor has to rest before its item is read."""


def ignored(error: DeskError) -> None:
    """Show nothing, because the board reports problems of the storage."""


class Reload(Generic[T]):
    """Reader of one kind of data of a screen.

    `read` returns the request to the desk, or None if there is nothing to read; `show` gets the answer,
    unless the operator has left the screen or another read has begun.
    """

    def __init__(
        self,
        screen: ScreenBase,
        read: Callable[[], Callable[[Desk], T] | None],
        show: Callable[[T], object],
        *,
        group: str = "reload",
        after: float = 0.0,
        stale: timedelta | None = None,
        failed: Callable[[DeskError], object] | None = None,
    ) -> None:
        self._screen = screen
        self._read = read
        self._show = show
        self._group = group
        self._after = after
        self._stale = stale
        self._failed = failed or self._tell
        self._asked_at: datetime | None = None
        self._due = asyncio.Event()
        self._over = asyncio.Event()
        self._over.set()
        self._answered = True

    def start(self) -> None:
        """Read in a worker; an earlier read is cancelled."""
        self._due.clear()
        self._over.clear()
        self._screen.run_behind(self._run, self._group, exclusive=True)

    def tick(self, now: datetime) -> None:
        """Read again if the data is stale, because its clocks go on."""
        if self._stale and self._asked_at and now - self._asked_at >= self._stale:
            self.start()

    def hurry(self) -> None:
        """Begin now with a read that waits for its time."""
        self._due.set()

    async def over(self) -> bool:
        """Return once no read goes on: True if the last one was answered."""
        await self._over.wait()
        return self._answered

    async def _run(self) -> None:
        self._answered = await self._answer()
        self._over.set()

    async def _answer(self) -> bool:
        self._asked_at = self._screen.host.now()
        question = self._read()
        if question is None:
            return True
        if self._after:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._due.wait(), self._after)
        try:
            answer = await self._screen.host.desk.ask(question)
        except DeskError as error:
            self._failed(error)
            return False
        if not self._screen.was_left:
            self._show(answer)
        return True

    def _tell(self, error: DeskError) -> None:
        self._screen.host.tell(error.text(_), "error")
