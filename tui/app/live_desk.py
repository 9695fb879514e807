"""Open desk behind the screens, asked in threads, and its latest news."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from core.base.dataclass import dataclass
from core.people.directory import Directory
from core.policy.model import Policy, default_policy
from core.policy.sections import Site
from tui.i18n import use_titles

if TYPE_CHECKING:
    from core.base.clock import Clock
    from core.desk.desk import Desk
    from core.desk.feed import News
    from core.handover.watch import Watch
    from core.ticket.board import Counts, Row

T = TypeVar("T")

POLL = 0.6
"""Seconds between two reads of the feed; a ringing call is on all screens within two seconds."""
JITTER = 0.2


@dataclass(frozen=True, slots=True)
class Glimpse:
    """First lines of the board, shown before the storage is open."""

    rows: Sequence[Row]
    counts: Counts
    policy: Policy


class LiveDesk:
    """Desk of the acting person, once it is open; before that, the data of a glimpse."""

    def __init__(self, clock: Clock, glimpse: Glimpse | None = None) -> None:
        self.clock = clock
        self.glimpse = glimpse
        self.desk: Desk | None = None
        """Desk of the acting person; None until the storage is open."""
        self._news: News | None = None
        self._opened = asyncio.Event()
        self._wake = asyncio.Event()
        if glimpse:
            use_titles(glimpse.policy)

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        return self.clock()

    @property
    def ready(self) -> bool:
        """Return True if the storage is open and was read."""
        return self._news is not None

    @cached_property
    def _default_policy(self) -> Policy:
        return default_policy()

    @property
    def policy(self) -> Policy:
        """Return the rules in force for new tickets."""
        known = self._news or self.glimpse
        return known.policy if known else self._default_policy

    @property
    def site(self) -> Site:
        """Return the site's name, zone and hours."""
        return self.policy.site

    @property
    def directory(self) -> Directory:
        """Return units and people as of the last read."""
        return self._news.directory if self._news else Directory()

    @property
    def watch(self) -> Watch | None:
        """Return the watch with the state of its handover; None before the first one."""
        return self._news.watch if self._news else None

    def open(self, desk: Desk) -> None:
        """Answer all questions with this desk from now on."""
        self.desk = desk
        self._opened.set()

    async def ask(self, call: Callable[[Desk], T]) -> T:
        """Return the result of `call` for the desk, in a thread, after the storage is open."""
        await self._opened.wait()
        assert self.desk is not None
        return await asyncio.to_thread(call, self.desk)

    async def look(self) -> tuple[News | None, News]:
        """Read the feed; return the news before and now."""
        before = self._news
        self._news = await self.ask(lambda desk: desk.feed.look(before))
        return before, self._news

    def take_titles(self) -> bool:
        """Call roles as the rules in force do; return True if that is new."""
        return use_titles(self.policy)

    def look_again(self) -> None:
        """End the pause between two reads, because this screen has just written."""
        self._wake.set()

    async def pause(self) -> None:
        """Wait until the next read is due."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), POLL + random.uniform(0, JITTER))
        self._wake.clear()
