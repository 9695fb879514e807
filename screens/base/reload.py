"""Reading what a screen shows: in a worker, the last reading counts, a late answer is dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from core.base.errors import DeskError
from tui.i18n import _
from tui.widgets.screen import ScreenBase

if TYPE_CHECKING:
    from core.desk.desk import Desk

T = TypeVar("T")

SETTLED = 0.06
"""Seconds that a cursor rests before what it is on is read."""


def ignored(error: DeskError) -> None:
    """Say nothing: the board tells what is wrong with the storage."""


class Reload(Generic[T]):
    """One kind of reading of a screen.

    `read` gives the question for the desk at the moment it is asked, None where there is nothing to read;
    `show` gets the answer, unless the operator has left the screen or asked again meanwhile.
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

    def start(self) -> None:
        """Read in a worker; a reading under way is given up."""
        self._screen.run_behind(self._run, self._group, exclusive=True)

    def tick(self, now: datetime) -> None:
        """Read again what has become stale: what was read has clocks that run out meanwhile."""
        if self._stale and self._asked_at and now - self._asked_at >= self._stale:
            self.start()

    async def _run(self) -> None:
        self._asked_at = self._screen.host.now()
        question = self._read()
        if question is None:
            return
        if self._after:
            await asyncio.sleep(self._after)
        try:
            answer = await self._screen.host.desk.ask(question)
        except DeskError as error:
            self._failed(error)
            return
        if not self._screen.was_left:
            self._show(answer)

    def _tell(self, error: DeskError) -> None:
        self._screen.host.tell(error.text(_), "error")
