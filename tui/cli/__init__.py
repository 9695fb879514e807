"""Program `dutydesk`: opens the full-screen desk without a command, otherwise runs one command."""

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import NoReturn

from core.base.errors import DeskError
from tui import i18n
from tui.cli.options import split
from tui.cli.process import began, leave, load_without_collecting, prepare_streams
from tui.files.settings import Options, load_settings
from tui.i18n import _

INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command line of this process, and end it."""
    load_without_collecting()
    leave(run(sys.argv[1:], began()))


def run(argv: Sequence[str], started: datetime) -> int:
    """Run `argv` for a process that began at `started`; every failure is one line on stderr."""
    prepare_streams()
    i18n.use_language(i18n.detect_language(os.environ))
    options = Options()
    try:
        options, rest = split(argv)
        if options.version:
            from importlib.metadata import version  # takes a fifth of the time to the first screen

            sys.stdout.write(f"dutydesk {version('dutydesk')}\n")
            return 0
        return _run(options, rest, started)
    except DeskError as error:
        return _refused(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _fault(options, error)


def _run(options: Options, rest: list[str], started: datetime) -> int:
    """Open the desk, without loading the modules that only commands need, or run the command."""
    if rest in ([], ["demo"]) and "_DUTYDESK_COMPLETE" not in os.environ:
        from tui.app.start import open_desk

        return open_desk(options, demo=bool(rest))
    i18n.use_language(load_settings(options).language)
    from tui.cli.commands import run_command

    return run_command(options, rest, started)


def _refused(error: DeskError) -> int:
    from tui.cli.printing import complain

    complain(error.text(_))
    return error.exit_code


def _fault(options: Options, error: Exception) -> int:
    """Report an unforeseen fault: types and places go to the private log, texts of people nowhere."""
    from tui.cli.printing import complain
    from tui.terminal.crash import recorded

    try:
        file = load_settings(options).log_file
    except (OSError, DeskError):
        file = None
    complain(recorded(error, file))
    return DeskError.exit_code
