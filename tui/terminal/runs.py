"""Runs of keys that arrive faster than a hand: a paste, or what a slow line delivers in one go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from textual.events import Key, Paste
from textual.message import Message

from core.base.dataclass import dataclass

HAND = 0.015
"""Seconds between two keys that no hand is quicker than."""

LINE_ENDS = ("enter", "ctrl+j")
"""Keys that a pasted end of a line arrives as."""

TEXT = 4
"""Different keys in a row that make a run a text; fewer are commands that a slow line delivered together."""

_OTHER_KEYS = ("tab", *LINE_ENDS)


class Run:
    """Keys of text that arrived in one go; the driver adds them, the app decides what they may do."""

    def __init__(self) -> None:
        self.characters: list[str] = []
        """Characters, with a line feed for each line end."""
        self.over = False
        """True once a hand could have pressed the next key."""
        self.refused = False
        """True if a key of it was no command, because it is part of a text."""
        self.driven = False
        """True if it began with an Enter that took something: its line ends are keys."""
        self.word = False
        """True if its first key was done as a command, but may be the first letter of a word."""
        self._turns = 0
        self._ascii = True

    def add(self, event: Key) -> None:
        """Add a key to the end."""
        character = "\n" if event.key in LINE_ENDS else event.character or "\t"
        if event.is_printable and self.characters[-1:] != [character]:
            self._turns += 1
            self._ascii = self._ascii and character.isascii()
        self.characters.append(character)

    @property
    def is_text(self) -> bool:
        """Return True if no hand pressed these keys as commands; a key that repeats counts once."""
        return self._turns >= (TEXT if self._ascii else 2)


@dataclass(frozen=True, slots=True)
class Place:
    """Place of a key in its run."""

    run: Run
    index: int

    @property
    def begins_line(self) -> bool:
        """Return True if nothing or a line end is in front of it."""
        return self.index == 0 or self.run.characters[self.index - 1] == "\n"

    @property
    def before(self) -> str:
        """Return the characters in front of it."""
        return "".join(self.run.characters[: self.index])

    @property
    def onward(self) -> str:
        """Return its character and those behind it that have arrived."""
        return "".join(self.run.characters[self.index :])

    @property
    def behind(self) -> str:
        """Return the characters behind it that have arrived."""
        return self.onward[1:]

    @property
    def count_behind(self) -> int:
        """Return how many have arrived behind it."""
        return len(self.run.characters) - self.index - 1


def place_of(event: Key) -> Place | None:
    """Return the place of a key in its run; None for a key that belongs to none."""
    return cast("Place | None", getattr(event, "place", None))


def copy_of(event: Key | Paste) -> Key | Paste:
    """Return a new event for the same key or paste, at the same time and place."""
    again = Key(event.key, event.character) if isinstance(event, Key) else Paste(event.text)
    for name in ("time", "place", "whole"):
        if hasattr(event, name):
            setattr(again, name, getattr(event, name))
    return again


class Runs:
    """Keys of the terminal as they arrive, each marked with its place in its run."""

    def __init__(self) -> None:
        self._run: Run | None = None

    @property
    def is_open(self) -> bool:
        """Return True if the next key may belong to the same run."""
        return self._run is not None

    def pause(self) -> None:
        """End the run, because a hand could have pressed the next key."""
        if self._run is not None:
            self._run.over = True
            self._run = None

    def mark(self, messages: Iterable[Message]) -> None:
        """Mark the keys of one read, before any of them is passed on; a key that is no text ends its run."""
        for message in messages:
            if isinstance(message, Key):
                self._mark(message)
            elif isinstance(message, Paste):
                self.pause()

    def _mark(self, event: Key) -> None:
        if not (event.is_printable or event.key in _OTHER_KEYS):
            self.pause()
            return
        run = self._run = self._run or Run()
        event.place = Place(run, len(run.characters))  # type: ignore[attr-defined]
        run.add(event)
