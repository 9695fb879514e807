"""Particulars of a ticket as titled lines, for screens and pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from core.base.i18n_marks import C_, N_
from core.base.text import mask_phone
from core.ticket.feedback import owed, waiting
from core.ticket.model import Caller, Feedback, Hazard, Original, Relay
from core.ticket.oversight import Complaint, Investigation, SpotCheck
from tui.i18n import _, clauses, listed
from tui.widgets import names
from tui.widgets.clock_text import wall

if TYPE_CHECKING:
    from core.desk.queries import Card


def name_of(caller: Caller) -> str:
    """Return the caller's name, or that it is anonymous; a confidential one is marked as such."""
    if caller.anonymous:
        return _(N_("anonymous"))
    parts = (caller.name, _(N_("(confidential)")) if caller.confidential else "")
    return " ".join(part for part in parts if part)


def particulars(card: Card) -> Iterator[tuple[str, str]]:
    """Yield titles (English source strings) and texts of the particulars that are filled in."""
    ticket, noted = card.ticket, card.ticket.particulars
    rows = (
        (N_("No place"), _no_place(card)),
        (N_("Helpers"), listed(ticket.helpers)),
        (N_("Passed on by"), _relay(noted.relay, card) if noted.relay else ""),
        (N_("Staff told at"), _at(noted.received_at, card)),
        (N_("Site manager"), _manager(card)),
        (N_("Agreed fee"), noted.agreed_fee),
        (N_("Promised"), _at(noted.promised_at, card)),
        (C_("safety", "Danger to"), _(noted.danger.label) if noted.danger else ""),
        (N_("Isolated"), clauses(_hazard(hazard, card) for hazard in ticket.hazards)),
        *_complaint(ticket.complaint),
        (N_("12345"), _joined(noted.external_no, _at(noted.external_due, card))),
        (N_("Inspected by"), noted.inspector),
        (N_("Feedback"), _(N_("widely shared")) if noted.representative else ""),
        (N_("Original"), _original(noted.original) if noted.original else ""),
        (N_("More callers"), clauses(_contact(contact) for contact in ticket.contacts)),
        (N_("Told outcome"), clauses(_feedback(one, card) for one in ticket.feedbacks)),
        (N_("To feed back"), clauses(_waiting(card))),
        (N_("Investigation"), _investigation(ticket.investigation, card) if ticket.investigation else ""),
        (N_("Spot check"), clauses(_spot_check(one, card) for one in ticket.spot_checks)),
        (N_("Entered late"), _at(ticket.logged_at, card) if noted.entered_late else ""),
    )
    return ((title, text) for title, text in rows if text)


def _no_place(card: Card) -> str:
    """Return why it was saved without a place, until it has one."""
    ticket, reason = card.ticket, card.ticket.particulars.no_place
    return "" if ticket.where or not reason else _(reason)


def _complaint(details: Complaint | None) -> Iterator[tuple[str, str]]:
    """Yield the details of a complaint with their titles."""
    if details is None:
        return
    yield C_("complaint", "About"), details.about
    yield N_("Demand"), details.demand
    yield N_("Findings"), details.findings
    yield N_("Valid"), _(details.validity.label) if details.validity else ""
    yield N_("Cause"), details.cause
    yield N_("Corrective"), details.corrective
    yield N_("Preventive"), details.preventive
    yield N_("Planned for"), str(details.planned or "")


def _at(instant: datetime | None, card: Card) -> str:
    return wall(instant, card.now, card.policy.site.zone) if instant else ""


def _joined(*parts: str) -> str:
    return "  ".join(part for part in parts if part)


def _relay(relay: Relay, card: Card) -> str:
    kind = _(names.RELAYS.get(relay.kind, relay.kind))
    reason = _(names.RELAY_REASONS.get(relay.reason, relay.reason)) if relay.reason else ""
    return _joined(kind, relay.person, _at(relay.at, card), reason)


def _manager(card: Card) -> str:
    ticket = card.ticket
    if not ticket.employer:
        return ""
    return _at(ticket.manager_told_at, card) or _(N_("not told yet"))


def _hazard(hazard: Hazard, card: Card) -> str:
    until = _at(hazard.removed_at, card) or _(N_("still in place"))
    span = f"{_at(hazard.placed_at, card)} - {until}"
    tried = _joined(_(hazard.removal.label), hazard.tried_by) if hazard.removal else hazard.tried_by
    return _joined(_(names.MEASURES.get(hazard.measure, hazard.measure)), hazard.by, span, tried)


def _original(original: Original) -> str:
    return _joined(original.kind, original.number, original.place, original.keeper)


def _feedback(one: Feedback, card: Card) -> str:
    caller = card.ticket.callers[one.caller]
    who = one.to or name_of(caller) or mask_phone(caller.phone)
    way = _(names.FEEDBACK_WAYS.get(one.way) or names.WAYS.get(one.way, one.way))
    return _joined(who, way, _at(one.at, card), one.by)


def _investigation(group: Investigation, card: Card) -> str:
    who = listed((group.lead, *group.members))
    return _joined(who, _at(group.opened_at, card), group.conclusion, _at(group.concluded_at, card))


def _spot_check(one: SpotCheck, card: Card) -> str:
    return _joined(_(one.result.label), one.remark, _at(one.at, card), one.by)


def _waiting(card: Card) -> Iterator[str]:
    """Yield the callers who do not know the outcome yet, once there is one."""
    if owed(card.ticket):
        for place in waiting(card.ticket):
            caller = card.ticket.callers[place]
            yield name_of(caller) or mask_phone(caller.phone) or card.ticket.where


def _contact(caller: Caller) -> str:
    return _joined(name_of(caller), mask_phone(caller.phone))
