"""Ringing back: whom and about what, what to say, and the answer by one key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from core.base.clock import MICROSECOND
from core.base.errors import ChangedElsewhere, DeskError, InvalidInput
from core.base.i18n_marks import N_
from core.desk.desk import Desk
from core.desk.queries import Card
from core.intake.unit_profile import Profile
from core.ticket import lifecycle
from core.ticket.callbacks import GRADES, REWORK_REASONS
from core.ticket.lifecycle import Moment
from core.ticket.model import Ticket
from screens.base.form_screen import FormScreen
from screens.base.forms import Entry, Values
from screens.base.steps import Do, StepForm, news, tell, written
from screens.callback import lines
from tui.i18n import _
from tui.widgets.block import Part
from tui.widgets.fields import Field
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.screen import DeskScreen

OTHER = REWORK_REASONS[-1]

RESULTS = {
    **{f"callback.{grade}": grade for grade in GRADES},
    "callback.no_answer": "no_answer",
    "callback.unreachable": "unreachable",
    "callback.waive": "waived",
}
"""What each command records."""


class CallbackScreen(DeskScreen[Card | None]):
    """The card for one call; dismissed with the ticket's card after it, or None."""

    CONTEXTS = ("callback",)
    CSS_PATH = "callback.tcss"
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self._card: Card | None = None
        self._profile: Profile | None = None
        self._now: datetime | None = None
        self._busy = False

    def compose(self) -> ComposeResult:
        yield Part(self._head, id="callback-head")
        with VerticalScroll(id="callback-body", can_focus=False):
            yield Part(self._about)
            yield Part(self._script, id="callback-script")
        with Horizontal(id="callback-answer"):
            yield Static(_(N_("Answer")), classes="field-name", markup=False)
            answer = Field(id="answer")
            answer.placeholder = _(N_("{key} writes down what the customer says")).format(
                key=self.host.key("callback.answer")
            )
            yield answer
        yield Part(self._results, id="callback-results")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the ticket."""
        self._now = self.host.now()
        self.refresh_data()

    def tick(self, now: datetime) -> None:
        """The due time and the calling hours depend on the time."""
        self._now = now
        self._draw()

    def relabel(self) -> None:
        """Another language."""
        self._draw()

    @work(exclusive=True, group="card")
    async def refresh_data(self) -> None:
        """Read the ticket again."""
        try:
            self._card = card = await self.host.desk.ask(lambda desk: desk.queries.card(self._number))
            if unit := self.host.desk.directory.unit(card.ticket.unit) if card.ticket.unit else None:
                self._profile = await self.host.desk.ask(lambda desk: desk.callers.profile(unit.code))
        except DeskError as error:
            self.host.tell(error.text(_), "error")
            self.leave(None)
            return
        if not self.was_left:
            self._draw()
            self.refresh_bindings()

    def _draw(self) -> None:
        for part in self.query(Part):
            part.tell()

    # what is said

    def _head(self, width: int) -> Sequence[Line]:
        return lines.head(self._card, width, self.host) if self._card else []

    def _about(self, width: int) -> Sequence[Line]:
        return lines.about(self._card, self._profile, width, self.host) if self._card else []

    def _script(self, width: int) -> Sequence[Line]:
        return lines.script(self._card, width, self.host) if self._card else []

    def _results(self, width: int) -> Sequence[Line]:
        return lines.results(self, width) if self._card else []

    # what can be recorded

    def why_not(self, command_id: str) -> str | None:
        """Why this result cannot be recorded now: the rules are asked, nothing is written."""
        if self._card is None or not (command_id in RESULTS or command_id == "callback.postpone"):
            return None
        moment = Moment(self.host.identity.actor, self.host.now(), self._card.policy)
        try:
            self._rehearse(command_id, self._card.ticket, moment)
        except DeskError as error:
            return error.text(_)
        return None

    def _rehearse(self, command_id: str, ticket: Ticket, moment: Moment) -> None:
        callback = ticket.round.callback
        if command_id == "callback.postpone" and callback:
            lifecycle.postpone(ticket, moment, callback.due_at + MICROSECOND, "-")
        else:
            lifecycle.call_back(ticket, moment, RESULTS.get(command_id, "no_answer"), answer="-", reason="-")

    @property
    def _answer(self) -> str:
        return self.query_one("#answer", Field).value.strip()

    def action_grade(self, grade: str) -> None:
        """The customer's answer; a good one is recorded at once, the others ask why."""
        if grade == "neutral":
            entry = Entry("answer", N_("Why"), required=True, first=self._answer)
            self._ask(_(N_("Neutral")), [entry], _recorded(self._number, "neutral"))
        elif grade == "dissatisfied":
            entries = [
                Entry("reason", N_("Reason"), "word", required=True, codes={r: r for r in REWORK_REASONS}),
                Entry("answer", N_("In words"), first=self._answer),
            ]
            self._ask(
                _(N_("Dissatisfied: the next round begins")), entries, _recorded(self._number, "dissatisfied")
            )
        else:
            self._record(grade)

    def action_no_answer(self) -> None:
        """Nobody answered; the callback stays due."""
        self._record("no_answer")

    def action_unreachable(self) -> None:
        """Give up after enough tries."""
        entries = [Entry("reason", N_("Reason"))]
        warning = _(N_("The ticket closes without the customer's word."))
        self._ask(_(N_("Unreachable")), entries, _recorded(self._number, "unreachable"), warning)

    def action_waive(self) -> None:
        """Nobody is to be rung."""
        entries = [Entry("reason", N_("Reason"), required=True)]
        warning = _(N_("The ticket closes without the customer's word."))
        self._ask(_(N_("Waive the callback")), entries, _recorded(self._number, "waived"), warning)

    def action_postpone(self) -> None:
        """Once, with a reason, by 24 hours at most."""
        entries = [
            Entry("until", N_("Until"), "time", required=True, hint=N_("14:30, +2h, +1d, 2026-03-10 14:30")),
            Entry("reason", N_("Reason"), required=True),
        ]
        self._ask(_(N_("Postpone the callback")), entries, _postponed(self._number))

    def action_up(self) -> None:
        """One line up."""
        self.query_one("#callback-body", VerticalScroll).scroll_relative(y=-1, animate=False)

    def action_down(self) -> None:
        """One line down."""
        self.query_one("#callback-body", VerticalScroll).scroll_relative(y=1, animate=False)

    def action_answer(self) -> None:
        """Write down what the customer says."""
        self.query_one("#answer", Field).focus()

    def on_input_submitted(self) -> None:
        """The answer stands; the keys are free for the grade."""
        self.set_focus(None)

    def action_cancel(self) -> None:
        """Leave the answer's field, else the screen, without recording."""
        if self.focused is not None:
            self.set_focus(None)
        else:
            self.dismiss(None)

    @work(group="act")
    async def _ask(self, title: str, entries: Sequence[Entry], do: Do, warning: str = "") -> None:
        if self._card is None:
            return
        form = StepForm(title, entries, self._card, do, warning=warning)
        done = await self.app.push_screen_wait(FormScreen(form))
        if done is not None:
            self._done(done)

    @work(group="act")
    async def _record(self, result: str) -> None:
        if self._card is None or self._busy:
            return
        self._busy = True
        values = {"answer": self._answer}
        try:
            do = _recorded(self._number, result)
            done = await written(self.host, self._number, do, values, self._card.ticket.version)
        except ChangedElsewhere as error:
            self._card = await self.host.desk.ask(lambda desk: desk.queries.card(self._number))
            self._draw()
            self.host.tell(f"{error.text(_)}\n{news(self._card)}", "warning")
        except DeskError as error:
            self.host.tell(error.text(_), "error")
        else:
            self._done(done)
        finally:
            self._busy = False

    def _done(self, done: Card) -> None:
        before = self._card.ticket.round.number if self._card else 1
        number = done.ticket.round.number
        words = _(N_("Round {number} begins now; the ticket is back on the board."))
        tell(self.host, done, more=words.format(number=number) if number > before else "")
        self.leave(done)


def _recorded(number: str, result: str) -> Do:
    """The act that records one try."""

    def do(desk: Desk, values: Values, seen: int) -> Ticket:
        answer, reason = values.get("answer") or "", values.get("reason") or ""
        if reason == OTHER and not answer:
            raise InvalidInput(N_("Say why the customer is not satisfied."))
        return desk.tickets.call_back(number, result, answer=answer, reason=reason, seen=seen)

    return do


def _postponed(number: str) -> Do:
    def do(desk: Desk, values: Values, seen: int) -> Ticket:
        return desk.tickets.postpone(number, values["until"], values["reason"], seen=seen)

    return do
