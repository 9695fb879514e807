"""`checks`: the daily checks of a service day, with how each stands."""

from typing import Annotated, Any

from core.base.spoken_times import Aim
from core.desk.checks import DailyCheck
from core.ticket.codes import CheckState
from tui.cli.context import Here
from tui.cli.printing import print_json, print_table, say
from tui.cli.words import AsJson, option
from tui.i18n import _
from tui.widgets import names


def checks(
    here: Here,
    day: Annotated[str, option("--day", _("Service day instead of today."), "DATE")] = "",
    person: Annotated[str, option("--person", _("Only the checks of this person."), "PERSON")] = "",
    as_json: AsJson = False,
) -> None:
    """Print whose check of each ticket it is on a day, and whether it is made, late, missed or due (§8)."""
    found = here.desk.checks.on(here.day(day, Aim.PAST) if day else None, person)
    if as_json:
        print_json([_document(check) for check in found])
        return
    asked = [check for check in found if check.state is not CheckState.NONE]
    if not asked:
        say(_("No daily check is asked on that day.") if day else _("No daily check is asked today."))
        return
    print_table(
        [_("Person"), _("Number"), _("Place"), _("Matter"), _("State"), _("Entered by")],
        [_cells(check) for check in sorted(asked, key=lambda check: (check.person, check.number))],
    )


def _document(check: DailyCheck) -> dict[str, Any]:
    return {
        "number": check.number,
        "person": check.person,
        "day": check.day.isoformat(),
        "state": check.state.value,
        "by": check.by or None,
        "instead_of": check.instead_of or None,
        "first_responder": check.first or None,
    }


def _cells(check: DailyCheck) -> list[str]:
    person = check.person
    if check.instead_of:
        person = _("{person} for {absent}").format(person=person, absent=check.instead_of)
    matter = check.matter
    state = _(names.CHECK_STATES[check.state.value])
    return [person, check.number, matter.where, matter.description, state, check.by]
