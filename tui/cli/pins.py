"""`pin`: set or remove the PIN of a person, which is never an argument of the command line."""

from typing import Annotated

from tui.cli.acting_person import fresh
from tui.cli.command import Group
from tui.cli.context import Here
from tui.cli.printing import say
from tui.cli.words import argument
from tui.i18n import _

pins = Group()

Who = Annotated[str, argument("PERSON", _("Person: staff number, name or initials."))]


@pins.command(_("Set a person's PIN."), "set")
def set_pin(here: Here, person: Who) -> None:
    """Set a person's PIN, after asking the acting person for their own, if they have one."""
    whose = here.desk.people.somebody(person)
    own = here.pin
    whose = here.desk.people.set_pin(whose.no, fresh(whose.name), own=own)
    say(_("{name} has a new PIN.").format(name=whose.name))


@pins.command(_("Remove a person's PIN; they then sign in without one."), "remove")
def remove_pin(here: Here, person: Who) -> None:
    """Remove a person's PIN, after asking the acting person for their own, if they have one."""
    whose = here.desk.people.remove_pin(here.desk.people.somebody(person).no, own=here.pin)
    say(_("{name} has no PIN any more.").format(name=whose.name))
