"""Call form: one line fills it, every field can be corrected, one key saves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.events import DescendantBlur, Key
from textual.widgets import Input

from core.base.i18n_marks import N_
from core.base.text import clean
from core.desk.desk import Desk
from core.intake.model import CleanIntake
from core.intake.recognition.reader import warm
from core.policy.urgency import Urgency
from core.ticket.model import Ticket
from core.ticket.reading import NAMED
from screens.base.reload import Reload, ignored
from screens.intake import lines
from screens.intake.caller_choice import CallerChoice
from screens.intake.form import FIELDS, STRICT, TITLES, WIDE, Call
from screens.intake.marks import LineHighlighter
from screens.intake.more import MORE
from screens.intake.parked import CallForm, ParkedCalls
from screens.intake.saving import CallSaver
from screens.intake.side import Beside, advice, look
from tui.files.drafts import CALL, Draft
from tui.i18n import _, language
from tui.widgets.block import Part
from tui.widgets.cells import fit
from tui.widgets.fields import ChoiceList, Field, FieldPage, FieldRow
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.key_bar import KeyBar
from tui.widgets.line_field import LineField
from tui.widgets.lines import Line
from tui.widgets.screen import DeskScreen

AFTER_LETTER = 0.02
"""Seconds that a letter has to get to the terminal before work is done for what follows from it."""

AFTER_WORD = 0.15
"""Seconds that nothing new is said until the storage is asked."""


class IntakeScreen(DeskScreen[Ticket | None]):
    """Form of one call; dismissed with the logged ticket, or None."""

    CONTEXTS = ("intake",)
    CSS_PATH = "intake.tcss"
    AUTO_FOCUS = "#line"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012

    def __init__(self, started_at: datetime, draft: Draft | None = None) -> None:
        super().__init__()
        self._first = draft or Draft(CALL, started_at, {})
        sheet = CallForm(lambda: self._line, self._show, lambda: self._parts["title"].tell(), self._complain)
        self.calls = ParkedCalls(self, sheet, self._first)
        self._saver = CallSaver(
            self, self.calls, intake=self._intake, point_out=self._point_out, complain=self._complain
        )
        self._around = Reload(
            self, self._question, self._show_around, group="around", after=AFTER_WORD, failed=ignored
        )
        drawn = {"title": self._title, "message": self._message, "advice": self._advice}
        self._parts = {name: Part(draw, id=f"intake-{name}") for name, draw in drawn.items()}
        self._boxes: dict[str, Field] = {}
        self._said: dict[str, str] = {}
        self._marks = LineHighlighter()
        self._beside = Beside()
        self._reading = NAMED
        self._callers = CallerChoice(lambda: self._beside, lambda: self._texts, self._put_all)
        self._asked: tuple[str, ...] = ()
        self._to_say = False
        self._wrong = ""
        self._ahead: str | None = ""

    def handlers(self) -> Handlers:
        """Return the handlers of the form."""
        return {
            "intake.save": Handler(self._save),
            "intake.save_assign": Handler(self._save_assigned),
            "intake.park": Handler(self._park),
            "intake.cancel": Handler(partial(self.run_behind, self.calls.throw_away)),
            "intake.more": Handler(self._turn_page),
            "intake.at_once": Handler(self._say_outcome),
            "intake.emergency": Handler(self._raise_to_emergency),
            "intake.who": Handler(self._callers.take_next, self._callers.why_not),
            "intake.matches": Handler(self._decide, self._why_not_decided),
            "intake.next_field": Handler(partial(self.focus_next, Field)),
            "intake.previous_field": Handler(partial(self.focus_previous, Field)),
        }

    @property
    def _call(self) -> Call:
        return Call(self.host, self.calls.started_at, self.calls.is_late)

    @property
    def _typed(self) -> dict[str, str]:
        return self.calls.typed

    def compose(self) -> ComposeResult:
        yield self._parts["title"]
        line = LineField(self._call.sources(self._said_of), enter=self._entered, id="line")
        line.highlighter = self._marks
        line.placeholder = _(N_("place, what is wrong, urgent, phone, @assignee, ~first contact"))
        yield line
        yield self._parts["message"]
        with Container(id="intake-body"):
            with FieldPage(id="intake-form"):
                yield from (self._row(name) for name in TITLES)
            yield FieldPage(id="intake-more")
            with Container(id="intake-side"):
                yield ChoiceList(id="intake-list")
                yield self._parts["advice"]
        yield KeyBar()

    def _row(self, name: str) -> FieldRow:
        choices = self._call.choices_of(name, lambda other: self._texts[other])
        box = Field(choices, strict=name in STRICT, enter=self._entered)
        self._boxes[name] = box
        return FieldRow(name, _(FIELDS[name]), box, remarks=name in TITLES and name not in WIDE)

    # beginning and ending

    def on_mount(self) -> None:
        """Show the call and the parked ones."""
        self.calls.keeper.begin()
        self.run_behind(partial(asyncio.to_thread, warm), "warm")
        self.calls.begin(self._first)
        ahead, self._ahead = self._ahead or "", None
        self.type_ahead(ahead)

    def type_ahead(self, text: str) -> bool:
        """Insert letters into the line, or keep them until the line is mounted."""
        if self._ahead is None:
            self.query_one("#line", Field).insert_text_at_cursor(text)
        else:
            self._ahead += text
        return True

    def on_key(self, event: Key) -> None:
        """Collect letters typed before any field has the focus."""
        if self.focused is None and event.is_printable and event.character:
            self.type_ahead(event.character)
            event.stop()
            event.prevent_default()

    def on_unmount(self) -> None:
        """Stop keeping the draft when the desk ends."""
        self.calls.keeper.end()

    def tick(self, now: datetime) -> None:
        """Update the duration of the call and the time left to answer."""
        if self.is_mounted:
            self._parts["title"].tell()
            self._parts["advice"].tell()

    def refresh_data(self) -> None:
        """Read the line again: people, units or rules may have changed."""
        if self.is_mounted:
            self._asked = ()
            self._say()
            self.calls.count()
            self._saver.go_on()

    def relabel(self) -> None:
        """Write every text again, in the language in use."""
        super().relabel()
        for name in self._boxes:
            self.query_one(f"#row-{name}", FieldRow).rename(_(FIELDS[name]))
        self.refresh_data()

    def _show(self, draft: Draft) -> None:
        """Show a draft as it was typed; its clock continues from its first key."""
        line = self.query_one("#line", Field)
        with line.prevent(Input.Changed):
            line.value = draft.fields.get("line", "")
        for name in self._boxes:
            self._fill(name)
        self._beside, self._asked = Beside(), ()
        self._complain("")
        self._say()
        self.remove_class("-more")
        line.focus()
        line.cursor_position = len(line.value)

    def _fill(self, name: str) -> None:
        self._boxes[name].put(self._call.written(name, self._typed.get(name, "")))

    # the second page

    async def _turn_page(self) -> None:
        """Turn the page: the particulars of the procedures, or the call itself."""
        page = self.query_one("#intake-more", FieldPage)
        if not page.children:
            names = [*MORE]
            half = (len(names) + 1) // 2
            columns = [Vertical(*map(self._row, part)) for part in (names[:half], names[half:])]
            await page.mount(Horizontal(*columns))
            for name in MORE:
                self._fill(name)
            self._say()
        if self.has_class("-more"):
            self.remove_class("-more")
            self.query_one("#line").focus()
        else:
            self.add_class("-more")
            self.call_after_refresh(self._boxes[next(iter(MORE))].focus)

    # what is typed

    def _said_of(self, name: str) -> str:
        """Return the text of a field, after reading the last letter of the line."""
        self._answer()
        return self._texts[name]

    @property
    def _line(self) -> str:
        return self.query_one("#line", Field).value

    @property
    def _texts(self) -> dict[str, str]:
        """Return the text of every field: typed by hand, else read from the line."""
        return {name: clean(self._typed.get(name) or self._said.get(name, "")) for name in FIELDS}

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        """Let a typed field win over the line, and an emptied one follow the line again."""
        name = (event.input.id or "").removeprefix("field-")
        if name in FIELDS:
            if event.value.strip():
                self._typed[name] = event.value
            else:
                self._typed.pop(name, None)
        if not self._to_say:
            self._to_say = True
            self.set_timer(AFTER_LETTER, self._answer)
        self.calls.keeper.later()

    @on(DescendantBlur)
    def _left(self) -> None:
        self._say()

    def _answer(self) -> None:
        """Read the line once the letter is drawn, unless the call was saved or left meanwhile."""
        if self._to_say and self.is_running:
            self._complain("")
            self._say()

    def _say(self) -> None:
        """Fill the fields from the line and update everything that depends on them."""
        self._to_say = False
        left = {n: box.value for n, box in self._boxes.items() if n not in self._typed and box.is_typed}
        self._typed.update(left)  # left before the message of the last letter arrived
        call = self._call
        if self._marks.found(call.parts(self._line)):
            self.query_one("#line").refresh()
        parsed = call.read(self._line)
        self._said, self._reading = call.said(parsed, self._typed), call.reading(parsed, self._typed)
        for name, box in self._boxes.items():
            text = self._said[name]
            if name not in self._typed and not box.has_focus and box.value != text:
                box.say(text)
        texts = self._texts
        self._remark()
        asked = self._call.told_of(texts)
        if asked != self._asked:
            self._asked = asked
            self._around.start()
        self._parts["advice"].tell()

    def _question(self) -> Callable[[Desk], Beside]:
        """Return the query for caller, earlier tickets and possible assignees."""
        intake = self._call.draft(self._texts)
        directory, policy = self.host.desk.directory, self.host.desk.policy
        return lambda desk: look(desk, intake, directory, policy)

    def _remark(self) -> None:
        """Show the remarks next to the fields; what is told of an earlier ticket is the only promise."""
        told = self._beside.told is not None
        for name, remark in lines.remarks(self._call, self._texts, self._reading, told=told).items():
            self.query_one(f"#row-{name}", FieldRow).remark(remark)

    def _show_around(self, beside: Beside) -> None:
        self._beside = beside
        self._remark()
        self._parts["advice"].tell()
        self.refresh_bindings()

    def _raise_to_emergency(self) -> None:
        """Make it an emergency: the one asked about, or the next kind."""
        if found := self._call.next_emergency(self._reading, self._texts["category"]):
            self._put_all({"category": found.title(language()), "urgency": _(Urgency.EMERGENCY.label)})

    def _put_all(self, texts: Mapping[str, str]) -> None:
        self._typed.update(texts)
        for name in texts:
            self._fill(name)
        self._say()
        self.calls.keeper.later()

    @on(Field.Listed)
    def _listed(self) -> None:
        """Show the list of choices in the place of the advice while there are choices."""
        box = self.focused
        if isinstance(box, LineField):
            self._parts["message"].tell()
        listing = isinstance(box, Field) and bool(box.listed) and not isinstance(box, LineField)
        self.set_class(listing, "-listing")
        if isinstance(box, Field) and listing:
            self.query_one("#intake-list", ChoiceList).show(box)

    def _message(self, width: int) -> Sequence[Line]:
        """Return the error, else the choices for the word in the line."""
        if self._wrong:
            return [[(fit(self._wrong, width), "breached")]]
        line = self.query_one("#line", LineField)
        return [lines.begun(line.listed, line.marked, width) if line.has_focus else []]

    def _title(self, width: int) -> Sequence[Line]:
        call, channel = self._call, self._call.code("channel", self._texts["channel"])
        return lines.title(call, self.calls.waiting, channel, self._saver.entered, width)

    def _advice(self, width: int) -> Sequence[Line]:
        return advice(self._call, self._texts, self._reading, self._beside, width)

    def _complain(self, text: str) -> None:
        if self.was_left:
            self.host.tell(text, "error")
            return
        if self._wrong != text:
            self._wrong = text
            self._parts["message"].tell()

    # saving

    def _entered(self, taken: bool, _whole: bool) -> None:
        """Save by Enter in any field, unless it took a choice."""
        if not taken:
            self._save()

    def _save(self) -> None:
        """Log the call; a named assignee is assigned in the same step."""
        if not self._saver.must_wait(self._save):
            self._settle()
            self._saver.save(self._texts["assign"])

    def _save_assigned(self) -> None:
        """Log and assign the call; without a name, to the department of the category."""
        if not self._saver.must_wait(self._save_assigned):
            self._settle()
            category = self._call.category(self._texts["category"])
            self._saver.save(self._texts["assign"] or (category.department if category else ""))

    def _decide(self) -> None:
        """Open the decision about earlier tickets."""
        self._settle()
        if self._beside.earlier:
            self._saver.save(self._texts["assign"], decide=self._beside.earlier)

    def _why_not_decided(self) -> str | None:
        return None if self._beside.earlier else _(N_("Nothing like it was reported before."))

    def _say_outcome(self) -> None:
        """Go to the field for the result: a call answered at once is logged as done."""
        self.remove_class("-more")
        self.call_after_refresh(self._boxes["outcome"].focus)

    def _park(self) -> None:
        """Park the call and go back; after calls from paper, tell their number."""
        self._saver.tell_entered()
        self.calls.park()

    def _settle(self) -> None:
        """Complete half-typed choices, so that the form shows exactly the values to save."""
        self.query_one("#line", LineField).finish()
        self._say()
        for name in STRICT:
            if name in self._boxes:
                self._boxes[name].settle()
                if name in self._typed:
                    self._typed[name] = self._boxes[name].value

    def _intake(self, assign: str) -> CleanIntake:
        texts = {**self._texts, "assign": assign}
        return self._call.intake(self._line, texts, self._typed)

    def _point_out(self, name: str) -> None:
        """Put the cursor into a field and show the page that it is on."""
        if name in self._boxes:
            self.set_class(name in MORE, "-more")
            self.call_after_refresh(self._boxes[name].point_out)
