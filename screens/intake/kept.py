"""Several calls at once: what is typed is kept on disk, parked with one key, taken up again with one key."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from textual import work
from textual.timer import Timer

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.ticket.model import Ticket
from screens.base.form_screen import Question
from tui.files.drafts import CALL, Draft
from tui.i18n import _
from tui.widgets.screen import DeskScreen

KEEP_AFTER = 1.0
"""Seconds after a key until what is typed is on disk."""

UNSPOKEN = ("channel", "late")
"""What the key that opened the form put in: alone it is nothing worth keeping."""


class KeptScreen(DeskScreen[Ticket | None]):
    """One call at a time is in the form; each has its own draft, key and clock."""

    def __init__(self, started_at: datetime, draft: Draft | None = None) -> None:
        super().__init__()
        self._first = draft or Draft(CALL, started_at, {})
        self._call_of(self._first)
        self._parked: Sequence[Draft] = ()
        self._timer: Timer | None = None
        self._forget: Callable[[], None] = lambda: None

    def _call_of(self, draft: Draft) -> None:
        """This call is in the form now."""
        self._key, self._started_at = draft.key, draft.started_at
        self._typed: dict[str, str] = {name: text for name, text in draft.fields.items() if name != "line"}

    # what the form gives

    @property
    def _line(self) -> str:
        raise NotImplementedError

    def _show(self, draft: Draft) -> None:
        """Put everything as it was typed."""
        raise NotImplementedError

    def _complain(self, text: str) -> None:
        raise NotImplementedError

    def _heading(self) -> None:
        """Say anew which call this is, and which ones are parked."""
        raise NotImplementedError

    # keeping

    @property
    def _is_empty(self) -> bool:
        return not self._line.strip() and not self._typed.keys() - {*UNSPOKEN}

    def _as_draft(self) -> Draft:
        return Draft(CALL, self._started_at, {"line": self._line, **self._typed}, self._key)

    def _keep_now(self) -> None:
        """Bring what is typed to disk at once; called by signals too."""
        if not self._is_empty:
            self.host.identity.drafts.save(self._as_draft())

    def _keep_later(self) -> None:
        if self._timer is None:
            self._timer = self.set_timer(KEEP_AFTER, self._keep_soon)

    @work(group="draft")
    async def _keep_soon(self) -> None:
        self._timer = None
        draft = self._as_draft()
        try:
            if not self._is_empty:
                await asyncio.to_thread(self.host.identity.drafts.save, draft)
        except DeskError as error:
            self._complain(error.text(_))

    def _kept(self) -> bool:
        """Keep what is typed; False, and the reason is shown, where that fails."""
        try:
            self._keep_now()
        except DeskError as error:
            self._complain(error.text(_))
            return False
        return True

    # one call and the next

    def _count_parked(self) -> None:
        """Which calls wait besides this one, the longest first."""
        pending = self.host.identity.drafts.pending()
        self._parked = [draft for draft in pending if draft.form == CALL and draft.key != self._key]
        self._heading()

    def next_call(self, draft: Draft) -> None:
        """Park the call that is being written and begin that one."""
        if self._kept():
            self._begin(draft)

    def _begin(self, draft: Draft) -> None:
        self._call_of(draft)
        self._show(draft)
        self._count_parked()

    def next_parked(self) -> None:
        """Park this call and take up the one that was answered next after it."""
        if not self._kept():
            return
        self._count_parked()
        later = [draft for draft in self._parked if draft.started_at > self._started_at]
        before = [draft for draft in self._parked if draft.started_at <= self._started_at]
        order = [*before, *later] if self._is_empty else [*later, *before]
        for draft in order:
            if taken := self._taken(draft):
                self._begin(taken)
                return
        self.host.tell(_(N_("No other call is parked.")))

    def _taken(self, draft: Draft) -> Draft | None:
        try:
            return self.host.identity.drafts.take(draft)
        except DeskError as error:
            self._complain(error.text(_))
            return None

    def action_park(self) -> None:
        """Keep what is typed and go back to where the operator came from."""
        if not self._kept():
            return
        if not self._is_empty:
            key = self.host.key("app.parked")
            self.host.tell(_(N_("Parked, not logged: {key} takes it up again.")).format(key=key))
        self.dismiss(None)

    @work(group="act")
    async def action_cancel(self) -> None:
        """Throw the draft away, after asking."""
        draft = self._as_draft()
        if self._is_empty or await self.app.push_screen_wait(Question(_(N_("Throw this call away?")))):
            self.host.identity.drafts.discard(draft)
            if draft.key == self._key:
                self.leave(None)
