"""Records that wait for a person, shown when they sign in: one key says that each was seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll

from core.base.dataclass import dataclass
from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.record.kind import Kind
from core.record.model import Record
from tui.i18n import _
from tui.widgets.block import Part
from tui.widgets.cells import fit, wrap
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.moves import Scroller, moves
from tui.widgets.record_words import text
from tui.widgets.screen import DeskModal

TITLE_CELLS = 10


@dataclass(frozen=True, slots=True)
class Waits:
    """A record of a kind that a person has not seen."""

    kind: Kind
    record: Record


class WaitingScreen(DeskModal[None]):
    """Shows them one after the other; Escape leaves the rest for the next time."""

    CONTEXTS = ("waiting",)
    CSS_PATH = Path(__file__).with_name("waiting.tcss")
    AUTO_FOCUS = ""

    def __init__(self, waiting: Sequence[Waits]) -> None:
        super().__init__()
        self._left = [*waiting]
        self._count = len(waiting)
        self._busy = False

    def compose(self) -> ComposeResult:
        with Vertical(id="waiting"):
            yield Part(self._head, id="waiting-head")
            with VerticalScroll(id="waiting-body", can_focus=False):
                yield Part(lambda width: [*self._lines(width)])
            yield KeyBar()

    def handlers(self) -> Handlers:
        """Return the answers and the moves."""
        return {
            **moves("waiting", Scroller(self, lambda: ("#waiting-body",))),
            "waiting.seen": Handler(self._see),
            "waiting.later": Handler(self._leave),
        }

    def _head(self, width: int) -> Sequence[Line]:
        kind, place = self._left[0].kind, self._count - len(self._left) + 1
        count = f"{place}/{self._count}"
        title = fit(f"{_(kind.title)} {self._left[0].record.number}", width - len(count))
        return [[(title, "accent strong"), (count, "muted")]]

    def _lines(self, width: int) -> Iterator[Line]:
        one, site = self._left[0], self.host.desk.site
        for name in one.kind.ask.fields if one.kind.ask else ():
            for count, line in enumerate(wrap(text(one.record, name, site), max(10, width - TITLE_CELLS))):
                title = fit("" if count else _(one.kind.titles[name]), TITLE_CELLS)
                yield [(title, "muted"), (line, "text")]

    def _see(self) -> None:
        if not self._busy:
            self._busy = True
            self.run_behind(self._seen)

    async def _seen(self) -> None:
        """Say that the first one was seen, and show the next one."""
        one = self._left[0]
        try:
            await self.host.desk.ask(lambda desk: desk.records.see(one.kind, one.record.number))
        except DeskError as error:
            self.host.tell(error.text(_), "warning")
        self._busy = False
        self.host.desk.look_again()
        if self.was_left:
            return
        del self._left[0]
        if not self._left:
            self.leave()
            return
        for part in self.query(Part):
            part.tell()
        self.query_one("#waiting-body").scroll_home(animate=False)

    def _leave(self) -> None:
        self.host.tell(_(N_("Not read yet: {count}.")).format(count=len(self._left)))
        self.dismiss(None)
