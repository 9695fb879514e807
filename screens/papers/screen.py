"""Document on the screen: read it, turn to an earlier one, export it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from core.base.errors import DeskError, InvalidInput
from core.base.i18n_marks import N_
from core.desk.desk import Desk
from core.desk.export_log import right_of
from core.people.rights import why_not
from screens.base.form_screen import ConfirmScreen, FormScreen
from screens.base.forms import Entry, Form, Values
from screens.base.reload import Reload
from screens.papers import lines
from tui.i18n import _, listed
from tui.papers.forms import FORM_NAMES, form_of
from tui.papers.paper import Paper
from tui.papers.saving import WHOLE_NUMBERS, save
from tui.widgets.block import Part
from tui.widgets.choices import Choice
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.moves import Scroller, moves
from tui.widgets.screen import DeskScreen

Make = Callable[[Desk, int, bool], Paper]
"""Make the document of a number of periods ago; the last argument is true for export or print."""

Made = tuple[int, Paper, tuple[int, Sequence[Line]]]
"""Number of periods ago, the document, its lines for a width."""


class PaperScreen(DeskScreen[None]):
    """Screen of the document from `make`; with `turns` one for each day, week or month."""

    CONTEXTS = ("paper",)
    CSS_PATH = "paper.tcss"
    AUTO_FOCUS = ""

    def __init__(self, make: Make, *, turns: bool = False) -> None:
        super().__init__()
        self._make = make
        self._turns = turns
        self._back = 0
        self._paper: Paper | None = None
        self._laid: tuple[int, Sequence[Line]] = (0, ())
        self._wanted = 0
        self._reload = Reload(self, self._question, self._show, group="card", failed=self._failed)

    def handlers(self) -> Handlers:
        """Return the handlers for the document and for scrolling."""
        return {
            **moves("paper", Scroller(self, lambda: ("#paper-body",))),
            "paper.sign": Handler(partial(self.run_behind, self._sign), self._why_not_signed),
            "paper.save": Handler(partial(self.run_behind, self._save), self._why_not_saved),
            "paper.earlier": Handler(partial(self._turn, 1), self._why_not_turned),
            "paper.later": Handler(partial(self._turn, -1), self._why_not_later),
            "paper.back": Handler(partial(self.dismiss, None), self._why_wait),
        }

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="paper-body", can_focus=False):
            yield Part(self._lines)
        yield KeyBar()

    def _lines(self, width: int) -> Sequence[Line]:
        """Return the lines for a width: laid out when read, or now for another width."""
        if self._paper and self._laid[0] != width:
            self._laid = (width, lines.lines(self._paper, width))
        return self._laid[1]

    def on_mount(self) -> None:
        """Make the document, once its width is known."""
        self.call_after_refresh(self._reload.start)

    def relabel(self) -> None:
        """Make the document again, in the language in use."""
        super().relabel()
        self._reload.start()

    def _turn(self, step: int) -> None:
        self._wanted = self._back + step
        self._reload.start()

    def _question(self) -> Callable[[Desk], Made]:
        back, width = self._wanted, self.query_one(Part).size.width

        def read(desk: Desk) -> Made:
            paper = self._make(desk, back, False)
            return back, paper, (width, lines.lines(paper, width) if width else ())

        return read

    def _show(self, made: Made) -> None:
        self._back, self._paper, self._laid = made
        self.redraw()
        self.query_one("#paper-body").scroll_home(animate=False)
        self.refresh_bindings()

    def _failed(self, error: DeskError) -> None:
        self.host.tell(error.text(_), "error")
        self.leave()

    def _why_wait(self) -> str | None:
        return None if self._paper else _(N_("Preparing the document…"))

    def _why_not_saved(self) -> str | None:
        if self._paper is None:
            return self._why_wait()
        refused = why_not(self.host.identity.actor, right_of(self._paper.kind))
        return refused.text(_) if refused else None

    def _why_not_turned(self) -> str | None:
        return self._why_wait() or (None if self._turns else _(N_("There is only this one.")))

    def _why_not_later(self) -> str | None:
        return self._why_not_turned() or (None if self._back else _(N_("This is the newest.")))

    def _why_not_signed(self) -> str | None:
        if self._paper is None or self._paper.signs is None:
            return self._why_wait() or _(N_("Only the callbacks of a week are signed here."))
        return None

    async def _sign(self) -> None:
        """Sign the callbacks of the week: the supervisor, then the director (R169)."""
        first = self._paper.signs if self._paper else None
        assert self._paper is not None and first is not None
        question = _(N_("Sign “{title}”, {subject}?")).format(
            title=self._paper.title, subject=self._paper.subject
        )
        if not await self.app.push_screen_wait(ConfirmScreen(question)):
            return
        try:
            kept = await self.host.desk.ask(lambda desk: desk.callback_weeks.sign(first))
        except DeskError as error:
            self.host.tell(error.text(_), "error")
            return
        self.host.tell(_(N_("Signed: {names}")).format(names=listed(one.name for one in kept.signatures)))
        self._reload.start()

    async def _save(self) -> None:
        """Export the document in the format of the file name's ending."""
        paper = self._paper
        assert paper is not None
        name = _proposed(paper)
        choices = [
            Choice(f"{name}.{form}", f".{form}", _(FORM_NAMES[form]), (form,)) for form in _forms(paper)
        ]
        entry = Entry("file", N_("File"), required=True, first=choices[0].value, choices=choices)
        about = f"{paper.title}  {paper.subject}"
        written = await self.app.push_screen_wait(
            FormScreen(Form(_(N_("Export")), [entry], self._written, about=about))
        )
        if written:
            told = _(N_("Written to {file}.")).format(file=written)
            self.host.tell("\n".join([told, _(WHOLE_NUMBERS)] if paper.taken_back else [told]))

    def _written(self, desk: Desk, values: Values) -> Path:
        """Write the file and record the export; an existing file is not overwritten."""
        path = Path(values["file"]).expanduser()
        form = form_of(path)
        if path.exists():
            raise InvalidInput(N_("{file} is there already."), hint=N_("Choose another name."), file=path)
        save(desk, self._make(desk, self._back, True), path, form)
        return path


def _forms(paper: Paper) -> list[str]:
    """Return the forms in the order in which they are offered: those that the import reads come first."""
    return sorted(FORM_NAMES, key=lambda form: paper.taken_back and form not in ("xlsx", "csv"))


def _proposed(paper: Paper) -> str:
    """Return a path for the file without its ending, unused so far."""
    subject = "".join(ch if ch.isalnum() or ch in "-:" else " " for ch in paper.subject).replace(":", "")
    name = "-".join([paper.kind, *subject.split()])
    there = {path.stem for path in Path.home().glob(f"{name}*")}
    free = (f"{name}-{count}" if count else name for count in range(len(there) + 1))
    return f"~/{next(one for one in free if one not in there)}"
