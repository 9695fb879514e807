"""Every watch, the newest first: who had the desk, who took it, which shifts were not handed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from textual import work
from textual.app import ComposeResult

from core.base.dataclass import dataclass
from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.desk.desk import Desk
from core.desk.handover import Missing
from core.duty.shift import Shift
from core.handover.watch import STATES, Watch
from core.policy.model import Policy
from tui.i18n import _
from tui.widgets.block import Part
from tui.widgets.cells import fit, fit_right
from tui.widgets.clock_text import shift_name, wall
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.row_list import ListRow, RowList
from tui.widgets.screen import DeskScreen, Marked


@dataclass(frozen=True, slots=True)
class Past:
    """What is listed, as of `now`."""

    watches: Sequence[Watch]
    missing: Sequence[Missing]
    policy: Policy
    now: datetime


def past(desk: Desk) -> Past:
    """The newest watches."""
    watches = desk.handover.handovers()
    return Past(watches, desk.handover.not_handed_over(watches), desk.queries.policy(), desk.clock())


class HandoversScreen(DeskScreen[None]):
    """A signed sheet opens with one key."""

    CONTEXTS = ("handovers",)
    CSS_PATH = "handover.tcss"
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._past: Past | None = None
        self._list = RowList(id="handover-list")

    def compose(self) -> ComposeResult:
        yield Part(self._head, id="handover-head")
        yield self._list
        yield KeyBar()

    @property
    def marked(self) -> Marked:
        """The marked watch, when it has ended: its sheet can be printed again."""
        ended = [one.id for one in self._past.watches if one.ended_at] if self._past else []
        return Marked(handover=next((ident for ident in ended if str(ident) == self._list.selected), None))

    def on_mount(self) -> None:
        """Read them."""
        self.refresh_data()

    def relabel(self) -> None:
        """Another language."""
        self._draw()
        self.query_one(KeyBar).redraw()

    def on_resize(self) -> None:
        """The columns fit the width."""
        self.call_after_refresh(self._draw)

    @work(exclusive=True, group="sheet")
    async def refresh_data(self) -> None:
        """Something has changed."""
        try:
            self._past = await self.host.ask(past)
        except DeskError as error:
            self.host.tell(error.text(_), "error")
            return
        if not self.was_left:
            self._draw()
            self.refresh_bindings()

    def _draw(self) -> None:
        if self._past is not None and self._list.size.width:
            self._list.show(list(rows(self._past, self._list.size.width)))
        self.query_one("#handover-head", Part).tell()

    def _head(self, width: int) -> Sequence[Line]:
        count = len(self._past.missing) if self._past else 0
        words = _(N_("Shifts that were not handed over: {count}")).format(count=count)
        title: Line = [(fit(f" {_(N_('Handovers'))}", width), "strong")]
        return [title, [(fit(f" {words}", width), "breached strong" if count else "muted")]]

    def why_not(self, command_id: str) -> str | None:
        """Only a watch that has ended has a signed sheet."""
        if command_id == "handovers.open" and not self._list.selected:
            return _(N_("There is nothing to be done with this line."))
        return None

    def action_open(self) -> None:
        """Show its sheet."""
        from screens.handover.screen import HandoverScreen  # it opens this list

        self.app.push_screen(HandoverScreen(self.marked.handover))

    def action_back(self) -> None:
        """Return to where the operator came from."""
        self.dismiss(None)

    def action_up(self) -> None:
        """One line up."""
        self._list.move(-1)

    def action_down(self) -> None:
        """One line down."""
        self._list.move(1)

    def action_page_up(self) -> None:
        """One page up."""
        self._list.move_page(-1)

    def action_page_down(self) -> None:
        """One page down."""
        self._list.move_page(1)


def rows(past: Past, width: int) -> Iterator[ListRow]:
    """One line a watch; under it the shifts that it ran over without a handover."""
    for watch in past.watches:
        yield ListRow(_watch(watch, past, width), str(watch.id))
        for missed in past.missing:
            if missed.watch == watch.id:
                words = _(N_("{shift}: not handed over")).format(shift=_shift(missed.shift, past))
                yield ListRow([(fit(f"     {words}", width), "breached")])


def _watch(watch: Watch, past: Past, width: int) -> Line:
    now, zone = past.now, past.policy.site.zone
    end = wall(watch.ended_at, now, zone) if watch.ended_at else ""
    marks = [
        _(N_("forced by {name}")).format(name=watch.forced_by) if watch.forced_by else "",
        _(N_("double shift")) if watch.double else "",
        "" if watch.ended_at else _(STATES[watch.state]),
    ]
    name = max(10, width // 7)
    return [
        (f" {fit(_shift(watch.shift, past), 20)}  ", "text"),
        (f"{fit(watch.operator, name)}  ", "strong"),
        (f"{fit_right(end, 11)}  ", "muted"),
        (f"{fit(watch.next, name)}  ", "text"),
        (fit("  ".join(mark for mark in marks if mark), max(0, width - 2 * name - 41)), "amber"),
    ]


def _shift(shift: Shift, past: Past) -> str:
    return f"{shift.day:%m-%d} {shift_name(shift, past.policy.site.zone)}"
