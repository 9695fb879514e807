"""Lines about a unit, for the register and for callbacks (R156, R162)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from core.base.clock import site_time
from core.base.i18n_marks import N_
from core.base.text import mask_phone
from core.intake.unit_profile import VISIT_AMBER, Profile
from core.people.directory import Person
from core.people.units import Contact, Unit
from core.ticket.board import Row
from core.ticket.callbacks import RESULTS
from tui import i18n
from tui.i18n import _, remarked
from tui.widgets.cells import fit, together, wrap
from tui.widgets.clock_text import short_number, wall
from tui.widgets.host import Host
from tui.widgets.lines import Line

LABEL = 13
"""Cells of the label before each line."""

MATTER = 30
"""Cells of a ticket's matter if several are on a line."""


def labelled(title: str, text: str, width: int, style: str = "text", most: int = 2) -> Iterator[Line]:
    """Yield a label with its text, wrapped below the text; no line for an empty text."""
    for index, line in enumerate(wrap(text, max(10, width - LABEL - 2), most)):
        yield [(" " + fit("" if index else _(title), LABEL), "muted"), (line, style)]


def listed(parts: Iterable[str]) -> str:
    """Return the items joined as a list, which is wrapped between them."""
    return i18n.listed(map(together, filter(None, parts)))


def today_of(host: Host) -> date:
    """Return the site day."""
    return site_time(host.now(), host.desk.policy.site.zone).date()


def contact_text(contact: Contact, *, whole: bool = False) -> str:
    """Return name, role and number; the number is masked unless `whole`, which is for dialling."""
    phone = contact.phone if whole else mask_phone(contact.phone)
    name = remarked(contact.name, contact.role).strip() if contact.role else contact.name
    return f"{name} {phone}".strip()


def specialist_text(unit: Unit, person: Person | None) -> str:
    """Return the specialist of the unit, with the number of a listed person."""
    if person:
        return f"{person.name}  {mask_phone(person.phone)}".strip()
    return _(N_("{name} (not on the staff)")).format(name=unit.specialist) if unit.specialist else ""


def agreed(profile: Profile, width: int) -> Iterator[Line]:
    """Yield the specialist of the unit and the agreed services."""
    yield from labelled(N_("Specialist"), specialist_text(profile.unit, profile.specialist), width)
    yield from labelled(N_("Services"), profile.unit.services, width)


def history(profile: Profile, width: int, host: Host) -> Iterator[Line]:
    """Yield the open tickets, the last grades and the recent tickets."""
    yield from labelled(N_("Open tickets"), _tickets(profile.open, host), width, "amber", 3)
    now, zone = host.now(), host.desk.policy.site.zone
    given = (
        f"{_(RESULTS.get(one.grade, one.grade))} {wall(one.at, now, zone)}" for one in profile.grades[:3]
    )
    yield from labelled(N_("Last ratings"), listed(given), width)
    spoken = (
        remarked(f"{_(one.result.label)} {wall(one.at, now, zone)}", one.answer) if one.answer
        else f"{_(one.result.label)} {wall(one.at, now, zone)}"
        for one in profile.calls[:3]
    )  # fmt: skip
    yield from labelled(N_("Called"), listed(spoken), width)
    yield from labelled(N_("Recent"), _tickets(profile.recent, host), width, "muted", 3)


def visits(profile: Profile, width: int, host: Host) -> Iterator[Line]:
    """Yield the last contact with the unit, and the due date of the next visit."""
    today, due = today_of(host), profile.visit_due
    style = "text"
    if due is not None:
        style = "breached" if due < today else "amber" if due - today <= VISIT_AMBER else "text"
    since = profile.last_contact
    parts = [_(N_("last {day}")).format(day=since) if since else _(N_("none within a year"))]
    if due:
        parts.append(_(N_("next visit due {day}")).format(day=due))
    if profile.unit.kind != "public" or since:
        yield from labelled(N_("In touch"), listed(parts), width, style)


def _tickets(rows: Iterable[Row], host: Host) -> str:
    return listed(
        f"{short_number(row.number, today_of(host))} {_(row.state.label)} "
        + fit(row.description, MATTER).rstrip()
        for row in rows
    )
