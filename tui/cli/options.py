"""Options before the command, read without typer so that the desk opens fast."""

from collections.abc import Sequence
from typing import Any

from core.base.errors import Misconfigured
from core.base.i18n_marks import N_
from tui.files.settings import Options

VALUES = {"--database": "database", "--config": "config", "--lang": "language", "--as": "person"}
"""Global options with a value, and the setting that holds it."""

FLAGS: dict[str, dict[str, Any]] = {"--no-mouse": {"mouse": False}, "--version": {"version": True}}
"""Global options without a value, and the settings they imply."""


def split(argv: Sequence[str]) -> tuple[Options, list[str]]:
    """Return the global options at the front of `argv`, and the command with its words.

    For `demo`, which opens the desk in another way, the options may also follow it.
    """
    given: dict[str, Any] = {}
    rest = _take(list(argv), given)
    if rest[:1] == ["demo"]:
        rest[1:] = _take(rest[1:], given)
    return Options(**given), rest


def _take(rest: list[str], given: dict[str, Any]) -> list[str]:
    while rest and (name := rest[0].partition("=")[0]) in (*VALUES, *FLAGS):
        word = rest.pop(0)
        if name in VALUES:
            given[VALUES[name]] = _value(name, word, rest)
        else:
            given |= FLAGS[name]
    return rest


def _value(name: str, word: str, rest: list[str]) -> str:
    value = word.partition("=")[2] if "=" in word else "".join(rest[:1])
    if not value:
        raise Misconfigured(N_("{option} needs a value."), hint=N_("See: dutydesk --help"), option=name)
    if "=" not in word:
        del rest[0]
    return value
