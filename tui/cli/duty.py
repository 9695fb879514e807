"""`duty`: people on duty, hours without cover, certificates that expire."""

from typing import Annotated, Any

from core.base.clock import site_time
from core.base.text import mask_phone
from core.duty.roster import Gap, Outlook, Turn
from core.duty.spans import shown
from tui.cli.context import Here
from tui.cli.document import iso
from tui.cli.printing import heading, print_json, print_table, say
from tui.cli.words import AsJson, option
from tui.i18n import _, language


def duty(
    here: Here,
    at: Annotated[str, option("--at", _("At that time instead of now."), "WHEN")] = "",
    as_json: AsJson = False,
) -> None:
    """Print the people on duty by department and post, and the hours without cover in 7 days (R031)."""
    found = here.desk.roster.on_duty(here.when(at) if at else None)
    outlook = here.desk.roster.outlook()
    if as_json:
        print_json(_document(here, found, outlook))
    else:
        _print(here, found, outlook)


def _document(here: Here, found: list[Turn], outlook: Outlook) -> dict[str, Any]:
    zone = here.policy.site.zone
    return {
        "rostered": outlook.rostered,
        "on_duty": [
            {
                "no": turn.person.no,
                "name": turn.person.name,
                "department": turn.department,
                "post": turn.post or None,
                "phone": mask_phone(turn.person.phone) or None,
                "from": iso(turn.start, zone),
                "to": iso(turn.end, zone),
            }
            for turn in found
        ],
        "not_covered": [
            {"department": gap.department, "from": iso(gap.start, zone), "to": iso(gap.end, zone)}
            for gap in outlook.gaps
        ],
        "certificates": [
            {
                "no": person.no,
                "name": person.name,
                "certificate": person.certificate or None,
                "until": f"{person.certificate_until}",
            }
            for person in outlook.expiring
        ],
    }


def _print(here: Here, found: list[Turn], outlook: Outlook) -> None:
    if not outlook.rostered:
        say(_("There is no roster yet."))
    elif not found:
        say(_("No one is on duty."))
    else:
        print_table(
            [_("Department"), _("Post"), _("Name"), _("Phone"), _("Duty")],
            [_cells(here, turn) for turn in found],
        )
    if outlook.gaps:
        heading(_("Uncovered hours, next 7 days"))
        print_table([_("Department"), _("Time")], [_gap(here, gap) for gap in outlook.gaps])
    if outlook.expiring:
        heading(_("Expiring certificates"))
        print_table(
            [_("Name"), _("Certificate"), _("Valid until")],
            [[one.name, one.certificate, f"{one.certificate_until}"] for one in outlook.expiring],
        )


def _cells(here: Here, turn: Turn) -> list[str]:
    hours = shown(turn.duty.start, turn.duty.end)
    person = turn.person
    return [_department(here, turn.department), turn.post, person.name, mask_phone(person.phone), hours]


def _gap(here: Here, gap: Gap) -> list[str]:
    zone = here.policy.site.zone
    times = (f"{site_time(instant, zone):%Y-%m-%d %H:%M}" for instant in (gap.start, gap.end))
    return [_department(here, gap.department), " - ".join(times)]


def _department(here: Here, code: str) -> str:
    found = here.policy.departments.get(code)
    return found.title(language()) if found else code
