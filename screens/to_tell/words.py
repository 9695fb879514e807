"""Texts of the list of people to tell, and what is read aloud to them."""

from __future__ import annotations

from datetime import datetime

from core.base.clock import site_time
from core.base.i18n_marks import C_, N_
from core.base.text import mask_phones
from core.desk.ladder import Call, Escalation
from core.ticket.ladder import Rung
from core.ticket.model import Ticket
from tui.i18n import _, sentences
from tui.papers.titles import department
from tui.widgets import names
from tui.widgets.cells import together
from tui.widgets.clock_text import short_number, wall
from tui.widgets.rung_words import is_at_once

ASKED = {
    "ladder": N_("Please see that it is done, or say what is to be done."),
    "repeat": N_("It has been reported before. Please see that it is done for good."),
    "rework": N_("The customer is not satisfied. Please say how it goes on."),
    "urged": N_("The customer has asked again. Please see that it goes on."),
    "cannot_solve": N_("It cannot be solved in time. Please say how it goes on."),
    "beyond_office": N_("It is beyond our authority. Please decide."),
}
"""Requests to the person told, by the reason of the rung."""

AT_ONCE = N_("Please take it in hand, or say what is to be done.")
NOT_ARRIVED = N_("No one has arrived on site yet. Please send someone.")


def read_aloud(one: Escalation, now: datetime) -> str:
    """Return the sentences to say on the phone: number, place, matter, since when, with whom, the request."""
    ticket, rung, zone = one.ticket, one.rung, one.policy.site.zone
    number = short_number(ticket.number, site_time(now, zone).date())
    what = _(N_("Ticket {number}, {place}: {matter}.")).format(
        number=number,
        place=ticket.where or _(N_("no place given")),
        matter=mask_phones(ticket.description).rstrip(" .。"),
    )
    since = _(N_("Reported {time}.")).format(time=together(wall(ticket.reported_at, now, zone)))
    if rung.reason == "ladder" and rung.condition != "not_arrived" and not is_at_once(rung, ticket):
        late = _(N_("It was to be done by {time}.")).format(time=together(wall(rung.due_at, now, zone)))
        since = sentences(since, late)
    return sentences(what, since, _with_whom(one), *_again(rung, one, now), _request(rung, ticket))


def _with_whom(one: Escalation) -> str:
    ticket = one.ticket
    if not ticket.is_open:
        return _(N_("It has been handled meanwhile."))
    if ticket.assignee:
        return _(N_("{person} is on it.")).format(person=ticket.assignee)
    if ticket.assigned_at and ticket.department:
        return _(N_("It is with {department}.")).format(department=department(ticket.department, one.policy))
    return _(N_("No one has been sent yet."))


def _again(rung: Rung, one: Escalation, now: datetime) -> tuple[str, ...]:
    if rung.told is None or rung.status != "again":
        return ()
    told = together(wall(rung.told.at, now, one.policy.site.zone))
    return (_(N_("{person} was told {time}; nothing has happened since.")).format(
        person=rung.told.person or role(rung.told.role), time=told
    ),)  # fmt: skip


def _request(rung: Rung, ticket: Ticket) -> str:
    if is_at_once(rung, ticket):
        return _(AT_ONCE)
    return _(NOT_ARRIVED if rung.condition == "not_arrived" else ASKED.get(rung.reason, ASKED["ladder"]))


def status(one: Escalation, now: datetime) -> str:
    """Return the state of a rung in few cells: `tell now`, `tell 08:00`, `told 08:05`."""
    rung, zone = one.rung, one.policy.site.zone
    if rung.status == "waiting":
        return _(C_("rung", "tell {time}")).format(time=f"{site_time(rung.tell_at, zone):%H:%M}")
    if rung.status == "told" and rung.told:
        return _(C_("rung", "told {time}")).format(time=wall(rung.told.at, now, zone, short=True))
    return _(names.RUNG_STATES[rung.status])


def role(code: str) -> str:
    """Return the title of a role."""
    return _(names.ROLES.get(code, code))


def person(call: Call) -> str:
    """Return role and name of the person of a call."""
    return " ".join(part for part in (role(call.role), call.person) if part)


def number_of(ticket: Ticket, one: Escalation, now: datetime) -> str:
    """Return the ticket's number as said today."""
    return short_number(ticket.number, site_time(now, one.policy.site.zone).date())
