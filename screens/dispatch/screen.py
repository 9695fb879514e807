"""Dispatch board: people on duty, their open tickets, and assigning from there (R047)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from textual import on
from textual.app import ComposeResult

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.base.text import Clean
from core.desk.desk import Desk
from core.duty.dispatch import Dispatch, Member
from core.ticket.acts import base as acts
from core.ticket.acts.assign import Assign
from core.ticket.board import Row
from core.ticket.model import Ticket
from screens.base.form_screen import FormScreen
from screens.base.forms import Entry, Form, Values
from screens.base.live_list import STYLE, LiveList
from screens.base.steps import tell
from screens.dispatch.lines import PERSON, SECTION, TICKET, Page
from screens.ticket.actions import perform
from tui.i18n import _
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.lines import Line
from tui.widgets.row_list import ListRow, RowList
from tui.widgets.screen import DeskScreen


class DispatchScreen(DeskScreen[None]):
    """Screen of all departments, or all areas, with open tickets."""

    CONTEXTS = ("dispatch",)
    CSS_PATH = STYLE
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._board: Dispatch | None = None
        self._by_area = False
        self._live = LiveList(
            self,
            read=lambda: _read,
            show=self._show,
            head=self._head,
            lines=self._lines,
            detail=self._detail,
            height=2,
        )
        self._list = self._live.rows

    def handlers(self) -> Handlers:
        """Return the handlers of the line under the cursor, and of moves."""
        return {
            **self._live.handlers(),
            "dispatch.open": Handler(self._open, self._why_not_opened),
            "dispatch.assign": Handler(partial(self.ask_behind, self._assign), self._why_not_assigned),
            "dispatch.areas": Handler(self._show_areas),
        }

    def compose(self) -> ComposeResult:
        yield from self._live.compose()

    # calls of the app

    def on_mount(self) -> None:
        """Read the board."""
        self.refresh_data()

    def tick(self, now: datetime) -> None:
        """Read the board again if it is stale."""
        self._live.tick(now)

    def refresh_data(self) -> None:
        """Read the board again."""
        self._live.read()

    def _show(self, board: Dispatch) -> None:
        self._board = board
        self._live.changed()

    def _lines(self, width: int) -> Sequence[ListRow]:
        if self._board is None:
            return ()
        page = Page(self.host, self._board, width)
        return page.areas() if self._by_area else page.departments()

    @on(RowList.Moved)
    def _moved(self) -> None:
        self._live.moved()

    # drawing

    def _head(self, width: int) -> Sequence[Line]:
        return Page(self.host, self._board, width).head(self._by_area) if self._board else []

    def _detail(self, width: int) -> Sequence[Line]:
        if self._board is None:
            return []
        page = Page(self.host, self._board, width)
        if row := self._ticket:
            return page.about_ticket(row)
        return page.about_member(member) if (member := self._member) else [[], []]

    @property
    def _rows(self) -> list[Row]:
        return [row for area in self._board.areas for row in area.rows] if self._board else []

    @property
    def _ticket(self) -> Row | None:
        """Return the ticket under the cursor."""
        return next((row for row in self._rows if f"{TICKET}{row.number}" == self._list.selected), None)

    @property
    def _member(self) -> Member | None:
        """Return the person under the cursor."""
        key = self._list.selected
        if self._board is None or not key.startswith(PERSON):
            return None
        number, _colon, name = key.removeprefix(PERSON).partition(":")
        members = (member for section in self._board.sections for member in section.members)
        return next(
            (one for one in members if one.name == name and (one.person.no if one.person else "") == number),
            None,
        )

    @property
    def _addressee(self) -> str:
        """Return the assignee of the line under the cursor: a person's number, or a department."""
        if member := self._member:
            return member.person.no if member.person else member.name
        key = self._list.selected
        return key.removeprefix(SECTION) if key.startswith(SECTION) else ""

    # commands

    def _why_not_opened(self) -> str | None:
        return None if self._ticket else _(N_("No ticket is selected."))

    def _why_not_assigned(self) -> str | None:
        if self._ticket is None and not self._addressee:
            return _(N_("Select a person first."))
        return None if self._rows else _(N_("Nothing is open."))

    def _open(self) -> None:
        from screens.ticket.screen import TicketScreen  # which shares the steps with this screen

        if row := self._ticket:
            self.app.push_screen(TicketScreen(row.number))

    async def _assign(self) -> None:
        """Assign the ticket under the cursor, or a ticket to the person or department under it."""
        row = self._ticket
        try:
            if row is not None:
                card = await self.host.desk.ask(lambda desk: desk.queries.card(row.number))
                actor, now = self.host.identity.actor, self.host.now()
                if refused := acts.why_not("assign", card.ticket, actor, now, card.policy):
                    raise refused
                await perform(self, "assign", card)
            else:
                await self._send()
        except DeskError as error:
            self.host.tell(error.text(_), "error")
        if not self.was_left:
            self.refresh_data()

    async def _send(self) -> None:
        who, page = self._addressee, Page(self.host, self._board, 80) if self._board else None
        if page is None:
            return
        own = self._list.selected
        entries = [
            Entry("ticket", N_("Ticket"), required=True, choices=page.to_send()),
            Entry("reason", N_("Reason"), hint=N_("why it is reassigned")),
        ]

        def send(desk: Desk, values: Values) -> Ticket:
            return desk.tickets.do(values["ticket"], Assign(Clean(who), values["reason"]))

        name = self._member.name if self._member else page.department(who)
        title = _(N_("Assign {who}")).format(who=name)
        ticket = await self.app.push_screen_wait(FormScreen(Form(title, entries, send)))
        if isinstance(ticket, Ticket):
            self.host.steps.changed(ticket.number)
            tell(self.host, await self.host.desk.ask(lambda desk: desk.queries.card(ticket.number)))
            self._list.select(own)

    def _show_areas(self) -> None:
        """Switch between departments and areas, from the first line."""
        self._by_area = not self._by_area
        self._list.show(())
        self.redraw()
        self._list.move_to_end(last=False)
        self.refresh_bindings()


def _read(desk: Desk) -> Dispatch:
    return desk.roster.dispatch()
