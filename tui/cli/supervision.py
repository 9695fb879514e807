"""Lists of what a supervisor has to look at (R189, R092, R149, R019)."""

from collections.abc import Sequence
from typing import Any

from core.base.text import mask_phones
from core.desk.supervision import Classification, Finished, Major, PlanStep
from core.ticket.model import Ticket
from tui.cli.context import Here
from tui.cli.document import investigation_document, iso, task_document, without_phones
from tui.cli.printing import print_json, print_table, say
from tui.cli.words import AsJson
from tui.i18n import _, language, listed
from tui.widgets import names
from tui.widgets.sentences import moment


def classification(here: Here, as_json: AsJson = False) -> None:
    """Print the classifications that wait for a look, the gravest first, and why."""
    found = here.desk.supervision.classification()
    if as_json:
        print_json([_document(one) for one in found])
        return
    heads = [_("Category"), _("Urgency"), _("Why"), _("Logged by")]
    _print(heads, [_cells(one) for one in found], _("No category waits for a look."))


def spot_checks(here: Here, as_json: AsJson = False) -> None:
    """Print the finished work that was drawn for a spot check, longest done first."""
    found = here.desk.supervision.spot_checks()
    if as_json:
        print_json([_finished_document(one) for one in found])
        return
    heads = [_("Done at"), _("Done by"), _("Outcome")]
    _print(heads, [_finished(one) for one in found], _("No work waits for a spot check."))


def _print(heads: Sequence[str], rows: Sequence[Sequence[str]], nothing: str) -> None:
    """Print the table, behind number, place and matter of each ticket; `nothing` without a row."""
    if rows:
        print_table([_("No."), _("Place"), _("Matter"), *heads], rows)
    else:
        say(nothing)


def _named(ticket: Ticket) -> Sequence[str]:
    return ticket.number, ticket.where, mask_phones(ticket.description)


def _matter(ticket: Ticket) -> dict[str, Any]:
    return {
        "number": ticket.number,
        "unit": ticket.unit or None,
        "place": ticket.place or None,
        "description": mask_phones(ticket.description),
    }


def _finished(one: Finished) -> list[str]:
    ticket = one.ticket
    return [
        *_named(ticket),
        moment(one.handled_at, one.policy),
        ticket.round.handled_by,
        mask_phones(ticket.round.outcome),
    ]


def _finished_document(one: Finished) -> dict[str, Any]:
    ticket = one.ticket
    return {
        **_matter(ticket),
        "handled_at": iso(one.handled_at, one.policy.site.zone),
        "handled_by": ticket.round.handled_by or None,
        "outcome": mask_phones(ticket.round.outcome) or None,
        "state": ticket.state.value,
    }


def plan_steps(here: Here, as_json: AsJson = False) -> None:
    """Print the open steps of all handling plans, overdue ones first."""
    found = here.desk.supervision.plan_steps()
    if as_json:
        print_json([_step_document(one) for one in found])
        return
    heads = [_("Step"), _("Owner"), _("By the day"), _("State")]
    _print(heads, [_step(one) for one in found], _("No handling plan has an open step."))


def _step(one: PlanStep) -> list[str]:
    ticket, task = one.ticket, one.task
    return [
        *_named(ticket),
        mask_phones(task.text) or _(task.kind.label),
        task.owner,
        task.due.isoformat() if task.due else "",
        _("overdue") if one.overdue else "",
    ]


def _step_document(one: PlanStep) -> dict[str, Any]:
    ticket = one.ticket
    return {
        **_matter(ticket),
        **without_phones(task_document(one.task, one.policy.site.zone)),
        "overdue": one.overdue,
    }


def investigations(here: Here, as_json: AsJson = False) -> None:
    """Print the major complaints that lack an investigation group or its conclusion, oldest first."""
    found = here.desk.supervision.investigations()
    if as_json:
        print_json([_major_document(one) for one in found])
        return
    heads = [_("Lead"), _("Lacks")]
    _print(heads, [_major(one) for one in found], _("Every major complaint has its investigation group."))


def _major(one: Major) -> list[str]:
    ticket, group = one.ticket, one.ticket.investigation
    lacks = _("the conclusion") if group else _("the group")
    return [*_named(ticket), group.lead if group else "", lacks]


def _major_document(one: Major) -> dict[str, Any]:
    ticket = one.ticket
    return {
        **_matter(ticket),
        "investigation": without_phones(investigation_document(ticket, one.policy.site.zone)),
        "state": ticket.state.value,
    }


def _cells(one: Classification) -> list[str]:
    ticket = one.ticket
    return [
        *_named(ticket),
        one.policy.category(ticket.category).title(language()),
        _(names.URGENCIES[ticket.urgency]),
        listed(_(concern.label) for concern in one.concerns),
        ticket.operator,
    ]


def _document(one: Classification) -> dict[str, Any]:
    ticket = one.ticket
    return {
        **_matter(ticket),
        "category": ticket.category,
        "urgency": ticket.urgency,
        "concerns": [concern.value for concern in one.concerns],
        "operator": ticket.operator,
        "reported_at": iso(ticket.reported_at, one.policy.site.zone),
        "state": ticket.state.value,
    }
