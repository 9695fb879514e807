"""Logging a call while it is heard: one line fills the form, every field can be corrected, one key saves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.events import DescendantBlur
from textual.timer import Timer
from textual.widgets import Input, Static

from core.board import Row
from core.desk import Desk
from core.errors import DeskError
from core.intake import Intake, read_line
from core.looking import Card
from core.text import clean
from core.ticket import Ticket
from core.words import N_
from screens import intake_lines
from screens.forms import Question, tell
from screens.intake_form import STRICT, TITLES, WIDE, Call, Misfilled
from tui.drafts import Draft, new_key
from tui.i18n import _
from tui.widgets.block import Part
from tui.widgets.fields import ChoiceList, Field, FieldRow
from tui.widgets.key_bar import KeyBar
from tui.widgets.line_field import LineField
from tui.widgets.lines import Line
from tui.widgets.screen import DeskScreen

FORM = "intake"
MARKS = {"@": "assign", "＠": "assign", "~": "taken", "～": "taken"}
"""The fields that the marks of the line stand for."""

AFTER_LETTER = 0.02
"""Seconds that a letter has to get to the terminal before work is done for what follows from it."""

KEEP_AFTER = 1.0
"""Seconds after a key until what is typed is on disk."""


class IntakeScreen(DeskScreen[Ticket | None]):
    """The form of one call; dismissed with the logged ticket, or None."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("intake",)
    CSS_PATH = "intake.tcss"
    AUTO_FOCUS = "#line"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012

    def __init__(self, started_at: datetime, draft: Draft | None = None) -> None:
        super().__init__()
        self._started_at = started_at
        self._draft = draft
        self._key = new_key()
        self._typed: dict[str, str] = {}
        self._parked: list[Draft] = []
        self._around: Sequence[Row] = ()
        self._place = ""
        self._told = ""
        self._timer: Timer | None = None
        self._busy = False
        self._to_say = False
        self._forget: Callable[[], None] = lambda: None

    @property
    def _call(self) -> Call:
        return Call(self.host, self._started_at)

    def compose(self) -> ComposeResult:
        yield Part(self._title, id="intake-title")
        call = self._call
        staff = {mark: call.choices_of(name, self._text_of) for mark, name in MARKS.items()}
        line = LineField({mark: choices for mark, choices in staff.items() if choices}, id="line")
        line.placeholder = _(N_("place, what is wrong, urgent, phone, @whom to send, ~who reported it"))
        yield line
        yield Static("", id="intake-message", markup=False)
        with Container(id="intake-body"):
            with VerticalScroll(id="intake-form", can_focus=False):
                for name, title in TITLES.items():
                    box = Field(call.choices_of(name, self._text_of), strict=name in STRICT)
                    yield FieldRow(name, _(title), box, remarks=name not in WIDE)
            with Container(id="intake-side"):
                yield ChoiceList(id="intake-list")
                yield Part(self._advice, id="intake-advice")
        yield KeyBar()

    # beginning and ending

    def on_mount(self) -> None:
        """Take up the draft, or tell that there is one."""
        self._forget = self.host.save_at_end(self._keep_now)
        self._parked = [draft for draft in self.host.drafts.pending() if draft.form == FORM]
        if self._draft is not None:
            self._restore(self._draft)
        elif self._parked:
            self._hint()
        self._say()

    def on_unmount(self) -> None:
        """Nothing is left to be kept when the desk ends."""
        self._forget()

    def tick(self, now: datetime) -> None:
        """The call lasts."""
        if self.is_mounted:
            self.query_one("#intake-title", Part).tell()

    def refresh_data(self) -> None:
        """People, units or rules may have changed."""
        if self.is_mounted:
            self._say()

    def relabel(self) -> None:
        """Put every text anew, in the language in use."""
        for name, title in TITLES.items():
            self.query_one(f"#row-{name}", FieldRow).rename(_(title))
        self.refresh_data()
        self.query_one("#intake-title", Part).tell()

    def _restore(self, draft: Draft) -> None:
        """Everything as it was typed; the call's clock goes on from its own first key."""
        self._key, self._started_at = draft.key, draft.started_at
        self._typed = {name: text for name, text in draft.fields.items() if name in TITLES}
        self.query_one("#line", Field).value = draft.fields.get("line", "")
        for name, text in self._typed.items():
            self._field(name).put(text)
        self._complain("")

    def _hint(self) -> None:
        last = self._parked[-1]
        began = intake_lines.clock(last.started_at, self.host)
        words = _(N_("{key} takes up the call of {time}: {text}"))
        text = " ".join(last.fields.values())
        self._complain(words.format(key=self.host.key("intake.park"), time=began, text=text), hint=True)

    # what is typed

    def _field(self, name: str) -> Field:
        return self.query_one(f"#field-{name}", Field)

    def _text_of(self, name: str) -> str:
        return clean(self._field(name).value)

    @property
    def _line(self) -> str:
        return self.query_one("#line", Field).value

    @property
    def _texts(self) -> dict[str, str]:
        """What every field says; the time of the report only where it was typed."""
        texts = {name: self._text_of(name) for name in TITLES}
        return texts | {"reported": self._typed.get("reported", "")}

    @property
    def _parsed(self) -> Intake:
        return read_line(self._line, self.host.directory, self.host.policy)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        """A field that is typed into wins over the line; an emptied one is the line's again."""
        name = (event.input.id or "").removeprefix("field-")
        if name in TITLES:
            if event.value.strip():
                self._typed[name] = event.value
            else:
                self._typed.pop(name, None)
        if not self._to_say:
            self._to_say = True
            self.set_timer(AFTER_LETTER, self._answer)
        if self._timer is None:
            self._timer = self.set_timer(KEEP_AFTER, self._keep_soon)

    @on(LineField.Named)
    def _named(self, event: LineField.Named) -> None:
        """A name with blanks goes into its own field."""
        name = MARKS[event.mark]
        self._typed[name] = event.name
        self._field(name).put(event.name)
        self._say()

    @on(DescendantBlur)
    def _left(self) -> None:
        self._say()

    def _answer(self) -> None:
        """The letter is on the screen: now what follows from it, unless it was saved or left meanwhile."""
        if self._to_say and self.is_running:
            self._complain("")
            self._say()

    def _say(self) -> None:
        """Fill in what the line says, and what follows from it."""
        self._to_say = False
        said = self._call.said(self._parsed, self._typed)
        for name, text in said.items():
            box = self._field(name)
            if name not in self._typed and not box.has_focus and box.value != text:
                box.say(text)
        for name, remark in intake_lines.remarks(self._call, self._texts).items():
            self.query_one(f"#row-{name}", FieldRow).remark(remark)
        if self._place != (place := self._text_of("unit")):
            self._place = place
            self._look_around(place)
        self.query_one("#intake-advice", Part).tell()

    @work(exclusive=True, group="around")
    async def _look_around(self, place: str) -> None:
        """What is open at the same place: perhaps it is the same matter."""
        self._around = ()
        if place:
            await asyncio.sleep(0.2)
            try:
                board = await self.host.ask(lambda desk: desk.board("open", text=place, limit=20))
            except DeskError:
                return  # the board tells what is wrong with the storage
            self._around = [row for row in board.rows if row.where == place]
        if not self.was_left:
            self.query_one("#intake-advice", Part).tell()

    @on(Field.Listed)
    def _listed(self) -> None:
        """While something can be chosen, the list stands where the advice was."""
        box = self.focused
        listing = isinstance(box, Field) and bool(box.listed)
        self.set_class(listing, "-listing")
        if isinstance(box, Field) and listing:
            self.query_one("#intake-list", ChoiceList).show(box)

    def _title(self, width: int) -> Sequence[Line]:
        return intake_lines.title(self._call, width)

    def _advice(self, width: int) -> Sequence[Line]:
        return intake_lines.advice(self._call, self._texts, self._around, width)

    def _complain(self, text: str, *, hint: bool = False) -> None:
        if self.was_left:
            self.host.tell(text, "error")
            return
        message = self.query_one("#intake-message", Static)
        if message.content != Content(text):
            message.update(Content(text), layout=False)
        message.set_class(hint, "-hint")

    # the draft

    @property
    def _is_empty(self) -> bool:
        return not self._line.strip() and not self._typed

    def _as_draft(self) -> Draft:
        return Draft(FORM, self._started_at, {"line": self._line, **self._typed}, self._key)

    def _keep_now(self) -> None:
        """Bring what is typed to disk at once; called by signals too."""
        if not self._is_empty:
            self.host.drafts.save(self._as_draft())

    @work(group="draft")
    async def _keep_soon(self) -> None:
        self._timer = None
        draft = self._as_draft()
        try:
            if not self._is_empty:
                await asyncio.to_thread(self.host.drafts.save, draft)
        except DeskError as error:
            self._complain(error.text(_))

    def action_park(self) -> None:
        """Keep what is typed and go back; in an empty form, take up what was kept."""
        if self._is_empty and self._parked:
            self._restore(self._parked.pop())
            self._say()
            return
        try:
            self._keep_now()
        except DeskError as error:
            self._complain(error.text(_))
            return
        if not self._is_empty:
            keys = {"new": self.host.key("app.new_ticket"), "park": self.host.key("intake.park")}
            self.host.tell(_(N_("Kept as a draft: {new}, then {park} takes it up again.")).format(**keys))
        self.dismiss(None)

    @work(group="act")
    async def action_cancel(self) -> None:
        """Throw the draft away, after asking."""
        if self._is_empty or await self.app.push_screen_wait(Question(_(N_("Throw this call away?")))):
            self.host.drafts.discard(self._as_draft())
            self.dismiss(None)

    # saving

    def action_next_field(self) -> None:
        """Down a field."""
        self.focus_next(Field)

    def action_previous_field(self) -> None:
        """Up a field."""
        self.focus_previous(Field)

    def on_input_submitted(self) -> None:
        """Enter saves, wherever the cursor is."""
        self.action_save()

    def action_save(self) -> None:
        """Log it; whoever is named is sent in the same step."""
        self._settle()
        self._save(self._texts["assign"])

    def action_save_assign(self) -> None:
        """Log it and send it: to the department of the category where nobody is named."""
        self._settle()
        category = self._call.category(self._texts["category"])
        self._save(self._texts["assign"] or (category.department if category else ""))

    def _settle(self) -> None:
        """Finish what was begun: the form says what will be saved."""
        self._say()
        for name in STRICT:
            self._field(name).settle()

    def _save(self, assign: str) -> None:
        try:
            intake = self._call.intake(clean(self._line), {**self._texts, "assign": assign})
        except Misfilled as wrong:
            self._field(wrong.name).point_out()
            self._complain(wrong.error.text(_))
            return
        if not self._busy:
            self._busy = True
            self._log(intake)

    @work(group="write")
    async def _log(self, intake: Intake) -> None:
        key = self._key

        def log(desk: Desk) -> Card:
            return desk.card(desk.log(intake, key=key).number)

        try:
            card = await self.host.ask(log)
        except DeskError as error:
            self._complain(error.text(_))
            return
        finally:
            self._busy = False
        self.host.drafts.discard(self._as_draft())
        self.host.changed(card.ticket.number)
        tell(self.host, card, undone=True)
        self.leave(card.ticket)
