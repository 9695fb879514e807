"""Every command, and the way one is run."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import typer

from core.errors import Misconfigured
from core.words import N_
from tui.cli import acts, imports, keeping, reports, rules, tickets
from tui.cli.app import app
from tui.cli.here import Here
from tui.settings import Options

REGISTERED = (tickets, acts, rules, keeping, imports, reports)
"""The modules whose commands `app` has."""

NAME = "dutydesk"


def run_command(options: Options, words: Sequence[str], started: datetime) -> int:
    """Run the command that `words` begin with; raises `DeskError` and `KeyboardInterrupt`."""
    try:
        code = app(list(words), prog_name=NAME, obj=Here(options, started), standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as error:
        raise _usage(error) from error
    return code if isinstance(code, int) else 0


def _usage(error: Any) -> Misconfigured:
    """A wrong command line as one line: what is wrong, and where the right ones are described."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else NAME
    named = error.param.get_error_hint(context) if getattr(error, "param", None) else ""
    values = {"name": named.replace("'", ""), "path": path}
    kind = type(error).__name__
    hint = N_("See: {path} --help")
    if kind == "MissingParameter":
        return Misconfigured(N_("{name} is missing."), hint=hint, **values)
    if kind == "NoSuchOption":
        values["name"] = error.option_name
        return Misconfigured(N_("There is no option {name}."), hint=hint, **values)
    text = str(getattr(error, "message", error)).rstrip(".")
    if named:
        return Misconfigured(N_("{name}: {text}."), hint=hint, text=text, **values)
    return Misconfigured(N_("{text}."), hint=hint, text=text, **values)
