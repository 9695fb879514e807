"""Telephone: calls that ring now, who answers them, and missed calls to return."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.base.text import mask_phone
from core.phone import rings
from core.phone.rings import ANSWERED, Ring
from tui.app.hosted import hosted
from tui.i18n import _

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

    from core.desk.desk import Desk
    from core.desk.phone import IncomingCall
    from tui.app.alarm import Bell
    from tui.app.identity import Identity
    from tui.app.live_desk import LiveDesk
    from tui.app.notices import Notices
    from tui.commands.keymap import Keymap
    from tui.files.drafts import Draft
    from tui.widgets.ring_bar import Calls


class Telephone:
    """Calls of the moment, shown on all screens."""

    def __init__(
        self,
        app: App[None],
        desk: LiveDesk,
        identity: Identity,
        notices: Notices,
        alarm: Bell,
        keys: Keymap,
        *,
        write_down: Callable[[Draft], None],
    ) -> None:
        self._app = app
        self._desk = desk
        self._identity = identity
        self._notices = notices
        self._alarm = alarm
        self._keys = keys
        self._write_down = write_down
        """Opens the form for a call."""
        self._calls: dict[int, IncomingCall] = {}
        self._rung: set[tuple[int, datetime]] = set()
        self._mine: set[int] = set()
        self._returning: dict[int, Ring] = {}
        self._busy = False

    def hear(self, calls: Sequence[IncomingCall]) -> None:
        """Replace the calls of the moment; the bell rings once for each new one."""
        now = self._desk.now()
        self._calls = {call.ring.id: call for call in calls}
        heard = {(call.ring.id, call.ring.at) for call in calls if call.ring.state(now) == "ringing"}
        fresh, self._rung = heard - self._rung, heard
        if fresh:
            self._alarm.ring()
        self.tick()

    def tick(self) -> None:
        """Show ringing calls on all screens, missed ones only on the board."""
        if not self._calls:
            return
        said = self._said()
        for place, screen in enumerate(self._app.screen_stack):
            seen = replace(said, missed=()) if place else said
            shown = hosted(screen)
            bar(screen, seen.bare() if shown and shown.BARE_CALLS else seen)
        if not said.taken and all(call.ring.ended_at for call in self._calls.values()):
            self._calls = {}

    def _said(self) -> Calls:
        from tui.widgets.ring_bar import ANSWERED_FOR, Calls  # not for the first frame

        now = self._desk.now()
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
            self._desk.site.zone,
            self._keys.shown("app.answer"),
            [call for call in waiting if call.ring.state(now) == "ringing"],
            [call for call in waiting if call.ring.state(now) == "missed"],
            taken,
        )

    def _waiting(self) -> list[Ring]:
        return rings.pending((call.ring for call in self._calls.values()), self._desk.now())

    def forget(self) -> None:
        """Drop the calls to return, because they and their drafts belong to the person before."""
        self._returning.clear()

    def why_not(self) -> str | None:
        """Return the reason if there is no call to answer; None otherwise."""
        return None if self._waiting() else _(N_("No call is ringing and there are no missed calls."))

    def answer(self) -> None:
        """Answer the call that has rung longest, or take the first missed one, and open the form for it."""
        self._app.run_worker(self._answer(), group="telephone")

    def settle(self, number: str) -> None:
        """Connect a ticket that this screen has just written with the call it came from."""
        self._app.run_worker(self._settle(number), group="telephone")

    def form_left(self) -> None:
        """Ask whether a missed call was returned, after a form was left without a ticket."""
        self._app.run_worker(self._ask_returned(), group="telephone")

    async def _answer(self) -> None:
        waiting = self._waiting()
        if self._busy or not waiting:
            return
        self._busy = True
        try:
            await self._take(waiting[0])
        except DeskError as error:
            self._notices.tell(error.text(_), "warning")
            self._desk.look_again()
        finally:
            self._busy = False

    async def _take(self, ring: Ring) -> None:
        rang = ring.state(self._desk.now()) == "ringing"
        taken = await self._desk.ask(lambda desk: desk.phone.claim(ring.id))
        if not rang and not taken.phone:
            taken = await self._desk.ask(lambda desk: desk.phone.returned(ring.id, "nothing"))
        self._calls[ring.id] = replace(self._calls[ring.id], ring=taken)
        self._mine.add(ring.id)
        self.tick()
        tell = self._notices.tell
        if taken.outcome == "nothing":
            tell(
                _(
                    N_(
                        "The number was withheld, so no callback is possible. The call was removed from "
                        "the list."
                    )
                )
            )
            return
        self._begin(taken)
        if not rang:
            self._returning[ring.id] = taken
            tell(_(N_("Call back: {phone}")).format(phone=taken.phone))

    def _begin(self, ring: Ring) -> None:
        """Open the form with the number in its line; the form looks up the caller itself."""
        from tui.files.drafts import CALL, Draft  # not for the first frame

        line = f"{ring.phone} " if ring.phone else ""
        self._write_down(Draft(CALL, self._desk.now(), {"line": line}, ring.key))

    async def _settle(self, number: str) -> None:
        try:
            settled = await self._desk.ask(lambda desk: desk.phone.settle_rings(number))
        except DeskError as error:
            self._notices.tell(error.text(_), "error")
            return
        for ring in settled:
            self._returning.pop(ring.id, None)

    async def _ask_returned(self) -> None:
        from screens.base.form_screen import ConfirmScreen

        if not self._returning:
            return
        drafts = self._identity.drafts
        parked = {draft.key for draft in await asyncio.to_thread(drafts.pending)}
        for ring in [ring for ring in self._returning.values() if ring.key not in parked]:
            del self._returning[ring.id]
            asked = _(N_("Did you call {phone} back?")).format(phone=mask_phone(ring.phone))
            outcome = "called_back" if await self._app.push_screen_wait(ConfirmScreen(asked)) else ""
            try:
                await self._desk.ask(partial(_note, ident=ring.id, outcome=outcome))
            except DeskError as error:
                self._notices.tell(error.text(_), "error")
            self._desk.look_again()


def _note(desk: Desk, ident: int, outcome: str) -> Ring:
    return desk.phone.returned(ident, outcome)


def bar(screen: Screen[Any], said: Calls) -> None:
    """Add, change or remove the bar of calls on a screen."""
    from tui.widgets.ring_bar import RingBar  # not for the first frame

    there = next((child for child in screen.children if isinstance(child, RingBar)), None)
    wanted = bool(said.ringing or said.missed or said.taken)
    if there is not None and wanted:
        there.show(said)
    elif there is not None:
        there.remove()
    elif wanted:
        screen.mount(RingBar(said))
