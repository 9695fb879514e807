"""The desk: one method for each thing an operator does.

Acts take `at` (when it happened; default now), `note`, and `seen` (the version the operator was
looking at).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Unpack

from core import events as e
from core import lifecycle
from core.board import Counts, Row
from core.clock import site_time
from core.clocks import Timer, timers
from core.directory import Directory
from core.errors import DeskError, InvalidInput, NotAllowed
from core.events import Event, Fact
from core.fold import fold, standing_steps
from core.hold import settle
from core.intake import Intake, read_line, seen_by_staff
from core.ladder import Rung, plan
from core.lifecycle import CORRECTION_TIME, Facts, Moment
from core.policy import Policy, more_urgent, parse_policy
from core.ports import Query, Reading, Writing
from core.rules import Actor
from core.text import clean
from core.ticket import Ticket
from core.words import N_
from core.work import Desktop, Stamp, Step, full_number


@dataclass(frozen=True, slots=True)
class Card:
    """One ticket with everything to show about it at `now`."""

    ticket: Ticket
    policy: Policy
    now: datetime
    timers: Sequence[Timer]
    rungs: Sequence[Rung]
    history: Sequence[Event]


@dataclass(frozen=True, slots=True)
class Board:
    """The lines of one view, in order, with the header's figures."""

    rows: Sequence[Row]
    counts: Counts
    now: datetime


class Desk(Desktop):
    """Everything an operator does, for one acting person on one storage."""

    # looking

    def policy(self) -> Policy:
        """The policy in force."""
        with self.store.reading() as look:
            return look.policies()[-1]

    def directory(self) -> Directory:
        """Units and people."""
        with self.store.reading() as look:
            return look.directory()

    def board(
        self, view: str = "open", *, text: str = "", since: datetime | None = None, limit: int | None = None
    ) -> Board:
        """The lines of a view in board order."""
        now = self.clock()
        with self.store.reading() as look:
            rows = look.rows(Query(view, now, self.name, clean(text), since, limit))
            return Board(rows, look.counts(now), now)

    def tickets(
        self, view: str = "open", *, text: str = "", since: datetime | None = None, limit: int | None = None
    ) -> list[Card]:
        """The tickets of a view in board order, each with its clocks and rungs, without histories."""
        now = self.clock()
        with self.store.reading() as look:
            rules = self.rules(look)
            found = look.tickets(Query(view, now, self.name, clean(text), since, limit))
        return [_card(ticket, rules[ticket.policy], now, ()) for ticket in found]

    def card(self, number: str, as_of: datetime | None = None) -> Card:
        """One ticket, now or as it stood then."""
        with self.store.reading() as look:
            full = full_number(look, number, self.clock())
            return self._look(look, full, as_of or self.clock(), past=as_of is not None)

    def cards_as_of(self, then: datetime) -> list[Card]:
        """Every ticket that was alive at that instant, as it stood, by report time."""
        with self.store.reading() as look:
            return [self._look(look, number, then, past=True) for number in look.alive(then)]

    def _look(self, look: Reading, number: str, now: datetime, *, past: bool) -> Card:
        history = [event for event in look.history(number) if not past or event.at <= now]
        if not history:
            raise InvalidInput(N_("{number} was not reported by then."), number=number)
        ticket = fold(history) if past else look.ticket(number)
        return _card(ticket, self.rules(look)[ticket.policy], now, history)

    def actor(self) -> Actor:
        """Who acts, with which rights."""
        return self.actor_in(self.directory())

    def why_not(self, action: str, ticket: Ticket, actor: Actor) -> DeskError | None:
        """Why an action is not possible now, or None."""
        now = self.clock()
        return lifecycle.why_not(action, settle(ticket, now), actor, now)

    # logging

    def read_line(self, line: str) -> Intake:
        """What the one-line grammar makes of a line."""
        with self.store.reading() as look:
            return read_line(line, look.directory(), look.policies()[-1])

    def log(self, intake: Intake, *, key: str = "") -> Ticket:
        """Log a ticket, assign it in the same step if somebody is named; the same key logs once (T1–T3)."""
        now = self.clock()
        with self.store.writing() as work:
            if key and (known := work.number_for_key(key)):
                return work.ticket(known)
            policy, directory = work.policies()[-1], work.directory()
            created = self._created(intake, work, policy, directory, now)
            step = Step(None, self.name, now)
            ticket = step.add(created.reported_at, created)
            # assigned now, not when a backfilled call came in
            moment = Moment(self.actor_in(directory), ticket.logged_at, policy)
            for fact in self._first_facts(intake, ticket, moment, directory):
                ticket = step.add(moment.at, fact)
            work.append(step.change(policy), key)
            return ticket

    def _created(
        self, intake: Intake, work: Writing, policy: Policy, directory: Directory, now: datetime
    ) -> e.Created:
        description = clean(intake.description)
        if not description:
            raise InvalidInput(
                N_("Say what it is about."), hint=N_("For example: 3-2-1201 kitchen pipe leaking")
            )
        category = policy.category(intake.category)
        reported_at = self.past(intake.reported_at, now)
        first = directory.person(intake.first_responder)
        unit = directory.unit(intake.unit)
        return e.Created(
            number=work.new_number(site_time(reported_at, policy.site.zone).date()),
            category=category.code,
            urgency=more_urgent(intake.urgency, category.urgency),
            policy=policy.version,
            description=description,
            line=intake.line,
            channel=intake.channel,
            origin="found" if seen_by_staff(intake, self.name) else "received",
            unit=clean(unit.code if unit else intake.unit, 80),
            place=clean(intake.place, 200),
            caller=replace(
                intake.caller, name=clean(intake.caller.name, 300), phone=clean(intake.caller.phone, 40)
            ),
            first_responder=first.name if first else clean(intake.first_responder, 300) or self.name,
            employer=first.employer if first else "",
            operator=self.name,
            department=category.department,
            reported_at=reported_at,
            logged_at=max(reported_at, now if intake.logged_at is None else intake.logged_at),
            answered_at=intake.answered_at,
            appointment=intake.appointment,
            opinion=clean(intake.opinion),
            relay=clean(intake.relay),
            note=clean(intake.note),
        )

    def _first_facts(self, intake: Intake, ticket: Ticket, moment: Moment, directory: Directory) -> Facts:
        """Assigned or answered in the same step."""
        if intake.outcome:
            return lifecycle.close_at_once(ticket, moment, clean(intake.outcome))
        if intake.assign_to:
            home = moment.policy.departments.get(ticket.department)
            to = directory.who(clean(intake.assign_to, 300), moment.policy, home)
            return lifecycle.assign(ticket, moment, to, way=intake.way)
        return ()

    # acting on one ticket

    def assign(
        self, number: str, to: str, *, way: str = "", reason: str = "", **stamp: Unpack[Stamp]
    ) -> Ticket:
        """Send a person or a department, or move it to another with a reason (T3, T7)."""
        directory = self.directory()

        def decide(ticket: Ticket, moment: Moment) -> Facts:
            home = moment.policy.departments.get(ticket.department)
            who = directory.who(clean(to, 300), moment.policy, home)
            return lifecycle.assign(
                ticket, moment, who, way=clean(way), reason=clean(reason) or stamp.get("note", "")
            )

        return self.change(number, decide, **stamp)

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

    def feed_back(self, number: str, **stamp: Unpack[Stamp]) -> Ticket:
        """The source was told the outcome (R023)."""
        return self.change(number, lifecycle.feed_back, **stamp)

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
        if not own and not self.actor_in(work.directory()).may("supervisor"):
            raise NotAllowed(N_("Only your own step of the last ten minutes can be undone."))
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
            if not self.actor_in(work.directory()).may("supervisor"):
                raise NotAllowed(N_("Changing the policy takes a supervisor."))
            return work.save_policy(text, self.clock(), self.name)


@dataclass(frozen=True, slots=True)
class _Undone:
    kind: type[Fact]
    into: str


def _card(ticket: Ticket, policy: Policy, now: datetime, history: Sequence[Event]) -> Card:
    settled = settle(ticket, now)
    rungs = plan(settled, policy, now)
    return Card(settled, policy, now, timers(settled, policy, now, rungs), rungs, history)
