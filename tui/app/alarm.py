"""What the bell rings for: an emergency that was logged, a clock that has run out; each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from core.base.i18n_marks import N_
from core.ticket.board import Row
from tui.i18n import _
from tui.widgets.clock_text import row_clock, short_number

if TYPE_CHECKING:
    from tui.app.app import DeskApp

WATCHED = 500
"""How many tickets, the most pressing first, are listened to."""

SAYING = {"board", "handover"}
"""The contexts whose screens say themselves that the shift ends."""

Cause = tuple[str, str, datetime | None]
"""A ticket, what about it, and when it was due."""


class Alarm:
    """Remembers what it has rung for; what is there at the first hearing is old news."""

    def __init__(self) -> None:
        self._known: set[Cause] | None = None

    def hear(self, rows: Sequence[Row], now: datetime) -> list[Row]:
        """The rows that give a new cause at `now`, in their order."""
        if self._known is None:
            self._known = {cause for row in rows for cause in causes(row, now)}
        fresh = [row for row in rows if not self._known.issuperset(causes(row, now))]
        for row in fresh:
            self._known.update(causes(row, now))
        return fresh


def causes(row: Row, now: datetime) -> Iterable[Cause]:
    """What about this ticket is worth a bell at `now`."""
    if row.marks.emergency:
        yield row.number, "emergency", None
    if row.marks.due_at < now:
        yield row.number, row.marks.clock, row.marks.due_at


class Bell:
    """Bell and window title of the desk."""

    def __init__(self, app: DeskApp) -> None:
        self._app = app
        self._alarm = Alarm()
        self._watched: Sequence[Row] = ()
        self._reminded: bool | None = None

    async def listen(self) -> None:
        """Read what can give a cause, and hear it."""
        board = await self._app.ask(lambda desk: desk.queries.board("open", limit=WATCHED))
        self._watched = board.rows
        self.hear()

    def hear(self) -> None:
        """Ring for what is new at this moment."""
        if found := self._alarm.hear(self._watched, self._app.now()):
            self._app.show_title(self.title(found[0]))
            self.ring()
        self._remind()

    def _remind(self) -> None:
        """Once, when the end of the shift comes near, on whatever screen the operator is."""
        said = self._app.desk_reminder()
        if said and self._reminded is False:
            if SAYING.isdisjoint(getattr(self._app.screen, "CONTEXTS", ())):
                self._app.notify(said, severity="warning", markup=False)
            self.ring()
        self._reminded = bool(said)

    def ring(self) -> None:
        """The bell, unless it was silenced."""
        if self._app.sound:
            self._app.bell()

    def title(self, cause: Row | None = None) -> str:
        """The window's title; it keeps to the number, for it shows up in other places."""
        app = self._app
        place = app.site.name or app.TITLE
        if cause is None:
            return place
        now, zone = app.now(), app.site.zone
        clock = row_clock(cause, now, zone)
        late = clock.level == "breached"
        what = f"{clock.word} {clock.name}" if late else _(N_("EMERGENCY"))
        number = "" if app.identity.locked else f"{short_number(cause.number, now.astimezone(zone).date())} "
        return f"!! {number}{what} - {place}"
