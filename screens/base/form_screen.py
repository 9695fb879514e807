"""Screen of a form, which keeps the typed text until the form is done; and the screen of a confirmation."""

from __future__ import annotations

from collections.abc import Awaitable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from screens.base.draft_keeper import FormDraft
from screens.base.forms import Form, Values
from screens.base.why import with_reason
from tui.i18n import _
from tui.widgets.choices import code_of
from tui.widgets.clock_text import wall
from tui.widgets.fields import ChoiceList, Field, FieldRow
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.key_bar import KeyBar
from tui.widgets.screen import DeskModal

STYLE = Path(__file__).with_name("forms.tcss")


class FormScreen(DeskModal[Any]):
    """Screen of a form; dismissed with the result of the form's function, or None if it was cancelled."""

    CONTEXTS = ("form",)
    CSS_PATH = STYLE
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012

    def __init__(self, form: Form) -> None:
        super().__init__(classes="-tall" if form.tall else None)
        self.form = form
        self.UNSAID = ("app.new_ticket",) if form.calls_wait else ()
        self._busy = False
        self._message = Static("", id="form-message", markup=False)
        self._fields: dict[str, Field] = {}
        self._draft = FormDraft(self, form.kept, form.entries, self._fields, self._say)
        self._typed: set[str] = set()
        self._judged: dict[str, str] = {}
        """Texts of the fields at the last saving."""

    def handlers(self) -> Handlers:
        """Return the handlers of the keys of a dialog."""
        return {
            "form.save": Handler(self._save),
            "form.cancel": Handler(self._leave),
            "form.next_field": Handler(self._next_field),
            "form.previous_field": Handler(self._previous_field),
        }

    def compose(self) -> ComposeResult:
        form = self.form
        with Vertical(id="form"):
            yield Static(form.heading(self.host), id="form-title")
            if form.warning:
                yield Static(form.warning, id="form-warning", markup=False)
            yield from self._rows()
            yield self._message
            if any(entry.has_choices for entry in form.entries):
                yield ChoiceList(id="form-list")
        yield KeyBar()

    def _rows(self) -> Iterator[FieldRow]:
        for entry in self.form.entries:
            box = self._fields[entry.name] = Field(
                entry.listed if entry.has_choices else None,
                strict=entry.strict or entry.kind == "word",
                needed=entry.required,
                prose=entry.is_prose,
                enter=self._enter,
                password=entry.kind == "pin",
                value=entry.first,
                placeholder=_(entry.hint),
            )
            yield FieldRow(entry.name, _(entry.title), box, remarks=False)

    def on_mount(self) -> None:
        """Focus the field in which the form begins."""
        if self.form.begin_at:
            self._fields[self.form.begin_at].focus()
        if begun := self._draft.begin():
            host = self.host
            at = wall(begun, host.now(), host.desk.policy.site.zone)
            self.call_after_refresh(self._say, _(N_("Typed at {time} and not saved.")).format(time=at))

    def on_unmount(self) -> None:
        """Stop keeping what is typed."""
        self._draft.end()

    def relabel(self) -> None:
        """Write all texts again in the current language; an unknown word becomes the proposed one."""
        self.query_one("#form-title", Static).update(self.form.heading(self.host))
        for entry in self.form.entries:
            box = self._fields[entry.name]
            self.query_one(f"#row-{entry.name}", FieldRow).rename(_(entry.title))
            box.placeholder = _(entry.hint)
            codes = [code_of(entry.codes, text) for text in (box.value, entry.first)]
            if known := [code for code in codes if code in entry.codes]:
                box.put(_(entry.codes[known[0]]))
            box.list_again()
        super().relabel()

    def on_field_listed(self) -> None:
        """Show the choices of the field with the focus."""
        for listing in self.query(ChoiceList):
            if isinstance(self.focused, Field):
                listing.show(self.focused)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass the typed text on to the form."""
        name = (event.input.id or "").removeprefix("field-")
        self._typed.add(name)
        self.form.typed(self, name, event.value)
        self._draft.keep()
        if self._judged.get(name) != event.value:  # else the message is the answer to this text
            self._imply()

    def _imply(self) -> None:
        """Fill the fields not typed in, and show the form's remark."""
        implied, remark = self.form.implied(
            {name: box.settled for name, box in self._fields.items()}, self.host
        )
        for name, text in implied.items():
            if name not in self._typed:
                self._fields[name].say(text)
        self._say(remark)

    def _enter(self, taken: bool, chosen: bool) -> None:
        """Go to the next field after a choice and while a later one has to be filled; otherwise save.

        A choice in the last field stays in sight until the next Enter.
        """
        names = [*self._fields]
        here = next(place for place, name in enumerate(names) if self._fields[name] is self.focused)
        later = self.form.entries[here + 1 :]
        wanting = any(entry.required and not self._fields[entry.name].value.strip() for entry in later)
        if later and (chosen or wanting or self.form.enter_goes_on):
            self._next_field()
        elif later or not taken or self.form.enter_goes_on:
            self._save()

    def _next_field(self) -> None:
        self.focus_next(Field)

    def _previous_field(self) -> None:
        self.focus_previous(Field)

    def _leave(self) -> None:
        """Cancel the form; what is typed is kept for the next time."""
        try:
            kept = self._draft.leave()
        except DeskError as error:
            self._say(error.text(_))
            return
        if kept:
            self.host.tell(_(N_("Not saved. What you typed is there when you open this again.")))
        self.dismiss(None)

    def _save(self) -> None:
        """Start the form's function, unless an answer is missing."""
        try:
            values = self._values()
        except DeskError as error:
            self._say(error.text(_))
            return
        if not self._busy:
            self._busy = True
            self.host.gate.close()
            self._act(values)

    def _values(self) -> dict[str, object]:
        values: dict[str, object] = {}
        self._imply()
        self._judged = {name: box.settled for name, box in self._fields.items()}
        for entry in self.form.entries:
            box = self._fields[entry.name]
            box.settle()
            try:
                values[entry.name] = entry.read(box.value.strip(), self.host)
            except DeskError:
                box.point_out()
                raise
        return values

    @work(group="act", description="")  # the default would contain all that was typed, also a PIN
    async def _act(self, values: Values) -> None:
        if self.form.meanwhile:
            self._say(self.form.meanwhile)
        try:
            done = await self._done(values)
        except DeskError as error:
            if name := self.form.field_of(error):
                self._fields[name].point_out()
            self._say(await self.form.trouble(self.host, error))
        else:
            self._draft.forget()
            self.dismiss(done)
        finally:
            self._busy = False
            self.host.gate.open()

    async def _done(self, values: Values) -> object:
        def do(reason: str) -> Awaitable[object]:
            return self.form.done(self.host, {**values, "reason": reason} if reason else values)

        return await with_reason(self.host, do)

    def _say(self, text: str) -> None:
        self._message.update(Content(text))
        self._message.set_class(bool(text), "-shown")


class ConfirmScreen(DeskModal[bool]):
    """Question before an act that cannot be undone; the save key means yes."""

    CONTEXTS = ("form",)
    CSS_PATH = STYLE

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def handlers(self) -> Handlers:
        """Return the handlers of both answers; there are no fields to go to."""
        return {
            "form.save": Handler(partial(self.dismiss, True)),
            "form.cancel": Handler(partial(self.dismiss, False)),
            "form.next_field": Handler(self._stay),
            "form.previous_field": Handler(self._stay),
        }

    def compose(self) -> ComposeResult:
        keys = _(N_("{yes} yes   {no} no")).format(
            yes=self.host.key("form.save"), no=self.host.key("form.cancel")
        )
        with Vertical(id="form"):
            yield Static(Content.styled(self._text, "bold $amber"), id="form-title")
            yield Static(Content(keys))

    def _stay(self) -> None:
        """Do nothing."""
