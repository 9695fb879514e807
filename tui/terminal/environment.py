"""Checks before Textual is imported: refuse a stream without a terminal, drop risky variables."""

from __future__ import annotations

import sys
from collections.abc import Mapping, MutableMapping
from typing import TextIO

from core.base.errors import Misconfigured
from core.base.i18n_marks import N_

HARMLESS = {
    "TEXTUAL_COLOR_SYSTEM",
    "TEXTUAL_DIM_FACTOR",
    "TEXTUAL_DISABLE_KITTY_KEY",
    "TEXTUAL_FPS",
    "TEXTUAL_SMOOTH_SCROLL",
}
"""Textual variables that only change the look; the others log keys, write files or load code."""

CANNOT_DRAW = ("", "dumb", "unknown")


def clear_environment(environ: MutableMapping[str, str]) -> None:
    """Delete all TEXTUAL variables that are not harmless; Textual reads them when it is imported."""
    for name in [name for name in environ if name.startswith("TEXTUAL") and name not in HARMLESS]:
        del environ[name]


def require_terminal(environ: Mapping[str, str], *streams: TextIO) -> None:
    """Raise `Misconfigured` unless input, output and errors are a terminal that can draw."""
    for stream in streams or (sys.stdin, sys.stdout, sys.stderr):
        if not stream.isatty():
            raise Misconfigured(
                N_("dutydesk needs a terminal, and this is not one."),
                hint=N_("Use ssh -t, or a command such as dutydesk list."),
            )
    term = environ.get("TERM", "")
    if term in CANNOT_DRAW:
        raise Misconfigured(
            N_("A terminal of type TERM={term} cannot show dutydesk."),
            hint=N_("Set TERM to the type of your terminal, such as xterm-256color."),
            term=term or '""',
        )
