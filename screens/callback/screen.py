"""Callback screen: contact, script, and the answer by one key; a household is called once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from core.base.clock import MICROSECOND
from core.base.errors import ChangedElsewhere, DeskError, NotAllowed
from core.base.i18n_marks import N_
from core.base.text import EMPTY, Clean, clean
from core.desk.desk import Desk
from core.desk.queries import Card
from core.intake.unit_profile import Profile
from core.ticket import callbacks
from core.ticket.acts.base import Moment
from core.ticket.acts.callback import PostponeCallback, RecordCallback
from core.ticket.acts.claim import taken
from core.ticket.callbacks import GRADES, REWORK_REASONS, contradiction
from core.ticket.codes import Result
from core.ticket.model import Ticket
from screens.base.form_screen import ConfirmScreen, FormScreen
from screens.base.forms import Entry
from screens.base.reload import Reload
from screens.base.steps import Do, StepForm, doing, news, rehearsed, tell
from screens.callback import lines
from screens.callback.asking import Asking
from screens.callback.grading import CALLED, RESULTS, SAID, CallRead, GradeForm, Grading, rehearse
from tui.i18n import _
from tui.widgets.block import Part
from tui.widgets.fields import Field
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.moves import Scroller, moves
from tui.widgets.screen import DeskScreen


class CallbackScreen(DeskScreen[Card | None]):
    """Card of one call, claimed when it opens; dismissed with the card of the last ticket, or None.

    All callbacks of the household are settled in it: each has its grade, and all are written together.
    """

    CONTEXTS = ("callback",)
    CSS_PATH = "callback.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (140, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012

    def __init__(self, number: str) -> None:
        super().__init__()
        self._grading = Grading(number)
        self._card: Card | None = None
        self._profile: Profile | None = None
        self._busy = True
        self._asking = Asking(self, lambda: self._card, self._done)
        self.asks_for = self._asking.ask_for
        self._reload = Reload(self, self._question, self._show, group="card", failed=self._failed)

    def handlers(self) -> Handlers:
        """Return the handlers of the results and of moving."""
        results: dict[str, Callable[[], object]] = {
            **{f"callback.{grade}": partial(self._ask_or_grade, Result(grade)) for grade in GRADES},
            "callback.neutral": self._ask_why_neutral,
            "callback.dissatisfied": self._ask_why_dissatisfied,
            "callback.no_answer": self._no_answer,
            "callback.unreachable": self._give_up,
            "callback.waive": self._waive,
            "callback.postpone": self._postpone,
        }
        return {
            **moves("callback", Scroller(self, lambda: ("#callback-body",))),
            **{command: Handler(do, partial(self._refusal, command)) for command, do in results.items()},
            "callback.answer": Handler(self._write_answer),
            "callback.called": Handler(self._write_called),
            "callback.solved": Handler(partial(self._change, self._grading.change_solved)),
            "callback.mode": Handler(partial(self._change, self._grading.change_mode)),
            "callback.next": Handler(self._next, self._why_not_next),
            "callback.finish": Handler(self._write, self._why_not_finished),
            "callback.claim": Handler(self._claim, self._why_not_claimed),
            **self._asking.handlers(),
            "callback.cancel": Handler(self._cancel),
        }

    def compose(self) -> ComposeResult:
        yield Part(self._head, id="callback-head")
        with VerticalScroll(id="callback-body", can_focus=False):
            yield Part(self._about)
            yield Part(self._script, id="callback-script")
        with Horizontal(id="callback-answer"):
            yield Static(_(N_("Answer")), classes="field-name", markup=False)
            answer = Field(id="answer")
            answer.placeholder = _(N_("Press {key} to write down what the customer says")).format(
                key=self.host.key("callback.answer")
            )
            yield answer
        called = Field(id="called")
        called.placeholder = _(CALLED.hint)
        with Horizontal(id="callback-called"):
            yield Static(_(CALLED.title), classes="field-name", markup=False)
            yield called
        yield Part(self._settings, id="callback-settings")
        yield Part(self._results, id="callback-results")
        yield KeyBar()

    def on_mount(self) -> None:
        """Claim the household and read it."""
        self._claim()

    def tick(self, now: datetime) -> None:
        """Update the due time and the calling hours."""
        self.redraw()

    def refresh_data(self) -> None:
        """Read the ticket again."""
        self._reload.start()

    @work(group="act")
    async def _claim(self) -> None:
        """Claim the household; if another desk has it, the card says so and takes no grade."""
        try:
            claimed = await self.host.desk.ask(lambda desk: desk.callbacks.claim(self._grading.number))
            for ticket in claimed:
                self.host.steps.changed(ticket.number)
        except DeskError as error:
            if not isinstance(error, NotAllowed):
                self.host.tell(error.text(_), "error")
        finally:
            self._busy = False
            self.refresh_data()

    def _question(self) -> Callable[[Desk], CallRead]:
        number, directory = self._grading.number, self.host.desk.directory

        def read(desk: Desk) -> CallRead:
            card = desk.queries.card(number)
            unit = directory.unit(card.ticket.unit) if card.ticket.unit else None
            profile = desk.callers.profile(unit.code) if unit else None
            return card, profile, desk.callbacks.household(number)

        return read

    def _show(self, answer: CallRead) -> None:
        self._card, self._profile, household = answer
        self._grading.read(household, self.host)
        self.redraw()
        self.refresh_bindings()

    def _failed(self, error: DeskError) -> None:
        self.host.tell(error.text(_), "error")
        self.leave(None)

    # what is said

    def _head(self, width: int) -> Sequence[Line]:
        return lines.head(self._card, width, self.host) if self._card else []

    def _about(self, width: int) -> Sequence[Line]:
        if self._card is None:
            return []
        household = lines.household(self._grading, self._refused(self._card.ticket), width, self.host)
        return [*household, *lines.about(self._card, self._profile, width, self.host)]

    def _script(self, width: int) -> Sequence[Line]:
        return lines.script(self._card, width, self.host) if self._card else []

    def _settings(self, width: int) -> Sequence[Line]:
        return lines.settings(self._grading, width, self.host) if self._card else []

    def _results(self, width: int) -> Sequence[Line]:
        return lines.results(self, width) if self._card else []

    # what can be recorded

    def _refusal(self, command_id: str) -> str | None:
        """Return the refusal of a result, or None; asks the rules and writes nothing."""
        if self._card is None:
            return None
        try:
            self._rehearse(command_id, self._card.ticket, rehearsed(self._card, self.host))
        except DeskError as error:
            return error.text(_)
        return self._refused(self._card.ticket) or None

    def _refused(self, ticket: Ticket) -> str:
        """Return the words that name the other desk which calls this household; empty if none does."""
        refused = taken(ticket, rehearsed(self._card, self.host)) if self._card else None
        return refused.text(_) if refused else ""

    def _rehearse(self, command_id: str, ticket: Ticket, moment: Moment) -> None:
        callback = ticket.round.callback
        if command_id == "callback.postpone" and callback:
            PostponeCallback(callback.due_at + MICROSECOND, SAID).facts(ticket, moment)
        else:
            rehearse(RESULTS.get(command_id, Result.NO_ANSWER), ticket, moment)

    @property
    def _answer(self) -> Clean:
        return clean(self.query_one("#answer", Field).value)

    @property
    def _called(self) -> Entry:
        """Return the question when the customer was called, with what the card says."""
        return replace(CALLED, first=self.query_one("#called", Field).value.strip())

    # grades of the household

    def _ask_or_grade(self, result: Result) -> None:
        """Grade the ticket in turn; of a paid service three answers more are asked first."""
        if self._card and lines.is_paid(self._card.ticket):
            self._ask_grade(_(callbacks.RESULTS[result]), result, lines.paid_entries(self._answer))
        else:
            self._grade(result)

    def _ask_why_neutral(self) -> None:
        paid = self._card is not None and lines.is_paid(self._card.ticket)
        entry = Entry("answer", N_("Why"), required=True, first=self._answer)
        entries = [*lines.paid_entries(EMPTY)[:-1], entry] if paid else [entry]
        self._ask_grade(_(N_("Neutral")), Result.NEUTRAL, entries)

    def _ask_why_dissatisfied(self) -> None:
        entries = [
            Entry("reason", N_("Reason"), "word", required=True, codes={r: r for r in REWORK_REASONS}),
            Entry("answer", N_("Comment"), first=self._answer),
        ]
        title = _(N_("Dissatisfied: the work starts again"))
        self._ask_grade(title, Result.DISSATISFIED, entries)

    @work(group="act")
    async def _ask_grade(self, title: str, result: Result, entries: Sequence[Entry]) -> None:
        if self._card is None:
            return
        form = GradeForm(title, entries, self._card, self.host, partial(self._grading.act, result))
        act = await self.app.push_screen_wait(FormScreen(form))
        if act is not None:
            await self._keep(act)

    @work(group="act")
    async def _grade(self, result: Result) -> None:
        if self._card is not None and not self._busy:
            await self._keep(self._grading.act(result, {"answer": self._answer}))

    async def _keep(self, act: RecordCallback) -> None:
        """Keep the grade of the ticket in turn; the last one of the household writes them all."""
        if self._card is None:
            return
        words = contradiction(act)
        question = _(N_("{doubt} Is the grade right?")).format(doubt=_(words))
        if words and not await self.app.push_screen_wait(ConfirmScreen(question)):
            return
        self._grading.grades[self._card.ticket.number] = act
        if self._grading.remaining:
            self._turn_to(self._grading.remaining[0])
        else:
            await self._record(self._grading.grades)

    @work(group="act")
    async def _no_answer(self) -> None:
        """Record the attempt for all tickets of the household that have no grade yet."""
        act = self._grading.act(Result.NO_ANSWER, {"answer": self._answer})
        numbers = self._grading.remaining or [self._grading.number]
        await self._record({**self._grading.grades, **dict.fromkeys(numbers, act)})

    @work(group="act")
    async def _write(self) -> None:
        """Write the grades so far; the other tickets of the household stay owed."""
        await self._record(self._grading.grades)

    def _next(self) -> None:
        self._grading.step()
        self._turn_to(self._grading.number)

    def _turn_to(self, number: str) -> None:
        self._grading.turn_to(number)
        self.query_one("#answer", Field).value = ""
        self.refresh_data()

    def _change(self, change: Callable[[], None]) -> None:
        change()
        self.redraw()

    def _why_not_next(self) -> str | None:
        return None if len(self._grading.household) > 1 else _(N_("The household has no other ticket."))

    def _why_not_finished(self) -> str | None:
        return None if self._grading.grades else _(N_("No ticket has a grade yet."))

    def _why_not_claimed(self) -> str | None:
        return (self._refused(self._card.ticket) if self._card else "") or None

    def _give_up(self) -> None:
        """Close without a callback after enough attempts."""
        entries = [Entry("reason", N_("Reason")), self._called]
        warning = _(N_("The ticket will close without the customer's feedback."))
        self._ask(_(N_("Unreachable")), entries, self._given_up(Result.UNREACHABLE), warning)

    def _waive(self) -> None:
        entries = [Entry("reason", N_("Reason"), required=True), self._called]
        warning = _(N_("The ticket will close without the customer's feedback."))
        self._ask(_(N_("Waive the callback")), entries, self._given_up(Result.WAIVED), warning)

    def _postpone(self) -> None:
        """Postpone the callback once, with a reason, by at most 24 hours."""
        entries = [
            Entry("until", N_("Until"), "time", required=True, hint=N_("14:30, +2h, +1d, 2026-03-10 14:30")),
            Entry("reason", N_("Reason"), required=True),
            self._called,
        ]
        self._ask(_(N_("Postpone the callback")), entries, _postponed(self._grading.number))

    def _write_answer(self) -> None:
        self.query_one("#answer", Field).focus()

    def _write_called(self) -> None:
        self.query_one("#callback-called").add_class("-shown")
        self.query_one("#called", Field).focus()

    def on_input_submitted(self) -> None:
        """Keep the comment and free the keys for the rating."""
        self.set_focus(None)

    def _cancel(self) -> None:
        """Leave the comment field, else the screen, without recording."""
        if self.focused is not None:
            self.set_focus(None)
        else:
            self.dismiss(None)

    @work(group="act")
    async def _ask(self, title: str, entries: Sequence[Entry], do: Do, warning: str = "") -> None:
        if self._card is None:
            return
        form = StepForm(title, entries, self._card, do, warning=warning, act=title)
        done = await self.app.push_screen_wait(FormScreen(form))
        if done is not None:
            self._done(done)

    def _given_up(self, result: Result) -> Do:
        return doing(self._grading.number, partial(self._grading.act, result))

    async def _record(self, grades: Mapping[str, RecordCallback]) -> None:
        """Write these grades in one unit of work; after a change elsewhere they are kept."""
        if self._card is None or self._busy or not grades:
            return
        self._busy = True
        wanted, seen, last = dict(grades), self._grading.seen(grades), [*grades][-1]
        try:
            said = CALLED.read(self._called.first, self.host)
            called = said if isinstance(said, datetime) else None

            def write(desk: Desk) -> Card:
                desk.callbacks.grade(wanted, seen, called)
                return desk.queries.card(last)

            done = await self.host.desk.ask(write)
        except ChangedElsewhere as error:
            self._card = await self.host.desk.ask(lambda desk: desk.queries.card(self._grading.number))
            self.refresh_data()
            self.host.tell(f"{error.text(_)}\n{news(self._card)}", "warning")
        except DeskError as error:
            self.host.tell(error.text(_), "error")
            if error.field == CALLED.name:
                self._write_called()
        else:
            for number in wanted:
                self.host.steps.changed(number)
            self._leave_with(done, len(wanted))
        finally:
            self._busy = False

    def _done(self, done: Card) -> None:
        """Go on with the household after a step that was written by itself."""
        others = [number for number in self._grading.remaining if number != done.ticket.number]
        if others:
            tell(self.host, done)
            self._turn_to(others[0])
        else:
            self._leave_with(done)

    def _leave_with(self, done: Card, count: int = 1) -> None:
        before = self._card.ticket.round.number if self._card else 1
        number = done.ticket.round.number
        words = _(N_("Round {number} begins now; the ticket is back on the board.")).format(number=number)
        more = _(N_("Tickets recorded in one call: {count}")).format(count=count)
        tell(self.host, done, more=words if number > before else more if count > 1 else "")
        self.leave(done)


def _postponed(number: str) -> Do:
    return doing(number, lambda values: PostponeCallback(values["until"], values["reason"]))
