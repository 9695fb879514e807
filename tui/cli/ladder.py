"""`to-tell`: everybody who is to be told, and of what; `to-do`: what is left to do on tickets."""

from typing import Any

from core.base.text import mask_phones
from core.desk.ladder import Call, Escalation
from tui.cli.context import Here
from tui.cli.document import rung_document, task_document, without_phones
from tui.cli.printing import heading, print_json, print_table, say
from tui.cli.words import AsJson
from tui.i18n import _
from tui.widgets import names
from tui.widgets.rung_words import reason
from tui.widgets.sentences import moment, task_text


def to_tell(here: Here, as_json: AsJson = False) -> None:
    """Print the people to be told, whose matter has been due longest first (§7)."""
    calls = here.desk.ladder.to_tell()
    if as_json:
        print_json([found for call in calls if (found := _document(call))["rungs"]])
        return
    if not calls:
        say(_("No one has to be told now."))
    for call in calls:
        heading(f"{_(names.ROLES.get(call.role, call.role))} {call.person}".strip())
        print_table(
            [_("Number"), _("Place"), _("Matter"), _("Reason"), _("Due"), _("State")],
            [_cells(one) for one in call.escalations],
        )


def to_do(here: Here, as_json: AsJson = False) -> None:
    """Print the to-dos on tickets that are not closed (R068, R185)."""
    cards = here.desk.queries.to_do()
    found = [(card.ticket, card.policy, task) for card in cards for task in card.ticket.to_do]
    if as_json:
        print_json(
            [
                {"number": one.number, **without_phones(task_document(task, rules.site.zone))}
                for one, rules, task in found
            ]
        )
    elif found:
        print_table(
            [_("Number"), _("Place"), _("To-do"), _("Since"), _("By")],
            [
                [one.number, one.where, mask_phones(task_text(task)), moment(task.since, rules), task.by]
                for one, rules, task in found
            ],
        )
    else:
        say(_("There is no to-do."))


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
        mask_phones(one.ticket.description),
        reason(one.rung, one.ticket),
        moment(one.rung.due_at, one.policy),
        _(names.RUNG_STATES[one.rung.status]),
    ]
