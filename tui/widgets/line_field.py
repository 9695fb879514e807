"""The line of a call: names after @ and ~ are completed from the staff."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.message import Message

from tui.widgets.choices import found
from tui.widgets.fields import Choices, Field


class LineField(Field):
    """A field that lists the staff while a word with a mark is typed; `marks` gives the choices by mark."""

    class Named(Message):
        """A name that cannot stand in the line, for its blanks, was chosen after that mark."""

        def __init__(self, mark: str, name: str) -> None:
            super().__init__()
            self.mark = mark
            self.name = name

    def __init__(self, marks: Mapping[str, Choices], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._marks = marks

    @property
    def _word(self) -> str:
        """The word that ends at the cursor."""
        return self.value[: self.cursor_position].rpartition(" ")[2]

    def _list(self, typed: str) -> None:
        word = self._word
        choices = self._marks.get(word[:1])
        listed = found(choices(), word[1:]) if choices and typed else []
        # nothing is left to choose once the whole name stands there
        before, self.listed = self.listed, [] if listed and listed[0].value == word[1:] else listed
        self.marked = 0
        self._chosen = bool(self.listed)
        if before or self.listed:
            self.post_message(self.Listed())

    async def action_submit(self) -> None:
        """Put the marked name in the place of the word, or else save the form."""
        if not self.listed:
            await super().action_submit()
            return
        name, mark = self.listed[self.marked].value, self._word[:1]
        start = self.cursor_position - len(self._word)
        fits = " " not in name
        self.replace(f"{mark}{name} " if fits else "", start, self.cursor_position)
        if not fits:
            self.post_message(self.Named(mark, name))
