"""Tickets as JSON documents, with the keys that scripts rely on."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from core.base.clock import site_time
from core.base.text import mask_phone, mask_phones
from core.desk.queries import Card
from core.duty.fitness import assignments
from core.events.stream import Event
from core.people.directory import Directory
from core.policy.model import Policy
from core.policy.urgency import Urgency
from core.ticket.clock_rules import rule_of
from core.ticket.clocks import Promise, Timer
from core.ticket.doubts import FAILED
from core.ticket.feedback import waiting
from core.ticket.follow_up import closing_time
from core.ticket.ladder import Rung
from core.ticket.model import Caller, Feedback, Round, Ticket
from core.ticket.oversight import Task
from core.ticket.reading import Alarm
from core.ticket.whereabouts import lacks_place

Document = dict[str, Any]


def iso(instant: datetime | None, zone: ZoneInfo) -> str | None:
    """Return an instant in ISO 8601 with the site's offset; None for None."""
    return None if instant is None else site_time(instant, zone).isoformat()


def ticket_document(card: Card, directory: Directory, *, masked: bool = False) -> Document:
    """Return one ticket with its clocks, rungs, callbacks and events; `masked` hides phone numbers (§18)."""
    ticket, zone = card.ticket, card.policy.site.zone
    document = {
        **_said(ticket, card, zone, masked),
        **_people(ticket),
        "owner": card.owner or None,
        **_times(ticket, zone),
        **_standing(ticket, zone),
        **_noted(ticket, zone, masked),
        "unknown": list(unknown(ticket, directory)),
        "rounds": [_round(turn, zone) for turn in ticket.rounds],
        "clocks": [_clock(timer, card) for timer in card.timers],
        "rungs": [rung_document(rung, zone) for rung in card.rungs],
        "checks": [*_checks(ticket, card.policy)],
        "callbacks": [_callback(turn, zone) for turn in ticket.rounds if turn.callback],
        "assignments": [*_assignments(card)],
        "events": [_event(event, zone, masked) for event in card.history],
    }
    if masked:
        document |= {name: without_phones(document[name]) for name in WRITTEN}
    return document


WRITTEN = (
    "assignments", "callbacks", "calls", "checks", "complaint", "deferral", "hazards", "hold",
    "investigation", "late", "relay", "requests", "rounds", "rungs", "spot_checks", "tasks",
)  # fmt: skip
"""Keys of parts in which people wrote."""


def without_phones(value: Any) -> Any:
    """Return a part of a document with the phone numbers in its texts masked (§18)."""
    if isinstance(value, dict):
        return {name: without_phones(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [*map(without_phones, value)]
    return mask_phones(value) if isinstance(value, str) else value


def _assignments(card: Card) -> Iterator[Document]:
    """Yield each assignment with its doubts and reason; it failed if a doubt is in `FAILED` (R120)."""
    for at, fact in assignments(card.history):
        yield {
            "at": iso(at, card.policy.site.zone),
            "department": fact.department,
            "person": fact.assignee or None,
            "way": fact.way or None,
            "reason": fact.reason or None,
            "doubts": list(fact.doubts),
            "failed": any(doubt in FAILED for doubt in fact.doubts),
        }


def unknown(ticket: Ticket, directory: Directory) -> Iterator[str]:
    """Yield the fields whose name is not in the directory; the name is stored as written."""
    if ticket.unit and not directory.unit(ticket.unit):
        yield "unit"
    if ticket.assignee and not directory.person(ticket.assignee):
        yield "assignee"
    if not all(map(directory.person, ticket.helpers)):
        yield "helpers"
    if ticket.first_responder not in ("", ticket.operator) and not directory.person(ticket.first_responder):
        yield "first_responder"


def _said(ticket: Ticket, card: Card, zone: ZoneInfo, masked: bool) -> Document:
    text = mask_phones if masked else str
    return {
        "number": ticket.number,
        "category": ticket.category,
        "kind": card.policy.category(ticket.category).kind,
        "urgency": ticket.urgency,
        "reading": _reading(ticket),
        "classified_at": iso(ticket.classified_at, zone),
        "state": ticket.state.value,
        "unit": ticket.unit or None,
        "place": ticket.place or None,
        "lacks_place": lacks_place(ticket),
        "description": text(ticket.description),
        "channel": ticket.channel,
        "origin": ticket.origin,
        "caller": _caller(ticket.caller, masked),
        "opinion": text(ticket.opinion) or None,
        "outcome": text(ticket.round.outcome) or None,
        "appointment": iso(ticket.round.booking.at if ticket.round.booking else None, zone),
    }


def _reading(ticket: Ticket) -> Document:
    """Return how sure the category is, and whether it is an emergency or may be one."""
    reading = ticket.reading
    certain = ticket.urgency is Urgency.EMERGENCY
    return {
        "category": reading.category,
        "emergency": Alarm.CERTAIN if certain else reading.emergency,
        "why": list(reading.why),
    }


def _people(ticket: Ticket) -> Document:
    return {
        "first_responder": {"name": ticket.first_responder, "employer": ticket.employer or None},
        "operator": ticket.operator,
        "department": ticket.department or None,
        "assignee": ticket.assignee or None,
        "helpers": list(ticket.helpers),
    }


def _times(ticket: Ticket, zone: ZoneInfo) -> Document:
    """Return the instants; those of the work belong to the current round."""
    return {
        "reported_at": iso(ticket.reported_at, zone),
        "logged_at": iso(ticket.logged_at, zone),
        "assigned_at": iso(ticket.assigned_at, zone),
        "accepted_at": iso(ticket.round.accepted_at, zone),
        "arrived_at": iso(ticket.round.arrived_at, zone),
        "replied_at": iso(ticket.replied_at, zone),
        "handled_at": iso(ticket.round.handled_at, zone),
        "fed_back_at": iso(ticket.fed_back_at, zone),
        "closed_at": iso(ticket.closed_at, zone),
    }


def _standing(ticket: Ticket, zone: ZoneInfo) -> Document:
    return {
        "close_kind": ticket.close_kind or None,
        "round": ticket.round.number,
        "repeat_of": ticket.repeat_of or None,
        "repeat_no": ticket.repeat_no,
        "merged_into": ticket.merged_into or None,
        "urges": ticket.urges,
        "calls": [_plain(call, zone) for call in ticket.calls],
        "hold": _plain(ticket.hold, zone),
        "deferral": _plain(ticket.deferral, zone),
        "policy": ticket.policy,
        "version": ticket.version,
    }


def _caller(caller: Caller, masked: bool) -> Document:
    return {
        "name": caller.name or None,
        "phone": (mask_phone(caller.phone) if masked else caller.phone) or None,
        "role": caller.role or None,
        "anonymous": caller.anonymous,
        "confidential": caller.confidential,
    }


def _noted(ticket: Ticket, zone: ZoneInfo, masked: bool) -> Document:
    """Return the particulars of the procedures; the keys of missing ones are null."""
    noted = ticket.particulars
    return {
        "received_at": iso(noted.received_at, zone),
        "promised_at": iso(noted.promised_at, zone),
        "entered_late": noted.entered_late,
        "no_place": noted.no_place or None,
        "relay": _plain(noted.relay, zone),
        "external": {"number": noted.external_no or None, "due_at": iso(noted.external_due, zone)},
        "original": _plain(noted.original, zone),
        "inspector": noted.inspector or None,
        "representative": noted.representative,
        "danger": noted.danger,
        "agreed_fee": noted.agreed_fee or None,
        "hazards": [_plain(hazard, zone) for hazard in ticket.hazards],
        "isolated": ticket.isolated,
        "complaint": _plain(ticket.complaint, zone),
        "manager_told_at": iso(ticket.manager_told_at, zone),
        "complex": ticket.complex,
        "investigation": investigation_document(ticket, zone),
        "tasks": [task_document(task, zone) for task in ticket.tasks],
        "late": [_plain(one, zone) for one in ticket.late],
        "requests": [_plain(one, zone) for one in ticket.requests],
        "contacts": [_caller(contact, masked) for contact in ticket.contacts],
        "spot_checks": [_plain(check, zone) for check in ticket.spot_checks],
        "feedbacks": [_feedback(one, ticket, zone, masked) for one in ticket.feedbacks],
        "to_feed_back": [_called(ticket.callers[place], ticket, masked) for place in waiting(ticket)],
    }


def _feedback(one: Feedback, ticket: Ticket, zone: ZoneInfo, masked: bool) -> Document:
    """Return who was told, how, when and by whom; `to` is the caller unless another person was told."""
    return {
        "to": one.to or _called(ticket.callers[one.caller], ticket, masked),
        "way": one.way or None,
        "at": iso(one.at, zone),
        "by": one.by,
    }


def _called(caller: Caller, ticket: Ticket, masked: bool) -> str | None:
    """Return the name of a caller, else the number, else the place the call was about."""
    phone = mask_phone(caller.phone) if masked else caller.phone
    return caller.name or phone or ticket.where or None


def _round(turn: Round, zone: ZoneInfo) -> Document:
    return {
        "round": turn.number,
        "opened_by": turn.opened_by,
        "anchor": iso(turn.anchor, zone),
        "accepted_at": iso(turn.accepted_at, zone),
        "arrived_at": iso(turn.arrived_at, zone),
        "handled_at": iso(turn.handled_at, zone),
        "handled_by": turn.handled_by or None,
        "outcome": turn.outcome or None,
        "put_back": turn.put_back or None,
        "no_arrival": turn.no_arrival or None,
        "materials": turn.materials or None,
        "fee": turn.fee or None,
        "measure": turn.measure or None,
        "responsible": turn.responsible or None,
    }


def _clock(timer: Timer, card: Card) -> Document:
    """Return one clock, with the policy's remark on its limit."""
    source = rule_of(timer, card.ticket, card.policy).source or None
    return {**_plain(timer, card.policy.site.zone), "source": source}


def task_document(task: Task, zone: ZoneInfo) -> Document:
    """Return one to-do."""
    return _plain(task, zone)  # type: ignore[no-any-return]


def investigation_document(ticket: Ticket, zone: ZoneInfo) -> Document | None:
    """Return the group that investigates a major complaint, and what it concluded; None without one."""
    return _plain(ticket.investigation, zone)  # type: ignore[no-any-return]


def rung_document(rung: Rung, zone: ZoneInfo) -> Document:
    """Return one rung, with the last telling of it; the keys of one not told are null."""
    told = rung.told
    return {
        "role": rung.role,
        "round": rung.round,
        "due_at": iso(rung.due_at, zone),
        "tell_at": iso(rung.tell_at, zone),
        "status": rung.status,
        "told_at": iso(told.at if told else None, zone),
        "acknowledged_at": iso(told.acknowledged_at if told else None, zone),
        "again_at": iso(rung.again_at, zone),
        "times": rung.times,
        "person": (told.person if told else "") or None,
        "told_by": told.by if told else None,
        "way": told.way if told else None,
        "said": (told.said if told else "") or None,
        "instruction": (told.instruction if told else "") or None,
        "reason": rung.reason,
        "while": rung.condition,
        "retro": rung.retro,
    }


def _checks(ticket: Ticket, policy: Policy) -> Iterator[Document]:
    """Yield each daily check; it is delegated if another person entered it, and late after its day (§8)."""
    for check in ticket.checks:
        yield _plain(check, policy.site.zone) | {
            "delegated": check.by != check.person,
            "late": check.at >= closing_time(check.day, policy),
        }


def _callback(turn: Round, zone: ZoneInfo) -> Document | None:
    callback = turn.callback
    if callback is None:
        return None
    return {
        "round": turn.number,
        "rule": callback.rule,
        "due_at": iso(callback.due_at, zone),
        "result": callback.result or None,
        "attempts": [_plain(attempt, zone) for attempt in callback.attempts],
        "claim": _plain(callback.claim, zone),
        "postponed": callback.postponed,
        "done_at": iso(callback.done_at, zone),
    }


def _event(event: Event, zone: ZoneInfo, masked: bool) -> Document:
    """Return the keys of the event, then those of its fact.

    `masked` leaves out the typed line, because it may contain a phone number.
    """
    fact = event.fact
    own = {spec.name: getattr(fact, spec.name) for spec in fields(fact) if spec.name != "note"}
    if masked:
        own.pop("line", None)
    return {
        "seq": event.seq,
        "type": fact.type,
        "at": iso(event.at, zone),
        "recorded_at": iso(event.recorded_at, zone),
        "actor": event.actor,
        "note": _shown(fact.note, zone, masked),
        **{name: _shown(value, zone, masked) for name, value in own.items()},
    }


def _shown(value: Any, zone: ZoneInfo, masked: bool) -> Any:
    """Return a value of a fact; with `masked` without the phone numbers of callers and in texts."""
    if isinstance(value, Caller):
        return _caller(value, masked)
    if isinstance(value, tuple):
        return [_shown(item, zone, masked) for item in value]
    return _plain(mask_phones(value) if masked and isinstance(value, str) else value, zone)


def _plain(value: Any, zone: ZoneInfo) -> Any:
    """Return a value for JSON: instants in site time, null for an empty text."""
    if isinstance(value, datetime):
        return iso(value, zone)
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "__dataclass_fields__"):
        return {spec.name: _plain(getattr(value, spec.name), zone) for spec in fields(value)}
    return None if value == "" else value


def promise_document(
    category: str,
    promise: Promise,
    reported_at: datetime,
    callback_by: datetime | None,
    zone: ZoneInfo,
) -> Document:
    """Return the deadlines that a report of `category` at `reported_at` would have."""
    return {
        "category": category,
        "reported_at": iso(reported_at, zone),
        "dispatch_by": iso(promise.dispatch_by, zone),
        "warn_at": iso(promise.warn_at, zone),
        "arrive_by": iso(promise.arrive_by, zone),
        "reply_by": iso(promise.reply_by, zone),
        "callback_by": iso(callback_by, zone),
        "rungs": [
            {"role": rung.role, "due_at": iso(rung.due_at, zone), "tell_at": iso(rung.tell_at, zone)}
            for rung in promise.rungs
        ],
    }
