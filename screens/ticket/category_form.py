"""Form that changes a ticket's category and proposes where it goes then."""

from __future__ import annotations

from collections.abc import Mapping

from core.base.errors import DeskError, NotAllowed
from core.base.i18n_marks import N_
from core.base.text import Clean
from core.people.roles import takes_step
from core.policy.urgency import Urgency
from core.ticket.acts.reclassify import Reclassify
from core.ticket.acts.table import ACTS
from screens.base.steps import StepForm, rehearsed
from tui.i18n import _, sentences
from tui.papers.titles import department
from tui.widgets.choices import code_of
from tui.widgets.host import Host
from tui.widgets.names import URGENCIES

MOVE = ACTS["assign"].further["move"]
"""Right to send a ticket to another department."""


class CategoryForm(StepForm):
    """Form of a change of category: *Send to* follows the category until it is typed in."""

    def implied(self, texts: Mapping[str, str], host: Host) -> tuple[Mapping[str, str], str]:
        """Return the department to send it to; if the operator may not, none, and who may."""
        ticket, policy, moment = self._card.ticket, self._card.policy, rehearsed(self._card, host)
        code = code_of(URGENCIES, texts["urgency"])
        urgency = Urgency.of(code if code in URGENCIES else "")
        try:
            to = Reclassify(texts["category"], reason=Clean("-"), urgency=urgency).proposed(ticket, moment)
        except NotAllowed:
            stays = _(N_("It stays with {department}.")).format(
                department=department(ticket.department, policy)
            )
            return {"to": ""}, sentences(stays, takes_step(moment.actor, MOVE.role).text(_))
        except DeskError:  # the category is not typed to its end
            return {"to": ""}, ""
        return {"to": department(to, policy) if to else ""}, ""
