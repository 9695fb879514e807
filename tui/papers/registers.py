"""Lists over the tickets as papers: the register of opinions, the papers that came in."""

from collections.abc import Sequence
from datetime import date, datetime

from core.callbacks import RESULTS
from core.clock import site_time
from core.papers import Kept, grade_of
from core.policy import Policy
from core.text import mask_phone
from core.ticket import STATE_NAMES, Ticket
from tui.i18n import _, language
from tui.papers.paper import Document, Paper, Table, Value, iso
from tui.widgets import names
from tui.widgets.particulars import name_of


def opinion_register(tickets: Sequence[Ticket], policy: Policy, made_at: datetime, days: str = "") -> Paper:
    """业主意见登记本: what customers said and want (R030, R097, R114); phones are masked."""
    heads = (
        _("No."), _("Day"), _("Channel"), _("Category"), _("Unit"), _("Caller"), _("Opinion"),
        _("Department"), _("Outcome"), _("Result"),
    )  # fmt: skip
    return Paper(
        "opinions",
        _("Opinion register"),
        policy.site,
        made_at,
        [Table(heads, [_opinion(ticket, policy) for ticket in tickets])],
        [_opinion_document(ticket, policy) for ticket in tickets],
        subject=days,
        landscape=True,
    )


def _opinion(ticket: Ticket, policy: Policy) -> Sequence[Value]:
    grade = grade_of(ticket)
    return (
        ticket.number,
        day_of(ticket, policy),
        _(names.CHANNELS.get(ticket.channel, ticket.channel)),
        category_title(ticket, policy),
        ticket.where,
        ticket.particulars.inspector or name_of(ticket.caller),
        ticket.description + (" " + _("(many share it)") if ticket.particulars.representative else ""),
        department_title(ticket.department, policy),
        ticket.round.outcome or _(STATE_NAMES[ticket.state]),
        _(RESULTS.get(grade, grade)) if grade else "",
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
        "opinion": ticket.description,
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


def list_of_originals(found: Sequence[Kept], policy: Policy, made_at: datetime, days: str = "") -> Paper:
    """Where each paper that came in is kept, by whom and until when (R098)."""
    heads = (
        _("No."), _("Day"), _("Sort"), _("Number"), _("Matter"), _("Place"), _("Keeper"), _("Keep until"),
    )  # fmt: skip
    return Paper(
        "originals",
        _("Originals"),
        policy.site,
        made_at,
        [Table(heads, [_original(kept, policy) for kept in found])],
        [_original_document(kept, policy) for kept in found],
        subject=days,
        landscape=True,
    )


def _original(kept: Kept, policy: Policy) -> Sequence[Value]:
    ticket, paper = kept.ticket, kept.original
    return (
        ticket.number, day_of(ticket, policy), paper.kind, paper.number, ticket.description, paper.place,
        paper.keeper, kept.until,
    )  # fmt: skip


def _original_document(kept: Kept, policy: Policy) -> Document:
    paper = {name: getattr(kept.original, name) or None for name in ("number", "kind", "place", "keeper")}
    return {
        "ticket": kept.ticket.number,
        "reported_at": iso(kept.ticket.reported_at, policy.site.zone),
        **paper,
        "keep_until": str(kept.until),
    }


def day_of(ticket: Ticket, policy: Policy) -> date:
    """The site day of the report."""
    return site_time(ticket.reported_at, policy.site.zone).date()


def category_title(ticket: Ticket, policy: Policy) -> str:
    """The category in the reader's language, or its code."""
    category = policy.categories.get(ticket.category)
    return category.title(language()) if category else ticket.category


def department_title(code: str, policy: Policy) -> str:
    """The department in the reader's language, or its code."""
    department = policy.departments.get(code)
    return department.title(language()) if department else code
