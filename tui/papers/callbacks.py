"""Callback record (回访记录): attempts to call customers back, their answers, and a summary."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from core.base.text import mask_phone, mask_phones
from core.figures.registers import CallbackMade
from core.policy.model import Policy
from core.ticket.callbacks import GRADES, RESULTS
from tui.i18n import _
from tui.papers import titles
from tui.papers.paper import Document, Paper, Signature, Signatures, Table, Value, iso, span
from tui.widgets.particulars import name_of

COLUMNS = (
    "at", "number", "round", "unit", "place", "caller", "phone", "description", "department", "assignee",
    "result", "answer", "by",
)  # fmt: skip
"""Names of the values of each entry for programs."""


def callback_record(
    made: Sequence[CallbackMade],
    policy: Policy,
    made_at: datetime,
    first: date,
    last: date,
    made_by: str = "",
) -> Paper:
    """Return the record of some days, for the signatures of supervisor and director (R169)."""
    heads = (
        _("Called back at"), _("No."), _("Unit"), _("Caller"), _("Phone"), _("Matter"), _("Done by"),
        _("Result"), _("What the customer said"), _("Called by"),
    )  # fmt: skip
    return Paper(
        "callbacks",
        _("Callback record"),
        policy.site,
        made_at,
        [
            Table(heads, [_line(one, policy) for one in made]),
            Table((_("Result"), _("Count")), [*_summary(made)], _("Summary"), figures=True),
            Signatures([Signature(_("Supervisor")), Signature(_("Director"))]),
        ],
        [_document(one, policy) for one in made],
        subject=span(first, last),
        made_by=made_by,
        landscape=True,
        columns=COLUMNS,
    )


def _line(one: CallbackMade, policy: Policy) -> Sequence[Value]:
    ticket = one.ticket
    return (
        one.at,
        ticket.number,
        ticket.where,
        name_of(ticket.caller),
        mask_phone(ticket.caller.phone),
        mask_phones(ticket.description),
        titles.with_whom(ticket, policy),
        titles.result(one.result),
        one.answer,
        one.by,
    )


def _summary(made: Sequence[CallbackMade]) -> list[tuple[str, int]]:
    counted = Counter(one.result for one in made)
    reached = sum(counted[grade] for grade in GRADES)
    rows = [(titles.result(code), counted[code]) for code in RESULTS if counted[code]]
    return [*rows, (_("customers reached"), reached)]


def _document(one: CallbackMade, policy: Policy) -> Document:
    ticket = one.ticket
    return {
        "at": iso(one.at, policy.site.zone),
        "number": ticket.number,
        "round": one.round,
        "unit": ticket.unit or None,
        "place": ticket.place or None,
        "caller": ticket.caller.name or None,
        "phone": mask_phone(ticket.caller.phone) or None,
        "description": mask_phones(ticket.description),
        "department": ticket.department or None,
        "assignee": ticket.assignee or None,
        "result": one.result,
        "answer": one.answer or None,
        "by": one.by or None,
    }
