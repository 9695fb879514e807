"""The telephone that rings: what this desk is told of it, who answers, who is still to be rung back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.base.text import mask_phone
from core.phone import rings
from core.phone.rings import ANSWERED, Ring
from tui.i18n import _
from tui.widgets.screen import ScreenBase

if TYPE_CHECKING:
    from textual.screen import Screen

    from core.desk.desk import Desk
    from core.desk.phone import Call
    from tui.app.app import DeskApp
    from tui.widgets.ring_bar import Calls


class Telephone:
    """The calls of the moment, on whatever screen the operator is."""

    def __init__(self, app: DeskApp) -> None:
        self._app = app
        self._calls: dict[int, Call] = {}
        self._rung: set[tuple[int, datetime]] = set()
        self._mine: set[int] = set()
        self._returning: dict[int, Ring] = {}
        self._busy = False

    def hear(self, calls: Sequence[Call]) -> None:
        """These are the calls now; the bell rings once for each that is new."""
        now = self._app.now()
        self._calls = {call.ring.id: call for call in calls}
        heard = {(call.ring.id, call.ring.at) for call in calls if call.ring.state(now) == "ringing"}
        fresh, self._rung = heard - self._rung, heard
        if fresh:
            self._app.alarm.ring()
        self.tick()

    def tick(self) -> None:
        """Show what there is to show; on every screen what rings, on the board also what was missed."""
        if not self._calls:
            return
        said = self._said()
        for screen in self._app.screen_stack:
            on_board = screen is self._app.board
            seen = said if on_board else replace(said, missed=())
            bar(screen, seen.bare() if isinstance(screen, ScreenBase) and screen.BARE_CALLS else seen)
        if not said.taken and all(call.ring.ended_at for call in self._calls.values()):
            self._calls = {}

    def _said(self) -> Calls:
        from tui.widgets.ring_bar import ANSWERED_FOR, Calls  # not for the first frame

        app, now = self._app, self._app.now()
        waiting = [self._calls[ring.id] for ring in self._waiting()]
        taken = [
            call
            for call in self._calls.values()
            if call.ring.id not in self._mine
            and call.ring.outcome in ("", ANSWERED, rings.HUNG_UP)
            and call.ring.claimed_at is not None
            and now < call.ring.claimed_at + ANSWERED_FOR
        ]
        return Calls(
            now,
            app.site.zone,
            app.key("app.answer"),
            [call for call in waiting if call.ring.state(now) == "ringing"],
            [call for call in waiting if call.ring.state(now) == "missed"],
            taken,
        )

    def _waiting(self) -> list[Ring]:
        return rings.pending((call.ring for call in self._calls.values()), self._app.now())

    def forget(self) -> None:
        """Somebody else sits here: what was to be rung back from here is the other's, with his draft."""
        self._returning.clear()

    def why_not(self) -> str | None:
        """Why there is nothing to answer."""
        return None if self._waiting() else _(N_("Nobody is calling, and no call was missed."))

    async def answer(self) -> None:
        """Take the call that rings longest, else the one missed first, and open the form for it."""
        app, waiting = self._app, self._waiting()
        if self._busy or not waiting:
            return
        self._busy = True
        try:
            await self._take(waiting[0])
        except DeskError as error:
            app.tell(error.text(_), "warning")
            app.look_again()
        finally:
            self._busy = False

    async def _take(self, ring: Ring) -> None:
        app = self._app
        rang = ring.state(app.now()) == "ringing"
        taken = await app.ask(lambda desk: desk.phone.claim(ring.id))
        if not rang and not taken.phone:
            taken = await app.ask(lambda desk: desk.phone.returned(ring.id, "nothing"))
        self._calls[ring.id] = replace(self._calls[ring.id], ring=taken)
        self._mine.add(ring.id)
        self.tick()
        if taken.outcome == "nothing":
            app.tell(_(N_("The number was withheld: nobody can be rung back. Taken off the list.")))
            return
        if not rang:
            self._returning[ring.id] = taken
            app.tell(_(N_("To be rung back: {phone}")).format(phone=taken.phone))
        self._write_down(taken)

    def _write_down(self, ring: Ring) -> None:
        """The number begins the line; what is known of it the form finds itself."""
        from tui.files.drafts import CALL, Draft  # not for the first frame

        line = f"{ring.phone} " if ring.phone else ""
        self._app.calls.open(Draft(CALL, self._app.now(), {"line": line}, ring.key))

    async def settle(self, number: str) -> None:
        """Note a ticket that this desk has just written on the call that it came of."""
        app = self._app
        try:
            settled = await app.ask(lambda desk: desk.phone.settle_rings(number))
        except DeskError as error:
            app.tell(error.text(_), "error")
            return
        for ring in settled:
            self._returning.pop(ring.id, None)

    async def form_left(self) -> None:
        """A form was left without a ticket: was a missed call returned, or is it still to be?"""
        from screens.base.form_screen import Question

        if not self._returning:
            return
        app = self._app
        parked = {draft.key for draft in await asyncio.to_thread(app.drafts.pending)}
        for ring in [ring for ring in self._returning.values() if ring.key not in parked]:
            del self._returning[ring.id]
            asked = _(N_("Was {phone} rung back?")).format(phone=mask_phone(ring.phone))
            outcome = "called_back" if await app.push_screen_wait(Question(asked)) else ""
            try:
                await app.ask(partial(_note, ident=ring.id, outcome=outcome))
            except DeskError as error:
                app.tell(error.text(_), "error")
            app.look_again()


def _note(desk: Desk, ident: int, outcome: str) -> Ring:
    return desk.phone.returned(ident, outcome)


def bar(screen: Screen[Any], said: Calls) -> None:
    """Put the bar on a screen, change it, or take it away."""
    from tui.widgets.ring_bar import RingBar  # not for the first frame

    there = next((child for child in screen.children if isinstance(child, RingBar)), None)
    wanted = bool(said.ringing or said.missed or said.taken)
    if there is not None and wanted:
        there.show(said)
    elif there is not None:
        there.remove()
    elif wanted:
        screen.mount(RingBar(said))
