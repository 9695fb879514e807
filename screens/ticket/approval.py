"""Asking for the approval of a step on a ticket, and deciding about a request."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from core.base.i18n_marks import C_, N_
from core.base.questions import answered
from core.base.text import EMPTY, Clean
from core.desk.queries import Card
from core.ticket.acts.base import Act, act_class
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.request import Approve, AskApproval, Refuse, WithdrawRequest
from core.ticket.acts.table import ACTS
from core.ticket.requests import Request
from screens.base.form_screen import ConfirmScreen, FormScreen
from screens.base.forms import Entry, Form, Values
from screens.base.steps import StepForm, doing, fill_in, tell, to_ask_for, written
from screens.callback.grading import closing_entries
from screens.ticket.actions import to_ask
from screens.ticket.category_form import CategoryForm
from tui.i18n import _
from tui.widgets.host import Host
from tui.widgets.screen import ScreenBase
from tui.widgets.sentences import asked_for, moment

APPROVE, REFUSE = "approve", "refuse"
RULINGS = {APPROVE: C_("approval", "approve"), REFUSE: C_("approval", "refuse")}

SEEN_WHOLE = 200
"""Cells of a step in words that a small screen shows as a whole, with who asked and when."""


async def ask_or_decide(screen: ScreenBase, card: Card) -> None:
    """Ask for the step that was refused, or decide about a request that waits; call it in a worker."""
    refused, number = screen.refused
    screen.refused = ("", "")
    if refused and number == card.ticket.number:
        await _ask(screen, refused, card)
    elif request := _to_decide(card, screen.host):
        await decide(screen, request, card)
    elif act := await _chosen(screen, card):
        await _ask(screen, act, card)


def _to_decide(card: Card, host: Host) -> Request | None:
    """Return the oldest request that the acting person may decide, or withdraw."""
    identity = host.identity
    waiting = card.ticket.to_approve
    theirs = [one for one in waiting if identity.actor.may(one.role)]
    own = [one for one in waiting if one.by in (identity.operator, identity.actor.name)]
    return next(iter((*theirs, *own)), None)


async def _chosen(screen: ScreenBase, card: Card) -> str | None:
    """Return the step to ask for, chosen from those that take another person's right."""
    steps = {act: ACTS[act].title for act in to_ask_for(card, screen.host)}
    entries = [Entry("act", N_("Step"), "word", required=True, codes=steps)]
    form = Form(_(AskApproval.about.title), entries, lambda desk, values: values["act"])
    chosen: str | None = await screen.app.push_screen_wait(FormScreen(form))
    return chosen


async def _ask(screen: ScreenBase, action: str, card: Card) -> None:
    """Ask for a step after its questions: the same form as the step has, without its time."""
    host, act = screen.host, act_class(action)

    def make(values: Values) -> Act:
        given = {name: value for name, value in values.items() if name != "note"}
        return AskApproval(act.from_form(answered(act, given)))

    do = doing(card.ticket.number, make)
    entries = [entry for entry in await _entries(act, card, host) if entry.name != "at"]
    if not entries:
        tell(host, await written(host, card.ticket.number, do, {}, card.ticket.version))
        return
    kind = CategoryForm if action == "reclassify" else StepForm
    title = _(N_("Ask for approval: {step}")).format(step=_(act.about.title))
    await fill_in(screen, kind(title, entries, card, do, act=action))


async def _entries(act: type[Act], card: Card, host: Host) -> Sequence[Entry]:
    if act is RecordCallback:
        return closing_entries()
    return await to_ask(act, card, host)


def is_long(step: str) -> bool:
    """Return True if a small screen may not show a step in words as a whole: nothing is proposed then."""
    return cell_len(step) > SEEN_WHOLE


async def decide(screen: ScreenBase, request: Request, card: Card) -> None:
    """Show all that a request would do, and ask for the decision; call it in a worker."""
    host, which = screen.host, Clean(str(request.id))
    said = asked_for(request.act, request.answers, card.policy, card.history)
    asked = _(N_("{who} asked at {time}: {step}")).format(
        who=request.by, time=moment(request.at, card.policy), step=said
    )
    if not host.identity.actor.may(request.role):
        await _withdraw(screen, which, asked, card)
        return

    def make(values: Values) -> Act:
        return Approve(which) if values["ruling"] == APPROVE else Refuse(which, values.get("reason") or EMPTY)

    entries = [
        Entry(
            "ruling",
            C_("approval", "Decision"),
            "word",
            required=True,
            first="" if is_long(said) else _(RULINGS[APPROVE]),
            codes=RULINGS,
        ),
        Entry("reason", N_("Reason"), hint=N_("if it is refused")),
    ]
    do = doing(card.ticket.number, make)
    form = StepForm(_(N_("Request for approval")), entries, card, do, warning=asked, act="decide")
    await fill_in(screen, form)


async def refuse(screen: ScreenBase, request: Request, card: Card) -> None:
    """Ask for the reason and refuse a request; call it in a worker."""
    which = Clean(str(request.id))
    said = asked_for(request.act, request.answers, card.policy, card.history)
    do = doing(card.ticket.number, lambda values: Refuse(which, values["reason"]))
    entries = [Entry("reason", N_("Reason"), required=True)]
    title = _(N_("Refuse: {step}")).format(step=said)
    await fill_in(screen, StepForm(title, entries, card, do, act="refuse"))


async def _withdraw(screen: ScreenBase, which: Clean, asked: str, card: Card) -> None:
    """Withdraw one's own request after a question."""
    host, number = screen.host, card.ticket.number
    question = _(N_("Withdraw this request? {asked}")).format(asked=asked)
    if await screen.app.push_screen_wait(ConfirmScreen(question)):
        do = doing(number, lambda values: WithdrawRequest(which))
        tell(host, await written(host, number, do, {}, card.ticket.version))
