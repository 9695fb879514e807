"""Requests for approval in the feed: those that wait for the acting person, and what came of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from core.base.clock import site_time
from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.base.text import mask_phones
from core.ticket.requests import Ruling
from tui.app.hosted import hosted
from tui.i18n import _, clauses, ngettext
from tui.widgets.clock_text import short_number
from tui.widgets.sentences import asked_for

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.desk.queries import Card
    from core.ticket.requests import Request
    from tui.app.identity import Identity
    from tui.app.live_desk import LiveDesk
    from tui.app.notices import Notices
    from tui.commands.keymap import Keymap
    from tui.terminal.app import TerminalApp

Known = Mapping[tuple[str, int], "Request"]
"""Requests that wait, by the ticket's number and their own."""

RULINGS = {
    Ruling.APPROVED: N_("{who} approved {number}: {step}"),
    Ruling.REFUSED: N_("{who} did not approve {number}: {step}"),
}
"""Sentences for whoever asked."""


class ApprovalNews:
    """Requests that waited at the last look, compared with those of now."""

    def __init__(
        self, app: TerminalApp, desk: LiveDesk, identity: Identity, notices: Notices, keys: Keymap
    ) -> None:
        self._app = app
        self._desk = desk
        self._identity = identity
        self._notices = notices
        self._keys = keys
        self._known: Known = {}

    async def offer(self) -> None:
        """Tell the person who sits down how many requests wait for them."""
        try:
            self._known = await self._desk.ask(_open)
        except DeskError:
            return  # the feed reports problems of the storage
        count = sum(map(self._theirs, self._known.values()))
        if count:
            words = ngettext(
                "{count} approval waits for you: {key}", "{count} approvals wait for you: {key}", count
            )
            self._notices.tell(words.format(count=count, key=self._keys.shown("app.supervision")))

    async def hear(self) -> None:
        """Announce requests that are new for the acting person, and what came of their own."""
        before, self._known = self._known, await self._desk.ask(_open)
        fresh = [key for key in self._known if key not in before and self._theirs(self._known[key])]
        own = [key for key, one in before.items() if key not in self._known and self._is_own(one)]
        for number, ident in (*fresh, *own):
            card = await self._desk.ask(partial(_card, number))
            for request in card.ticket.requests:
                if request.id == ident and (words := self._words(request, card)):
                    self._notices.tell(words, "information" if request.ruling else "warning")

    def _words(self, request: Request, card: Card) -> str:
        """Return the notice about a request; empty if nobody has to be told."""
        number = short_number(card.ticket.number, site_time(card.now, card.policy.site.zone).date())
        step = asked_for(request.act, request.answers, card.policy, card.history)
        if request.ruling in RULINGS and request.done_by not in self._names:
            said = _(RULINGS[request.ruling]).format(who=request.done_by, number=number, step=step)
            return clauses(filter(None, [said, mask_phones(request.reason)]))
        shown = hosted(self._app.screen)
        if request.ruling or request.by in self._names or (shown and "supervision" in shown.CONTEXTS):
            return ""
        words = _(N_("{who} asks for approval of {number}: {step}   {key}"))
        key = self._keys.shown("app.supervision")
        return words.format(who=request.by, number=number, step=step, key=key)

    @property
    def _names(self) -> Iterable[str]:
        return self._identity.operator, self._identity.actor.name

    def _theirs(self, request: Request) -> bool:
        return self._identity.actor.may(request.role)

    def _is_own(self, request: Request) -> bool:
        return request.by in self._names


def _card(number: str, desk: Desk) -> Card:
    return desk.queries.card(number)


def _open(desk: Desk) -> Known:
    return desk.approvals.open()
