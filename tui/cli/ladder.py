"""`to-tell`: everybody who is to be told of an escalation, with everything to tell them in one call."""

from typing import Any

from core.desk.ladder import Call, Escalation
from tui.cli.context import Here
from tui.cli.document import rung_document
from tui.cli.printing import heading, print_json, print_table, say
from tui.cli.words import AsJson
from tui.i18n import _
from tui.widgets import names
from tui.widgets.sentences import moment


def to_tell(here: Here, as_json: AsJson = False) -> None:
    """Print the people to be told, whose matter has been due longest first (§7)."""
    calls = here.desk.ladder.to_tell()
    if as_json:
        print_json([found for call in calls if (found := _document(call))["rungs"]])
        return
    if not calls:
        say(_("Nobody has to be told now."))
    for call in calls:
        heading(f"{_(names.ROLES.get(call.role, call.role))} {call.person}".strip())
        print_table(
            [_("Number"), _("Place"), _("Matter"), _("Reason"), _("Due"), _("State")],
            [_cells(one) for one in call.escalations],
        )


def _document(call: Call) -> dict[str, Any]:
    return {
        "person": call.person or None,
        "role": call.role,
        "rungs": [
            {"number": one.ticket.number, **rung_document(one.rung, one.policy.site.zone)}
            for one in call.escalations
            if one.rung.status != "told"
        ],
    }


def _cells(one: Escalation) -> list[str]:
    return [
        one.ticket.number,
        one.ticket.where,
        one.ticket.description,
        _(names.RUNG_REASONS[one.rung.reason]),
        moment(one.rung.due_at, one.policy),
        _(names.RUNG_STATES[one.rung.status]),
    ]
