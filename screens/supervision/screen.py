"""Supervisor's desk: everything that waits for a supervisor on one screen, settled line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from textual import on
from textual.app import ComposeResult

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.desk.desk import Desk
from screens.base.live_list import STYLE, LiveList
from screens.supervision.lines import Found, Item, Page
from screens.supervision.sections import SECTIONS
from tui.i18n import _
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.lines import Line
from tui.widgets.marked import Marked
from tui.widgets.row_list import ListRow, RowList
from tui.widgets.screen import DeskScreen


class SupervisionScreen(DeskScreen[None]):
    """Screen of the sections that have something in them."""

    CONTEXTS = ("supervision",)
    CSS_PATH = STYLE
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._found: Found | None = None
        self._items: Mapping[str, Item] = {}
        self._live = LiveList(
            self,
            read=lambda: _read,
            show=self._show,
            head=self._head,
            lines=self._lines,
            detail=self._detail,
            height=6,
        )

    def handlers(self) -> Handlers:
        """Return the handlers of the line under the cursor, and of moves."""
        return {
            **self._live.handlers(),
            "supervision.act": Handler(
                partial(self.ask_behind, partial(self._do, other=False)), partial(self._why_not, other=False)
            ),
            "supervision.other": Handler(
                partial(self.ask_behind, partial(self._do, other=True)), partial(self._why_not, other=True)
            ),
            "supervision.open": Handler(self._open, self._nothing),
        }

    def compose(self) -> ComposeResult:
        yield from self._live.compose()

    # calls of the app

    def on_mount(self) -> None:
        """Read the sections."""
        self.refresh_data()

    def tick(self, now: datetime) -> None:
        """Read the sections again if they are stale."""
        self._live.tick(now)

    def refresh_data(self) -> None:
        """Read the sections again."""
        self._live.read()

    @property
    def marked(self) -> Marked:
        """Return the ticket under the cursor."""
        return Marked(self._item.shown.number if self._item else "")

    def _show(self, found: Found) -> None:
        self._found = found
        self._items = dict(self._page(80).items())
        self._live.changed()

    @on(RowList.Moved)
    def _moved(self) -> None:
        self._live.moved()

    # drawing

    def _page(self, width: int) -> Page:
        return Page(self._found or {}, self.host.now(), self.host.desk.site.zone, width)

    def _head(self, width: int) -> Sequence[Line]:
        return self._page(width).head() if self._found is not None else []

    def _lines(self, width: int) -> Sequence[ListRow]:
        return self._page(width).rows() if self._found is not None else ()

    def _detail(self, width: int) -> Sequence[Line]:
        item = self._item
        if item is None:
            return []
        height = self._live.detail.size.height or 6
        shown = item._replace(shown=item.section.shown(item.one, self.host.now()))  # in the language of now
        return self._page(width).about(shown, self._keys(item), height)

    def _keys(self, item: Item) -> str:
        """Return what the keys do for that line."""
        told = (("act", item.section.does), ("other", item.section.does_other))
        keys = [f"{self.host.key(f'supervision.{name}')} {_(does)}" for name, does in told if does]
        return "   ".join([*keys, f"{self.host.key('supervision.open')} {_(N_('Open'))}"])

    @property
    def _item(self) -> Item | None:
        return self._items.get(self._live.rows.selected)

    # commands

    def _nothing(self) -> str | None:
        if self._found is None:
            return _(N_("Loading the list…"))
        return None if self._item else _(N_("Nothing waits for a supervisor now."))

    def _why_not(self, *, other: bool) -> str | None:
        item = self._item
        if item is None:
            return self._nothing()
        if not (item.section.does_other if other else item.section.does):
            return _(N_("There is nothing to decide here; {key} opens it.")).format(
                key=self.host.key("supervision.open")
            )
        refused = item.section.why_not(item.one, self.host)
        return refused.text(_) if refused else None

    async def _do(self, *, other: bool) -> None:
        """Settle the line under the cursor, and read the sections again, also after a refusal."""
        item = self._item
        if item is None:
            return
        try:
            await (item.section.other if other else item.section.act)(self, item.one)
        except DeskError as error:
            self.host.desk.look_again()
            self.host.tell(error.text(_), "error")
        if not self.was_left:
            self.refresh_data()

    def _open(self) -> None:
        from screens.ticket.screen import TicketScreen  # which shares the steps with this screen

        if item := self._item:
            self.app.push_screen(item.section.opens(item.one) or TicketScreen(item.shown.number))


def _read(desk: Desk) -> Found:
    return {section.name: section.read(desk) for section in SECTIONS}
