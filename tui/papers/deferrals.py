"""Register of the deferred matters as a paper (R183), for the review by the authority (R170)."""

from collections.abc import Sequence
from datetime import date, datetime

from core.base.clock import site_time
from core.base.text import mask_phones
from core.figures.deferrals import DeferredMatter
from core.policy.model import Policy
from tui.i18n import _
from tui.papers.paper import Document, Paper, Table, Value, iso, span
from tui.widgets import names

DEFERRAL_COLUMNS = (
    "number", "unit", "place", "description", "category", "reason", "approved_by", "deferred_at",
    "explained_at", "explained_by", "explained_to", "explained_way", "explained", "review", "revived_at",
    "decided_at", "result",
)  # fmt: skip
"""Names of the values of each entry for programs."""


def register_of_deferrals(
    found: Sequence[DeferredMatter],
    policy: Policy,
    made_at: datetime,
    first: date,
    last: date,
    made_by: str = "",
) -> Paper:
    """Return 暂缓事项登记表, the register of deferred matters; phones are masked."""
    heads = (
        _("No."), _("Place"), _("Matter"), _("Reason"), _("Approved by"), _("Deferred on"), _("Explained"),
        _("Review on"), _("Result of the review"),
    )  # fmt: skip
    return Paper(
        "deferred",
        _("Register of deferred matters"),
        policy.site,
        made_at,
        [Table(heads, [_row(one, policy) for one in found])],
        [_document(one, policy) for one in found],
        subject=span(first, last),
        made_by=made_by,
        landscape=True,
        columns=DEFERRAL_COLUMNS,
    )


def _row(one: DeferredMatter, policy: Policy) -> Sequence[Value]:
    return (
        one.ticket.number,
        one.ticket.where,
        mask_phones(one.ticket.description),
        mask_phones(one.reason),
        one.by,
        site_time(one.at, policy.site.zone).date(),
        _explained(one, policy),
        one.review,
        mask_phones(one.decided) or (_("reactivated") if one.revived_at else ""),
    )


def _explained(one: DeferredMatter, policy: Policy) -> str:
    """Return when the customer was told, in what way, who was told and what was said."""
    if one.explained_at is None:
        return _("not told yet") if one.ticket.from_customer else ""
    when = f"{site_time(one.explained_at, policy.site.zone):%Y-%m-%d %H:%M}"
    way = _(names.FEEDBACK_WAYS.get(one.explained_way, one.explained_way)) if one.explained_way else ""
    to = one.explained_to or one.ticket.caller.name
    return "  ".join(part for part in (when, one.explained_by, way, to, mask_phones(one.explained)) if part)


def _document(one: DeferredMatter, policy: Policy) -> Document:
    zone, ticket = policy.site.zone, one.ticket
    return {
        "number": ticket.number,
        "unit": ticket.unit or None,
        "place": ticket.place or None,
        "description": mask_phones(ticket.description),
        "category": ticket.category,
        "reason": mask_phones(one.reason),
        "approved_by": one.by,
        "deferred_at": iso(one.at, zone),
        "explained_at": iso(one.explained_at, zone),
        "explained_by": one.explained_by or None,
        "explained_to": one.explained_to or (ticket.caller.name if one.explained_at else "") or None,
        "explained_way": one.explained_way or None,
        "explained": mask_phones(one.explained) or None,
        "review": str(one.review),
        "revived_at": iso(one.revived_at, zone),
        "decided_at": iso(one.decided_at, zone),
        "result": mask_phones(one.decided) or None,
    }
