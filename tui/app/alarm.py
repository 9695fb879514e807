"""Bell and window title for new emergencies and deadlines that have passed, once for each cause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from core.base.i18n_marks import N_
from core.ticket.board import Row
from tui.app.hosted import hosted
from tui.i18n import _
from tui.widgets.clock_text import row_clock, short_number

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.app.identity import Identity
    from tui.app.live_desk import LiveDesk
    from tui.app.reminder import Reminder
    from tui.widgets.host import Severity

WATCHED = 500
"""Tickets that can ring the bell, the most pressing first."""

SAYING = {"board", "handover"}
"""Contexts whose screens show the end of the shift themselves."""

Cause = tuple[str, str, datetime | None]
"""Number of a ticket, its emergency or clock, and the deadline."""


class Alarm:
    """Memory of the causes that have rung; those of the first call count as known."""

    def __init__(self) -> None:
        self._known: set[Cause] | None = None

    def hear(self, rows: Sequence[Row], now: datetime) -> list[Row]:
        """Return the rows that give a new cause at `now`, in their order."""
        if self._known is None:
            self._known = {cause for row in rows for cause in causes(row, now)}
        fresh = [row for row in rows if not self._known.issuperset(causes(row, now))]
        for row in fresh:
            self._known.update(causes(row, now))
        return fresh


def causes(row: Row, now: datetime) -> Iterable[Cause]:
    """Yield the causes for a bell that this ticket gives at `now`."""
    if row.marks.emergency:
        yield row.number, "emergency", None
    if row.marks.due_at < now:
        yield row.number, row.marks.clock, row.marks.due_at


class Window(Protocol):
    """App, as far as the bell needs it."""

    @property
    def title(self) -> str:
        """Return the program's name."""

    @property
    def screen(self) -> Screen[Any]:
        """Return the screen in front."""

    def bell(self) -> None:
        """Sound the terminal's bell."""

    def show_title(self, title: str) -> None:
        """Set the title of the terminal's window."""

    def notify(self, message: str, *, severity: Severity, markup: bool) -> None:
        """Show a notice."""


class Bell:
    """Bell and window title of the app."""

    def __init__(
        self, window: Window, desk: LiveDesk, identity: Identity, reminder: Reminder, *, on: bool
    ) -> None:
        self.on = on
        """True unless the bell is silenced."""
        self._window = window
        self._desk = desk
        self._identity = identity
        self._reminder = reminder
        self._alarm = Alarm()
        self._watched: Sequence[Row] = ()
        self._reminded: bool | None = None

    async def listen(self) -> None:
        """Read the tickets that can give a cause, and ring for new causes."""
        board = await self._desk.ask(lambda desk: desk.queries.board("open", limit=WATCHED))
        self._watched = board.rows
        self.hear()

    def hear(self) -> None:
        """Ring for causes that are new at this moment."""
        if found := self._alarm.hear(self._watched, self._desk.now()):
            self.show_title(found[0])
            self.ring()
        self._remind()

    def _remind(self) -> None:
        """Ring once when the end of the shift approaches, on any screen."""
        said = self._reminder.text()
        if said and self._reminded is False:
            shown = hosted(self._window.screen)
            if not (shown and SAYING.intersection(shown.CONTEXTS)):
                self._window.notify(said, severity="warning", markup=False)
            self.ring()
        self._reminded = bool(said)

    def ring(self) -> None:
        """Sound the bell, unless it is silenced."""
        if self.on:
            self._window.bell()

    def show_title(self, cause: Row | None = None) -> None:
        """Set the window's title to the centre's name, or to the ticket that rings the bell."""
        self._window.show_title(self._title(cause))

    def _title(self, cause: Row | None) -> str:
        """Return the title, with the ticket's number alone, because other programs show it too."""
        site = self._desk.site
        place = site.name or self._window.title
        if cause is None:
            return place
        now = self._desk.now()
        clock = row_clock(cause, now, site.zone)
        late = clock.level == "breached"
        what = f"{clock.word} {clock.name}" if late else _(N_("EMERGENCY"))
        short = short_number(cause.number, now.astimezone(site.zone).date())
        number = "" if self._identity.locked else f"{short} "
        return f"!! {number}{what} - {place}"
