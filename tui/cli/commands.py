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
    context, param, text = (getattr(error, name, None) for name in ("ctx", "param", "message"))
    names = "/".join([*param.opts, *param.secondary_opts]) if param and param.opts else ""
    values = {
        "name": getattr(error, "option_name", "") or (param.metavar if param and names.isidentifier() else names),
        "path": context.command_path if context else NAME,
        "text": str(text or error).rstrip("."),
    }
    known = {
        "MissingParameter": N_("{name} is missing."),
        "NoSuchOption": N_("There is no option {name}."),
        "BadParameter": N_("{name}: {text}."),
    }
    return Misconfigured(known.get(type(error).__name__, "{text}."), hint=N_("See: {path} --help"), **values)
