"""What taking a list over would do, part by part and row by row, before anything is entered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import on, work
from textual.app import ComposeResult

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.imports.preview import WHAT, Preview, RowResult
from screens.imports.form import LIST_NAMES, Asked, read_again
from tui.files.previews import details, remarks
from tui.i18n import _
from tui.widgets.block import Part
from tui.widgets.cells import fit, fit_right, widest, wrap
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.row_list import ListRow, OverRows, RowList
from tui.widgets.screen import DeskScreen

PARTS = ("refused", "changed", "new", "retired", "passed", "joined", "unchanged")
"""In this order: what must be looked at comes first."""

STYLES = {"refused": "breached", "changed": "amber", "new": "running", "retired": "amber"}

MOST = 1_000
"""So many rows of a part are shown."""

DETAIL = 4
"""Lines for all that is to be said of the marked row."""


class PreviewScreen(OverRows, DeskScreen[Preview | None]):
    """Dismissed with what was done, or None to go back to the form."""

    CONTEXTS = ("import",)
    CSS_PATH = "importing.tcss"
    AUTO_FOCUS = ""

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._asked = asked
        self._busy = False
        self._list = RowList()

    def compose(self) -> ComposeResult:
        yield Part(self._head, id="import-head")
        yield self._list
        yield Part(self._detail, id="import-detail")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the rows once their width is known."""
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """The columns are laid out for the width."""
        self.call_after_refresh(self._show)

    def relabel(self) -> None:
        """Put every text anew, in the language in use."""
        self._show()
        self.query_one(KeyBar).redraw()

    @property
    def _preview(self) -> Preview:
        return self._asked.preview

    # what is shown

    def _show(self) -> None:
        if width := self._list.size.width:
            self._list.show([*self._rows(width)])
        for part in self.query(Part):
            part.tell()
        self.refresh_bindings()

    def _head(self, width: int) -> Sequence[Line]:
        preview = self._preview
        where = "  ".join(filter(None, [_(LIST_NAMES[preview.kind]), preview.source, preview.sheet]))
        told = [f"{_(WHAT[what])} {count}" for what in PARTS if (count := preview.count(what))]
        lines: list[Line] = [
            [(fit(f" {where}", width), "accent strong")],
            [(fit(f" {'   '.join(told)}", width), "text")],
        ]
        return lines + [[(fit(f" {line}", width), "muted")] for line in remarks(preview)]

    def _rows(self, width: int) -> Iterator[ListRow]:
        names = widest((one.name for one in self._preview.outcomes[:MOST]), width // 4)
        for what in PARTS:
            outcomes = [one for one in self._preview.outcomes if one.what == what]
            if not outcomes:
                continue
            style = STYLES.get(what, "muted")
            yield ListRow(
                [(fit(f" {_(WHAT[what])}  {len(outcomes)}", width), f"{style} strong")], heading=True
            )
            for index, one in enumerate(outcomes[:MOST]):
                yield ListRow(self._line(one, names, width), key=f"{what}:{index}")
            if len(outcomes) > MOST:
                more = _(N_("and {count} more")).format(count=len(outcomes) - MOST)
                yield ListRow([(fit(f"       {more}", width), "muted")])

    def _line(self, one: RowResult, names: int, width: int) -> Line:
        place = fit_right(str(one.row or "-"), 6)
        told = details(one, self._preview, self.host.desk.policy)
        rest = max(0, width - 10 - names)
        style = "breached" if one.problems else "muted"
        return [(place, "muted"), (f"  {fit(one.name, names)}", "text"), (f"  {fit(told, rest)}", style)]

    @property
    def _marked(self) -> RowResult | None:
        what, _colon, index = self._list.selected.partition(":")
        if not index:
            return None
        return [one for one in self._preview.outcomes if one.what == what][int(index)]

    def _detail(self, width: int) -> Sequence[Line]:
        """All that is to be said of the marked row."""
        one = self._marked
        told = details(one, self._preview, self.host.desk.policy) if one else ""
        lines = wrap(told, max(1, width - 2), DETAIL)
        return [[(fit(f" {line}", width), "text")] for line in (*lines, *[""] * (DETAIL - len(lines)))]

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.query_one("#import-detail", Part).tell()

    # doing it

    def why_not(self, command_id: str) -> str | None:
        """Why the list cannot be taken over."""
        if self._busy:
            return _(N_("One moment: the list is being entered."))
        if command_id != "import.take":
            return None
        if self._preview.count("refused"):
            return _(N_("Rows are wrong: correct them in the file, then read it again."))
        return None if self._preview.changes_something else _(N_("Nothing would be different."))

    @work(group="act")
    async def action_take(self) -> None:
        """Enter all of it."""
        self._busy = True
        asked = self._asked
        try:
            done = await self.host.desk.ask(lambda desk: desk.imports.import_list(asked.book, asked.wish))
        except DeskError as error:
            self.host.tell(error.text(_), "error")
            return
        finally:
            self._busy = False
        self.host.desk.look_again()
        counts = (f"{_(WHAT[what])} {done.count(what)}" for what in ("new", "changed", "retired"))
        self.host.tell(f"{_(N_('Imported.'))} {'  '.join(counts)}")
        self.leave(done)

    @work(exclusive=True, group="card")
    async def action_again(self) -> None:
        """Read the file as it is now."""
        asked = self._asked
        try:
            self._asked = await self.host.desk.ask(lambda desk: read_again(desk, asked.path, asked.wish))
        except DeskError as error:
            self.host.tell(error.text(_), "error")
            return
        self._show()

    def action_back(self) -> None:
        """Back to the form; nothing was entered."""
        self.dismiss(None)

    # moving

    def action_next_part(self) -> None:
        """The next part."""
        self._list.move_heading(1)

    def action_previous_part(self) -> None:
        """The part before."""
        self._list.move_heading(-1)
