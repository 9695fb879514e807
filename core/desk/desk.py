"""The desk: one method for each thing an operator does.

Acts take `at` (when it happened; default now), `note`, and `seen` (the version the operator was
looking at).
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Unpack

from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.base.text import clean
from core.desk.export_log import Exporting
from core.desk.handover import HandingOver
from core.desk.imports import Importing
from core.desk.phone import Answering
from core.desk.ports import Writing
from core.desk.register_edits import Registering
from core.desk.roster import Rostering
from core.desk.setup import Founding
from core.desk.sign_in import Signing
from core.desk.tickets import Taking
from core.desk.unit_of_work import Stamp, full_number
from core.duty import fitness
from core.policy.model import parse_policy
from core.ticket import facts as e
from core.ticket import hazards, lifecycle, reporters
from core.ticket.facts import Fact
from core.ticket.fold import standing_steps
from core.ticket.hold import settle
from core.ticket.lifecycle import CORRECTION_TIME, Facts, Moment
from core.ticket.model import Ticket


class Desk(Answering, Exporting, Founding, HandingOver, Importing, Registering, Rostering, Taking, Signing):
    """Everything an operator does, for one acting person on one storage."""

    def assign(
        self, number: str, to: str, *, way: str = "", reason: str = "", **stamp: Unpack[Stamp]
    ) -> Ticket:
        """Send a person or a department, or move it to another with a reason (T3, T7).

        Raises `core.ticket.doubts.NeedsReason` for somebody who is off duty, busy or not listed (R120).
        """
        with self.store.writing() as work:
            directory = self.listed(work)

            def decide(ticket: Ticket, moment: Moment) -> Facts:
                home = moment.policy.departments.get(ticket.department)
                who = directory.who(clean(to, 300), moment.policy, home)
                return lifecycle.assign(
                    ticket,
                    moment,
                    who,
                    way=clean(way),
                    reason=clean(reason) or clean(stamp.get("note", "")),
                    doubts=fitness.asked(work, directory, who, work.policies()[-1], moment.at),
                )

            return self.change_in(work, number, decide, **stamp)

    def accept(self, number: str, **stamp: Unpack[Stamp]) -> Ticket:
        """The worker takes it on (T4)."""
        return self.change(number, lifecycle.accept, **stamp)

    def arrive(self, number: str, **stamp: Unpack[Stamp]) -> Ticket:
        """Somebody is on site (T5)."""
        return self.change(number, lifecycle.arrive, **stamp)

    def give_back(self, number: str, reason: str, **stamp: Unpack[Stamp]) -> Ticket:
        """The department returns it (T6)."""
        return self.change(number, partial(lifecycle.give_back, reason=clean(reason)), **stamp)

    def hold(self, number: str, reason: str, until: datetime, **stamp: Unpack[Stamp]) -> Ticket:
        """Work waits until a planned time (T8)."""
        return self.change(number, partial(lifecycle.hold, reason=reason, until=until), **stamp)

    def resume(self, number: str, **stamp: Unpack[Stamp]) -> Ticket:
        """Work goes on early (T9)."""
        return self.change(number, lifecycle.resume, **stamp)

    def reply(self, number: str, text: str, **stamp: Unpack[Stamp]) -> Ticket:
        """The caller was told the opinion or the answer (R039)."""
        return self.change(number, partial(lifecycle.reply, text=clean(text)), **stamp)

    def handle(
        self,
        number: str,
        outcome: str,
        *,
        cause: str = "",
        no_arrival: str = "",
        fed_back: bool = True,
        **stamp: Unpack[Stamp],
    ) -> Ticket:
        """The work is done (T10)."""
        decide = partial(
            lifecycle.handle,
            outcome=clean(outcome),
            cause=clean(cause),
            no_arrival=clean(no_arrival),
            fed_back=fed_back,
        )
        return self.change(number, decide, **stamp)

    def feed_back(self, number: str, way: str = "", **stamp: Unpack[Stamp]) -> Ticket:
        """The source was told the outcome (R023)."""
        return self.change(number, partial(lifecycle.feed_back, way=clean(way)), **stamp)

    def call_back(
        self, number: str, result: str, *, answer: str = "", reason: str = "", **stamp: Unpack[Stamp]
    ) -> Ticket:
        """One attempt to reach the customer, and what follows (§6)."""
        decide = partial(lifecycle.call_back, result=result, answer=clean(answer), reason=clean(reason))
        return self.change(number, decide, **stamp)

    def postpone(self, number: str, until: datetime, reason: str, **stamp: Unpack[Stamp]) -> Ticket:
        """Put the callback off, once (§6)."""
        return self.change(number, partial(lifecycle.postpone, until=until, reason=clean(reason)), **stamp)

    def defer(self, number: str, reason: str, review: date, **stamp: Unpack[Stamp]) -> Ticket:
        """It cannot be solved for now (T13)."""
        return self.change(number, partial(lifecycle.defer, reason=clean(reason), review=review), **stamp)

    def explain(self, number: str, **stamp: Unpack[Stamp]) -> Ticket:
        """The customer was told why it is deferred (R182)."""
        return self.change(number, lifecycle.explain, **stamp)

    def revive(self, number: str, **stamp: Unpack[Stamp]) -> Ticket:
        """A deferred matter is taken up again (T14)."""
        return self.change(number, lifecycle.revive, **stamp)

    def conclude(self, number: str, reason: str, **stamp: Unpack[Stamp]) -> Ticket:
        """The review ends a deferred matter unsolved (T14)."""
        return self.change(number, partial(lifecycle.conclude, reason=clean(reason)), **stamp)

    def reopen(self, number: str, reason: str, **stamp: Unpack[Stamp]) -> Ticket:
        """It was closed by mistake (T17)."""
        return self.change(number, partial(lifecycle.reopen, reason=clean(reason)), **stamp)

    def void(self, number: str, reason: str, **stamp: Unpack[Stamp]) -> Ticket:
        """It should never have been logged (T16)."""
        return self.change(number, partial(lifecycle.void, reason=clean(reason)), **stamp)

    def urge(self, number: str, who: str = "", **stamp: Unpack[Stamp]) -> Ticket:
        """The customer asks again (催单)."""
        return self.change(number, partial(lifecycle.urge, who=clean(who)), **stamp)

    def isolate(self, number: str, measure: str, by: str = "", **stamp: Unpack[Stamp]) -> Ticket:
        """A hazard is kept from people; while it is, the work cannot end (R068)."""
        return self.change(number, partial(hazards.isolate, measure=measure, by=clean(by, 300)), **stamp)

    def remove_isolation(self, number: str, **stamp: Unpack[Stamp]) -> Ticket:
        """The hazard is gone, and what kept people from it (R068)."""
        return self.change(number, hazards.remove_isolation, **stamp)

    def manager_told(self, number: str, who: str = "", **stamp: Unpack[Stamp]) -> Ticket:
        """The site manager of the first responder's firm knows (R065); the listed one unless named."""
        directory = self.directory()

        def decide(ticket: Ticket, moment: Moment) -> Facts:
            name = clean(who, 300) or reporters.manager_of(ticket, directory)
            return reporters.manager_told(ticket, moment, name)

        return self.change(number, decide, **stamp)

    def correct_first_responder(
        self, number: str, name: str, reason: str, *, employer: str = "", **stamp: Unpack[Stamp]
    ) -> Ticket:
        """Somebody else heard of it or saw it first (R058); `employer` is for a name not listed."""
        decide = partial(
            reporters.correct_first_responder,
            name=clean(name, 300),
            reason=clean(reason),
            directory=self.directory(),
            employer=clean(employer, 300),
        )
        return self.change(number, decide, **stamp)

    def add_note(self, number: str, text: str, **stamp: Unpack[Stamp]) -> Ticket:
        """Something worth keeping."""
        return self.change(number, partial(lifecycle.note, text=clean(text)), **stamp)

    def reclassify(
        self, number: str, category: str = "", *, urgency: str = "", reason: str = "", **stamp: Unpack[Stamp]
    ) -> Ticket:
        """Correct category or urgency (改类/改级)."""
        decide = partial(lifecycle.reclassify, category=category, urgency=urgency, reason=clean(reason))
        return self.change(number, decide, **stamp)

    def cannot_solve(self, number: str, reason: str, **stamp: Unpack[Stamp]) -> Ticket:
        """The worker cannot solve it in time (R167)."""
        return self.change(number, partial(lifecycle.cannot_solve, reason=clean(reason)), **stamp)

    def beyond_office(self, number: str, reason: str, **stamp: Unpack[Stamp]) -> Ticket:
        """The office cannot solve it (R096)."""
        return self.change(number, partial(lifecycle.beyond_office, reason=clean(reason)), **stamp)

    def merge(self, number: str, into: str, **stamp: Unpack[Stamp]) -> Ticket:
        """It is the same matter as another open ticket, which keeps the caller (T15)."""
        with self.store.writing() as work:
            now = self.clock()
            main = settle(work.ticket(full_number(work, into, now)), now)
            for_main: Facts = ()

            def decide(ticket: Ticket, moment: Moment) -> Facts:
                nonlocal for_main
                facts, for_main = lifecycle.merge(ticket, moment, main)
                return facts

            merged = self.change_in(work, number, decide, **stamp)
            self.change_in(work, main.number, lambda *_: for_main, at=stamp.get("at"))
            return merged

    def undo(self, number: str, **stamp: Unpack[Stamp]) -> Ticket:
        """Take back the last step; it stays in the history."""
        with self.store.writing() as work:
            full = full_number(work, number, self.clock())
            undone = self._undo_last(work, full, stamp)
            if undone.kind is e.Merged:
                self._undo_absorbed(work, undone.into, full)
            return work.ticket(full)

    def _undo_last(self, work: Writing, number: str, stamp: Stamp) -> "_Undone":
        history = work.history(number)
        step = standing_steps(history)[-1]
        events = [event for event in history if event.step == step]
        if step == 1:
            raise NotAllowed(
                N_("There is nothing to undo."), hint=N_("To take back the logging itself, void it.")
            )
        if any(isinstance(event.fact, e.Absorbed) for event in events):
            raise NotAllowed(
                N_("Another ticket was merged into it."), hint=N_("Undo the merge on that ticket.")
            )
        now = self.clock()
        own = events[0].actor == self.name and now - events[0].recorded_at <= CORRECTION_TIME
        if not own:
            self.require(work, "undo")
        self.take_back(work, number, history, step, stamp)
        last = events[-1].fact
        return _Undone(type(last), last.into if isinstance(last, e.Merged) else "")

    def _undo_absorbed(self, work: Writing, main: str, number: str) -> None:
        history = work.history(main)
        for event in history:
            if (
                isinstance(event.fact, e.Absorbed)
                and event.fact.number == number
                and event.step in standing_steps(history)
            ):
                self.take_back(work, main, history, event.step, {})
                return

    # keeping house

    def apply_policy(self, text: str) -> int:
        """Put new rules in force from now on; open tickets keep theirs.  Returns the version."""
        parse_policy(text)
        with self.store.writing() as work:
            self.require(work, "policy")
            return work.save_policy(text, self.clock(), self.name)


@dataclass(frozen=True, slots=True)
class _Undone:
    kind: type[Fact]
    into: str
