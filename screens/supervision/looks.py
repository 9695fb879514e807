"""Sections of the supervisor's desk about the work of others: what to look at, and plans that are late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from core.base.clock import site_time
from core.base.i18n_marks import N_
from core.base.text import Clean, mask_phones
from core.desk.supervision import Classification, Finished, Major, PlanStep
from core.ticket.acts.confirm import ConfirmCategory
from core.ticket.acts.task import Complete
from core.ticket.codes import TaskKind
from screens.supervision.section import Section, Shown, about_ticket, ask, do
from tui.i18n import _, language, listed, titled
from tui.widgets import names
from tui.widgets.screen import ScreenBase
from tui.widgets.sentences import moment, task_text

if TYPE_CHECKING:
    from core.desk.desk import Desk


class Investigations(Section[Major]):
    """Major complaints without an investigation group or its conclusion (R019)."""

    name, title, act_name = "investigations", N_("Investigation groups"), "investigation"
    does = N_("name the group, or enter its conclusion")

    def read(self, desk: Desk) -> Sequence[Major]:
        """Return the complaints, the oldest first."""
        return desk.supervision.investigations()

    def shown(self, one: Major, now: datetime) -> Shown:
        """Return what is missing."""
        ticket, group = one.ticket, one.ticket.investigation
        said = _(N_("conclusion is missing")) if group else _(N_("group is missing"))
        about = [listed((group.lead, *group.members))] if group else []
        return about_ticket(ticket, said, ticket.reported_at, "breached", about)

    async def act(self, screen: ScreenBase, one: Major) -> None:
        """Ask for the group or its conclusion."""
        await ask(screen, "investigation", one.ticket.number)


class PlanSteps(Section[PlanStep]):
    """Steps of handling plans that are due today or overdue, and plans to be drawn up (R149)."""

    name, title, act_name = "plan_steps", N_("Handling plans"), "complete"
    does, does_other = N_("record the step as done"), N_("add a step")

    def read(self, desk: Desk) -> Sequence[PlanStep]:
        """Return the steps, overdue ones first."""
        return [one for one in desk.supervision.plan_steps() if _is_near(one, desk.clock())]

    def shown(self, one: PlanStep, now: datetime) -> Shown:
        """Return the step with its owner and last day."""
        task, said = one.task, task_text(one.task)
        style, which = "breached" if one.overdue else "amber", f"{task.since}|{task.text}"
        return about_ticket(one.ticket, said, task.since, style, [said], which=which)

    async def act(self, screen: ScreenBase, one: PlanStep) -> None:
        """Record the step as done; a plan to be drawn up gets its first step."""
        if one.task.kind is TaskKind.PLAN:
            await self.other(screen, one)
            return
        place = one.ticket.to_do.index(one.task) + 1
        await do(screen, one.ticket.number, Complete(Clean(str(place))), one.ticket.version)

    async def other(self, screen: ScreenBase, one: PlanStep) -> None:
        """Ask for a further step."""
        await ask(screen, "handling_plan", one.ticket.number)


def _is_near(one: PlanStep, now: datetime) -> bool:
    return one.task.due is None or one.task.due <= site_time(now, one.policy.site.zone).date()


class Classifications(Section[Classification]):
    """Categories chosen by the desk that wait for a look (R189)."""

    name, title, act_name = "classification", N_("Categories to look at"), "confirm_category"
    does, does_other = N_("confirm the category"), N_("change it")

    def read(self, desk: Desk) -> Sequence[Classification]:
        """Return the classifications, the gravest first."""
        return desk.supervision.classification()

    def shown(self, one: Classification, now: datetime) -> Shown:
        """Return category and urgency, and why they wait."""
        ticket = one.ticket
        category = one.policy.category(ticket.category).title(language())
        why = listed(_(concern.label) for concern in one.concerns)
        urgency = _(names.URGENCIES[ticket.urgency])
        said = titled(category, why)
        about = [titled(category, urgency), titled(_(N_("Why")), why)]
        return about_ticket(ticket, said, ticket.reported_at, "text", about)

    async def act(self, screen: ScreenBase, one: Classification) -> None:
        """Confirm it."""
        await do(screen, one.ticket.number, ConfirmCategory(), one.ticket.version)

    async def other(self, screen: ScreenBase, one: Classification) -> None:
        """Ask for the category that is right."""
        await ask(screen, "reclassify", one.ticket.number)


class SpotChecks(Section[Finished]):
    """Finished work that was drawn for a spot check (R092)."""

    name, title, act_name = "spot_checks", N_("Spot checks proposed"), "spot_check"
    does = N_("record the check")

    def read(self, desk: Desk) -> Sequence[Finished]:
        """Return the work, the longest done first."""
        return desk.supervision.spot_checks()

    def shown(self, one: Finished, now: datetime) -> Shown:
        """Return the outcome, and who did the work."""
        ticket = one.ticket
        outcome = mask_phones(ticket.round.outcome)
        done = _(N_("{who} on {time}: {what}")).format(
            who=ticket.round.handled_by or ticket.department,
            time=moment(one.handled_at, one.policy),
            what=outcome,
        )
        return about_ticket(ticket, outcome, one.handled_at, "text", [done])

    async def act(self, screen: ScreenBase, one: Finished) -> None:
        """Ask for the result of the check."""
        await ask(screen, "spot_check", one.ticket.number)
