"""Audit of a running desk: every five minutes, in the background, shown on the foot of the board (§7).

Before it, the desk itself logs the notices on the boards of the estate that have expired (R069).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from tui.app.workers import starter
from tui.i18n import _

if TYPE_CHECKING:
    from textual.app import App

    from core.ticket.audit import Audit
    from tui.app.live_desk import LiveDesk

EVERY = timedelta(minutes=5)
FIRST = timedelta(minutes=1)
"""Time after the start before the first audit: the desk has other work then."""


class Auditor:
    """Audits while the desk runs; `show` gets the sentence, and True if nothing fell through."""

    def __init__(self, app: App[None], desk: LiveDesk, show: Callable[[str, bool], object]) -> None:
        self._desk = desk
        self._show = show
        self._next: datetime | None = None
        self._start = starter(app, "audit", self._audit)

    def tick(self, now: datetime) -> None:
        """Begin an audit if it is time for one."""
        if self._next is None:
            self._next = now + FIRST
        elif now >= self._next:
            self._next = now + EVERY
            self._start()

    async def _audit(self) -> None:
        from tui.widgets.audit_words import TAKE_DOWN, audit_text

        try:
            with suppress(DeskError):  # tried again before the next audit
                await self._desk.ask(lambda desk: desk.notice_boards.log_expired(_(TAKE_DOWN)))
            audit: Audit = await self._desk.ask(lambda desk: desk.audit.look())
        except DeskError:
            return  # the board reports problems of the storage
        except ValueError:
            self._show(_(N_("FELL THROUGH: a ticket cannot be read. Run: dutydesk doctor")), False)
            return
        self._show(audit_text(audit, self._desk.policy), audit.ok)
