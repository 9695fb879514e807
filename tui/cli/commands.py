"""Every command by name, with its line of help and the place of what it does, and the way one is run.

The module of a command is loaded when it is asked for; none is loaded for the list of them.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from core.base.i18n_marks import N_
from core.desk.kinds import KINDS
from core.ticket.acts import table
from tui.cli.command import CliCommand, Group
from tui.cli.context import Here
from tui.cli.reading import asked_for
from tui.files.settings import Options

COMPLETION = "_DUTYDESK_COMPLETE"
"""Environment variable with which a shell asks for completions of a line."""

TICKETS, ACTS, RULES, KEEPING = N_("Tickets"), N_("What happens to a ticket"), N_("Rules"), N_("Keeping")
RECORDS = N_("Records")
"""Parts of the list of commands."""


def run_command(options: Options, words: Sequence[str], started: datetime) -> int:
    """Run the command that `words` begin with; raises `DeskError` and `KeyboardInterrupt`."""
    here = Here(options, started)
    call = None if COMPLETION in os.environ else asked_for(COMMANDS, words)
    try:
        if call:
            return call.run(here) or 0
        from tui.cli import typer_app  # with its libraries a third of the time of a command

        return typer_app.run(COMMANDS, here, words)
    finally:
        here.close()


def demo(here: Here) -> None:
    """Do nothing: the command is listed for help and completion, but `tui.cli` opens the demo itself."""


def _rows(module: str, panel: str, lines: Mapping[str, str]) -> Iterator[CliCommand]:
    """Yield the commands of one module; `name=function` if the function has another name."""
    for word, line in lines.items():
        name, _, function = word.partition("=")
        yield CliCommand(name, line, f"tui.cli.{module}:{function or name.replace('-', '_')}", panel)


def _acts() -> Iterator[CliCommand]:
    """Yield the commands of the table of acts."""
    lines = {"callback": N_("Record one callback attempt, or put the callback off.")}
    for name, act in table.ACTS.items():
        line = lines.get(name, act.help)
        yield CliCommand(name.replace("_", "-"), line, f"tui.cli.transitions:{name}", ACTS)


COMMANDS = Group(
    [
        *_rows("commands", "", {
            "demo": N_("Open the desk on a sample estate, in a throw-away database."),
        }),
        *_rows("caller", TICKETS, {
            "known": N_("What is known of a phone number or a unit."),
        }),
        *_rows("duty", TICKETS, {
            "duty": N_("Who is on duty, and what the roster leaves open."),
        }),
        *_rows("tickets", TICKETS, {
            "list=list_tickets": N_("Tickets in board order."),
            "show": N_("One ticket with clocks, escalations, callbacks and events."),
            "search": N_("Tickets by words, pinyin initials, phone digits or unit."),
        }),
        *_rows("log", TICKETS, {
            "log": N_("Log one ticket from a line such as: 3-2-1201 kitchen pipe leaking"),
        }),
        *_rows("ring", TICKETS, {
            "ring": N_("A call has come in: every open desk shows it. For a telephone system."),
        }),
        *(CliCommand(kind.name, kind.help, f"tui.cli.records:{kind.name}", RECORDS) for kind in KINDS),
        *_rows("maintenance", KEEPING, {
            "config": N_("Where everything lives, and what is set."),
            "backup": N_("Copy the database to a file, whole and checked."),
            "restore": N_("Put a backup in the place of the database."),
            "migrate": N_("Bring the database up to date; every start does it as well."),
            "doctor": N_("Look whether everything agrees; names what does not."),
        }),
        *_rows("handover", KEEPING, {
            "handover": N_("Who has the desk, the sheet of the watch, and handing it over."),
        }),
        *_rows("imports", KEEPING, {
            "import=importing": N_("Take over units, people, a roster or a foreign log from .csv or .xlsx."),
        }),
        *_rows("reports", KEEPING, {
            "report=reports": N_("Figures of a day or of some days."),
        }),
        *_rows("papers", KEEPING, {
            "papers": N_("Forms to print: the work slip, the complaint record, callbacks, the roster."),
        }),
        *_rows("pins", KEEPING, {
            "pin=pins": N_("PINs to sign in with: typed blind, or one line of a pipe."),
        }),
        *_rows("rules", RULES, {
            "deadlines": N_("What the clocks would be; touches no database."),
            "keys": N_("The keys in force, and what is wrong with your own."),
            "policy=policies": N_("The rules of the centre, as a TOML text."),
        }),
        *_acts(),
    ]
)  # fmt: skip
"""All commands of dutydesk, in the order of the list."""
