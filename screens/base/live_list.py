"""Frame of a screen with lines under headings that is read again while it is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from textual.app import ComposeResult

from screens.base.reload import Reload
from tui.widgets.block import Part
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.moves import moves
from tui.widgets.row_list import ListRow, RowList
from tui.widgets.screen import ScreenBase

if TYPE_CHECKING:
    from core.desk.desk import Desk

T = TypeVar("T")

STYLE = Path(__file__).with_name("live_list.tcss")
"""Style of every screen with such a frame."""

STALE = timedelta(seconds=30)
"""Age of the data after which it is read again, because time goes on."""

Draw = Callable[[int], Sequence[Line]]


class LiveList(Generic[T]):
    """Head, list and details of a screen, named by its context; `height` is that of the details.

    `read` returns the request to the desk, `show` gets the answer; `head`, `lines` and `detail` draw what is
    known for a width.
    """

    def __init__(
        self,
        screen: ScreenBase,
        *,
        read: Callable[[], Callable[[Desk], T] | None],
        show: Callable[[T], object],
        head: Draw,
        lines: Callable[[int], Sequence[ListRow]],
        detail: Draw,
        height: int,
    ) -> None:
        self._screen = screen
        self._context = screen.CONTEXTS[0]
        name = self._context.replace("_", "-")
        self.rows = RowList(lines, id=f"{name}-list", classes="live-list")
        self.detail = Part(detail, id=f"{name}-detail", classes="live-detail")
        self.detail.styles.height = height
        self._head = Part(head, id=f"{name}-head", classes="live-head")
        self._reload = Reload(screen, read, show, group=name, stale=STALE)

    def handlers(self) -> Handlers:
        """Return the handlers of the moves, by lines and by headings, and of the way back."""
        return {
            **moves(self._context, self.rows),
            f"{self._context}.next": Handler(partial(self.rows.move_heading, 1)),
            f"{self._context}.previous": Handler(partial(self.rows.move_heading, -1)),
            f"{self._context}.back": Handler(partial(self._screen.dismiss, None)),
        }

    def compose(self) -> ComposeResult:
        """Yield the parts of the screen."""
        yield self._head
        yield self.rows
        yield self.detail
        yield KeyBar()

    def read(self) -> None:
        """Read the data again."""
        self._reload.start()

    def tick(self, now: datetime) -> None:
        """Read the data again if it is stale."""
        self._reload.tick(now)

    def changed(self) -> None:
        """Draw what is known now, and the keys."""
        self._screen.redraw()
        self._screen.refresh_bindings()

    def moved(self) -> None:
        """Draw the details of another line, and its keys."""
        self.detail.tell()
        self._screen.refresh_bindings()
