"""Drawing of a handover report from the storage: of a watch, or of a shift by event times (§16)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from core.base.clock import MICROSECOND, at_site, site_time
from core.duty.checkers import checkers
from core.duty.roster import Turn, turns
from core.duty.shift import Shift, next_shift, shift_at
from core.events.log import EventLog
from core.handover.by_ticket import with_one_red_each
from core.handover.facts import HandedOver, WatchBegan
from core.handover.lines import LineContext, emergencies, in_order, lines
from core.handover.ports import HandoverReading
from core.handover.report import (
    HandoverReport,
    HandoverSignatures,
    Item,
    Note,
    OnDuty,
    Passage,
    ReportLine,
    count,
    is_carried,
)
from core.handover.watch import Watch, shift_after, stream_of, watch_of
from core.intake.unit_profile import visit_due
from core.people.directory import Directory
from core.policy.model import Policy
from core.ticket.fold import fold
from core.ticket.ladder import service_day
from core.ticket.model import Ticket
from core.ticket.ports import Query

CARRIED = ("open", "callbacks", "feedback", "deferred")
"""Views that together show all tickets that are not closed."""

MOST_VISITS = 50
"""Limit on the visits listed: a centre without visits for years would list all its units."""

LEADERS = ("supervisor", "director", "general_manager")
CONTROL_ROOM = ("控", "control")
"""Words in the post of the people who watch the screens."""


def standing_watch(look: HandoverReading) -> Watch | None:
    """Return the current watch; None before the first."""
    number = newest_watch(look.events)
    return watch_of(number, look.events.of(stream_of(number))) if number else None


def newest_watch(log: EventLog) -> int:
    """Return the number of the newest watch, 0 before the first."""
    began = log.entries(WatchBegan, newest=1)
    return began[0].stream.number if began else 0


def carried(look: HandoverReading, now: datetime) -> list[Ticket]:
    """Return the tickets that are not closed, in no order."""
    found = (ticket for view in CARRIED for ticket in look.tickets.find(Query(view, now)))
    return [*{ticket.number: ticket for ticket in found}.values()]


def draw(look: HandoverReading, watch: Watch, now: datetime) -> HandoverReport:
    """Return the report of the current watch as of `now`."""
    policy = look.policies.in_force()
    place = look.tickets.position()
    passages = _passages(look, watch.place, now)
    horizon = shift_after(watch, now, policy).end
    outlook = LineContext(now, horizon, {rules.version: rules for rules in look.policies.all()})
    emergent = emergencies(passages, watch.emergencies, outlook)
    report = _filled(look, watch.shift, outlook, passages, emergent, events_of(passages))
    return replace(
        report,
        watch=watch.id,
        operator=watch.operator,
        began_at=watch.began_at,
        first_place=watch.place,
        last_place=place,
        previous=_seal_before(look),
        equipment=tuple(_equipment(watch, policy)),
        notes=(*_notes(watch), *_bulletins(look, policy, now)),
        signatures=signatures(watch, now),
    )


def draw_shift(look: HandoverReading, until: datetime) -> HandoverReport:
    """Return the report of the shift that `until` is in or ends, by event times; it is not signed.

    An event at the very change of shifts belongs to the new one.
    """
    policy = look.policies.in_force()
    shift = shift_at(until - MICROSECOND, policy)
    happened = look.tickets.happened(shift.start, until)
    passages = list(_passages_by_time(look, shift.start, until, happened))
    rules = {rules.version: rules for rules in look.policies.all()}
    outlook = LineContext(until, next_shift(shift, policy).end, rules)
    emergent = [replace(line, wants_note=False) for line in emergencies(passages, {}, outlook)]
    return _filled(look, shift, outlook, passages, emergent, sum(happened.values()))


def events_of(passages: Iterable[Passage]) -> int:
    """Return how many events of tickets lie between the two ends of the passages."""
    return sum(after.seq - (before.seq if before else 0) for before, after in passages)


def signatures(watch: Watch, now: datetime) -> HandoverSignatures:
    """Return the signatures so far with their circumstances; overtime as of `now`."""
    return HandoverSignatures(
        state=watch.state,
        outgoing=watch.operator,
        outgoing_no=watch.no,
        outgoing_at=watch.signed_at,
        incoming=watch.incoming,
        incoming_no=watch.incoming_no,
        overtime_min=max(now - watch.shift.end, timedelta()) // timedelta(minutes=1),
        extensions=watch.extensions,
        objections=watch.objections,
        refusals=watch.disputes,
    )


def _seal_before(look: HandoverReading) -> str:
    """Return the hash of the newest frozen report; empty before the first."""
    facts = (entry.event.fact for entry in look.events.entries(HandedOver, newest=1))
    return next((fact.hash for fact in facts if isinstance(fact, HandedOver)), "")


def _filled(
    look: HandoverReading,
    shift: Shift,
    outlook: LineContext,
    passages: Sequence[Passage],
    emergent: Sequence[ReportLine],
    events: int,
) -> HandoverReport:
    """Return a report with the parts that all reports have; `emergent` are the lines of part 3."""
    policy, directory = look.policies.in_force(), look.people.directory()
    kept = [passage.after for passage in passages if is_carried(passage.after)]
    today = service_day(outlook.now, policy.site)
    asking = checkers(look, directory, policy, today, today)
    parts: dict[str, Any] = with_one_red_each({"emergencies": emergent, **lines(kept, outlook, asking)})
    return HandoverReport(
        watch=0,
        day=shift.day,
        start=shift.start,
        end=shift.end,
        next_end=outlook.horizon,
        operator="",
        began_at=shift.start,
        until=outlook.now,
        policy=policy.version,
        counts=count(passages, events),
        people=tuple(_people(look, shift, directory, policy)),
        visits=_visits(directory, policy, outlook),
        **parts,
    )


def _passages(look: HandoverReading, place: int, now: datetime) -> list[Passage]:
    """Return the passages of the tickets that are not closed, or changed after `place` in the feed."""
    changed = look.tickets.seqs_before(place)
    kept = [Passage(ticket, ticket) for ticket in carried(look, now) if ticket.number not in changed]
    for number, seq in changed.items():
        before = fold(look.tickets.history(number)[:seq]) if seq else None
        kept.append(Passage(before, look.tickets.get(number)))
    return kept


def _passages_by_time(
    look: HandoverReading, start: datetime, end: datetime, happened: Iterable[str]
) -> Iterator[Passage]:
    """Yield the passages of the tickets not closed at `start` or changed from then to `end`."""
    for number in dict.fromkeys((*look.tickets.alive(start - MICROSECOND), *happened)):
        history = look.tickets.history(number)
        if history[0].at < end:
            after = fold(event for event in history if event.at < end)
            known = history[0].at < start
            yield Passage(fold(event for event in history if event.at < start) if known else None, after)


def _people(look: HandoverReading, shift: Shift, directory: Directory, policy: Policy) -> Iterator[OnDuty]:
    """Yield part 1: the people whose duty overlaps the shift."""
    day = timedelta(days=1)
    duties = look.roster.duties(shift.day - day, shift.day + day)
    for turn in turns(duties, directory, policy.site.zone):
        if turn.start < shift.end and shift.start < turn.end:
            person = turn.person
            group = _group(turn, policy)
            yield OnDuty(person.name, person.no, turn.department, turn.post, group, turn.start, turn.end)


def _group(turn: Turn, policy: Policy) -> str:
    repairs = {category.department for category in policy.categories.values() if category.kind == "repair"}
    if turn.person.role in LEADERS:
        return "leader"
    if any(word in turn.post.lower() for word in CONTROL_ROOM):
        return "control_room"
    if turn.department in policy.shift.cover:
        return "desk"
    return "technician" if turn.department in repairs else "other"


def _visits(directory: Directory, policy: Policy, outlook: LineContext) -> tuple[ReportLine, ...]:
    """Return part 12: units due for a visit by the end of the next shift; of very many, the last (R156)."""
    due = in_order(_due(directory, policy, outlook))
    if len(due) <= MOST_VISITS:
        return due
    return (*due[-MOST_VISITS:], ReportLine("visits:more", "more", text=f"{len(due) - MOST_VISITS}"))


def _due(directory: Directory, policy: Policy, outlook: LineContext) -> Iterator[ReportLine]:
    zone = policy.site.zone
    last = site_time(outlook.horizon - MICROSECOND, zone).date()
    for unit in directory.units.values():
        due = visit_due(unit, policy.visit.period_months, last)
        if due and due <= last:
            at = at_site(due, time(0), zone)
            yield ReportLine(
                f"{unit.code}:visit", "visit", at, unit.specialist, where=unit.code, description=unit.name
            )


def _equipment(watch: Watch, policy: Policy) -> Iterator[Item]:
    """Yield part 13; an item counted otherwise than expected must be acknowledged."""
    for thing in policy.equipment:
        counted = watch.counted.get(thing.name)
        yield Item(
            f"equipment:{thing.name}",
            thing.name,
            thing.name_en,
            thing.expected,
            actual=counted.actual if counted else "",
            remark=counted.remark if counted else "",
            red=counted is not None and thing.expected not in ("", counted.actual),
        )


def _notes(watch: Watch) -> Iterator[Note]:
    """Yield part 14; instructions are acknowledged one by one."""
    for said in watch.notes:
        yield Note(
            f"note:{said.id}", said.about, said.at, said.by, said.text, red=said.about == "instruction"
        )


def _bulletins(look: HandoverReading, policy: Policy, now: datetime) -> Iterator[Note]:
    """Yield the current bulletins behind the notes (R137)."""
    from core.notices.handover import notices  # not for the first frame

    day = site_time(now, policy.site.zone).date()
    for one, read, staff in notices(look.records, look.people.directory().on(day), day):
        yield Note(
            f"bulletin:{one.number}",
            "bulletin",
            one.created_at or now,
            one.author,
            f"{one.number}  {one.title}",
            read=read,
            staff=staff,
        )
