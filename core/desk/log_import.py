"""Import of another office's log: its calls replayed as our tickets, at their own times."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.errors import Misconfigured, NotFound
from core.base.i18n_marks import N_
from core.base.text import EMPTY, Clean
from core.desk.case_replay import accepting, ended, replay_steps, why_no_visit
from core.desk.ports import Reading, Writing
from core.desk.unit_of_work import Step
from core.imports.log_cells import LoggedCall
from core.people.directory import Directory
from core.people.roles import Actor
from core.policy.model import Policy, parse_policy
from core.policy.urgency import Urgency
from core.ticket.acts.assign import Assign
from core.ticket.acts.base import Act, Moment, Rehearsal
from core.ticket.acts.created import Created
from core.ticket.acts.handle import Handle
from core.ticket.acts.work import Arrive
from core.ticket.codes import Channel, Origin, State
from core.ticket.model import Caller, Particulars, Ticket
from core.ticket.numbers import is_number

IMPORTER = Actor("import", "general_manager", unrestricted=True)
"""Acting person when a log is replayed."""

WAIVED = Clean("closed in the imported log")
"""Reason for not calling back about an imported matter."""


@dataclass(frozen=True, slots=True)
class Imported:
    """Result of an import: tickets logged, rows already here, the zone the site took over."""

    logged: int
    known: int
    zone: str = ""


def foresee(look: Reading, calls: Sequence[LoggedCall], tz: str) -> Imported:
    """Return the result that `bring_in` would have."""
    known = sum(_is_here(look, call) for call in calls)
    return Imported(len(calls) - known, known, tz if _takes_zone(look, tz) else "")


def bring_in(
    work: Writing, calls: Sequence[LoggedCall], tz: str, now: datetime, advance: Callable[[], None]
) -> Imported:
    """Log every call that is not here yet, as a part of `work`; call `advance` after each."""
    zone = ""
    if _takes_zone(work, tz):
        work.policies.save(_with_zone(work.policies.in_force(), tz), now, IMPORTER.name)
        zone = tz
    policy, directory = work.policies.in_force(), work.people.directory()
    logged = 0
    for call in calls:
        if not _is_here(work, call):
            day = site_time(call.stages["reported"], policy.site.zone).date()
            number = work.tickets.new_number(day, call.number)
            work.tickets.append(replay(call, number, policy, directory, now).change(policy), call.key)
            logged += 1
        advance()
    return Imported(logged, len(calls) - logged, zone)


def _is_here(look: Reading, call: LoggedCall) -> bool:
    """Return True if the call was imported before, or is a ticket of ours that never left."""
    if look.tickets.number_for_key(call.key) is not None:
        return True
    if not is_number(call.number):
        return False
    try:
        here = look.tickets.get(call.number)
    except NotFound:
        return False
    return here.reported_at.replace(microsecond=0) == call.stages["reported"]


def _takes_zone(look: Reading, tz: str) -> bool:
    """Return True if the centre takes the log's zone: one without tickets does, one at work keeps its own."""
    return look.tickets.position() == 0 and look.policies.in_force().site.tz != tz


def _with_zone(policy: Policy, tz: str) -> str:
    text = re.sub(r"(?m)^(\s*(?:site\s*\.\s*)?tz\s*=\s*)([\"']).*?\2", rf'\g<1>"{tz}"', policy.text, count=1)
    if parse_policy(text).site.tz != tz:
        raise Misconfigured(
            N_("The site's zone is not {tz}, and the policy could not be changed."),
            hint=N_("Set site.tz in the policy, then import again."),
            tz=tz,
        )
    return text


def replay(call: LoggedCall, number: str, policy: Policy, directory: Directory, now: datetime) -> Step:
    """Return the events of one call as one step of `now`."""
    created = _created(call, number, policy, directory)
    step = Step(None, IMPORTER.name, now)
    ticket = step.add(created.reported_at, created)
    known = Rehearsal(now, directory, IMPORTER.name)
    if call.steps:
        replay_steps(step, call, lambda at: Moment(IMPORTER, at, policy, known))
    for at, act in _acts(call, ticket):
        for fact in act.facts(ticket, Moment(IMPORTER, at, policy, known)):
            ticket = step.add(at, fact)
    if ticket.state is State.HANDLED and not call.steps:  # the other office closed the matter
        at = call.stages["handled"]
        for fact in ended(ticket, Moment(IMPORTER, at, policy, known), WAIVED):
            step.add(at, fact)
    return step


def _created(call: LoggedCall, number: str, policy: Policy, directory: Directory) -> Created:
    category = policy.category(call.category)
    said = call.texts.get
    first = directory.person(said("first_responder", ""))
    unit = directory.unit(said("unit", ""))
    department = policy.department(said("department", ""))
    reported_at = call.stages["reported"]
    return Created(
        number=number,
        category=category.code,
        urgency=Urgency(said("urgency") or category.urgency),
        policy=policy.version,
        description=said("description", ""),
        channel=said("channel", "") or Channel.IMPORT,
        origin=Origin(said("origin") or Origin.RECEIVED),
        unit=unit.code if unit else said("unit", ""),
        place=said("place", ""),
        caller=Caller(said("caller", ""), said("phone", "")),
        first_responder=said("first_responder", "") or IMPORTER.name,
        employer=first.employer if first else "",
        operator=IMPORTER.name,
        department=department.code if department else category.department,
        reported_at=reported_at,
        logged_at=call.stages.get("logged", reported_at),
        appointment=call.stages.get("agreed"),
        particulars=Particulars(promised_at=call.stages.get("promised")),
    )


def _acts(call: LoggedCall, ticket: Ticket) -> Iterator[tuple[datetime, Act]]:
    """What was done, and when; somebody who came or finished without a dispatch time was sent then."""
    stages = call.stages
    sent = [stages[name] for name in ("assigned", "accepted", "arrived", "handled") if name in stages]
    if sent:
        yield sent[0], Assign(call.texts.get("assignee") or Clean(ticket.department))
    if "accepted" in stages:
        yield stages["accepted"], accepting(ticket)
    if "arrived" in stages:
        yield stages["arrived"], Arrive()
    if "handled" in stages:
        no_arrival = EMPTY if "arrived" in stages else why_no_visit(call, ticket)
        yield stages["handled"], Handle(call.texts.get("outcome") or WAIVED, no_arrival=no_arrival)
