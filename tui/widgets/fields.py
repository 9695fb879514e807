"""Line of a form with name, text field and remark; and the list of its choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tui.widgets.cells import fit, widest
from tui.widgets.choices import Choice, found
from tui.widgets.line_input import LineInput
from tui.widgets.lines import Line, Lines

Choices = Callable[[], Sequence[Choice]]

LONGEST = 2000
"""Longest text of a field, in characters."""

LINES = 6
"""Lines of a list of choices."""


class Field(LineInput):
    """Text field that lists its choices; Up and Down move in the list, Enter takes one.

    Tab takes the choice if it is the only one, and goes to the next field.  What stands in a field of
    `prose` is never selected as a whole, so that no key replaces it.
    """

    DEFAULT_CSS = """
    Field {
        border: none;
        height: 1;
        padding: 0;
        background: $surface;
        &:focus { border: none; }
        color: $accent;
        &.-said { color: $foreground; }
    }
    """

    class Listed(Message):
        """Message that the list of choices, or the marked one in it, has changed."""

    def __init__(
        self,
        choices: Choices | None = None,
        *,
        strict: bool = False,
        needed: bool = False,
        prose: bool = False,
        enter: Callable[[bool, bool], object] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(compact=True, max_length=LONGEST, **kwargs)
        self.prose = prose
        self._choices = choices
        self._strict = strict
        self._needed = needed
        self._enter = enter
        """Function that Enter calls at once, with True if it took a choice, and True also if the choice was
        typed whole; a message would arrive after the next letters.
        """
        self._chosen = False
        self._taken: str | None = None
        """The choice that was taken last; it does not narrow the list."""
        self._pointed_out = False
        self._said = ""
        self._known: Sequence[Choice] = ()
        self.listed: list[Choice] = []
        self.marked = 0

    def say(self, text: str) -> None:
        """Show a text that the line of the call implies; it does not count as typed."""
        self._fill(text, said=True)

    def put(self, text: str) -> None:
        """Show a text that counts as typed, without a message."""
        self._fill(text, said=False)

    @property
    def is_typed(self) -> bool:
        """Return True if a person typed its text, also before the message of the last letter has arrived."""
        return bool(self.value.strip()) and self.value != self._said

    def _fill(self, text: str, *, said: bool) -> None:
        self._said = text if said else ""
        with self.prevent(Input.Changed):
            self.value = text
        self.set_class(said, "-said")

    def point_out(self) -> None:
        """Focus the field and list what it may mean; the next key replaces the text, unless it is prose."""
        self._pointed_out = not self.has_focus
        self.focus()
        self._list_meant()
        self.select_whole()

    def list_again(self) -> None:
        """List all choices again, because their texts have changed."""
        if self.has_focus:
            self._list("")

    def _list_meant(self) -> None:
        self._list("")
        if found(self._known, self.value):
            self._list(self.value)

    def settle(self) -> None:
        """Complete the typed text to a choice, if the field takes only listed choices."""
        if self.value != (settled := self.settled):
            self.value = settled

    @property
    def settled(self) -> str:
        """Return the typed text, or the choice that it means if the field takes only listed choices.

        The marked choice counts only after typing or moving in the list; otherwise the first one that the
        text begins is meant.  A text that begins none is left as it is.
        """
        if self._strict and self.value.strip() and self._choices is not None:
            choices = found(self._choices(), self.value)
            meant = [choice for choice in choices if choice.is_meant_by(self.value)]
            for best in meant or (self.listed[self.marked :] if self._chosen else []) or choices:
                return best.value
        return self.value

    def watch_has_focus(self, focus: bool) -> None:
        """Show the list while the field has the focus; complete the text when it loses it."""
        super().watch_has_focus(focus)
        if focus:
            self._list_meant() if self._pointed_out else self._list("")
            self._pointed_out = False
        else:
            self.settle()
            self.listed = []
            self.post_message(self.Listed())

    def on_input_changed(self) -> None:
        """Narrow the list to the typed text."""
        self.set_class(False, "-said")
        if self.has_focus and self.value != self._taken:
            self._list(self.value)

    def _list(self, typed: str) -> None:
        if not typed and self._choices:
            self._known = self._choices()  # once a visit: there may be thousands of units
        self.listed = found(self._known, typed)
        self.marked = next((i for i, one in enumerate(self.listed) if one.is_meant_by(self.value)), 0)
        self._chosen = bool(typed)
        self.post_message(self.Listed())

    async def _on_key(self, event: events.Key) -> None:
        if self.listed and event.key in ("up", "down"):
            self.marked = (self.marked + (1 if event.key == "down" else -1)) % len(self.listed)
            self._chosen = True
            self.post_message(self.Listed())
            event.stop()
            event.prevent_default()
            return
        if event.key == "tab" and self._chosen and len(self.listed) == 1:
            self._take(self.listed[0])
        await super()._on_key(event)

    async def action_submit(self) -> None:
        """Take the marked choice and go on as `enter` says; a required field that is empty takes it too.

        Where Enter goes nowhere, or the field keeps the focus, it does what it does in a field of text the
        next time, and the choice is selected: what is typed behind it replaces it.
        """
        chosen = self._chosen or (self._needed and not self.value)
        choice = self.listed[self.marked] if self.listed and chosen else None
        taken = choice is not None and not choice.is_meant_by(self.value)
        if choice is not None and self.value != choice.value:
            self._take(choice)
        if self._enter is not None:
            self._enter(taken, choice is not None)
        elif not taken:
            await super().action_submit()

    @property
    def awaits_text(self) -> bool:
        """Return True if Enter has no text here that it could take, and no choice."""
        return not (self.value or self.listed)

    def _take(self, choice: Choice) -> None:
        self.value = self._taken = choice.value
        self._list("")
        self.action_select_all()


class FieldRow(Horizontal):
    """Row with name, field and remark."""

    DEFAULT_CSS = """
    FieldRow {
        height: 1;
        & > .field-name { width: 14; color: $muted; }
        & > Field { width: 1fr; }
        & > .field-remark { width: 1fr; padding: 0 0 0 2; color: $muted; }
    }
    """

    def __init__(self, name: str, title: str, field: Field, *, remarks: bool = True) -> None:
        super().__init__(id=f"row-{name}")
        self.title = title
        self.field = field
        field.id = f"field-{name}"
        self._remark = Static("", markup=False, classes="field-remark") if remarks else None

    def compose(self) -> ComposeResult:
        yield Static(self.title, markup=False, classes="field-name")
        yield self.field
        if self._remark:
            yield self._remark

    def rename(self, title: str) -> None:
        """Set the field's name in another language."""
        self.query_one(".field-name", Static).update(Content(title), layout=False)

    def remark(self, text: str) -> None:
        """Show a remark next to the field, also before the row is on the screen."""
        if self._remark and self._remark.content != text:
            self._remark.update(text, layout=False)


class FieldPage(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Fields that scroll with the focus; the page keys are the form's."""


class ChoiceList(Lines):
    """Choices of the field with the focus, as many as fit around the marked one."""

    DEFAULT_CSS = f"ChoiceList {{ height: {LINES}; }}"

    def __init__(self, **place: Any) -> None:
        super().__init__(**place)
        self._listed: Sequence[Choice] = ()
        self._marked = 0

    def show(self, field: Field) -> None:
        """List the choices of the field."""
        self._listed, self._marked = tuple(field.listed), field.marked
        self.redraw()

    def draw(self) -> list[Line]:
        """Return the part of the list around the marked choice."""
        height, width = self.size.height, self.size.width
        first = max(0, min(self._marked - height // 2, len(self._listed) - height))
        name = max(16, widest((choice.text for choice in self._listed), min(30, width // 3)))
        return [
            _line(choice, name, width, marked=index == self._marked)
            for index, choice in enumerate(self._listed[first : first + height], first)
        ]


def _line(choice: Choice, name: int, width: int, *, marked: bool) -> Line:
    mark = ">" if marked else " "
    rest = max(0, width - name - 4)
    return [
        (f"{mark} {fit(choice.text, name)}  ", "selected" if marked else "text"),
        (fit(choice.note, rest), "selected" if marked else "muted"),
    ]
