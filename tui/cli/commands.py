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

TICKETS, ACTS, HANDOVER = N_("Tickets"), N_("Ticket actions"), N_("Shift handover")
REPORTS, DATA, RULES = N_("Reports and documents"), N_("Data and administration"), N_("Rules and keys")
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
    lines = {
        "callback": N_("Record one callback attempt, postpone the callback, or record a call out of turn.")
    }
    for name, act in table.ACTS.items():
        line = lines.get(name, act.help)
        yield CliCommand(name.replace("_", "-"), line, f"tui.cli.transitions:{name}", ACTS)


COMMANDS = Group(
    [
        *_rows("commands", "", {
            "demo": N_("Open dutydesk on a sample estate with a temporary database."),
        }),
        *_rows("caller", TICKETS, {
            "known": N_("Show the caller, open tickets and recent ratings for a phone number or unit."),
        }),
        *_rows("duty", HANDOVER, {
            "duty": N_("Show who is on duty and which hours are uncovered."),
        }),
        *_rows("tickets", TICKETS, {
            "list=list_tickets": N_("List tickets in board order."),
            "show": N_("Show one ticket with its deadlines, escalations, callbacks and history."),
            "as-of": N_("Show the board or one ticket as it stood at a past moment."),
            "search": N_("Tickets by words, pinyin initials, phone digits or unit."),
        }),
        *_rows("ladder", TICKETS, {
            "to-tell": N_("List everybody who is to be told of an escalation, and of what."),
            "to-do": N_("List the to-dos on open tickets: instructions, coordination, isolation."),
        }),
        *_rows("approvals", TICKETS, {
            "approvals": N_("List the requests for approval that wait, and who may approve them."),
        }),
        *_rows("callbacks", TICKETS, {
            "callbacks": N_("List the callbacks that are owed, and who makes them."),
        }),
        *_rows("checks", TICKETS, {
            "checks": N_("List the daily checks of a day: who has to ask how a ticket stands, and who did."),
        }),
        *_rows("supervision", TICKETS, {
            "classification": N_("List the categories that wait for a supervisor's look, and why."),
            "investigations": N_("List major complaints without an investigation group or its conclusion."),
            "plan-steps": N_("List the open steps of the handling plans of complex complaints."),
            "spot-checks": N_("List the finished work that was drawn for a spot check."),
        }),
        *_rows("log", TICKETS, {
            "log": N_("Log one ticket from a line such as: 3-2-1201 kitchen pipe leaking"),
        }),
        *_rows("ring", TICKETS, {
            "ring": N_("Announce an incoming call on every open screen. Meant for the phone system."),
        }),
        *(CliCommand(kind.name, kind.help, f"tui.cli.records:{kind.name}", RECORDS) for kind in KINDS),
        *_rows("maintenance", DATA, {
            "config": N_("Show where files are kept and the current settings."),
            "backup": N_("Copy the database to a file, whole and checked."),
            "restore": N_("Replace the database with a backup."),
            "migrate": N_("Bring the database up to date; every start does it as well."),
            "doctor": N_("Check the database against its history and report differences."),
        }),
        *_rows("handover", HANDOVER, {
            "handover": N_("Show the handover report and hand the desk over."),
        }),
        *_rows("imports", DATA, {
            "import=importing": N_(
                "Import units, people, a roster or another system's log from .csv or .xlsx."
            ),
        }),
        *_rows("exports", DATA, {
            "export=exports": N_("Export lists that the import takes back unchanged."),
        }),
        *_rows("reports", REPORTS, {
            "report=reports": N_("Show the figures for a day or a period."),
        }),
        *_rows("papers", REPORTS, {
            "papers": N_("Print documents: work slip, complaint record, callbacks, roster."),
        }),
        *_rows("pins", DATA, {
            "pin=pins": N_(
                "Set or remove sign-in PINs. The PIN is typed hidden, or read from standard input."
            ),
        }),
        *_rows("rules", RULES, {
            "deadlines": N_("Calculate the deadlines for a category; does not use the database."),
            "keys": N_("List the key bindings and report errors in your own."),
            "policy=policies": N_("Show, check or replace the centre's rules (TOML)."),
        }),
        *_acts(),
    ]
)  # fmt: skip
"""All commands of dutydesk, in the order of the list."""
