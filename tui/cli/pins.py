"""`pin`: set or remove somebody's PIN, which is never a word of the command line."""

from typing import Annotated

import typer

from tui.cli.acting_person import fresh
from tui.cli.app import KEEPING, app, argument
from tui.cli.context import Here
from tui.cli.printing import say
from tui.i18n import _

pins = typer.Typer(help=_("PINs to sign in with: typed blind, or one line of a pipe."))
app.add_typer(pins, name="pin", rich_help_panel=KEEPING)

Who = Annotated[str, argument("PERSON", _("Whose: staff number, name or initials."))]


@pins.command("set", help=_("Give somebody a PIN."))
def set_pin(ctx: typer.Context, person: Who) -> None:
    """Asks for the acting person's own first, where he has one."""
    here = Here.of(ctx)
    whose = here.desk.people.somebody(person)
    own = here.pin
    whose = here.desk.people.set_pin(whose.no, fresh(whose.name), own=own)
    say(_("{name} has a new PIN.").format(name=whose.name))


@pins.command("remove", help=_("Take somebody's PIN away: then he signs in without one."))
def remove_pin(ctx: typer.Context, person: Who) -> None:
    """Asks for the acting person's own first, where he has one."""
    here = Here.of(ctx)
    whose = here.desk.people.remove_pin(here.desk.people.somebody(person).no, own=here.pin)
    say(_("{name} has no PIN any more.").format(name=whose.name))
