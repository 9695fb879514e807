"""Field for the line of a call: units, places, people and categories are completed while typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from textual import events

from core.base.dataclass import dataclass
from tui.widgets.choices import found, marked
from tui.widgets.fields import Choices, Field

AFTER_LETTER = 0.02
"""Seconds for a letter to reach the terminal before its choices are searched."""

MOST = 50
"""Largest number of choices for a word."""

_QUOTE = '"“”'
_WORD = re.compile(
    rf"(?:^|(?<=\s))(?:([@＠~～#＃&＆])(?:[{_QUOTE}]([^{_QUOTE}]*)|([^\s{_QUOTE}]*))|([^\s{_QUOTE}]+))$"
)
_QUOTED = re.compile(rf"[{_QUOTE}][^{_QUOTE}]*[{_QUOTE}]")
_NUMBER_BEGUN = re.compile(r"\d\s*\D{1,2}\s*\d")


@dataclass(frozen=True, slots=True)
class Word:
    """Word that ends at the cursor: its mark if it has one, the text after it, and its first column."""

    mark: str
    text: str
    start: int


def word_before(text: str) -> Word:
    """Return the word at the end of `text`; an empty one after a blank and in quoted text."""
    match = _WORD.search(text)
    if match is None:
        return Word("", "", len(text))
    mark, quoted, plain, bare = match.groups()
    if mark:
        text = quoted if quoted is not None else plain
        return Word(unicodedata.normalize("NFKC", mark), text, match.start())
    if any(sign in _QUOTED.sub("", text) for sign in _QUOTE):
        return Word("", "", len(text))
    return Word("", bare, match.start())


class LineField(Field):
    """Field that lists the choices of a word; `sources` has them by mark, "" for a bare word.

    A mark alone lists all its choices.  Tab takes the marked choice.  Enter takes a choice that the cursor
    was moved to; the marked one for a word with a mark that names none yet; the only one for a word that
    is the whole line or a half-typed unit number.  In all other cases Enter saves, so that no list keeps a
    finished line from being logged.
    """

    def __init__(self, sources: Mapping[str, Choices], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._sources = sources
        self._word = Word("", "", 0)
        self._at = 0
        self._due = False

    def watch_selection(self) -> None:
        """Close the list when the cursor leaves the word that it belongs to."""
        if self.listed and not self._due and self.cursor_position != self._at:
            self._close()

    def _list(self, typed: str) -> None:
        """Start the search for choices, after the letter has reached the terminal."""
        if not self._due:
            self._due = True
            self.set_timer(AFTER_LETTER, self.look)

    def look(self) -> None:
        """List the choices of the word at the cursor, unless that is done."""
        if not self._due:
            return
        self._due = False
        before, self._at = self.listed, self.cursor_position
        self._word = word = word_before(self.value[: self._at])
        begun = self.has_focus and (word.mark or word.text.strip())
        source = self._sources.get(word.mark) if begun else None
        listed = found(source(), word.text, MOST) if source else []
        # nothing is left to choose once the whole name is typed
        self.listed = [] if listed and listed[0].value == word.text else listed
        self.marked = 0
        self._chosen = False
        if before or self.listed:
            self.post_message(self.Listed())

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ("tab", "escape", "up", "down"):
            self.look()
        if self.listed and event.key in ("tab", "escape"):
            event.stop()
            event.prevent_default()
            self._complete() if event.key == "tab" else self._close()
            return
        await super()._on_key(event)

    async def action_submit(self) -> None:
        """Replace the word by a choice if one is meant; otherwise save the form."""
        self.look()
        if self.listed and (self._chosen or self._is_unfinished()):
            self._complete()
        elif self._enter is not None:
            self._enter(False, False)
        else:
            await super(Field, self).action_submit()

    def finish(self) -> None:
        """Replace a half-typed word with a mark by the marked choice, before the line is saved."""
        self.look()
        if self.listed and self._word.mark and (self._chosen or self._is_unfinished()):
            self._complete()

    def _is_unfinished(self) -> bool:
        """Return True if the word cannot be meant as it is."""
        word = self._word
        if word.mark:
            return word.text != "" and sum(choice.is_meant_by(word.text) for choice in self.listed) != 1
        alone = self.value.strip() == word.text
        return len(self.listed) == 1 and (alone or _NUMBER_BEGUN.search(word.text) is not None)

    def _complete(self) -> None:
        choice, word = self.listed[self.marked], self._word
        text = marked(word.mark, choice.value) if word.mark else choice.value
        more = self.value[self._at : self._at + 1]
        self._close()
        self.replace(text if more == " " else f"{text} ", word.start, self._at)

    def _close(self) -> None:
        self.listed = []
        self.post_message(self.Listed())
