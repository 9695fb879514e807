"""Journal of the desk as a paper: who did what besides tickets, with old and new values (R022)."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime

from core.base.clock import site_time
from core.base.i18n_marks import C_, N_
from core.events.fact import Fact
from core.events.stream import Event
from core.policy.model import Policy
from tui.i18n import _, clauses
from tui.papers.paper import Document, Paper, Table, Value, iso, span
from tui.widgets.changes import change_text, changes_of

TITLES = {
    "signed_in": N_("signed in"),
    "signed_out": N_("signed out"),
    "wrong_pin": N_("wrong PIN"),
    "pin_set": N_("PIN set"),
    "exported": N_("document exported"),
    "registered": N_("directory changed"),
    "unit_called": N_("unit called"),
    "callback_week_signed": N_("callbacks of a week signed"),
    "roster_changed": N_("roster changed"),
    "numbers_shown": N_("phone numbers shown"),
    "list_imported": N_("list imported"),
}
"""Names of the facts by type."""

LEFT_OUT = ("note", "sheet", "hash", "changes", "fields")
"""Fields of a fact that are shown in another way, or are for machines."""


def journal(
    events: Sequence[Event], policy: Policy, made_at: datetime, first: date, last: date, made_by: str = ""
) -> Paper:
    """Return the journal of some days, oldest first."""
    heads = (_("Time"), _(C_("journal", "Who")), _("What"), _("Details"))
    return Paper(
        "journal",
        _("Journal of the desk"),
        policy.site,
        made_at,
        [Table(heads, [_row(event, policy) for event in events])],
        [_document(event, policy) for event in events],
        subject=span(first, last),
        made_by=made_by,
        landscape=True,
        columns=("at", "actor", "type", "details", "changes"),
    )


def _row(event: Event, policy: Policy) -> Sequence[Value]:
    changes = (change_text(one, one.name) for one in changes_of(event.fact))
    return (
        f"{site_time(event.at, policy.site.zone):%Y-%m-%d %H:%M:%S}",
        event.actor,
        _(TITLES.get(event.fact.type, event.fact.type)),
        clauses([" ".join(_details(event.fact).values()), *changes]).strip(" ;；"),
    )


def _details(fact: Fact) -> dict[str, str]:
    values = {spec.name: getattr(fact, spec.name) for spec in fields(fact) if spec.name not in LEFT_OUT}
    return {name: str(value) for name, value in values.items() if value not in ("", None, 0, False, ())}


def _document(event: Event, policy: Policy) -> Document:
    return {
        "at": iso(event.at, policy.site.zone),
        "actor": event.actor,
        "type": event.fact.type,
        "details": _details(event.fact),
        "changes": [
            {"field": one.name, "before": one.before or None, "after": one.after or None}
            for one in changes_of(event.fact)
        ],
    }
