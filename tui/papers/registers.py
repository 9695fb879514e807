"""Registers over the tickets as papers: customers' feedback, original papers."""

from collections.abc import Sequence
from datetime import date, datetime

from core.base.text import mask_phone, mask_phones
from core.figures.registers import KeptOriginal, grade_of
from core.policy.model import Policy
from core.ticket.model import Ticket
from tui.i18n import _
from tui.papers import titles
from tui.papers.paper import Document, Paper, Table, Value, iso, span
from tui.widgets.particulars import name_of

OPINION_COLUMNS = (
    "number", "reported_at", "channel", "kind", "category", "unit", "place", "caller", "phone", "opinion",
    "inspector", "representative", "told", "department", "assignee", "state", "outcome", "result",
    "fed_back_at", "original",
)  # fmt: skip
ORIGINAL_COLUMNS = ("ticket", "reported_at", "number", "kind", "place", "keeper", "keep_until")
"""Names of the values of each entry for programs."""


def opinion_register(
    tickets: Sequence[Ticket], policy: Policy, made_at: datetime, first: date, last: date, made_by: str = ""
) -> Paper:
    """Return 业主意见登记本, the register of feedback (R030, R097, R114); phones are masked."""
    heads = (
        _("No."), _("Day"), _("Channel"), _("Category"), _("Unit"), _("Caller"), _("Feedback"),
        _("Department"), _("Outcome"), _("Callback"),
    )  # fmt: skip
    return Paper(
        "opinions",
        _("Feedback register"),
        policy.site,
        made_at,
        [Table(heads, [_opinion(ticket, policy) for ticket in tickets])],
        [_opinion_document(ticket, policy) for ticket in tickets],
        subject=span(first, last),
        made_by=made_by,
        landscape=True,
        columns=OPINION_COLUMNS,
    )


def _opinion(ticket: Ticket, policy: Policy) -> Sequence[Value]:
    return (
        ticket.number,
        titles.day_of(ticket, policy),
        titles.channel(ticket, policy),
        titles.category(ticket, policy),
        ticket.where,
        ticket.particulars.inspector or name_of(ticket.caller),
        mask_phones(ticket.description)
        + (" " + _("(widely shared)") if ticket.particulars.representative else ""),
        titles.department(ticket.department, policy),
        ticket.round.outcome or _(ticket.state.label),
        titles.result(grade_of(ticket)),
    )


def _opinion_document(ticket: Ticket, policy: Policy) -> Document:
    zone, noted = policy.site.zone, ticket.particulars
    category = policy.categories.get(ticket.category)
    return {
        "number": ticket.number,
        "reported_at": iso(ticket.reported_at, zone),
        "channel": ticket.channel,
        "kind": category.kind if category else None,
        "category": ticket.category,
        "unit": ticket.unit or None,
        "place": ticket.place or None,
        "caller": ticket.caller.name or None,
        "phone": mask_phone(ticket.caller.phone) or None,
        "opinion": mask_phones(ticket.description),
        "inspector": noted.inspector or None,
        "representative": noted.representative,
        "told": ticket.opinion or None,
        "department": ticket.department or None,
        "assignee": ticket.assignee or None,
        "state": ticket.state.value,
        "outcome": ticket.round.outcome or None,
        "result": grade_of(ticket) or None,
        "fed_back_at": iso(ticket.fed_back_at, zone),
        "original": noted.original.number or None if noted.original else None,
    }


def list_of_originals(
    found: Sequence[KeptOriginal],
    policy: Policy,
    made_at: datetime,
    first: date,
    last: date,
    made_by: str = "",
) -> Paper:
    """Return the list of original papers with place, keeper and last day of keeping (R098)."""
    heads = (
        _("No."), _("Day"), _("Original type"), _("Number"), _("Matter"),
        _("Place"), _("Keeper"), _("Keep until"),
    )  # fmt: skip
    return Paper(
        "originals",
        _("Originals"),
        policy.site,
        made_at,
        [Table(heads, [_original(kept, policy) for kept in found])],
        [_original_document(kept, policy) for kept in found],
        subject=span(first, last),
        made_by=made_by,
        landscape=True,
        columns=ORIGINAL_COLUMNS,
    )


def _original(kept: KeptOriginal, policy: Policy) -> Sequence[Value]:
    ticket, paper = kept.ticket, kept.original
    return (
        ticket.number, titles.day_of(ticket, policy), paper.kind, paper.number, ticket.description,
        paper.place, paper.keeper, kept.until,
    )  # fmt: skip


def _original_document(kept: KeptOriginal, policy: Policy) -> Document:
    paper = {name: getattr(kept.original, name) or None for name in ("number", "kind", "place", "keeper")}
    return {
        "ticket": kept.ticket.number,
        "reported_at": iso(kept.ticket.reported_at, policy.site.zone),
        **paper,
        "keep_until": str(kept.until),
    }
