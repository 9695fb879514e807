"""Asking for the approval of closing a ticket without a callback, from the card of the call."""

from __future__ import annotations

from collections.abc import Callable

from core.base.errors import DeskError, LacksRight
from core.base.i18n_marks import N_
from core.base.questions import answered
from core.desk.queries import Card
from core.people.roles import takes_step
from core.ticket.acts.callback import RecordCallback
from core.ticket.acts.request import AskApproval
from core.ticket.codes import Result
from screens.base.form_screen import FormScreen
from screens.base.forms import Values
from screens.base.steps import StepForm, doing, rehearsed
from screens.callback.grading import RESULTS, closing_entries, rehearse
from tui.commands.steps import ASK
from tui.i18n import _
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.screen import ScreenBase


class Asking:
    """Part of the card of a call that asks for what a supervisor may: to close without a callback.

    `card` returns the card as known now, `done` goes on after the request.
    """

    def __init__(
        self, screen: ScreenBase, card: Callable[[], Card | None], done: Callable[[Card], object]
    ) -> None:
        self._screen = screen
        self._card = card
        self._done = done
        self._result = Result.WAIVED

    def handlers(self) -> Handlers:
        """Return the command that asks."""
        ask = Handler(lambda: self._screen.ask_behind(self._ask), self._why_not)
        return {f"callback.{ASK}": ask}

    def ask_for(self, command_id: str) -> bool:
        """Return True, and remember it, if an approval can be asked for a result that is refused."""
        result = RESULTS.get(command_id)
        if result is None or not self._lacks_right(result) or self._why_not():
            return False
        self._result = result
        return True

    def _lacks_right(self, result: Result) -> bool:
        return isinstance(self._refusal(result), LacksRight)

    def _refusal(self, result: Result) -> DeskError | None:
        if card := self._card():
            try:
                rehearse(result, card.ticket, rehearsed(card, self._screen.host))
            except DeskError as refused:
                return refused
        return None

    def _why_not(self) -> str | None:
        """Return why there is nothing to ask for."""
        actor, refused = self._screen.host.identity.actor, self._refusal(Result.WAIVED)
        if isinstance(refused, LacksRight):
            least = AskApproval.about.role
            return None if actor.may(least) else takes_step(actor, least).text(_)
        if self._card() is None:
            return None
        return refused.text(_) if refused else _(N_("You may close it without a callback yourself."))

    async def _ask(self) -> None:
        """Ask for it with result and reason, and go on with the call."""
        if (card := self._card()) is None:
            return

        def make(values: Values) -> AskApproval:
            return AskApproval(RecordCallback.from_form(answered(RecordCallback, values)))

        title = _(N_("Ask for approval: {step}")).format(step=_(N_("Close without a callback")))
        form = StepForm(title, closing_entries(self._result), card, doing(card.ticket.number, make), act=ASK)
        done = await self._screen.app.push_screen_wait(FormScreen(form))
        if done is not None:
            self._done(done)
