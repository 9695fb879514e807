"""Ticket of a past instant: its clocks, rounds, escalations and history as they stood."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from core.base.errors import DeskError
from core.desk.desk import Desk
from core.desk.queries import Card
from core.events.as_of import AsOf
from screens.base.reload import Reload
from screens.past.moment import PastMoment, PastSign
from screens.ticket import lines
from tui.i18n import _
from tui.widgets.block import Part
from tui.widgets.cells import wrap
from tui.widgets.handlers import Handlers
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.moves import Scroller, moves
from tui.widgets.screen import DeskScreen
from tui.widgets.timeline import Timeline


class PastTicketScreen(DeskScreen[None]):
    """Ticket as it stood, in one column."""

    CONTEXTS = ("past", "past_ticket", "act")
    CSS_PATH = "past.tcss"
    AUTO_FOCUS = ""
    PAST = True

    def __init__(self, number: str, as_of: AsOf) -> None:
        super().__init__()
        self.moment = PastMoment(self, as_of, self.refresh_data, lambda: number)
        self._number = number
        self._card: Card | None = None
        self._wrong = ""
        self._sign = PastSign(self.moment)
        self._reload = Reload(self, self._question, self._show, group="card", failed=self._failed)

    def handlers(self) -> Handlers:
        """Return the handlers of time and of scrolling."""
        return {
            **moves("past_ticket", Scroller(self, lambda: ("#past-body",))),
            **self.moment.handlers(),
        }

    def compose(self) -> ComposeResult:
        yield self._sign
        yield Part(self._told(lines.head), id="past-head")
        with VerticalScroll(id="past-body", can_focus=False):
            yield Part(self._trouble)
            yield Part(self._told(lambda card, width: lines.facts(card, width, whole_phone=False)))
            yield Part(self._told(lines.clocks), classes="section")
            yield Part(self._told(lines.rounds), classes="section")
            yield Part(self._told(lines.rungs), classes="section")
            yield Timeline(classes="section")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the ticket of that instant."""
        self.refresh_data()

    def refresh_data(self) -> None:
        """Read the ticket again, after a step or because something was written about that time."""
        self._sign.tell()
        self._reload.start()

    def _question(self) -> Callable[[Desk], Card]:
        number, as_of = self._number, self.moment.as_of
        return lambda desk: desk.past.card(number, as_of)

    def _show(self, card: Card) -> None:
        self._card, self._wrong = card, ""
        timeline = self.query_one(Timeline)
        timeline.display = True
        timeline.show(card.history, card.policy)
        self.redraw()

    def _failed(self, error: DeskError) -> None:
        """Show why there is no ticket at that instant; stepping on is possible."""
        self._card, self._wrong = None, error.text(_)
        self.query_one(Timeline).display = False
        self.redraw()

    def _trouble(self, width: int) -> Sequence[Line]:
        return [[(line, "amber")] for line in wrap(self._wrong, width)] if self._wrong else []

    def _told(self, say: Callable[[Card, int], Sequence[Line]]) -> Callable[[int], Sequence[Line]]:
        """Return the function that draws a section of the shown ticket."""
        return lambda width: say(self._card, width) if self._card else []
