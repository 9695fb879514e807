"""A paper on the screen: to read it, to turn to an earlier one, to write it to a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from core.base.errors import DeskError, InvalidInput
from core.base.i18n_marks import N_
from core.desk.desk import Desk
from core.desk.export_log import right_of
from core.people.rights import why_not
from screens.base.form_screen import FormScreen
from screens.base.forms import Entry, Form, Values
from screens.papers import lines
from tui.i18n import _
from tui.papers.forms import FORM_NAMES, form_of
from tui.papers.paper import Paper
from tui.papers.saving import save
from tui.widgets.block import Part
from tui.widgets.choices import Choice
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.screen import DeskScreen
from tui.widgets.scrolling import Scrolling

Make = Callable[[Desk, int, bool], Paper]
"""The paper of so many periods ago; the last says whether it is to leave the desk."""


class PaperScreen(Scrolling, DeskScreen[None]):
    """Shows what `make` makes; with `turns` there is one for each day, week or month."""

    CONTEXTS = ("paper",)
    _whole = "#paper-body"
    CSS_PATH = "paper.tcss"
    AUTO_FOCUS = ""

    def __init__(self, make: Make, *, turns: bool = False) -> None:
        super().__init__()
        self._make = make
        self._turns = turns
        self._back = 0
        self._paper: Paper | None = None
        self._laid: tuple[int, Sequence[Line]] = (0, ())

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="paper-body", can_focus=False):
            yield Part(self._lines)
        yield KeyBar()

    def _lines(self, width: int) -> Sequence[Line]:
        """The paper laid out for a width: beside the screen when it was read, here for another width."""
        if self._paper and self._laid[0] != width:
            self._laid = (width, lines.lines(self._paper, width))
        return self._laid[1]

    def on_mount(self) -> None:
        """Make the paper, once its width is known."""
        self.call_after_refresh(self._load, self._back)

    def relabel(self) -> None:
        """Make it anew, in the language in use."""
        self._load(self._back)
        self.query_one(KeyBar).redraw()

    @work(exclusive=True, group="card")
    async def _load(self, back: int) -> None:
        width = self.query_one(Part).size.width

        def read(desk: Desk) -> tuple[Paper, Sequence[Line]]:
            paper = self._make(desk, back, False)
            return paper, lines.lines(paper, width) if width else ()

        try:
            paper, laid = await self.host.desk.ask(read)
        except DeskError as error:
            self.host.tell(error.text(_), "error")
            self.leave()
            return
        if self.was_left:
            return
        self._back, self._paper, self._laid = back, paper, (width, laid)
        self.query_one(Part).tell()
        self.query_one("#paper-body").scroll_home(animate=False)
        self.refresh_bindings()

    def why_not(self, command_id: str) -> str | None:
        """Why the paper cannot be written to a file, or turned over."""
        if self._paper is None:
            return _(N_("One moment: the paper is being made."))
        if command_id == "paper.save":
            refused = why_not(self.host.identity.actor, right_of(self._paper.kind))
            return refused.text(_) if refused else None
        if command_id in ("paper.earlier", "paper.later") and not self._turns:
            return _(N_("There is only this one."))
        if command_id == "paper.later" and not self._back:
            return _(N_("This is the newest."))
        return None

    def action_earlier(self) -> None:
        """The day, week or month before."""
        self._load(self._back + 1)

    def action_later(self) -> None:
        """The next one."""
        self._load(self._back - 1)

    @work(group="act")
    async def action_save(self) -> None:
        """Write it to a file, in the form that the file's name ends in."""
        paper = self._paper
        assert paper is not None
        name = _proposed(paper)
        choices = [
            Choice(f"{name}.{form}", f".{form}", _(title), (form,)) for form, title in FORM_NAMES.items()
        ]
        entry = Entry("file", N_("File"), required=True, first=choices[0].value, choices=choices)
        about = f"{paper.title}  {paper.subject}"
        written = await self.app.push_screen_wait(
            FormScreen(Form(_(N_("Write to a file")), [entry], self._written, about=about))
        )
        if written:
            self.host.tell(_(N_("Written to {file}.")).format(file=written))

    def _written(self, desk: Desk, values: Values) -> Path:
        """Write the file, and the record that it was; one that is there already stays."""
        path = Path(values["file"]).expanduser()
        form = form_of(path)
        if path.exists():
            raise InvalidInput(N_("{file} is there already."), hint=N_("Choose another name."), file=path)
        save(desk, self._make(desk, self._back, True), path, form)
        return path

    def action_back(self) -> None:
        """Return to where the operator came from."""
        self.dismiss(None)


def _proposed(paper: Paper) -> str:
    """Where the file could go, without its ending: a name that none has there yet."""
    subject = "".join(ch if ch.isalnum() or ch in "-:" else " " for ch in paper.subject).replace(":", "")
    name = "-".join([paper.kind, *subject.split()])
    there = {path.stem for path in Path.home().glob(f"{name}*")}
    free = (f"{name}-{count}" if count else name for count in range(len(there) + 1))
    return f"~/{next(one for one in free if one not in there)}"
