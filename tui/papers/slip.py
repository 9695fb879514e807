"""Work slip (维修工作单): one page that the worker takes along and brings back filled in and signed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from core.base.i18n_marks import C_
from core.base.text import mask_phone
from core.desk.queries import Card
from core.people.roles import Actor
from core.ticket.acts.handle import Handled
from core.ticket.callbacks import GRADES
from core.ticket.confidentiality import discreet
from core.ticket.model import Ticket
from tui.i18n import _, listed
from tui.papers import titles
from tui.papers.paper import Document, Fields, FormField, Paper, Part, Signature, Signatures, Table, iso
from tui.papers.titles import cut
from tui.widgets import names
from tui.widgets.particulars import name_of

A_WORKER = Actor("", "worker")
"""Actor whose rights decide what the slip shows."""

MATERIALS = 3
"""Number of lines for materials used."""


def work_slip(card: Card, *, whole_phone: bool = False, made_by: str = "") -> Paper:
    """Return the slip of a ticket as of now.

    The worker must call the customer, so the printed slip has the `whole_phone`.  For a confidential
    caller it has neither number nor name, even if a supervisor prints it.
    """
    ticket = discreet(card.ticket, A_WORKER)
    card = replace(card, ticket=ticket)
    return Paper(
        "slip",
        _("Work slip"),
        card.policy.site,
        card.now,
        [*_parts(card, phone(ticket, whole=whole_phone))],
        _document(card, phone(ticket, whole=whole_phone)),
        subject=ticket.number,
        made_by=made_by,
    )


def phone(ticket: Ticket, *, whole: bool) -> str:
    """Return the caller's number as the slip may show it."""
    number = ticket.caller.phone
    return number if whole and not ticket.caller.confidential else mask_phone(number)


def _parts(card: Card, number: str) -> Iterator[Part]:
    ticket = card.ticket
    materials = ticket.round.materials
    yield Fields([*_matter(card, number), *_sending(card)])
    yield Fields(
        [
            FormField(_("Arrived at"), ticket.round.arrived_at),
            FormField(_("Done at"), ticket.round.handled_at),
            FormField(_(C_("slip", "Cause")), cut(cause(card), 160), wide=True, lines=2),
            FormField(_("Work done"), cut(ticket.round.outcome, 240), wide=True, lines=3),
            *([FormField(_("Materials"), cut(materials, 160), wide=True)] if materials else []),
        ],
        _("The work"),
    )
    heads = (_("Material"), _("Quantity"), _("Unit price"), _("Amount"))
    yield Table(heads, (), _("Material and fee"), blank=MATERIALS)
    yield Fields(
        [
            *_fee(ticket),
            FormField(_("Total"), ticket.round.fee),
            FormField(_("The customer is"), wide=True, boxes=[_(grade) for grade in GRADES.values()]),
        ],
        _("The customer"),
    )
    yield Signatures([Signature(title) for title in (_("Worker"), _("Customer"), _("Date"))])


def _fee(ticket: Ticket) -> Iterator[FormField]:
    """Yield the fee agreed with the customer, or the boxes for it."""
    if agreed := ticket.particulars.agreed_fee:
        yield FormField(_("Agreed fee"), agreed)
    else:
        yield FormField(_("Fee"), boxes=(_("free"), _("paid")))


def _matter(card: Card, number: str) -> Iterator[FormField]:
    ticket = card.ticket
    yield FormField(_("Reported at"), ticket.reported_at)
    yield FormField(_("Channel"), titles.channel(ticket, card.policy))
    yield FormField(_("Category"), titles.category(ticket, card.policy))
    yield FormField(_("Urgency"), _(names.URGENCIES.get(ticket.urgency, ticket.urgency)))
    yield FormField(_("Unit"), ticket.unit)
    yield FormField(_("Place"), cut(ticket.place, 48))
    yield FormField(_("Caller"), cut(f"{name_of(ticket.caller)} {ticket.caller.role}".strip(), 48))
    yield FormField(_("Phone"), number)
    yield FormField(_("Problem reported"), cut(ticket.description, 320), wide=True, lines=3)
    if ticket.opinion:
        yield FormField(_("Answer given"), cut(ticket.opinion, 120), wide=True)
    if again := titles.repeat(ticket):
        yield FormField(_("Repeat"), again, wide=True)
    if danger := ticket.particulars.danger:
        yield FormField(_(C_("safety", "Danger to")), _(danger.label))
    if ticket.isolated:
        standing = (hazard for hazard in ticket.hazards if hazard.removed_at is None)
        measures = listed(_(names.MEASURES.get(hazard.measure, hazard.measure)) for hazard in standing)
        yield FormField(_(C_("slip", "Isolated")), measures, wide=True)


def _sending(card: Card) -> Iterator[FormField]:
    ticket = card.ticket
    yield FormField(_(C_("slip", "Assigned to")), titles.with_whom(ticket, card.policy))
    yield FormField(_("Assigned at"), ticket.assigned_at)
    if ticket.helpers:
        yield FormField(_("Helpers"), cut(listed(ticket.helpers), 120), wide=True)
    yield FormField(_("Appointment"), ticket.round.booking.at if ticket.round.booking else None)
    yield FormField(_("Arrive by"), arrive_by(card))


def arrive_by(card: Card) -> datetime | None:
    """Return the promised time of arrival in this round; None if none was promised."""
    found = (timer for timer in card.timers if timer.name == "arrival")
    return next((timer.due_at for timer in found if timer.round == card.ticket.round.number), None)


def cause(card: Card) -> str:
    """Return the cause recorded when the work was last done; empty before."""
    handled = (event.fact for event in reversed(card.history) if isinstance(event.fact, Handled))
    return next((fact.cause for fact in handled), "")


def _document(card: Card, number: str) -> Document:
    ticket, zone = card.ticket, card.policy.site.zone
    return {
        "number": ticket.number,
        "reported_at": iso(ticket.reported_at, zone),
        "channel": ticket.channel,
        "category": ticket.category,
        "urgency": ticket.urgency,
        "unit": ticket.unit or None,
        "place": ticket.place or None,
        "caller": {"name": ticket.caller.name or None, "phone": number or None},
        "description": ticket.description,
        "told": ticket.opinion or None,
        "repeat_of": ticket.repeat_of or None,
        "repeat_no": ticket.repeat_no,
        "danger": ticket.particulars.danger,
        "isolated": ticket.isolated,
        "department": ticket.department or None,
        "assignee": ticket.assignee or None,
        "helpers": list(ticket.helpers),
        "assigned_at": iso(ticket.assigned_at, zone),
        "appointment": iso(ticket.round.booking.at if ticket.round.booking else None, zone),
        "arrive_by": iso(arrive_by(card), zone),
        "arrived_at": iso(ticket.round.arrived_at, zone),
        "handled_at": iso(ticket.round.handled_at, zone),
        "cause": cause(card) or None,
        "outcome": ticket.round.outcome or None,
        "agreed_fee": ticket.particulars.agreed_fee or None,
        "materials": ticket.round.materials or None,
        "fee": ticket.round.fee or None,
    }
