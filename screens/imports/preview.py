"""Preview of an import: its effect by part and row, before anything is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.desk.desk import Desk
from core.imports.preview import WHAT, Preview, RowResult
from screens.base.reload import Reload
from screens.imports.form import LIST_NAMES, ImportPlan, read_again
from tui.files.previews import details, remarks
from tui.i18n import _
from tui.widgets.block import Part
from tui.widgets.cells import fit, fit_right, widest, wrap
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.moves import moves
from tui.widgets.row_list import ListRow, RowList
from tui.widgets.screen import DeskScreen

PARTS = ("refused", "changed", "new", "retired", "passed", "joined", "unchanged")
"""In this order: what must be looked at comes first."""

STYLES = {"refused": "breached", "changed": "amber", "new": "running", "retired": "amber"}

MOST = 1_000
"""Largest number of rows shown of a part."""

DETAIL = 4
"""Lines for the details of the marked row."""


class PreviewScreen(DeskScreen[Preview | None]):
    """Preview screen; dismissed with the result, or None to go back to the form."""

    CONTEXTS = ("import",)
    CSS_PATH = "importing.tcss"
    AUTO_FOCUS = ""

    def __init__(self, asked: ImportPlan) -> None:
        super().__init__()
        self._asked = asked
        self._busy = False
        self._list = RowList(lambda width: [*self._rows(width)])
        self._reading = Reload(self, self._question, self._show, group="card")

    def handlers(self) -> Handlers:
        """Return the handlers for the list and for moving."""
        return {
            **moves("import", self._list),
            "import.next_part": Handler(partial(self._list.move_heading, 1), self._why_wait),
            "import.previous_part": Handler(partial(self._list.move_heading, -1), self._why_wait),
            "import.take": Handler(partial(self.run_behind, self._take), self._why_not_taken),
            "import.again": Handler(self._reading.start, self._why_wait),
            "import.back": Handler(partial(self.dismiss, None), self._why_wait),
        }

    def compose(self) -> ComposeResult:
        yield Part(self._head, id="import-head")
        yield self._list
        yield Part(self._detail, id="import-detail")
        yield KeyBar()

    @property
    def _preview(self) -> Preview:
        return self._asked.preview

    # what is shown

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
        """Return the details of the marked row."""
        one = self._marked
        told = details(one, self._preview, self.host.desk.policy) if one else ""
        lines = wrap(told, max(1, width - 2), DETAIL)
        return [[(fit(f" {line}", width), "text")] for line in (*lines, *[""] * (DETAIL - len(lines)))]

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.query_one("#import-detail", Part).tell()

    # doing it

    def _why_wait(self) -> str | None:
        return _(N_("Importing…")) if self._busy else None

    def _why_not_taken(self) -> str | None:
        if self._busy:
            return self._why_wait()
        if self._preview.count("refused"):
            return _(N_("Rows are wrong: correct them in the file, then read it again."))
        return None if self._preview.changes_something else _(N_("Nothing would be different."))

    async def _take(self) -> None:
        """Import all rows."""
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

    def _question(self) -> Callable[[Desk], ImportPlan]:
        asked = self._asked
        return lambda desk: read_again(desk, asked.path, asked.wish, asked.encoding)

    def _show(self, asked: ImportPlan) -> None:
        """Show the current content of the file."""
        self._asked = asked
        self.redraw()
        self.refresh_bindings()
