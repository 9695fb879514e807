"""The command `ring` for help, completion and wrong command lines; a right one is run without typer."""

from typing import Annotated

import typer

from tui.cli import ring as quick
from tui.cli.app import TICKETS, AsJson, app, argument, flag, option
from tui.cli.context import Here
from tui.i18n import _


@app.command(
    help=_("A call has come in: every open desk shows it. For a telephone system."), rich_help_panel=TICKETS
)
def ring(
    ctx: typer.Context,
    phone: Annotated[str, argument("PHONE", _("The caller's number; empty where it is withheld."))],
    line: Annotated[str, option("--line", _("On which line."))] = "",
    ended: Annotated[bool, flag("--ended", _("It has stopped ringing."))] = False,
    as_json: AsJson = False,
) -> None:
    """As `tui.cli.ring`."""
    quick.run(Here.of(ctx).options, quick.Announced(phone, line, ended, as_json))
