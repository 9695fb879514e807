"""Taking a matter in: the line becomes a ticket, sent in the same step to whoever is named."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any, Unpack

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.errors import InvalidInput, NotAllowed
from core.base.i18n_marks import N_
from core.base.text import clean
from core.desk.callers import Callers
from core.desk.ports import Writing
from core.desk.session import Session
from core.desk.unit_of_work import Stamp, Step, TicketChanges, full_number
from core.duty import fitness
from core.events.fact import Fact
from core.events.fold import standing_steps
from core.intake.line.reading import LONGEST_LINE, read_line
from core.intake.model import Intake, seen_by_staff
from core.intake.related_tickets import check_unrelated
from core.people.directory import Directory
from core.people.rights import require
from core.policy.model import Category, Policy, more_urgent
from core.ticket import facts as e
from core.ticket import hazards, lifecycle, reporters
from core.ticket.hold import settle
from core.ticket.lifecycle import CORRECTION_TIME, Facts, Moment
from core.ticket.model import NOBODY, NOTHING_MORE, Ticket


class Tickets:
    """What an operator does while a caller is on the line."""

    def __init__(self, session: Session, callers: Callers) -> None:
        self._session = session
        self._callers = callers
        self._changes = TicketChanges(session)

    def read_line(self, line: str) -> Intake:
        """What the one-line grammar makes of a line."""
        with self._session.reading() as look:
            return read_line(
                line, self._session.listed(look), look.policies.in_force(), self._session.clock()
            )

    def log(self, intake: Intake, *, key: str = "") -> Ticket:
        """Log a ticket, assign it in the same step if somebody is named; the same key logs once (T1–T3)."""
        now = self._session.clock()
        with self._session.writing() as work:
            if key and (known := work.tickets.number_for_key(key)):
                return work.tickets.get(known)
            policy, directory = work.policies.in_force(), self._session.listed(work)
            actor = self._session.actor_in(directory)
            require(actor, "at_once" if intake.outcome else "log")
            created = self._created(intake, work, policy, directory, now)
            step = Step(None, self._session.name, now)
            ticket = step.add(created.reported_at, created)
            # assigned now, not when a backfilled call came in
            moment = Moment(actor, ticket.logged_at, policy)
            for fact in self._first_facts(intake, ticket, moment, work, directory):
                ticket = step.add(moment.at, fact)
            work.tickets.append(step.change(policy), key)
            return ticket

    def attach(self, number: str, intake: Intake, **stamp: Unpack[Stamp]) -> Ticket:
        """One of many: the caller is kept with the main ticket and told its outcome; no new ticket (§9)."""
        decide = partial(
            reporters.add_contact, caller=cleaned(intake.caller), line=clean(intake.line, LONGEST_LINE)
        )
        return self._changes.change(number, decide, **stamp)

    def assign(
        self, number: str, to: str, *, way: str = "", reason: str = "", **stamp: Unpack[Stamp]
    ) -> Ticket:
        """Send a person or a department, or move it to another with a reason (T3, T7).

        Raises `core.ticket.doubts.NeedsReason` for somebody who is off duty, busy or not listed (R120).
        """
        with self._session.writing() as work:
            directory = self._session.listed(work)

            def decide(ticket: Ticket, moment: Moment) -> Facts:
                home = moment.policy.departments.get(ticket.department)
                who = directory.who(clean(to, 300), moment.policy, home)
                return lifecycle.assign(
                    ticket,
                    moment,
                    who,
                    way=clean(way),
                    reason=clean(reason) or clean(stamp.get("note", "")),
                    doubts=fitness.asked(work, directory, who, work.policies.in_force(), moment.at),
                )

            return self._changes.change_in(work, number, decide, **stamp)

    def accept(self, number: str, **stamp: Unpack[Stamp]) -> Ticket:
        """The worker takes it on (T4)."""
        return self._changes.change(number, lifecycle.accept, **stamp)

    def arrive(self, number: str, **stamp: Unpack[Stamp]) -> Ticket:
        """Somebody is on site (T5)."""
        return self._changes.change(number, lifecycle.arrive, **stamp)

    def give_back(self, number: str, reason: str, **stamp: Unpack[Stamp]) -> Ticket:
        """The department returns it (T6)."""
        return self._changes.change(number, partial(lifecycle.give_back, reason=clean(reason)), **stamp)

    def hold(self, number: str, reason: str, until: datetime, **stamp: Unpack[Stamp]) -> Ticket:
        """Work waits until a planned time (T8)."""
        return self._changes.change(number, partial(lifecycle.hold, reason=reason, until=until), **stamp)

    def resume(self, number: str, **stamp: Unpack[Stamp]) -> Ticket:
        """Work goes on early (T9)."""
        return self._changes.change(number, lifecycle.resume, **stamp)

    def reply(self, number: str, text: str, **stamp: Unpack[Stamp]) -> Ticket:
        """The caller was told the opinion or the answer (R039)."""
        return self._changes.change(number, partial(lifecycle.reply, text=clean(text)), **stamp)

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
        return self._changes.change(number, decide, **stamp)

    def feed_back(self, number: str, way: str = "", **stamp: Unpack[Stamp]) -> Ticket:
        """The source was told the outcome (R023)."""
        return self._changes.change(number, partial(lifecycle.feed_back, way=clean(way)), **stamp)

    def call_back(
        self, number: str, result: str, *, answer: str = "", reason: str = "", **stamp: Unpack[Stamp]
    ) -> Ticket:
        """One attempt to reach the customer, and what follows (§6)."""
        decide = partial(lifecycle.call_back, result=result, answer=clean(answer), reason=clean(reason))
        return self._changes.change(number, decide, **stamp)

    def postpone(self, number: str, until: datetime, reason: str, **stamp: Unpack[Stamp]) -> Ticket:
        """Put the callback off, once (§6)."""
        return self._changes.change(
            number, partial(lifecycle.postpone, until=until, reason=clean(reason)), **stamp
        )

    def defer(self, number: str, reason: str, review: date, **stamp: Unpack[Stamp]) -> Ticket:
        """It cannot be solved for now (T13)."""
        return self._changes.change(
            number, partial(lifecycle.defer, reason=clean(reason), review=review), **stamp
        )

    def explain(self, number: str, **stamp: Unpack[Stamp]) -> Ticket:
        """The customer was told why it is deferred (R182)."""
        return self._changes.change(number, lifecycle.explain, **stamp)

    def revive(self, number: str, **stamp: Unpack[Stamp]) -> Ticket:
        """A deferred matter is taken up again (T14)."""
        return self._changes.change(number, lifecycle.revive, **stamp)

    def conclude(self, number: str, reason: str, **stamp: Unpack[Stamp]) -> Ticket:
        """The review ends a deferred matter unsolved (T14)."""
        return self._changes.change(number, partial(lifecycle.conclude, reason=clean(reason)), **stamp)

    def reopen(self, number: str, reason: str, **stamp: Unpack[Stamp]) -> Ticket:
        """It was closed by mistake (T17)."""
        return self._changes.change(number, partial(lifecycle.reopen, reason=clean(reason)), **stamp)

    def void(self, number: str, reason: str, **stamp: Unpack[Stamp]) -> Ticket:
        """It should never have been logged (T16)."""
        return self._changes.change(number, partial(lifecycle.void, reason=clean(reason)), **stamp)

    def urge(self, number: str, who: str = "", **stamp: Unpack[Stamp]) -> Ticket:
        """The customer asks again (催单)."""
        return self._changes.change(number, partial(lifecycle.urge, who=clean(who)), **stamp)

    def isolate(self, number: str, measure: str, by: str = "", **stamp: Unpack[Stamp]) -> Ticket:
        """A hazard is kept from people; while it is, the work cannot end (R068)."""
        return self._changes.change(
            number, partial(hazards.isolate, measure=measure, by=clean(by, 300)), **stamp
        )

    def remove_isolation(self, number: str, **stamp: Unpack[Stamp]) -> Ticket:
        """The hazard is gone, and what kept people from it (R068)."""
        return self._changes.change(number, hazards.remove_isolation, **stamp)

    def manager_told(self, number: str, who: str = "", **stamp: Unpack[Stamp]) -> Ticket:
        """The site manager of the first responder's firm knows (R065); the listed one unless named."""
        directory = self._directory()

        def decide(ticket: Ticket, moment: Moment) -> Facts:
            name = clean(who, 300) or reporters.manager_of(ticket, directory)
            return reporters.manager_told(ticket, moment, name)

        return self._changes.change(number, decide, **stamp)

    def correct_first_responder(
        self, number: str, name: str, reason: str, *, employer: str = "", **stamp: Unpack[Stamp]
    ) -> Ticket:
        """Somebody else heard of it or saw it first (R058); `employer` is for a name not listed."""
        decide = partial(
            reporters.correct_first_responder,
            name=clean(name, 300),
            reason=clean(reason),
            directory=self._directory(),
            employer=clean(employer, 300),
        )
        return self._changes.change(number, decide, **stamp)

    def add_note(self, number: str, text: str, **stamp: Unpack[Stamp]) -> Ticket:
        """Something worth keeping."""
        return self._changes.change(number, partial(lifecycle.note, text=clean(text)), **stamp)

    def reclassify(
        self, number: str, category: str = "", *, urgency: str = "", reason: str = "", **stamp: Unpack[Stamp]
    ) -> Ticket:
        """Correct category or urgency (改类/改级)."""
        decide = partial(lifecycle.reclassify, category=category, urgency=urgency, reason=clean(reason))
        return self._changes.change(number, decide, **stamp)

    def cannot_solve(self, number: str, reason: str, **stamp: Unpack[Stamp]) -> Ticket:
        """The worker cannot solve it in time (R167)."""
        return self._changes.change(number, partial(lifecycle.cannot_solve, reason=clean(reason)), **stamp)

    def beyond_office(self, number: str, reason: str, **stamp: Unpack[Stamp]) -> Ticket:
        """The office cannot solve it (R096)."""
        return self._changes.change(number, partial(lifecycle.beyond_office, reason=clean(reason)), **stamp)

    def merge(self, number: str, into: str, **stamp: Unpack[Stamp]) -> Ticket:
        """It is the same matter as another open ticket, which keeps the caller (T15)."""
        with self._session.writing() as work:
            now = self._session.clock()
            main = settle(work.tickets.get(full_number(work, into, now)), now)
            for_main: Facts = ()

            def decide(ticket: Ticket, moment: Moment) -> Facts:
                nonlocal for_main
                facts, for_main = lifecycle.merge(ticket, moment, main)
                return facts

            merged = self._changes.change_in(work, number, decide, **stamp)
            self._changes.change_in(work, main.number, lambda *_: for_main, at=stamp.get("at"))
            return merged

    def undo(self, number: str, **stamp: Unpack[Stamp]) -> Ticket:
        """Take back the last step; it stays in the history."""
        with self._session.writing() as work:
            full = full_number(work, number, self._session.clock())
            undone = self._undo_last(work, full, stamp)
            if undone.kind is e.Merged:
                self._undo_absorbed(work, undone.into, full)
            return work.tickets.get(full)

    def _undo_last(self, work: Writing, number: str, stamp: Stamp) -> "_Undone":
        history = work.tickets.history(number)
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
        now = self._session.clock()
        own = events[0].actor == self._session.name and now - events[0].recorded_at <= CORRECTION_TIME
        if not own:
            self._session.require(work, "undo")
        self._changes.take_back(work, number, history, step, stamp)
        last = events[-1].fact
        return _Undone(type(last), last.into if isinstance(last, e.Merged) else "")

    def _undo_absorbed(self, work: Writing, main: str, number: str) -> None:
        history = work.tickets.history(main)
        for event in history:
            if (
                isinstance(event.fact, e.Absorbed)
                and event.fact.number == number
                and event.step in standing_steps(history)
            ):
                self._changes.take_back(work, main, history, event.step, {})
                return

    def _directory(self) -> Directory:
        with self._session.reading() as look:
            return self._session.listed(look)

    def _created(
        self, intake: Intake, work: Writing, policy: Policy, directory: Directory, now: datetime
    ) -> e.Created:
        description = clean(intake.description)
        if not description:
            raise InvalidInput(
                N_("Say what it is about."), hint=N_("For example: 3-2-1201 kitchen pipe leaking")
            )
        category = policy.category(intake.category)
        reported_at = self._session.past(intake.reported_at, now)
        first = directory.person(intake.first_responder)
        unit = directory.unit(intake.unit)
        return e.Created(
            number=work.tickets.new_number(site_time(reported_at, policy.site.zone).date()),
            category=category.code,
            urgency=more_urgent(intake.urgency, category.urgency),
            policy=policy.version,
            description=description,
            line=clean(intake.line, LONGEST_LINE),
            channel=intake.channel,
            origin="found" if seen_by_staff(intake, self._session.name) else "received",
            unit=clean(unit.code if unit else intake.unit, 80),
            place=clean(intake.place, 200),
            caller=cleaned(intake.caller),
            first_responder=first.name if first else clean(intake.first_responder, 300) or self._session.name,
            employer=first.employer if first else clean(intake.employer, 300),
            operator=self._session.name,
            department=category.department,
            reported_at=reported_at,
            logged_at=max(reported_at, now if intake.logged_at is None else intake.logged_at),
            answered_at=intake.answered_at,
            appointment=intake.appointment,
            opinion=clean(intake.opinion),
            particulars=cleaned(intake.particulars),
            **self._linked(intake, work, category, reported_at, policy),
        )

    def _linked(
        self, intake: Intake, work: Writing, category: Category, reported_at: datetime, policy: Policy
    ) -> dict[str, Any]:
        """What the operator decided about an earlier ticket; counted in this very unit of work (§9)."""
        if intake.repeat_of:
            first, place = self._callers.repeated(work, intake.repeat_of, category, reported_at, policy)
            return {"repeat_of": first, "repeat_no": place}
        if intake.unrelated_to:
            check_unrelated(intake.unrelated_because)
            other = work.tickets.get(full_number(work, intake.unrelated_to, self._session.clock()))
            return {"unrelated_to": other.number, "unrelated_because": intake.unrelated_because}
        return {}

    def _first_facts(
        self, intake: Intake, ticket: Ticket, moment: Moment, work: Writing, directory: Directory
    ) -> Iterator[Fact]:
        """Isolated, the site manager told, assigned or answered in the same step."""
        yield from hazards.found_isolated(intake.measure, clean(intake.measure_by, 300), intake.outcome)
        if intake.manager_told:
            yield from reporters.manager_told(ticket, moment, reporters.manager_of(ticket, directory))
        if intake.outcome:
            yield from lifecycle.close_at_once(ticket, moment, clean(intake.outcome))
        elif intake.assign_to:
            home = moment.policy.departments.get(ticket.department)
            to = directory.who(clean(intake.assign_to, 300), moment.policy, home)
            doubts = fitness.asked(work, directory, to, moment.policy, moment.at)
            reason = clean(intake.assign_reason)
            yield from lifecycle.assign(ticket, moment, to, reason=reason, doubts=doubts)


def cleaned(record: Any) -> Any:
    """A record with every text in it cleaned, also in the records it holds."""
    if record in (NOBODY, NOTHING_MORE):
        return record
    return replace(record, **{f.name: _clean(getattr(record, f.name)) for f in fields(record)})


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value, 300)
    return cleaned(value) if is_dataclass(value) else value


@dataclass(frozen=True, slots=True)
class _Undone:
    kind: type[Fact]
    into: str
