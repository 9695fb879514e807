"""Taking a matter in: the line becomes a ticket, sent in the same step to whoever is named."""

from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any

from core import events as e
from core import lifecycle
from core.clock import site_time
from core.directory import Directory
from core.errors import InvalidInput
from core.intake import Intake, read_line, seen_by_staff
from core.lifecycle import Facts, Moment
from core.looking import Looking
from core.policy import Policy, more_urgent
from core.ports import Writing
from core.text import clean
from core.ticket import NOTHING_MORE, Ticket
from core.words import N_
from core.work import Step


class Taking(Looking):
    """What an operator does while a caller is on the line."""

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
            particulars=_cleaned(intake.particulars),
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


def _cleaned(record: Any) -> Any:
    """A record with every text in it cleaned, also in the records it holds."""
    if record == NOTHING_MORE:
        return record
    return replace(record, **{f.name: _clean(getattr(record, f.name)) for f in fields(record)})


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value, 300)
    return _cleaned(value) if is_dataclass(value) else value
