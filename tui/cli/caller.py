"""`known`: people of a number or unit, open tickets there, and grades of the last calls."""

from datetime import datetime
from typing import Annotated, Any

from core.base.clock import site_time
from core.base.serialization import to_plain
from core.base.text import is_phone_like, mask_phone
from core.desk.callers import Known
from core.intake.unit_profile import Profile
from core.people.units import Contact
from core.ticket.callbacks import RESULTS
from tui.cli.context import Here
from tui.cli.document import iso
from tui.cli.printing import heading, print_json, print_table, say
from tui.cli.words import AsJson, argument
from tui.i18n import _


def known(
    here: Here,
    who: Annotated[list[str], argument("PHONE|UNIT", _("A phone number, a unit, or both."))],
    as_json: AsJson = False,
) -> None:
    """Print the known facts of a phone number or a unit.

    Numbers are masked, because the operator on the call already sees the full one (§18).
    """
    said = " ".join(who)
    read = here.desk.tickets.read_line(said)
    unit, phone = read.unit, read.caller.phone
    if not unit and not phone:
        # a short number, or a unit in an unknown notation
        unit, phone = ("", said) if is_phone_like(said) else (said, "")
    found = here.desk.callers.known(unit, phone)
    profile = here.desk.callers.profile(found.unit.code) if found.unit else None
    if as_json:
        print_json(_document(here, found, profile))
    else:
        _print(here, found, profile)


def _document(here: Here, found: Known, profile: Profile | None) -> dict[str, Any]:
    zone = here.policy.site.zone
    return {
        "unit": found.unit.code if found.unit else None,
        "specialist": (found.unit.specialist or None) if found.unit else None,
        "services": (found.unit.services or None) if found.unit else None,
        "last_contact": to_plain(profile.last_contact) if profile else None,
        "visit_due": to_plain(profile.visit_due) if profile else None,
        "recent": [row.number for row in profile.recent] if profile else [],
        "household": [_person(contact) for contact in found.unit.contacts] if found.unit else [],
        "callers": [{"unit": one.unit.code, **_person(one.contact)} for one in found.callers],
        "open": [
            {
                "number": row.number,
                "state": row.state.value,
                "category": row.category,
                "where": row.where,
                "description": row.description,
                "assignee": row.assignee or None,
                "reported_at": iso(row.reported_at, zone),
            }
            for row in found.open
        ],
        "calls": [
            {
                "number": one.number or None,
                "at": iso(one.at, zone),
                "result": one.result.value,
                "answer": one.answer or None,
                "by": one.by,
                "mode": one.mode.value,
            }
            for one in (profile.calls if profile else ())
        ],
        "grades": [
            {"number": one.number, "round": one.round, "grade": one.grade, "at": iso(one.at, zone)}
            for one in found.grades
        ],
    }


def _person(contact: Contact) -> dict[str, str | None]:
    return {
        "name": contact.name,
        "phone": mask_phone(contact.phone) or None,
        "role": contact.role or None,
    }


def _print(here: Here, found: Known, profile: Profile | None) -> None:
    people = [(one.unit.code, one.contact) for one in found.callers]
    household = [(found.unit.code, one) for one in found.unit.contacts] if found.unit else []
    people += [one for one in household if one not in people]
    if not (people or found.open or found.grades or _agreed(profile)):
        say(_("Nothing is known."))
    _part(
        _("People"),
        [_("Unit"), _("Caller"), _("Phone"), _("Relation")],
        [[code, one.name, mask_phone(one.phone), one.role] for code, one in people],
    )
    _part(_("Unit"), [_("Specialist"), _("Services"), _("Last contact"), _("Next visit")], _agreed(profile))
    _part(
        _("Open tickets"),
        [_("No."), _("Status"), _("Place"), _("Matter"), _("Who")],
        [[r.number, _(r.state.label), r.where, r.description, r.assignee] for r in found.open],
    )
    _part(
        _("Calls out of turn"),
        [_("No."), _("When"), _("Result"), _("What the customer said"), _("By")],
        _spoken(here, profile),
    )
    _part(
        _("Last ratings"),
        [_("No."), _("Round"), _("When"), _("Rating")],
        [
            [one.number, str(one.round), _day(here, one.at), _(RESULTS.get(one.grade, one.grade))]
            for one in found.grades
        ],
    )


def _spoken(here: Here, profile: Profile | None) -> list[list[str]]:
    """Return the calls to the unit out of turn (R201)."""
    return [
        [one.number, _day(here, one.at), _(one.result.label), one.answer, one.by]
        for one in (profile.calls if profile else ())
    ]


def _agreed(profile: Profile | None) -> list[list[str]]:
    """Return the specialist of the unit, what is agreed with it, its last contact and its next visit."""
    if profile is None:
        return []
    days = [f"{day}" if day else "" for day in (profile.last_contact, profile.visit_due)]
    cells = [profile.unit.specialist, profile.unit.services, *days]
    return [cells] if any(cells) else []


def _day(here: Here, at: datetime) -> str:
    return f"{site_time(at, here.policy.site.zone):%Y-%m-%d %H:%M}"


def _part(title: str, heads: list[str], rows: list[list[str]]) -> None:
    if rows:
        heading(title)
        print_table(heads, rows)
