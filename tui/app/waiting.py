"""Records that wait for the acting person: shown at sign-in, announced when one is added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from tui.app.hosted import hosted
from tui.features import FEATURES
from tui.i18n import _

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.desk.feed import News
    from screens.records.waiting import Waits
    from tui.app.identity import Identity
    from tui.app.live_desk import LiveDesk
    from tui.app.notices import Notices
    from tui.commands.keymap import Keymap
    from tui.terminal.app import TerminalApp

ASKING = {feature.kind.name: feature for feature in FEATURES if feature.kind.ask}
"""Kinds whose records each person must see, as features by name."""


class Waiting:
    """Records that the acting person has not seen yet."""

    def __init__(
        self, app: TerminalApp, desk: LiveDesk, identity: Identity, notices: Notices, keys: Keymap
    ) -> None:
        self._app = app
        self._desk = desk
        self._identity = identity
        self._notices = notices
        self._keys = keys
        self._known: set[str] = set()
        """Numbers of the records that waited at the last look."""

    async def offer(self) -> None:
        """Show the waiting records if the board is in front, so that they never cover an entry."""
        from screens.records.waiting import WaitingScreen  # not for the first frame

        try:
            waiting = await self._look()
        except DeskError:
            return  # the feed reports problems of the storage
        front = hosted(self._app.screen)
        if waiting and front and "board" in front.CONTEXTS and not self._identity.locked:
            self._app.push_screen(WaitingScreen(waiting))

    async def hear(self, news: News) -> None:
        """Announce new records that wait for the acting person."""
        if self._identity.locked or not any(kind in ASKING for kind, _number in news.streams):
            return
        before, waiting = self._known, await self._look()
        for one in waiting:
            if one.record.number not in before:
                words = _(N_("{kind} {number} is to be read: {key}"))
                key = self._keys.shown(ASKING[one.kind.name].opens)
                told = words.format(kind=_(one.kind.title), number=one.record.number, key=key)
                self._notices.tell(told, "warning")

    async def _look(self) -> list[Waits]:
        """Return the waiting records, the oldest first, and remember them."""
        waiting = await self._desk.ask(_waiting)
        self._known = {one.record.number for one in waiting}
        return waiting


def _waiting(desk: Desk) -> list[Waits]:
    from screens.records.waiting import Waits

    kinds = [feature.kind for feature in ASKING.values()]
    return [Waits(kind, record) for kind in kinds for record in desk.records.waiting(kind)]
