"""`approvals`: the requests for approval that wait; `--ask` of the acts that need one."""

from typing import Any

from core.base.i18n_marks import C_
from core.base.text import mask_phones
from core.desk.approvals import Requested
from core.ticket.acts.base import Act
from core.ticket.acts.request import AskApproval
from core.ticket.model import Ticket
from tui.cli.command import Misused
from tui.cli.context import Here
from tui.cli.document import iso
from tui.cli.printing import print_json, print_table, say
from tui.cli.words import AsJson
from tui.i18n import _
from tui.widgets import names
from tui.widgets.sentences import asked_for, moment


def to_ask(act: Act, at: str) -> AskApproval:
    """Return the request for an act; an act that waits for its approval cannot have happened earlier."""
    if at:
        raise Misused(_("An approved step is done when it is approved: leave out --at."))
    return AskApproval(act)


def say_asked(ticket: Ticket) -> None:
    """Print the number of the request just made, and who can approve it."""
    request = ticket.to_approve[-1]
    needs = _(names.ROLES.get(request.role, request.role))
    say(_("Asked for approval: request {id}, for a {role}.").format(id=request.id, role=needs))


def approvals(here: Here, as_json: AsJson = False) -> None:
    """Print the requests for approval that wait, the oldest first (§18)."""
    found = here.desk.approvals.waiting()
    if as_json:
        print_json([_document(one) for one in found])
        return
    if not found:
        say(_("No approval is asked for."))
        return
    print_table(
        [
            _("Number"),
            _(C_("approval", "ID")),
            _("Place"),
            _("Matter"),
            _("Step"),
            _(C_("approval", "Asked by")),
            _(C_("approval", "Since")),
            _("Needs"),
        ],
        [_cells(one) for one in found],
    )


def _cells(one: Requested) -> list[str]:
    ticket, request = one.ticket, one.request
    needs = _(names.ROLES.get(request.role, request.role))
    return [
        ticket.number,
        str(request.id),
        ticket.where,
        mask_phones(ticket.description),
        asked_for(request.act, request.answers, one.policy, one.history),
        request.by,
        moment(request.at, one.policy),
        one.refused.text(_) if one.refused and one.theirs else needs,
    ]


def _document(one: Requested) -> dict[str, Any]:
    request = one.request
    return {
        "number": one.ticket.number,
        "id": request.id,
        "act": request.act,
        "words": asked_for(request.act, request.answers, one.policy, one.history),
        "role": request.role,
        "by": request.by,
        "at": iso(request.at, one.policy.site.zone),
        "note": mask_phones(request.note) or None,
        "may": one.refused is None,
        "why_not": one.refused.text(_) if one.refused else None,
    }
