"""Watch: period in which one person is in charge of the desk, from take-over to handover (§16).

From the first watch on exactly one person is in charge at any time; a watch ends in the same unit of
work in which the next one begins.  Its state is the fold of its stream of events.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import datetime
from functools import singledispatch
from typing import NamedTuple

from core.base.clock import minutes
from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.duty.shift import Shift, next_shift, shift_at
from core.events.fact import Fact
from core.events.fold import fold
from core.events.stream import Event, Stream
from core.handover import facts as f
from core.people.directory import Directory
from core.policy.model import Policy
from core.ticket.model import Ticket

STATES = {
    "draft": N_("draft"),
    "outgoing_signed": N_("signed by the outgoing"),
    "reviewing": N_("under review"),
    "signed": N_("signed"),
    "disputed": N_("disputed"),
}
"""States of a handover in order: draft, outgoing_signed, reviewing, signed or disputed (§16)."""

NOTE_KINDS = {
    "note": N_("note"),
    "instruction": N_("instruction"),
    "bulletin": N_("bulletin"),
}
"""Kinds of notes in part 14 of the report."""


class Party(NamedTuple):
    """Person of a handover: name and staff number, which is empty for a person who is not listed."""

    name: str
    no: str = ""

    def is_same(self, other: "Party") -> bool:
        """Return True if both are one person; namesakes differ by their staff numbers."""
        return self.no == other.no if self.no or other.no else self.name == other.name


def party(directory: Directory, name: str) -> Party:
    """Return the person who acts under `name`."""
    person = directory.person(name)
    return Party(person.name, person.no) if person else Party(name)


@dataclass(frozen=True, slots=True)
class Said:
    """Text that a person entered; `about` is a line, a ticket's number, a kind of note or empty."""

    id: int
    at: datetime
    by: str
    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """Counted number of a thing of the check list."""

    actual: str
    remark: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Dispute:
    """Refusal of the desk; `decided_by` is empty until a supervisor has decided.

    `stands` is True if they accepted the report as it is.
    """

    reason: str
    by: str
    at: datetime
    decision: str = ""
    stands: bool = False
    decided_by: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """Watch as it is at present; `operator` and `incoming` are names, `no` and `incoming_no` staff numbers.

    Its events are those after `place` in the feed; `carried_in` tickets were not closed then.
    `emergencies` are notes by ticket number, `counted` counts by thing, `seen` ids of lines that the
    incoming operator acknowledged.  `ended_at` is None as long as it lasts.
    """

    id: int
    operator: str
    no: str
    began_at: datetime
    place: int
    carried_in: int
    shift: Shift
    double: bool = False
    forced_by: str = ""
    state: str = "draft"
    notes: tuple[Said, ...] = ()
    emergencies: Mapping[str, Said] = field(default_factory=dict)
    counted: Mapping[str, Count] = field(default_factory=dict)
    signed_at: datetime | None = None
    incoming: str = ""
    incoming_no: str = ""
    seen: frozenset[str] = frozenset()
    objections: tuple[Said, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    extensions: tuple[Said, ...] = ()
    corrections: tuple[Said, ...] = ()
    ended_at: datetime | None = None
    next: str = ""
    forced_end: bool = False
    hash: str = ""

    def is_operator(self, who: Party) -> bool:
        """Return True if `who` is in charge in this watch."""
        return who.is_same(Party(self.operator, self.no))

    def is_incoming(self, who: Party) -> bool:
        """Return True if `who` is the person who reviews the report."""
        return who.is_same(Party(self.incoming, self.incoming_no))

    @property
    def dispute(self) -> Dispute | None:
        """Return the refusal that waits for the supervisor, if there is one."""
        return self.disputes[-1] if self.state == "disputed" else None


def stream_of(number: int) -> Stream:
    """Return the stream of the watch of that number."""
    return Stream("watch", number)


def watch_of(number: int, history: Iterable[Event]) -> Watch:
    """Return the watch of that number after these events, in order."""
    return replace(fold(history, evolve), id=number)


def evolve(watch: Watch | None, event: Event) -> Watch:
    """Return the watch after one more event; raise `ValueError` for a first one that begins none."""
    if isinstance(event.fact, f.WatchBegan):
        return _begun(event.fact, event)
    if watch is None:
        raise ValueError("a watch begins with a WatchBegan fact")
    return _after(event.fact, watch, event)


def _begun(fact: f.WatchBegan, event: Event) -> Watch:
    return Watch(
        id=0,
        operator=fact.name,
        no=fact.person,
        began_at=event.at,
        place=fact.place,
        carried_in=fact.carried_in,
        shift=Shift(fact.day, fact.start, fact.end),
        double=fact.double,
        forced_by=fact.forced_by,
    )


def shift_for(began_at: datetime, policy: Policy) -> Shift:
    """Return the shift of a watch that begins then; shortly before a change it is the next shift."""
    return shift_at(began_at + minutes(policy.shift.sign_min), policy)


def shift_after(watch: Watch, now: datetime, policy: Policy) -> Shift:
    """Return the shift of the operator who takes the desk at `now`.

    It is the one after the shift of `watch`, or a later one if that is long over.
    """
    return max(next_shift(watch.shift, policy), shift_for(now, policy), key=lambda shift: shift.start)


def sign_from(watch: Watch, policy: Policy) -> datetime:
    """Return the time from which the outgoing operator is reminded and may sign."""
    return watch.shift.end - minutes(policy.shift.sign_min)


def owner_of(ticket: Ticket, watch: Watch | None) -> str:
    """Return the name of the desk's person in charge of a ticket; empty for a closed one (§1, §16).

    Tickets are not written to when the desk changes hands; before the first watch it is their operator.
    """
    if ticket.closed_at is not None:
        return ""
    return watch.operator if watch else ticket.operator


@singledispatch
def _after(fact: Fact, watch: Watch, event: Event) -> Watch:
    """Return the watch after one more fact; a fact of any other class changes nothing."""
    return watch


@_after.register
def _noted(fact: f.NoteWritten, watch: Watch, event: Event) -> Watch:
    return replace(watch, notes=(*watch.notes, _said(event, fact.text, fact.kind)))


@_after.register
def _emergency_noted(fact: f.EmergencyNoted, watch: Watch, event: Event) -> Watch:
    note = _said(event, fact.text, fact.number)
    said = replace(watch, emergencies={**watch.emergencies, fact.number: note})
    return _changed(said, f"{fact.number}:emergency")


@_after.register
def _counted(fact: f.EquipmentCounted, watch: Watch, event: Event) -> Watch:
    count = Count(fact.actual, fact.remark, event.at)
    counted = replace(watch, counted={**watch.counted, fact.item: count})
    return _changed(counted, f"equipment:{fact.item}")


@_after.register
def _signed(fact: f.WatchSigned, watch: Watch, event: Event) -> Watch:
    return replace(watch, state="outgoing_signed", signed_at=event.at)


@_after.register
def _reviewing(fact: f.ReviewBegan, watch: Watch, event: Event) -> Watch:
    same = watch.is_incoming(Party(fact.name, fact.person))
    seen = watch.seen if same else frozenset[str]()
    return replace(watch, state="reviewing", incoming=fact.name, incoming_no=fact.person, seen=seen)


@_after.register
def _seen(fact: f.LineSeen, watch: Watch, event: Event) -> Watch:
    return replace(watch, seen=watch.seen | {fact.line})


@_after.register
def _objected(fact: f.LineObjected, watch: Watch, event: Event) -> Watch:
    objections = (*watch.objections, _said(event, fact.text, fact.line))
    return replace(watch, seen=watch.seen | {fact.line}, objections=objections)


@_after.register
def _refused(fact: f.HandoverRefused, watch: Watch, event: Event) -> Watch:
    dispute = Dispute(fact.reason, watch.incoming, event.at)
    return replace(watch, state="disputed", disputes=(*watch.disputes, dispute))


@_after.register
def _decided(fact: f.RefusalDecided, watch: Watch, event: Event) -> Watch:
    decided = replace(
        watch.disputes[-1],
        decision=fact.text,
        stands=fact.stands,
        decided_by=event.actor,
        decided_at=event.at,
    )
    watch = replace(watch, disputes=(*watch.disputes[:-1], decided))
    return replace(watch, state="reviewing") if fact.stands else _unsigned(watch)


@_after.register
def _extended(fact: f.WatchExtended, watch: Watch, event: Event) -> Watch:
    return _unsigned(replace(watch, extensions=(*watch.extensions, _said(event, fact.reason))))


@_after.register
def _handed_over(fact: f.HandedOver, watch: Watch, event: Event) -> Watch:
    return replace(
        watch,
        state="signed",
        ended_at=event.at,
        next=fact.name,
        forced_end=bool(fact.forced_by),
        hash=fact.hash,
    )


@_after.register
def _corrected(fact: f.SheetCorrected, watch: Watch, event: Event) -> Watch:
    return replace(watch, corrections=(*watch.corrections, _said(event, fact.text)))


def _changed(watch: Watch, line: str) -> Watch:
    """Return the watch with `line` unacknowledged: it has changed since."""
    return replace(watch, seen=watch.seen - {line})


def _unsigned(watch: Watch) -> Watch:
    """Return the watch without the outgoing signature: its operator continues and signs later."""
    return replace(watch, state="draft", signed_at=None)


def _said(event: Event, text: str, about: str = "") -> Said:
    return Said(event.seq, event.at, event.actor, text, about)
