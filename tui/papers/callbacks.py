"""Callback record (回访记录): attempts to call customers back, their answers, and a summary."""

from collections import Counter
from collections.abc import Iterator, Sequence

from core.desk.callback_weeks import KeptWeek, WeekSignature
from core.figures.callback_week import DAYS, CallbackLine, CallbackWeek
from core.figures.measures import percent_text
from core.figures.satisfaction import rate
from core.policy.model import Policy
from core.ticket.callbacks import RESULTS
from tui.i18n import _
from tui.papers import titles
from tui.papers.paper import Document, Paper, Signature, Signatures, Table, Value, iso, span
from tui.papers.satisfaction import NONE
from tui.widgets.particulars import name_of

COLUMNS = (
    "at", "number", "round", "unit", "place", "caller", "phone", "description", "department", "assignee",
    "result", "answer", "by",
)  # fmt: skip
"""Names of the values of each entry for programs."""


def callback_record(kept: KeptWeek, policy: Policy, made_by: str = "") -> Paper:
    """Return the record of some days, for the signatures of supervisor and director (R169).

    One that was signed is printed as it was signed, with both signatures and its hash.
    """
    heads = (
        _("Called back at"), _("No."), _("Unit"), _("Caller"), _("Phone"), _("Matter"), _("Done by"),
        _("Result"), _("What the customer said"), _("Called by"),
    )  # fmt: skip
    week = kept.week
    return Paper(
        "callbacks",
        _("Callback record"),
        policy.site,
        week.made_at,
        [
            Table(heads, [_line(one, policy) for one in week.lines]),
            Table((_("Result"), _("Count")), [*_summary(week)], _("Summary"), figures=True),
            Signatures([*_signatures(kept.signatures)]),
        ],
        [_document(one, policy) for one in week.lines],
        subject=span(week.first, week.last),
        made_by=made_by,
        note=_("Frozen under {hash}.").format(hash=kept.hash[:16]) if kept.hash else "",
        landscape=True,
        signs=week.first if week.last - week.first == DAYS and len(kept.signatures) < 2 else None,
        columns=COLUMNS,
    )


def _signatures(signed: Sequence[WeekSignature]) -> Iterator[Signature]:
    """Yield both lines: signed in the program, with person and time, or to be signed by hand."""
    for place, title in enumerate((_("Supervisor"), _("Director"))):
        one = signed[place] if place < len(signed) else None
        yield Signature(title, one.name, one.at) if one else Signature(title)


def _line(one: CallbackLine, policy: Policy) -> Sequence[Value]:
    return (
        one.at,
        one.number,
        one.where,
        name_of(one.caller),
        one.caller.phone,
        one.description,
        titles.with_whom(one, policy),
        titles.result(one.result),
        one.answer,
        one.by,
    )


def _summary(week: CallbackWeek) -> list[tuple[str, Value]]:
    counted = Counter(one.result for one in week.lines)
    rows = [(titles.result(code), counted[code]) for code in RESULTS if counted[code]]
    rate_text = percent_text(rate(week.tally, week.neutral)) if week.tally.n else NONE
    return [
        *rows,
        (_("customers reached"), week.reached),
        (_("satisfied, % of {n} grades").format(n=week.tally.n), rate_text),
    ]


def _document(one: CallbackLine, policy: Policy) -> Document:
    return {
        "at": iso(one.at, policy.site.zone),
        "number": one.number,
        "round": one.round,
        "unit": one.unit or None,
        "place": one.place or None,
        "caller": one.caller.name or None,
        "phone": one.caller.phone or None,
        "description": one.description,
        "department": one.department or None,
        "assignee": one.assignee or None,
        "result": one.result,
        "answer": one.answer or None,
        "by": one.by or None,
    }
