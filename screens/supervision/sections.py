"""Sections of the supervisor's desk, in order of urgency: a further one is one more object in the table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from core.base.clock import site_time
from core.base.duration import duration
from core.base.errors import DeskError, NotAllowed
from core.base.i18n_marks import C_, N_
from core.base.text import Clean
from core.desk.approvals import Requested
from core.desk.checks import MissedTwice
from core.desk.ladder import Call
from core.desk.queries import Card
from core.desk.supervision import Late
from core.ticket.acts.defer import Revive
from core.ticket.acts.late import ExplainLate
from core.ticket.acts.request import Approve
from core.ticket.acts.task import Complete, note_asked
from core.ticket.clocks import CLOCK_NAMES
from core.ticket.model import Ticket
from core.ticket.oversight import Task
from screens.base.forms import Entry, Values
from screens.base.steps import Do, StepForm, doing, fill_in
from screens.supervision.looks import Classifications, Investigations, PlanSteps, SpotChecks
from screens.supervision.section import Section, Shown, about_ticket, card_of, do
from tui.i18n import _, clauses, listed, ngettext, titled
from tui.widgets import names
from tui.widgets.host import Host
from tui.widgets.offers import run_command
from tui.widgets.screen import ScreenBase
from tui.widgets.sentences import asked_for, moment, task_text

if TYPE_CHECKING:
    from textual.screen import Screen

    from core.desk.desk import Desk


class Approvals(Section[Requested]):
    """Requests for approval that are the acting person's to decide, or would be a superior's."""

    name, title, act_name = "approvals", N_("Approvals"), "approve"
    does, does_other = N_("approve"), N_("refuse with a reason")

    def read(self, desk: Desk) -> Sequence[Requested]:
        """Return the requests, those of the acting person first."""
        return sorted(desk.approvals.waiting(), key=lambda one: not one.theirs)

    def waits(self, one: Requested) -> bool:
        """Return True if the decision is the acting person's."""
        return one.theirs

    def shown(self, one: Requested, now: datetime) -> Shown:
        """Return the whole step asked for, who asked, and why it is not possible any more."""
        ticket, request = one.ticket, one.request
        step = asked_for(request.act, request.answers, one.policy, one.history)
        asked = _(N_("{who} asked at {time}: {step}")).format(
            who=request.by, time=moment(request.at, one.policy), step=step
        )
        refused = one.refused.text(_) if one.refused else ""
        about = [part for part in (asked, request.note, refused) if part]
        style = "muted" if refused else "amber"
        return about_ticket(ticket, step, request.at, style, about, which=str(request.id))

    def why_not(self, one: Requested, host: Host) -> DeskError | None:
        """Return the refusal for whoever may not approve it; one that has become impossible they refuse."""
        return None if one.theirs else one.refused

    async def act(self, screen: ScreenBase, one: Requested) -> None:
        """Approve it; a request that may not be seen as a whole is decided in its form."""
        from screens.ticket.approval import decide, is_long

        if is_long(asked_for(one.request.act, one.request.answers, one.policy, one.history)):
            await decide(screen, one.request, await card_of(screen, one.ticket.number))
            return
        await do(screen, one.ticket.number, Approve(Clean(str(one.request.id))), one.ticket.version)

    async def other(self, screen: ScreenBase, one: Requested) -> None:
        """Ask for the reason and refuse it."""
        from screens.ticket.approval import refuse

        await refuse(screen, one.request, await card_of(screen, one.ticket.number))


class ToTell(Section[Call]):
    """People who are to be told now."""

    name, title, does = "to_tell", N_("To tell"), N_("open the list of people to tell")

    def read(self, desk: Desk) -> Sequence[Call]:
        """Return the people to be told of something now."""
        return [call for call in desk.ladder.to_tell() if call.owed]

    def shown(self, one: Call, now: datetime) -> Shown:
        """Return the person and the number of matters."""
        count = ngettext("{count} ticket", "{count} tickets", len(one.owed)).format(count=len(one.owed))
        person = one.person or _(N_("no one listed"))
        due = one.owed[0].rung.due_at
        return Shown(
            f"{one.role}|{one.person}",
            _(names.ROLES.get(one.role, one.role)),
            person,
            count,
            "",
            due,
            "breached",
        )

    async def act(self, screen: ScreenBase, one: Call) -> None:
        """Open the list."""
        screen.app.push_screen(self.opens(one))

    def opens(self, one: Call) -> Screen[Any]:
        """Return the list of people to tell."""
        from screens.to_tell.screen import ToTellScreen

        return ToTellScreen()


class Missed(Section[MissedTwice]):
    """Daily checks that were missed on two days in a row (§8)."""

    name, title = "missed", N_("Daily checks missed twice")
    does = N_("open the daily checks")

    def read(self, desk: Desk) -> Sequence[MissedTwice]:
        """Return the tickets, the longest run first."""
        return desk.checks.missed_twice()

    def shown(self, one: MissedTwice, now: datetime) -> Shown:
        """Return the person and the days."""
        days = ngettext("{count} day", "{count} days", len(one.days)).format(count=len(one.days))
        said = _(N_("{person}: {days}")).format(person=one.person, days=days)
        missed = _(N_("Missed on {days}.")).format(days=listed([f"{day:%m-%d}" for day in one.days]))
        return Shown(
            one.number, one.matter.where, one.matter.description, said, one.number, None, "breached", [missed]
        )

    async def act(self, screen: ScreenBase, one: MissedTwice) -> None:
        """Open the table of daily checks."""
        await run_command(screen, "app.checks")


class Breaches(Section[Late]):
    """Clocks that ran out this service day, with the reason given for each."""

    name, title, act_name = "breaches", N_("Late today"), "late"
    does = N_("write down the reason")

    def read(self, desk: Desk) -> Sequence[Late]:
        """Return them, those without a reason first."""
        return desk.supervision.breaches()

    def waits(self, one: Late) -> bool:
        """Return True without a reason."""
        return not one.breach.reason

    def shown(self, one: Late, now: datetime) -> Shown:
        """Return which clock was late by how much, and why."""
        ticket, timer = one.ticket, one.breach.timer
        clock, late = _(CLOCK_NAMES.get(timer.name, timer.name)), duration(one.breach.late, _)
        said = _(N_("{clock} {late} late")).format(clock=clock, late=late)
        reason = one.breach.reason
        told = titled(one.breach.by, reason) if reason else _(N_("No reason is written down."))
        due = _(N_("{clock} was due at {time}.")).format(clock=clock, time=moment(timer.due_at, one.policy))
        style = "muted" if reason else "breached"
        line, which = clauses(filter(None, [said, reason])), f"{timer.name}|{timer.round}"
        return about_ticket(ticket, line, timer.due_at, style, [due, told], which=which)

    async def act(self, screen: ScreenBase, one: Late) -> None:
        """Ask for the reason."""
        card, clock = await card_of(screen, one.ticket.number), Clean(one.breach.timer.name)
        entries = [Entry("reason", N_("Reason"), required=True)]
        do_it = doing(card.ticket.number, lambda values: ExplainLate(values["reason"], clock))
        form = StepForm(_(ExplainLate.about.title), entries, card, do_it, act=f"late {clock}")
        await fill_in(screen, form)


class OpenTask(NamedTuple):
    """To-do of a ticket, with its place there."""

    card: Card
    place: int
    task: Task


class ToDo(Section[OpenTask]):
    """To-dos on tickets: instructions, coordination, isolation; handling plans have their own section."""

    name, title, act_name = "to_do", C_("supervision", "To do"), "complete"
    does = N_("record it as done")

    def read(self, desk: Desk) -> Sequence[OpenTask]:
        """Return the to-dos, the oldest first."""
        found = [
            OpenTask(card, place, task)
            for card in desk.queries.to_do()
            for place, task in enumerate(card.ticket.to_do, 1)
            if not task.of_plan
        ]
        return sorted(found, key=lambda one: one.task.since)

    def shown(self, one: OpenTask, now: datetime) -> Shown:
        """Return the to-do and who gave it."""
        ticket, task = one.card.ticket, one.task
        said = task_text(task)
        about = _(N_("{who} on {time}: {what}")).format(
            who=task.by, time=moment(task.since, one.card.policy), what=said
        )
        return about_ticket(ticket, said, task.since, "text", [about], which=f"{task.kind}|{task.since}")

    async def act(self, screen: ScreenBase, one: OpenTask) -> None:
        """Record that it is done."""
        ticket, question = one.card.ticket, note_asked(one.task)
        if not question:
            await do(screen, ticket.number, Complete(Clean(str(one.place))), ticket.version)
            return
        entries = [Entry("note", N_("Note"), required=True)]
        done_now, about = _completing(one), f"complete {one.task.kind}"
        form = StepForm(_(Complete.about.title), entries, one.card, done_now, warning=_(question), act=about)
        await fill_in(screen, form)


def _completing(one: OpenTask) -> Do:
    """Return the function that ends this to-do, wherever it stands among those of the ticket by then."""

    def do_it(desk: Desk, values: Values, seen: int) -> Ticket:
        number = one.card.ticket.number
        to_do = desk.queries.card(number).ticket.to_do
        if one.task not in to_do:
            raise NotAllowed(N_("That to-do is done already."))
        which = Clean(str(to_do.index(one.task) + 1))
        return desk.tickets.do(number, Complete(which), note=values["note"], seen=seen)

    return do_it


class Reviews(Section[Card]):
    """Deferred matters whose review is due."""

    name, title, act_name = "reviews", N_("Deferred, review due"), "revive"
    does = N_("reactivate it")

    def read(self, desk: Desk) -> Sequence[Card]:
        """Return the deferred tickets whose day of review has come, the longest due first."""
        found = [card for card in desk.queries.tickets("deferred") if _review_due(card)]
        return sorted(found, key=lambda card: card.ticket.deferral.review if card.ticket.deferral else 0)

    def shown(self, one: Card, now: datetime) -> Shown:
        """Return since when it is deferred, and the day of the review."""
        ticket, deferral = one.ticket, one.ticket.deferral
        assert deferral is not None
        said = _(N_("review on {day}")).format(day=f"{deferral.review:%m-%d}")
        since = _(N_("Deferred since {time}.")).format(time=moment(deferral.since, one.policy))
        return about_ticket(ticket, said, deferral.since, "amber", [since])

    async def act(self, screen: ScreenBase, one: Card) -> None:
        """Reactivate it."""
        await do(screen, one.ticket.number, Revive(), one.ticket.version)


def _review_due(card: Card) -> bool:
    deferral = card.ticket.deferral
    return deferral is not None and deferral.review <= site_time(card.now, card.policy.site.zone).date()


SECTIONS: tuple[Section[Any], ...] = (
    Approvals(),
    ToTell(),
    Investigations(),
    Missed(),
    Breaches(),
    PlanSteps(),
    Classifications(),
    ToDo(),
    Reviews(),
    SpotChecks(),
)
"""Sections in the order of the screen."""
