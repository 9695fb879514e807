"""Taking a matter in: the line becomes a ticket, sent in the same step to whoever is named."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Unpack

from core.base.clock import site_time
from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from core.base.text import clean
from core.desk.callers import Knowing
from core.desk.ports import Writing
from core.desk.unit_of_work import Stamp, Step, full_number
from core.duty import fitness
from core.intake.line.reading import LONGEST_LINE, read_line
from core.intake.model import Intake, seen_by_staff
from core.intake.related_tickets import check_unrelated
from core.people.directory import Directory
from core.people.rights import require
from core.policy.model import Category, Policy, more_urgent
from core.ticket import facts as e
from core.ticket import hazards, lifecycle, reporters
from core.ticket.facts import Fact
from core.ticket.lifecycle import Moment
from core.ticket.model import NOBODY, NOTHING_MORE, Ticket


class Taking(Knowing):
    """What an operator does while a caller is on the line."""

    def read_line(self, line: str) -> Intake:
        """What the one-line grammar makes of a line."""
        with self.store.reading() as look:
            return read_line(line, self.listed(look), look.policies()[-1], self.clock())

    def log(self, intake: Intake, *, key: str = "") -> Ticket:
        """Log a ticket, assign it in the same step if somebody is named; the same key logs once (T1–T3)."""
        now = self.clock()
        with self.store.writing() as work:
            if key and (known := work.number_for_key(key)):
                return work.ticket(known)
            policy, directory = work.policies()[-1], self.listed(work)
            actor = self.actor_in(directory)
            require(actor, "at_once" if intake.outcome else "log")
            created = self._created(intake, work, policy, directory, now)
            step = Step(None, self.name, now)
            ticket = step.add(created.reported_at, created)
            # assigned now, not when a backfilled call came in
            moment = Moment(actor, ticket.logged_at, policy)
            for fact in self._first_facts(intake, ticket, moment, work, directory):
                ticket = step.add(moment.at, fact)
            work.append(step.change(policy), key)
            return ticket

    def attach(self, number: str, intake: Intake, **stamp: Unpack[Stamp]) -> Ticket:
        """One of many: the caller is kept with the main ticket and told its outcome; no new ticket (§9)."""
        decide = partial(
            reporters.add_contact, caller=cleaned(intake.caller), line=clean(intake.line, LONGEST_LINE)
        )
        return self.change(number, decide, **stamp)

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
            line=clean(intake.line, LONGEST_LINE),
            channel=intake.channel,
            origin="found" if seen_by_staff(intake, self.name) else "received",
            unit=clean(unit.code if unit else intake.unit, 80),
            place=clean(intake.place, 200),
            caller=cleaned(intake.caller),
            first_responder=first.name if first else clean(intake.first_responder, 300) or self.name,
            employer=first.employer if first else clean(intake.employer, 300),
            operator=self.name,
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
            first, place = self.repeated(work, intake.repeat_of, category, reported_at, policy)
            return {"repeat_of": first, "repeat_no": place}
        if intake.unrelated_to:
            check_unrelated(intake.unrelated_because)
            other = work.ticket(full_number(work, intake.unrelated_to, self.clock()))
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
