"""Drafts of open forms: what is typed is on disk a moment after the last key."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from core.base.errors import DeskError
from tui.files.drafts import Draft
from tui.i18n import _
from tui.widgets.screen import ScreenBase

if TYPE_CHECKING:
    from textual.timer import Timer

    from screens.base.forms import Entry
    from tui.widgets.fields import Field

KEEP_AFTER = 0.15
"""Seconds after a key until what is typed is on its way to the disk."""


class DraftKeeper:
    """Writer of the draft of a screen: at once, or soon after a key, in a thread and one write at a time."""

    def __init__(
        self, screen: ScreenBase, draft: Callable[[], Draft | None], complain: Callable[[str], object]
    ) -> None:
        self._screen = screen
        self._draft = draft
        """Gives what is to be kept now; None for nothing."""
        self._complain = complain
        self._timer: Timer | None = None
        self._writes = False
        self.end: Callable[[], None] = lambda: None
        """Ends the keeping at the end of the program."""

    def begin(self) -> None:
        """Keep the draft also when the program ends."""
        self.end = self._screen.host.savers.add(self.now)

    def now(self) -> None:
        """Write the draft to disk at once; signal handlers call this too.  Raises `Unavailable`."""
        if draft := self._draft():
            self._screen.host.identity.drafts.save(draft)

    def later(self) -> None:
        """Schedule writing the draft to disk, unless that is scheduled already."""
        if self._timer is None:
            self._timer = self._screen.set_timer(KEEP_AFTER, self._soon)

    def _soon(self) -> None:
        self._timer = None
        if self._writes:
            self.later()  # an older text must not overtake this one
        else:
            self._screen.run_behind(self._write, "draft")

    async def _write(self) -> None:
        self._writes = True
        try:
            if draft := self._draft():
                await asyncio.to_thread(self._screen.host.identity.drafts.save, draft)
        except DeskError as error:
            self._complain(error.text(_))
        finally:
            self._writes = False


class FormDraft:
    """Draft of a dialog, named by its act and what that is done to; PINs are never kept."""

    def __init__(
        self,
        screen: ScreenBase,
        name: str,
        entries: Sequence[Entry],
        fields: Mapping[str, Field],
        complain: Callable[[str], object],
    ) -> None:
        self._screen = screen
        self._form = f"dialog-{hashlib.sha256(name.encode()).hexdigest()[:16]}" if name else ""
        self._first = {entry.name: entry.first for entry in entries if entry.kind != "pin"}
        self._fields = fields
        self._draft: Draft | None = None
        self._keeper = DraftKeeper(screen, self._typed, complain)

    def begin(self) -> datetime | None:
        """Fill in what was typed the last time; return when that was begun, None if there is nothing."""
        if not self._form:
            return None
        drafts = self._screen.host.identity.drafts
        self._keeper.begin()
        self._draft = next(filter(None, map(drafts.take, drafts.pending(self._form))), None)
        if self._draft is None:
            return None
        for name, text in self._draft.fields.items():
            if name in self._first:
                self._fields[name].value = text
        return self._draft.started_at

    def keep(self) -> None:
        """Write it to disk soon."""
        if self._form:
            self._keeper.later()

    def leave(self) -> bool:
        """Keep what is typed, or forget the draft if nothing is; return True if something is kept."""
        if self._form and self._typed():
            self._keeper.now()
            return True
        self.forget()
        return False

    def forget(self) -> None:
        """Delete the draft, and keep none any more: its act is done, or nothing is left of it."""
        self._first = {}  # a key just before may still have its write to come
        self._keeper.end()
        if self._draft is not None:
            self._screen.host.identity.drafts.discard(self._draft)

    def end(self) -> None:
        """Stop keeping it, because the dialog is closed."""
        self._keeper.end()

    def _typed(self) -> Draft | None:
        texts = {name: self._fields[name].value for name in self._first}
        typed = {name: text for name, text in texts.items() if text.strip() and text != self._first[name]}
        if not typed and self._draft is None:
            return None
        before = self._draft or Draft(self._form, self._screen.host.now(), {})
        self._draft = Draft(self._form, before.started_at, typed, before.key)
        return self._draft if typed else None
