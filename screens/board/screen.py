"""Board: the tickets of a view in board order, with live clocks, and details of the selected one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.ticket.board import VIEWS, Counts, Row
from screens.base.reload import SETTLED, Reload, ignored
from screens.board.lines import EVERYWHERE, nothing
from screens.ticket.acts import TicketActs
from tui.i18n import _, language
from tui.widgets.audit_foot import AuditFoot
from tui.widgets.board_list import BoardList
from tui.widgets.detail import Detail
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.header import DeskHeader
from tui.widgets.key_bar import KeyBar
from tui.widgets.marked import Marked
from tui.widgets.moves import moves
from tui.widgets.screen import DeskScreen
from tui.widgets.search_line import SearchLine

if TYPE_CHECKING:
    from core.desk.desk import Desk
    from core.desk.queries import Board, Card

FIRST_LINES = 200
"""Tickets loaded at once; five times as many when the cursor is near their end."""

STALE = timedelta(seconds=30)
"""Age of the data after which the board is read again, for marks of tickets not loaded."""

SMALLEST = (40, 10)

STYLE = Path(__file__).with_name("board.tcss")


AT_ONCE = "open"
"""View that answers a search at each letter, before all of them do."""

AFTER_LETTERS = 0.25
"""Seconds after the last letter when all views are searched."""

Answer = tuple["Board", str, str, str]
"""Board with its view, its search and the ticket that the cursor was sent to when it was asked for."""


class BoardScreen(DeskScreen[None]):
    """First screen of the app."""

    CONTEXTS = ("board", "act")
    CSS_PATH = STYLE
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-broad"), (150, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (19, "-high"), (32, "-tall")]  # noqa: RUF012

    def __init__(self, first: tuple[Sequence[Row], Counts] | None = None) -> None:
        super().__init__(id="board")
        self._first = first
        self._view = self._view_before = "open"
        self._searching = False
        self._partial = False
        """True while the open view alone has answered the search."""
        self._outdated = False
        """True if the storage has changed while all views are searched."""
        self._to_first = False
        self._limit = FIRST_LINES
        self._wanted = ""
        self._settled = asyncio.Event()
        self._settled.set()
        self._card: Card | None = None
        self._head = DeskHeader()
        self._list = BoardList(id="tickets")
        self._detail = Detail()
        self.foot = AuditFoot()
        self._search = SearchLine(self._list, self._find, self._hold_keys, id="search")
        self._reload = Reload(
            self, self._question, self._show_board, group="board", stale=STALE, failed=self._failed
        )
        self._rest = Reload(
            self, self._whole, self._show_board, group="everywhere", after=AFTER_LETTERS, failed=self._failed
        )
        self._look = Reload(self, self._looking, self._show_card, group="card", after=SETTLED, failed=ignored)
        self._acts = TicketActs(
            self,
            card=lambda: self._card,
            fresh=self._fresh_card,
            missing=self._cannot_act,
            again=lambda: None,
        )
        self.asks_for = self._acts.ask_for

    def handlers(self) -> Handlers:
        """Return the handlers of the board's keys."""
        return {
            **moves("board", self._list),
            "board.open": Handler(self._open, self._missing),
            "board.search": Handler(self._search.open),
            "board.clear_search": Handler(partial(self._search.seek, "")),
            **{f"board.view_{view}": Handler(partial(self._show_view, view)) for view in VIEWS},
            "board.next_view": Handler(partial(self._step_view, 1)),
            "board.previous_view": Handler(partial(self._step_view, -1)),
            **self._acts.handlers(),
        }

    def compose(self) -> ComposeResult:
        yield self._head
        with Container(id="middle"):
            yield self._list
            yield self._detail
        yield self._search
        yield self.foot
        yield KeyBar()
        yield Static(id="too-small", markup=False)

    def on_mount(self) -> None:
        """Show the rows read before the first frame, and start to read the others."""
        self.relabel()
        self.tick(self.host.now())
        if self._first is not None:
            self._show(*self._first)
        self.refresh_data()

    def on_resize(self, event: events.Resize) -> None:
        """Show a message if there is no room for a board."""
        width, height = event.size
        self.set_class(width < SMALLEST[0] or height < SMALLEST[1], "-tiny")

    # calls of the app

    def tick(self, now: datetime) -> None:
        """Update clocks and reminder, each second."""
        self._head.say(now=now, reminder=self.host.reminder.text())
        self._detail.tick(now)
        if self._list.tick(now):
            self._reload.start()
        else:
            self._reload.tick(now)

    def relabel(self) -> None:
        """Write all texts again, in the current language."""
        width, height = SMALLEST
        small = _(N_("Too small: the board needs {width} x {height}.")).format(width=width, height=height)
        self.query_one("#too-small", Static).update(small)
        self._search.placeholder = _(N_("number, place, words, initials or phone"))
        self._settle()
        for one in (self._list, self._detail, self.query_one(KeyBar)):
            one.redraw()
        self.refresh_bindings()

    def refresh_data(self) -> None:
        """Read the board again after a change."""
        self._settle()
        self.refresh_bindings()
        self._outdated = self._partial
        self._reload.start()

    def on_screen_resume(self) -> None:
        """Update the parked calls and the clocks after another screen was in front."""
        if self.host.desk.ready:
            self._head.say(parked=self.host.identity.drafts.pending())
            self.tick(self.host.now())

    def neighbour(self, number: str, step: int) -> str | None:
        """Return the ticket `step` lines after that one, and move the cursor to it."""
        found = self._list.neighbour(number, step)
        if found:
            self._list.select(found)
        return found

    def warn(self, text: str) -> None:
        """Show a problem of the storage; an empty text when it is over."""
        self._head.say(alarm=text)

    def _failed(self, error: DeskError) -> None:
        self.warn(error.text(_))

    def point_at(self, number: str) -> None:
        """Move the cursor to that ticket once it is listed."""
        self._wanted = number
        self._settled.clear()
        self._find_wanted()

    async def shown(self) -> None:
        """Return once the ticket that the cursor was sent to is selected, or known not to be in this view."""
        await self._settled.wait()

    def _find_wanted(self) -> None:
        if any(row.number == self._wanted for row in self._list.rows):
            self._list.select(self._wanted)
            self._stop_seeking()

    def _stop_seeking(self) -> None:
        self._wanted = ""
        self._settled.set()

    # drawing

    def _settle(self) -> None:
        """Update site, rules and operator from the app."""
        host = self.host
        self._list.zone = self._detail.zone = host.desk.site.zone
        self._list.title_of = self._department
        self._list.empty = self._nothing()
        self._detail.policy = host.desk.policy
        known = host.desk.policy if host.desk.ready or self._first else None
        note = ""
        if host.desk.ready and not host.desk.directory.has_supervisor:
            note = _(N_("No supervisor yet: anyone can do anything. Add one in the directory."))
        self.on_screen_resume()
        watch = host.desk.watch
        self._head.say(
            desk=watch.operator if watch else "",
            reminder=host.reminder.text(),
            policy=known,
            site=host.desk.site.name or "dutydesk",
            operator=host.identity.operator,
            note=note,
            view=self._about(),
        )

    def _department(self, code: str) -> str:
        found = self.host.desk.policy.departments.get(code)
        return found.title(language()) if found else code

    def _nothing(self) -> str:
        if not self.host.desk.ready and not self._first:
            return _(N_("Opening the board…"))
        return nothing(self.host, self._view, self._search.sought, partial=self._partial)

    def _about(self) -> str:
        """Return the view, the search and the cursor's place."""
        place, loaded = self._list.position
        more = "+" if loaded >= self._limit else ""
        parts = [_(VIEWS[self._view]) + "…" * self._partial]
        if self._search.sought:
            parts.append(f"/ {self._search.sought}")
        if loaded:
            parts.append(f"{place}/{loaded}{more}")
        return "  ".join(parts)

    def _question(self) -> Callable[[Desk], Answer]:
        return self._board_of(AT_ONCE if self._partial else self._view)

    def _whole(self) -> Callable[[Desk], Answer] | None:
        return self._board_of(self._view) if self._partial else None

    def _board_of(self, view: str) -> Callable[[Desk], Answer]:
        text, limit, wanted = self._search.sought, self._limit, self._wanted
        return lambda desk: (desk.queries.board(view, text=text, limit=limit), view, text, wanted)

    def _show_board(self, answer: Answer) -> None:
        board, view, text, wanted = answer
        is_whole = view == self._view
        if text != self._search.sought or not (is_whole or self._partial):
            return  # an answer to another question
        to_first = self._to_first or (self._partial and self._list.position[0] <= 1)
        self._to_first, self._partial = False, self._partial and not is_whole
        self._show(board.rows, board.counts)
        if to_first:
            self._list.move_to_end(last=False)
        if not self._partial:
            self._end_search(wanted)

    def _end_search(self, wanted: str) -> None:
        """Follow up an answer of the whole view."""
        if wanted:
            self._stop_seeking()  # saved before this read, so it is not in this view
        self.refresh_bindings()
        if self._outdated:
            self._outdated = False
            self._reload.start()

    def _show(self, rows: Sequence[Row], counts: Counts) -> None:
        now = self.host.now()
        self._list.ordered = self._view != "closed" and not self._search.sought
        self._list.empty = self._nothing()
        self._list.tail = _(N_("Also looking in the other views…")) if self._partial else ""
        self._list.show(rows, now)
        self._find_wanted()
        self._head.say(counts=counts, view=self._about())

    @on(BoardList.NearEnd)
    def _load_more(self) -> None:
        if len(self._list.rows) >= self._limit:
            self._limit *= 5
            self._reload.start()

    @on(BoardList.Selected)
    def _selected(self, event: BoardList.Selected) -> None:
        row = event.row
        if row is None or (self._card and self._card.ticket.number != row.number):
            self._card = None
        self._detail.show(row, self._card, self.host.now())
        self._head.say(view=self._about())
        self._look.start()

    def _looking(self) -> Callable[[Desk], Card] | None:
        """Return the request for the selected ticket, for its details and acts."""
        row = self._list.selected
        return (lambda desk: desk.queries.card(row.number)) if row else None

    def _show_card(self, card: Card) -> None:
        row = self._list.selected
        if row and row.number == card.ticket.number:
            self._card = card
            self._detail.show(row, card, self.host.now())
            self.refresh_bindings()

    # views, search

    def _show_view(self, view: str) -> None:
        """Show another view from its first ticket."""
        self._view = self._view_before = view
        self._partial = self._to_first = False
        self._limit = FIRST_LINES
        self._list.show((), self.host.now())
        self._list.empty = self._list.tail = ""
        self.refresh_data()
        if self.host.desk.ready:
            self.host.gate.hold(self._answered)  # the next key means a ticket of this view

    def _step_view(self, step: int) -> None:
        views = list(VIEWS)
        self._show_view(views[(views.index(self._view) + step) % len(views)])

    def _find(self) -> None:
        """Search all views, the open one first, until another is chosen; without a text show the last one."""
        searching = bool(self._search.sought)
        if searching and not self._searching:
            self._view_before, self._view = self._view, EVERYWHERE
        elif not searching:
            self._view = self._view_before
        self._searching = self._to_first = searching
        self._partial = searching and self._view == EVERYWHERE
        self._limit = FIRST_LINES
        self.refresh_data()
        self._outdated = False
        self._rest.start()

    def _hold_keys(self) -> None:
        """Let the keys behind a search wait for the whole answer, so that none acts on another ticket."""
        self._rest.hurry()
        self.host.gate.hold(self._answered)

    async def _answered(self) -> bool:
        await self._rest.over()
        return await self._reload.over() and not self._partial

    def _cannot_act(self) -> str | None:
        if self._partial and not self._search.has_focus:
            return _(N_("The other views are still being searched."))
        return self._missing()

    # the selected ticket

    @property
    def marked(self) -> Marked:
        """Return the selected ticket, for papers."""
        return Marked(self._list.selected.number if self._list.selected else "")

    def _missing(self) -> str | None:
        if self._list.selected is None:
            return _(N_("No ticket is selected."))
        return None if self.host.desk.ready else _(N_("Opening the database…"))

    @on(BoardList.Opened)
    def _open(self) -> None:
        from screens.ticket.screen import TicketScreen  # not for the first frame

        if row := self._list.selected:
            self.app.push_screen(TicketScreen(row.number))

    async def _fresh_card(self) -> Card | None:
        """Return the card of the selected ticket, read again if it is out of date."""
        row, card = self._list.selected, self._card
        if row is None:
            return None
        if card and (card.ticket.number, card.ticket.version) == (row.number, row.version):
            return card
        return await self.host.desk.ask(lambda desk: desk.queries.card(row.number))
