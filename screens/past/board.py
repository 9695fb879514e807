"""Board of a past instant: its lines and figures as they stood, with the clocks of then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Container

from core.base.i18n_marks import N_
from core.desk.desk import Desk
from core.desk.queries import Board, Card
from core.events.as_of import AsOf
from core.ticket.as_of import PAST_VIEWS
from core.ticket.board import VIEWS
from screens.base.reload import SETTLED, Reload, ignored
from screens.past.moment import PastMoment, PastSign
from screens.past.ticket import PastTicketScreen
from tui.i18n import _, language
from tui.widgets.board_list import BoardList
from tui.widgets.detail import Detail
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.header import DeskHeader
from tui.widgets.key_bar import KeyBar
from tui.widgets.moves import moves
from tui.widgets.screen import DeskScreen


class PastBoardScreen(DeskScreen[None]):
    """Board as it stood; it does not move until the operator steps."""

    CONTEXTS = ("past", "past_board", "act")
    CSS_PATH = "past.tcss"
    AUTO_FOCUS = ""
    PAST = True

    def __init__(self, as_of: AsOf) -> None:
        super().__init__()
        self.moment = PastMoment(self, as_of, self.refresh_data)
        self._view = "open"
        self._board: Board | None = None
        self._sign = PastSign(self.moment)
        self._head = DeskHeader()
        self._list = BoardList(id="tickets")
        self._detail = Detail()
        self._reload = Reload(self, self._question, self._show, group="board")
        self._look = Reload(self, self._looking, self._show_card, group="card", after=SETTLED, failed=ignored)

    def handlers(self) -> Handlers:
        """Return the handlers of time, of the list and of the views."""
        return {
            **moves("past_board", self._list),
            "past_board.open": Handler(self._open, self._missing),
            **{f"past_board.view_{view}": Handler(partial(self._show_view, view)) for view in PAST_VIEWS},
            "past_board.next_view": Handler(partial(self._step_view, 1)),
            "past_board.previous_view": Handler(partial(self._step_view, -1)),
            **self.moment.handlers(),
        }

    def compose(self) -> ComposeResult:
        yield self._sign
        yield self._head
        with Container(id="middle"):
            yield self._list
            yield self._detail
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the board of that instant."""
        self.relabel()

    def relabel(self) -> None:
        """Write all texts again, in the current language."""
        site, policy = self.host.desk.site, self.host.desk.policy
        self._list.zone = self._detail.zone = site.zone
        self._list.title_of = self._department
        self._list.empty = _(N_("Nothing stood in this view then."))
        self._detail.policy = policy
        self._head.say(policy=policy, site=site.name or "dutydesk", operator=self.host.identity.operator)
        super().relabel()
        self.refresh_data()

    def refresh_data(self) -> None:
        """Read the board again, after a step or because something was written about that time."""
        self._sign.tell()
        self._head.say(now=self.moment.as_of.at, view=self._about())
        self._reload.start()

    def _department(self, code: str) -> str:
        found = self.host.desk.policy.departments.get(code)
        return found.title(language()) if found else code

    def _about(self) -> str:
        place, loaded = self._list.position
        return f"{_(VIEWS[self._view])}  {place}/{loaded}" if loaded else _(VIEWS[self._view])

    def _question(self) -> Callable[[Desk], tuple[AsOf, Board]]:
        view, as_of = self._view, self.moment.as_of
        return lambda desk: (as_of, desk.past.board(view, as_of))

    def _show(self, answer: tuple[AsOf, Board]) -> None:
        as_of, board = answer
        self._list.show(board.rows, as_of.at)
        self._head.say(counts=board.counts, now=as_of.at, view=self._about())
        self._detail.show(self._list.selected, None, as_of.at)
        self.refresh_bindings()
        self._look.start()

    @on(BoardList.Selected)
    def _selected(self, event: BoardList.Selected) -> None:
        self._detail.show(event.row, None, self.moment.as_of.at)
        self._head.say(view=self._about())
        self.refresh_bindings()
        self._look.start()

    def _looking(self) -> Callable[[Desk], Card] | None:
        row, as_of = self._list.selected, self.moment.as_of
        return (lambda desk: desk.past.card(row.number, as_of)) if row else None

    def _show_card(self, card: Card) -> None:
        row = self._list.selected
        if row and row.number == card.ticket.number and card.now == self.moment.as_of.at:
            self._detail.show(row, card, card.now)

    def _show_view(self, view: str) -> None:
        self._view = view
        self.refresh_data()

    def _step_view(self, step: int) -> None:
        self._show_view(PAST_VIEWS[(PAST_VIEWS.index(self._view) + step) % len(PAST_VIEWS)])

    def _missing(self) -> str | None:
        return None if self._list.selected else _(N_("No ticket is selected."))

    @on(BoardList.Opened)
    def _open(self) -> None:
        if row := self._list.selected:
            self.app.push_screen(PastTicketScreen(row.number, self.moment.as_of))

    def tick(self, now: datetime) -> None:
        """Do nothing: the past does not move."""
