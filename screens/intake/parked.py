"""Parked calls: drafts kept on disk, parked and resumed with one key each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from core.base.dataclass import dataclass
from core.base.errors import DeskError
from core.base.i18n_marks import N_
from screens.base.draft_keeper import DraftKeeper
from screens.base.form_screen import ConfirmScreen
from tui.files.drafts import CALL, Draft
from tui.i18n import _
from tui.widgets.screen import ScreenBase

LATE = "late"
"""The mark of a call that was written on paper first."""

UNSPOKEN = ("channel", LATE)
"""Fields filled by the key that opened the form; alone they are not worth keeping."""


@dataclass(frozen=True, slots=True)
class CallForm:
    """Part of the call form that the drafts need."""

    line: Callable[[], str]
    """Gives the line as it is typed."""
    show: Callable[[Draft], None]
    """Puts everything as it was typed."""
    head: Callable[[], None]
    """Says again which call this is, and which ones are parked."""
    complain: Callable[[str], None]
    """Show an error."""


class ParkedCalls:
    """Call in the form and parked calls, each with a draft, key and clock."""

    def __init__(self, screen: ScreenBase, sheet: CallForm, first: Draft) -> None:
        self._screen = screen
        self._sheet = sheet
        self.keeper = DraftKeeper(screen, self._to_keep, sheet.complain)
        self.waiting: Sequence[Draft] = ()
        """The calls that are parked besides this one, the longest first."""
        self._put_in(first)

    def _put_in(self, draft: Draft) -> None:
        self.key: str = draft.key
        self.started_at: datetime = draft.started_at
        self.typed: dict[str, str] = {name: text for name, text in draft.fields.items() if name != "line"}
        """Text typed into each field of the call in the form."""

    @property
    def is_late(self) -> bool:
        """Return True if the call was written on paper first."""
        return LATE in self.typed

    @property
    def is_empty(self) -> bool:
        """Return True if nothing was typed that is worth keeping."""
        return not self._sheet.line().strip() and not self.typed.keys() - {*UNSPOKEN}

    @property
    def draft(self) -> Draft:
        """Return the draft of the call in the form."""
        fields: Mapping[str, str] = {"line": self._sheet.line(), **self.typed}
        return Draft(CALL, self.started_at, fields, self.key)

    # keeping

    def _to_keep(self) -> Draft | None:
        return None if self.is_empty else self.draft

    def is_kept(self) -> bool:
        """Write the draft to disk; on failure show the reason and return False."""
        try:
            self.keeper.now()
        except DeskError as error:
            self._sheet.complain(error.text(_))
            return False
        return True

    # one call and the next

    def count(self) -> None:
        """Read the list of parked calls again."""
        pending = self._screen.host.identity.drafts.pending()
        self.waiting = [draft for draft in pending if draft.key != self.key]
        self._sheet.head()

    def begin(self, draft: Draft) -> None:
        """Show a call in the form."""
        self._put_in(draft)
        self._sheet.show(draft)
        self.count()

    def begin_late(self) -> None:
        """Begin the next call from paper."""
        self.begin(Draft(CALL, self._screen.host.now(), {LATE: "yes"}))

    def next_call(self, draft: Draft) -> None:
        """Park the current call and begin the given one."""
        if self.is_kept():
            self.begin(draft)

    def next_parked(self) -> None:
        """Park this call and resume the one that was answered next after it."""
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
        """Keep the draft and leave the form."""
        host = self._screen.host
        if self.is_kept():
            if not self.is_empty:
                key = host.key("app.parked")
                host.tell(_(N_("Call parked, not logged. Press {key} to resume it.")).format(key=key))
            self._screen.leave(None)

    async def throw_away(self) -> None:
        """Discard the draft after a confirmation and leave the form."""
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
