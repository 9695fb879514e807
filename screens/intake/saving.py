"""Saving of a call: one key logs it, one more decides about an earlier ticket."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial

from core.base.codes import labels
from core.base.dataclass import dataclass
from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.base.text import Clean
from core.desk.desk import Desk
from core.desk.queries import Card
from core.intake.model import CleanIntake
from core.intake.place_check import NeedsPlace, check_place, lacks_place, without_place
from core.intake.related_tickets import Earlier
from core.intake.unanswered import answered, unanswered
from core.ticket.acts.urge import Urge
from core.ticket.doubts import NeedsReason
from screens.base.one_key import OneKeyScreen
from screens.base.steps import tell
from screens.base.why import with_reason
from screens.intake.form import Misfilled
from screens.intake.matches import Decision, MatchesScreen, headline, sentence
from screens.intake.parked import LATE, ParkedCalls
from tui.files.drafts import Draft
from tui.i18n import _
from tui.widgets.screen import ScreenBase, Work

JOINING = ("urge", "one_of_many")
"""Decisions by which a call becomes no ticket of its own."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Card of the saved ticket, or None, and the earlier tickets found."""

    card: Card | None
    found: Sequence[Earlier] = ()


class CallSaver:
    """Saver of a call that is filled in.

    `intake` returns the ticket to log for the given assignee; it raises `Misfilled`.
    `point_out` puts the cursor into a field, `complain` shows an error.
    """

    def __init__(
        self,
        screen: ScreenBase,
        calls: ParkedCalls,
        *,
        intake: Callable[[str], CleanIntake],
        point_out: Callable[[str], None],
        complain: Callable[[str], None],
    ) -> None:
        self._screen = screen
        self._calls = calls
        self._intake = intake
        self._point_out = point_out
        self._complain = complain
        self._saving: set[str] = set()
        self._awaited: Callable[[], None] | None = None
        self.entered = 0
        """Number of calls from paper that were saved."""

    def tell_entered(self) -> None:
        """Tell how many calls from paper were saved, once there is none in the form."""
        if self.entered and self._calls.is_empty:
            told = _(N_("{count} calls entered from paper.")).format(count=self.entered)
            self._screen.host.tell(told)

    def must_wait(self, save: Callable[[], None]) -> bool:
        """Return True if the storage is not open yet; `save` is called as soon as it is."""
        if self._screen.host.desk.ready:
            return False
        if self._awaited is None:
            self._screen.host.gate.close()
        self._awaited = save
        self._complain(_(N_("Opening the database…")))
        return True

    def go_on(self) -> None:
        """Save the call that waited for the storage."""
        if self._awaited and self._screen.host.desk.ready:
            save, self._awaited = self._awaited, None
            save()
            self._screen.host.gate.open()

    def save(self, assign: str, *, decide: Sequence[Earlier] = ()) -> None:
        """Log the call, or first ask about its relation to the earlier tickets in `decide`.

        With calls from paper the next one may begin before this one is stored.
        """
        try:
            intake = self._intake(assign)
        except Misfilled as wrong:
            self._point_out(wrong.name)
            self._complain(wrong.error.text(_))
            return
        draft = self._calls.draft
        if decide:
            self._decide(intake, draft, decide)
        elif not self._calls.is_late:
            self._log(intake, draft)
        elif self._calls.is_kept():
            self._log(intake, draft)
            if not (intake.assign_to or self._lacks_place(intake)):  # else it may have to be said why first
                self._calls.begin_late()

    def _log(self, intake: CleanIntake, draft: Draft) -> None:
        self._write(partial(self._logged, intake, draft))

    def _decide(self, intake: CleanIntake, draft: Draft, found: Sequence[Earlier]) -> None:
        async def ask() -> None:
            if decision := await self._screen.app.push_screen_wait(MatchesScreen(found)):
                self._write(partial(self._decided_first, intake, draft, decision))

        self._screen.run_behind(ask, "write")

    def _write(self, work: Work) -> None:
        """Save in a worker; what is typed meanwhile waits, except for the next call from paper."""
        if self._calls.is_late:
            self._screen.run_behind(work, "write")
            return
        gate, board = self._screen.host.gate, self._screen.host.board

        async def save() -> None:
            try:
                await work()
            finally:
                gate.open(board.shown)

        gate.close()
        self._screen.run_behind(save, "write")

    async def _logged(self, intake: CleanIntake, draft: Draft) -> None:
        """Log the call unless the operator has to decide first; an emergency is logged at once."""
        at_once = self._is_emergency(intake) or self._calls.is_late
        asked = await self._asked(intake, draft)
        if asked is None:
            return
        intake = asked

        def take(desk: Desk, intake: CleanIntake) -> Outcome:
            known = desk.callers.earlier(intake) if intake.category else ()
            if not at_once and (found := [one for one in known if one.same_matter]):
                return Outcome(None, found)
            card = desk.queries.card(self._saved(desk, intake, draft.key))
            others = (
                [one for one in desk.callers.earlier(intake) if one.number != card.ticket.number]
                if at_once
                else ()
            )
            return Outcome(card, others)

        outcome = await self._written(draft, intake, take)
        if outcome is None:
            return
        if outcome.card is None:
            if decision := await self._screen.host.gate.ask(MatchesScreen(outcome.found)):
                await self._decided(intake, draft, decision)
        else:
            told = self._perhaps_known(outcome.found) if self._is_emergency(intake) else ""
            self._done(draft, outcome.card, told)

    async def _asked(self, intake: CleanIntake, draft: Draft) -> CleanIntake | None:
        """Return the call with the answers to what it leaves open; None if one is not given."""
        host = self._screen.host
        for question in unanswered(intake, host.desk.policy):
            code = await host.gate.ask(OneKeyScreen(question.title, labels(question.answers)))
            if not code:
                self._refused(draft, _(question.refused))
                return None
            intake = answered(intake, question, code)
        return intake

    def _lacks_place(self, intake: CleanIntake) -> bool:
        return lacks_place(intake, self._screen.host.desk.policy)

    def _is_emergency(self, intake: CleanIntake) -> bool:
        category = self._screen.host.desk.policy.categories.get(intake.category)
        return "emergency" in (intake.urgency, category.urgency if category else "")

    def _perhaps_known(self, found: Sequence[Earlier]) -> str:
        """Return a hint at a similar ticket, shown after an emergency was logged; keys only for the board."""
        if not found:
            return ""
        words = N_("Perhaps the same: {ticket}. {key} merges them.")
        if self._calls.is_late:
            words = N_("Perhaps the same: {ticket}.")
        host = self._screen.host
        return _(words).format(ticket=headline(found[0], host), key=host.key("act.merge"))

    async def _decided_first(self, intake: CleanIntake, draft: Draft, decision: Decision) -> None:
        """Save the call as decided, after what it leaves open was answered."""
        asked = intake if decision.choice in JOINING else await self._asked(intake, draft)
        if asked:
            await self._decided(asked, draft, decision)

    async def _decided(self, intake: CleanIntake, draft: Draft, decision: Decision) -> None:
        """Save the call with its relation to an earlier ticket."""

        def take(desk: Desk, intake: CleanIntake) -> Outcome:
            return Outcome(desk.queries.card(self._number_of(desk, decision, intake, draft.key)))

        outcome = await self._written(draft, intake, take)
        if outcome is not None and outcome.card is not None:
            told = decision.choice in JOINING
            self._done(draft, outcome.card, sentence(decision.earlier, self._screen.host) if told else "")

    async def _written(
        self, draft: Draft, intake: CleanIntake, take: Callable[[Desk, CleanIntake], Outcome]
    ) -> Outcome | None:
        """Run `take` once; return None if it is running already or was refused."""
        if draft.key in self._saving:
            return None
        self._saving.add(draft.key)
        try:
            return await self._with_reasons(intake, take)
        except DeskError as error:
            self._refused(draft, error.text(_))
            if isinstance(error, NeedsPlace) and draft.key == self._calls.key:
                self._point_out("unit")
            return None
        finally:
            self._saving.discard(draft.key)

    async def _with_reasons(
        self, intake: CleanIntake, take: Callable[[Desk, CleanIntake], Outcome]
    ) -> Outcome:
        """Run `take`, and ask for the reasons it lacks: for no place, for an unusual assignment."""
        host = self._screen.host

        def placed(why: str) -> Awaitable[Outcome]:
            said = without_place(intake, why) if why else intake

            def assigned(reason: str) -> Awaitable[Outcome]:
                sure = replace(said, assign_reason=reason) if reason else said
                return host.desk.ask(lambda desk: take(desk, sure))

            return with_reason(host, assigned, NeedsReason)

        return await with_reason(host, placed, NeedsPlace)

    def _refused(self, draft: Draft, why: str) -> None:
        """Show the refusal in the form, or as a message if another call is there now."""
        if draft.key == self._calls.key:
            self._complain(why)
        else:
            self._screen.host.tell(why, "error")

    def _done(self, draft: Draft, card: Card, more: str) -> None:
        """Discard the draft; the operator may be writing the next call already."""
        self._screen.host.identity.drafts.discard(draft)
        self._screen.host.steps.changed(card.ticket.number)
        tell(self._screen.host, card, more=more)
        if LATE in draft.fields:
            self.entered += 1
        if draft.key == self._calls.key and LATE in draft.fields:
            self._calls.begin_late()
        elif draft.key == self._calls.key:
            self._screen.leave(card.ticket)
        elif not self._screen.was_left:
            self._calls.count()

    def _number_of(self, desk: Desk, decision: Decision, intake: CleanIntake, key: str) -> str:
        """Save the call as decided and return the number of its ticket."""
        number, called = decision.earlier.number, intake.reported_at
        at = called and max(called, decision.earlier.reported_at)
        if decision.choice == "urge":
            who = "" if intake.caller.confidential else intake.caller.name
            return desk.tickets.do(number, Urge(Clean(who or intake.unit)), at=at).number
        if decision.choice == "one_of_many":
            return desk.tickets.attach(number, intake, at=at).number
        if decision.choice == "repeat":
            return self._saved(desk, replace(intake, repeat_of=number), key)
        return self._saved(
            desk, replace(intake, unrelated_to=number, unrelated_because=decision.because), key
        )

    def _saved(self, desk: Desk, intake: CleanIntake, key: str) -> str:
        """Log the call and return the number of its ticket; raise `NeedsPlace` if it lacks its place."""
        check_place(intake, self._screen.host.desk.policy)
        return desk.tickets.log(intake, key=key).number
