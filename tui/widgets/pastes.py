"""Pasted text: one line, cut before it reaches the app, counted before it is cut."""

from __future__ import annotations

from textual.events import Paste

LONGEST_PASTE = 20_000
"""Characters of one paste that reach a field; 10 MB would block the app for ten seconds."""


def one_line(text: str) -> str:
    """Return the lines of `text` joined by blanks, without empty ones; outer blanks stay."""
    first, *rest = text.strip("\r\n").expandtabs(1).splitlines() or [""]
    if not rest:
        return first
    *between, last = rest
    return " ".join(filter(None, (first.rstrip(), *map(str.strip, between), last.lstrip())))


def shorten(paste: Paste) -> None:
    """Make one line of the pasted text, note its length and cut it; called outside the app's thread."""
    line = one_line(paste.text)
    paste.text = line[:LONGEST_PASTE]
    paste.whole = len(line)  # type: ignore[attr-defined]


def whole_length(paste: Paste) -> int:
    """Return the number of characters that were pasted, as one line."""
    return int(getattr(paste, "whole", len(one_line(paste.text))))
