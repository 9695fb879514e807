"""Several calls at once: what is typed is kept on disk, parked with one key, taken up again with one key."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from textual.timer import Timer

from core.base.dataclass import dataclass
from core.base.errors import DeskError
from core.base.i18n_marks import N_
from screens.base.form_screen import ConfirmScreen
from tui.files.drafts import CALL, Draft
from tui.i18n import _
from tui.widgets.screen import ScreenBase

KEEP_AFTER = 1.0
"""Seconds after a key until what is typed is on disk."""

LATE = "late"
"""The mark of a call that was written on paper first."""

UNSPOKEN = ("channel", LATE)
"""What the key that opened the form put in: alone it is nothing worth keeping."""


@dataclass(frozen=True, slots=True)
class CallForm:
    """The form of the call, as far as the drafts need it."""

    line: Callable[[], str]
    """Gives the line as it is typed."""
    show: Callable[[Draft], None]
    """Puts everything as it was typed."""
    head: Callable[[], None]
    """Says again which call this is, and which ones are parked."""
    complain: Callable[[str], None]
    """Says what is wrong."""


class ParkedCalls:
    """The call in the form, and those that wait: each has its own draft, key and clock."""

    def __init__(self, screen: ScreenBase, sheet: CallForm, first: Draft) -> None:
        self._screen = screen
        self._sheet = sheet
        self._timer: Timer | None = None
        self.waiting: Sequence[Draft] = ()
        """The calls that are parked besides this one, the longest first."""
        self._put_in(first)

    def _put_in(self, draft: Draft) -> None:
        self.key: str = draft.key
        self.started_at: datetime = draft.started_at
        self.typed: dict[str, str] = {name: text for name, text in draft.fields.items() if name != "line"}
        """What was typed into each field of the call in the form."""

    @property
    def is_late(self) -> bool:
        """Whether the call was written on paper first."""
        return LATE in self.typed

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed that is worth keeping."""
        return not self._sheet.line().strip() and not self.typed.keys() - {*UNSPOKEN}

    @property
    def draft(self) -> Draft:
        """The call in the form as it stands."""
        fields: Mapping[str, str] = {"line": self._sheet.line(), **self.typed}
        return Draft(CALL, self.started_at, fields, self.key)

    # keeping

    def keep_now(self) -> None:
        """Bring what is typed to disk at once; called by signals too.  Raises `Unavailable`."""
        if not self.is_empty:
            self._screen.host.identity.drafts.save(self.draft)

    def keep_later(self) -> None:
        """Bring what is typed to disk soon, unless that is about to be done."""
        if self._timer is None:
            self._timer = self._screen.set_timer(KEEP_AFTER, self._keep_soon)

    def _keep_soon(self) -> None:
        self._timer = None
        self._screen.run_behind(self._keep, "draft")

    async def _keep(self) -> None:
        draft, drafts = self.draft, self._screen.host.identity.drafts
        try:
            if not self.is_empty:
                await asyncio.to_thread(drafts.save, draft)
        except DeskError as error:
            self._sheet.complain(error.text(_))

    def is_kept(self) -> bool:
        """Keep what is typed; return False, and show the reason, where that fails."""
        try:
            self.keep_now()
        except DeskError as error:
            self._sheet.complain(error.text(_))
            return False
        return True

    # one call and the next

    def count(self) -> None:
        """Look which calls wait besides this one."""
        pending = self._screen.host.identity.drafts.pending()
        self.waiting = [draft for draft in pending if draft.form == CALL and draft.key != self.key]
        self._sheet.head()

    def begin(self, draft: Draft) -> None:
        """Put that call into the form."""
        self._put_in(draft)
        self._sheet.show(draft)
        self.count()

    def begin_late(self) -> None:
        """Begin the next call from paper."""
        self.begin(Draft(CALL, self._screen.host.now(), {LATE: "yes"}))

    def next_call(self, draft: Draft) -> None:
        """Park the call that is being written and begin that one."""
        if self.is_kept():
            self.begin(draft)

    def next_parked(self) -> None:
        """Park this call and take up the one that was answered next after it."""
        if not self.is_kept():
            return
        self.count()
        later = [draft for draft in self.waiting if draft.started_at > self.started_at]
        before = [draft for draft in self.waiting if draft.started_at <= self.started_at]
        order = [*before, *later] if self.is_empty else [*later, *before]
        for draft in order:
            if taken := self._taken(draft):
                self.begin(taken)
                return
        self._screen.host.tell(_(N_("No other call is parked.")))

    def park(self) -> None:
        """Keep the call in the form and leave the form."""
        host = self._screen.host
        if self.is_kept():
            if not self.is_empty:
                key = host.key("app.parked")
                host.tell(_(N_("Call parked, not logged. Press {key} to resume it.")).format(key=key))
            self._screen.leave(None)

    async def throw_away(self) -> None:
        """Throw the call in the form away, after asking, and leave the form."""
        draft, screen = self.draft, self._screen
        asked = ConfirmScreen(_(N_("Discard this call?")))
        if self.is_empty or await screen.app.push_screen_wait(asked):
            screen.host.identity.drafts.discard(draft)
            if draft.key == self.key:
                screen.leave(None)

    def _taken(self, draft: Draft) -> Draft | None:
        try:
            return self._screen.host.identity.drafts.take(draft)
        except DeskError as error:
            self._sheet.complain(error.text(_))
            return None
