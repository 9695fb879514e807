"""Every command, and the way one is run."""

import gettext
import os
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import typer

from core.base.errors import Misconfigured
from core.base.i18n_marks import N_
from tui.cli import (
    caller,
    duty,
    handover,
    imports,
    log,
    maintenance,
    papers,
    phone,
    pins,
    reports,
    rules,
    tickets,
    transitions,
)
from tui.cli.app import app
from tui.cli.context import Here
from tui.files.settings import Options
from tui.i18n import DOMAIN, LOCALE_DIR, language

REGISTERED = (
    log, tickets, caller, duty, phone, transitions, handover, rules, maintenance, imports, reports, papers,
    pins,
)  # fmt: skip
"""The modules whose commands `app` has."""

NAME = "dutydesk"

HELP_WORDS = (
    N_("Options"),
    N_("Arguments"),
    N_("Commands"),
    N_("[required]"),
    N_("[default: {}]"),
    N_("[env var: {}]"),
)
"""What typer's help says on its own; it looks them up in the catalogue of the process."""


def run_command(options: Options, words: Sequence[str], started: datetime) -> int:
    """Run the command that `words` begin with; raises `DeskError` and `KeyboardInterrupt`."""
    _share_catalogue()
    here = Here(options, started)
    try:
        code = app(list(words), prog_name=NAME, obj=here, standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as error:
        raise _usage(error) from error
    finally:
        here.close()
    return code if isinstance(code, int) else 0


def _share_catalogue() -> None:
    """Make our catalogue and the language in use those of the process, so that typer speaks it too."""
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain(DOMAIN, LOCALE_DIR)
    gettext.textdomain(DOMAIN)


_BY_KIND = {
    "MissingParameter": N_("{name} is missing."),
    "NoSuchOption": N_("There is no option {name}."),
    "BadParameter": N_("{name}: {text}."),
}
_BY_TEXT = (
    (r"Missing command", N_("Say which command.")),
    (r"No such command '(.*?)'", N_("There is no command {name}.")),
    (r"Option '(.*)' requires an argument", N_("{name} needs a value.")),
    (r"Got unexpected extra arguments?.*\((.*)\)", N_("{name} is too much.")),
    (r"", N_("{text}.")),
)
"""What typer says, in our words and the operator's language."""


def _usage(error: Any) -> Misconfigured:
    """A wrong command line as one line: what is wrong, and where the right ones are described."""
    context = getattr(error, "ctx", None)
    text = str(getattr(error, "message", "") or error).rstrip(".")
    name = getattr(error, "option_name", "") or _name(getattr(error, "param", None))
    message = _BY_KIND.get(type(error).__name__) if name else None
    if message is None:
        found, message = next((m, said) for pattern, said in _BY_TEXT if (m := re.match(pattern, text)))
        name = "".join(found.groups())
    path = context.command_path if context else NAME
    return Misconfigured(message, hint=N_("See: {path} --help"), name=name, text=text, path=path)


def _name(param: Any) -> str:
    """What the command line calls a parameter."""
    if param is None:
        return ""
    options = [word for word in param.opts if word.startswith("-")]
    return "/".join(options) or str(param.metavar)
