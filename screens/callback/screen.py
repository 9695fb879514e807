"""Callback screen: contact, script, and the answer by one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from core.base.clock import MICROSECOND
from core.base.errors import ChangedElsewhere, DeskError, InvalidInput
from core.base.i18n_marks import N_
from core.base.text import EMPTY, Clean, clean
from core.desk.desk import Desk
from core.desk.queries import Card
from core.intake.unit_profile import Profile
from core.ticket.acts.base import Moment, Rehearsal
from core.ticket.acts.callback import PostponeCallback, RecordCallback
from core.ticket.callbacks import GRADES, REWORK_REASONS
from core.ticket.model import Result, Ticket
from screens.base.form_screen import FormScreen
from screens.base.forms import Entry, Values
from screens.base.reload import Reload
from screens.base.steps import Do, StepForm, doing, news, tell, when, written
from screens.callback import lines
from tui.i18n import _
from tui.widgets.block import Part
from tui.widgets.fields import Field
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.moves import Scroller, moves
from tui.widgets.screen import DeskScreen

CALLED = replace(when(), title=N_("Called at"))
"""Question when the customer was called; its field is hidden until it is asked for."""

OTHER = REWORK_REASONS[-1]

_SAID = Clean("-")
"""Text in a rehearsal of an act."""

RESULTS = {
    **{f"callback.{grade}": Result(grade) for grade in GRADES},
    "callback.no_answer": Result.NO_ANSWER,
    "callback.unreachable": Result.UNREACHABLE,
    "callback.waive": Result.WAIVED,
}
"""Result that each command records."""


class CallbackScreen(DeskScreen[Card | None]):
    """Card of one callback; dismissed with the updated card of the ticket, or None."""

    CONTEXTS = ("callback",)
    CSS_PATH = "callback.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (140, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self._card: Card | None = None
        self._profile: Profile | None = None
        self._busy = False
        self._reload = Reload(self, self._question, self._show, group="card", failed=self._failed)

    def handlers(self) -> Handlers:
        """Return the handlers of the results and of moving."""
        results: dict[str, Callable[[], object]] = {
            **{f"callback.{grade}": partial(self._record, Result(grade)) for grade in GRADES},
            "callback.neutral": self._ask_why_neutral,
            "callback.dissatisfied": self._ask_why_dissatisfied,
            "callback.no_answer": partial(self._record, Result.NO_ANSWER),
            "callback.unreachable": self._give_up,
            "callback.waive": self._waive,
            "callback.postpone": self._postpone,
        }
        return {
            **moves("callback", Scroller(self, lambda: ("#callback-body",))),
            **{command: Handler(do, partial(self._refusal, command)) for command, do in results.items()},
            "callback.answer": Handler(self._write_answer),
            "callback.called": Handler(self._write_called),
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
        yield Part(self._results, id="callback-results")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the ticket."""
        self.refresh_data()

    def tick(self, now: datetime) -> None:
        """Update the due time and the calling hours."""
        self.redraw()

    def refresh_data(self) -> None:
        """Read the ticket again."""
        self._reload.start()

    def _question(self) -> Callable[[Desk], tuple[Card, Profile | None]]:
        number, directory = self._number, self.host.desk.directory

        def read(desk: Desk) -> tuple[Card, Profile | None]:
            card = desk.queries.card(number)
            unit = directory.unit(card.ticket.unit) if card.ticket.unit else None
            return card, desk.callers.profile(unit.code) if unit else None

        return read

    def _show(self, answer: tuple[Card, Profile | None]) -> None:
        self._card, self._profile = answer
        self.redraw()
        self.refresh_bindings()

    def _failed(self, error: DeskError) -> None:
        self.host.tell(error.text(_), "error")
        self.leave(None)

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

    def _refusal(self, command_id: str) -> str | None:
        """Return the refusal of a result, or None; asks the rules and writes nothing."""
        if self._card is None:
            return None
        now = self.host.now()
        moment = Moment(self.host.identity.actor, now, self._card.policy, Rehearsal(now))
        try:
            self._rehearse(command_id, self._card.ticket, moment)
        except DeskError as error:
            return error.text(_)
        return None

    def _rehearse(self, command_id: str, ticket: Ticket, moment: Moment) -> None:
        callback = ticket.round.callback
        if command_id == "callback.postpone" and callback:
            PostponeCallback(callback.due_at + MICROSECOND, _SAID).facts(ticket, moment)
        else:
            RecordCallback(RESULTS.get(command_id, Result.NO_ANSWER), _SAID, _SAID).facts(ticket, moment)

    @property
    def _answer(self) -> Clean:
        return clean(self.query_one("#answer", Field).value)

    @property
    def _called(self) -> Entry:
        return replace(CALLED, first=self.query_one("#called", Field).value.strip())

    def _ask_why_neutral(self) -> None:
        entries = [Entry("answer", N_("Why"), required=True, first=self._answer), self._called]
        self._ask(_(N_("Neutral")), entries, _recorded(self._number, Result.NEUTRAL))

    def _ask_why_dissatisfied(self) -> None:
        entries = [
            Entry("reason", N_("Reason"), "word", required=True, codes={r: r for r in REWORK_REASONS}),
            Entry("answer", N_("Comment"), first=self._answer),
            self._called,
        ]
        title = _(N_("Dissatisfied: the work starts again"))
        self._ask(title, entries, _recorded(self._number, Result.DISSATISFIED))

    def _give_up(self) -> None:
        """Close without a callback after enough attempts."""
        entries = [Entry("reason", N_("Reason")), self._called]
        warning = _(N_("The ticket will close without the customer's feedback."))
        self._ask(_(N_("Unreachable")), entries, _recorded(self._number, Result.UNREACHABLE), warning)

    def _waive(self) -> None:
        entries = [Entry("reason", N_("Reason"), required=True), self._called]
        warning = _(N_("The ticket will close without the customer's feedback."))
        self._ask(_(N_("Waive the callback")), entries, _recorded(self._number, Result.WAIVED), warning)

    def _postpone(self) -> None:
        """Postpone the callback once, with a reason, by at most 24 hours."""
        entries = [
            Entry("until", N_("Until"), "time", required=True, hint=N_("14:30, +2h, +1d, 2026-03-10 14:30")),
            Entry("reason", N_("Reason"), required=True),
            self._called,
        ]
        self._ask(_(N_("Postpone the callback")), entries, _postponed(self._number))

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

    @work(group="act")
    async def _record(self, result: Result) -> None:
        if self._card is None or self._busy:
            return
        self._busy = True
        try:
            values = {"answer": self._answer, "at": CALLED.read(self._called.first, self.host)}
            do = _recorded(self._number, result)
            done = await written(self.host, self._number, do, values, self._card.ticket.version)
        except ChangedElsewhere as error:
            self._card = await self.host.desk.ask(lambda desk: desk.queries.card(self._number))
            self.redraw()
            self.host.tell(f"{error.text(_)}\n{news(self._card)}", "warning")
        except DeskError as error:
            self.host.tell(error.text(_), "error")
            if error.field == CALLED.name:
                self._write_called()
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


def _recorded(number: str, result: Result) -> Do:
    """Return the function that records one attempt from the answers of a form."""

    def record(values: Values) -> RecordCallback:
        answer, reason = values.get("answer") or EMPTY, values.get("reason") or EMPTY
        if reason == OTHER and not answer:
            raise InvalidInput(N_("Enter why the customer is not satisfied."))
        return RecordCallback(result, answer, reason)

    return doing(number, record)


def _postponed(number: str) -> Do:
    return doing(number, lambda values: PostponeCallback(values["until"], values["reason"]))
