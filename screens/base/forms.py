"""One small form for whatever a step needs to know; what is typed stays until the step is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.errors import ChangedElsewhere, DeskError, InvalidInput
from core.base.i18n_marks import N_
from core.base.time_input import parse_day, parse_when
from core.desk.desk import Desk
from core.desk.queries import Card
from core.ticket.doubts import NeedsReason
from core.ticket.model import Ticket
from screens.base.why import WhyScreen
from tui.i18n import _
from tui.widgets.cells import fit
from tui.widgets.choices import Choice, code_of, words
from tui.widgets.clock_text import short_number
from tui.widgets.fields import ChoiceList, Field, FieldRow
from tui.widgets.host import Host
from tui.widgets.key_bar import KeyBar
from tui.widgets.screen import DeskModal
from tui.widgets.timeline import sentence, step_sentences

Values = Mapping[str, Any]
"""What was typed, by the entry's name: texts, instants, days and codes."""

TOLD = 76
"""Cells of a notice for what a step did: two lines of it."""

Do = Callable[[Desk, Values, int], Ticket]
"""One act: the desk, the values, and the version of the ticket that the operator saw."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to ask; `kind` is text, time, day, word or pin, `codes` the words of a word by code."""

    name: str
    title: str
    kind: str = "text"
    required: bool = False
    first: str = ""
    hint: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    choices: Sequence[Choice] = ()

    @property
    def listed(self) -> Sequence[Choice]:
        """What can be chosen."""
        return self.choices or words(self.codes)


def when(first: str = "") -> Entry:
    """When it happened; nothing means now."""
    return Entry("at", N_("When"), "time", first=first, hint=N_("now, or 14:30, -10m"))


def number_of(ticket: Ticket, host: Host) -> str:
    """The ticket's number as it is said today."""
    return short_number(ticket.number, site_time(host.now(), host.policy.site.zone).date())


async def written(
    host: Host, number: str, do: Do, values: Values, seen: int, *, undone: bool = False
) -> Card:
    """Do one act and come back with the card it leaves; the board is told.  Raises `DeskError`."""

    def act(desk: Desk) -> Card:
        do(desk, values, seen)
        return desk.queries.card(number)

    card = await host.ask(act)
    host.changed(number, undone=undone)
    return card


def tell(host: Host, card: Card, *, undone: bool = False, more: str = "") -> None:
    """Say what the last step did, what follows, and the key that takes it back."""
    key = "" if undone else host.key("act.undo")
    done = f"{number_of(card.ticket, host)}  {step_sentences(card.history, card.policy)}"
    lines = [
        fit(done, min(TOLD, cell_len(done))),
        more,
        _(N_("Undo: {key}")).format(key=key) if key else "",
    ]
    host.tell("\n".join(line for line in lines if line))


def news(card: Card) -> str:
    """Who did the last step, and what it was."""
    last = card.history[-1]
    return f"{last.actor}: {sentence(last, card.history, card.policy)}"


class AskScreen(DeskModal[Any]):
    """Asks its entries and does something with them; dismissed with what that returned, or None if left."""

    CONTEXTS = ("form",)
    CSS_PATH = Path(__file__).with_name("forms.tcss")

    def __init__(
        self,
        title: str,
        entries: Sequence[Entry],
        do: Callable[[Desk, Values], object],
        *,
        about: str = "",
        warning: str = "",
    ) -> None:
        super().__init__()
        self._title = title
        self._entries = entries
        self._do = do
        self._about = about
        self._warning = warning
        self._busy = False

    def compose(self) -> ComposeResult:
        with Vertical(id="form"):
            yield Static(self.heading(), id="form-title")
            if self._warning:
                yield Static(self._warning, id="form-warning", markup=False)
            yield from self._rows()
            yield Static("", id="form-message", markup=False)
            if any(entry.listed for entry in self._entries):
                yield ChoiceList(id="form-list")
        yield KeyBar()

    def heading(self) -> Content:
        """What is asked, and about what."""
        return Content.assemble((self._title, "bold $accent"), "   " if self._about else "", self._about)

    async def done(self, values: Values) -> object:
        """Do it and come back with what it gave, asking why where somebody doubtful is sent (R120).

        Raises `DeskError`.
        """
        try:
            return await self.host.ask(lambda desk: self._do(desk, values))
        except NeedsReason as asked:
            reason = await self.app.push_screen_wait(WhyScreen(asked))
            if not reason:
                raise
            sure = {**values, "reason": reason}
            return await self.host.ask(lambda desk: self._do(desk, sure))

    async def trouble(self, error: DeskError) -> str:
        """What to say of a refusal."""
        return error.text(_)

    def _rows(self) -> Iterator[FieldRow]:
        for entry in self._entries:
            choices = entry.listed
            box = Field(
                (lambda listed=choices: listed) if choices else None,  # type: ignore[misc]
                strict=entry.kind == "word",
                needed=entry.required,
                password=entry.kind == "pin",
                value=entry.first,
                placeholder=_(entry.hint),
            )
            yield FieldRow(entry.name, _(entry.title), box, remarks=False)

    def on_field_listed(self) -> None:
        """Show what the field that is being filled could mean."""
        for listing in self.query(ChoiceList):
            if isinstance(self.focused, Field):
                listing.show(self.focused)

    def on_input_submitted(self) -> None:
        """Enter saves, wherever the cursor is."""
        self.action_save()

    def action_next_field(self) -> None:
        """Down a field."""
        self.focus_next(Field)

    def action_previous_field(self) -> None:
        """Up a field."""
        self.focus_previous(Field)

    def action_cancel(self) -> None:
        """Leave without doing it."""
        self.dismiss(None)

    def action_save(self) -> None:
        """Do it, unless something is missing."""
        try:
            values = self._values()
        except DeskError as error:
            self._complain(error.text(_))
            return
        if not self._busy:
            self._busy = True
            self._act(values)

    @work(group="act", description="")  # its own would be all that was typed, a PIN among it
    async def _act(self, values: Values) -> None:
        try:
            done = await self.done(values)
        except DeskError as error:
            self._complain(await self.trouble(error))
        else:
            self.dismiss(done)
        finally:
            self._busy = False

    def _complain(self, text: str) -> None:
        message = self.query_one("#form-message", Static)
        message.update(Content(text))
        message.add_class("-shown")

    def _values(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for entry in self._entries:
            box = self.query_one(f"#field-{entry.name}", Field)
            box.settle()
            try:
                values[entry.name] = self._read(entry, box.value.strip())
            except DeskError:
                box.point_out()
                raise
        return values

    def _read(self, entry: Entry, text: str) -> object:
        if not text:
            if entry.required:
                raise InvalidInput(N_("“{field}” is still empty."), field=_(entry.title))
            return None if entry.kind in ("time", "day") else ""
        return _READERS[entry.kind](entry, text, self.host)


class FormScreen(AskScreen):
    """Asks what a step of a ticket needs; dismissed with the card it leaves, or None."""

    def __init__(
        self, title: str, entries: Sequence[Entry], card: Card, do: Do, *, warning: str = ""
    ) -> None:
        self._card = card
        self._seen = card.ticket.version

        def step(desk: Desk, values: Values) -> Card:
            do(desk, values, self._seen)
            return desk.queries.card(card.ticket.number)

        super().__init__(title, entries, step, warning=warning)

    def heading(self) -> Content:
        """The step, the ticket and what it is about."""
        ticket = self._card.ticket
        place = f"   {number_of(ticket, self.host)}  {ticket.where}  "
        return Content.assemble((self._title, "bold $accent"), place, (ticket.description, "$muted"))

    async def done(self, values: Values) -> object:
        """Do the step; the board is told."""
        card = await super().done(values)
        self.host.changed(self._card.ticket.number)
        return card

    async def trouble(self, error: DeskError) -> str:
        """Where somebody was faster say what they did: saving again does it on top of that."""
        if not isinstance(error, ChangedElsewhere):
            return error.text(_)
        number = self._card.ticket.number
        self._card = await self.host.ask(lambda desk: desk.queries.card(number))
        self._seen = self._card.ticket.version
        self.host.changed(number)
        return f"{error.text(_)} {news(self._card)}"


def _time(entry: Entry, text: str, host: Host) -> datetime:
    return parse_when(text, host.now(), host.policy.site.zone)


def _day(entry: Entry, text: str, host: Host) -> object:
    return parse_day(text, host.now(), host.policy.site.zone)


def _word(entry: Entry, text: str, host: Host) -> str:
    code = code_of(entry.codes, text)
    if code not in entry.codes:
        raise InvalidInput(
            N_("“{text}” is none of the choices."), hint=N_("Choose one from the list."), text=text
        )
    return code


def _text(entry: Entry, text: str, host: Host) -> str:
    return text


_READERS: dict[str, Callable[[Entry, str, Host], object]] = {
    "text": _text,
    "pin": _text,
    "time": _time,
    "day": _day,
    "word": _word,
}


class Question(DeskModal[bool]):
    """One question before something that cannot be taken back; the save key says yes."""

    CONTEXTS = ("form",)
    CSS_PATH = Path(__file__).with_name("forms.tcss")

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        keys = _(N_("{yes} yes   {no} no")).format(
            yes=self.host.key("form.save"), no=self.host.key("form.cancel")
        )
        with Vertical(id="form"):
            yield Static(Content.styled(self._text, "bold $amber"), id="form-title")
            yield Static(Content(keys))

    def action_save(self) -> None:
        """Yes."""
        self.dismiss(True)

    def action_cancel(self) -> None:
        """No."""
        self.dismiss(False)

    def action_next_field(self) -> None:
        """There is none."""

    def action_previous_field(self) -> None:
        """There is none."""
