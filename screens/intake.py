"""Logging a call while it is heard: one line fills the form, every field can be corrected, one key saves."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.events import DescendantBlur
from textual.widgets import Input, Static

from core.board import Row
from core.desk import Desk
from core.errors import DeskError
from core.intake import Intake, read_line
from core.looking import Card
from core.text import clean
from core.words import N_
from screens import intake_lines
from screens.forms import tell
from screens.intake_form import STRICT, TITLES, WIDE, Call, Misfilled
from screens.intake_kept import KeptScreen
from tui.drafts import Draft
from tui.i18n import _
from tui.widgets.block import Part
from tui.widgets.fields import ChoiceList, Field, FieldRow
from tui.widgets.key_bar import KeyBar
from tui.widgets.line_field import LineField
from tui.widgets.lines import Line

MARKS = {"@": "assign", "＠": "assign", "~": "taken", "～": "taken"}
"""The fields that the marks of the line stand for."""

AFTER_LETTER = 0.02
"""Seconds that a letter has to get to the terminal before work is done for what follows from it."""


class IntakeScreen(KeptScreen):
    """The form of one call; dismissed with the logged ticket, or None."""

    CONTEXTS: ClassVar[tuple[str, ...]] = ("intake",)
    CSS_PATH = "intake.tcss"
    AUTO_FOCUS = "#line"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012

    def __init__(self, started_at: datetime, draft: Draft | None = None) -> None:
        super().__init__(started_at, draft)
        self._around: Sequence[Row] = ()
        self._place = ""
        self._saving: set[str] = set()
        self._to_say = False

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
        """Show the call, and the ones that wait."""
        self._forget = self.host.save_at_end(self._keep_now)
        self._begin(self._first)

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

    def _show(self, draft: Draft) -> None:
        """Everything as it was typed; the call's clock goes on from its own first key."""
        line = self.query_one("#line", Field)
        with line.prevent(Input.Changed):
            line.value = draft.fields.get("line", "")
        for name in TITLES:
            self._field(name).put(self._call.written(name, draft.fields.get(name, "")))
        self._complain("")
        self._say()
        line.focus()
        line.cursor_position = len(line.value)

    def _heading(self) -> None:
        self.query_one("#intake-title", Part).tell()

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
        self._keep_later()

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
        return intake_lines.title(self._call, self._parked, width)

    def _advice(self, width: int) -> Sequence[Line]:
        return intake_lines.advice(self._call, self._texts, self._around, width)

    def _complain(self, text: str) -> None:
        if self.was_left:
            self.host.tell(text, "error")
            return
        message = self.query_one("#intake-message", Static)
        if message.content != Content(text):
            message.update(Content(text), layout=False)

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
        self._log(intake, self._as_draft())

    @work(group="write")
    async def _log(self, intake: Intake, draft: Draft) -> None:
        """Log that call; the operator may have gone on to the next one meanwhile."""
        if draft.key in self._saving:
            return
        self._saving.add(draft.key)

        def log(desk: Desk) -> Card:
            return desk.card(desk.log(intake, key=draft.key).number)

        try:
            card = await self.host.ask(log)
        except DeskError as error:
            self._refused(draft, error.text(_))
            return
        finally:
            self._saving.discard(draft.key)
        self.host.drafts.discard(draft)
        self.host.changed(card.ticket.number)
        tell(self.host, card, undone=True)
        if draft.key == self._key:
            self.leave(card.ticket)
        elif not self.was_left:
            self._count_parked()

    def _refused(self, draft: Draft, why: str) -> None:
        """It is in the form still, or parked."""
        if draft.key == self._key:
            self._complain(why)
        else:
            self.host.tell(why, "error")
