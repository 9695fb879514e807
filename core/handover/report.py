"""The sheet of a watch: what the next operator must know, all fourteen parts of it (§16).

It is drawn from the tickets, the rules and the journal whenever it is looked at; the one that is signed
is kept as text under a hash and never drawn again.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple

from core.base.i18n_marks import N_
from core.base.serialization import from_plain, to_plain
from core.handover.watch import Dispute, Said
from core.ticket.model import State, Ticket

PARTS = {
    "people": N_("On duty"),
    "counts": N_("Counts"),
    "emergencies": N_("Emergencies"),
    "open": N_("Open tickets"),
    "rungs": N_("Escalations"),
    "callbacks": N_("Callbacks due"),
    "followups": N_("Follow-ups of today"),
    "holds": N_("Holds and appointments"),
    "promises": N_("Promises"),
    "hazards": N_("Hazards isolated"),
    "external": N_("12345 tickets"),
    "visits": N_("Visits due"),
    "equipment": N_("Equipment"),
    "notes": N_("Notes and instructions"),
}
"""The fourteen parts of the sheet, in order; each is a field of `Sheet`."""

LINES = tuple(PARTS)[2:12]
"""The parts that are lines about tickets and units."""


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody on duty in the shift; `group` is desk, control_room, technician, leader or other."""

    name: str
    no: str
    department: str
    post: str
    group: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """Tickets over the watch: carried_in + new + reopened - closed = carried_out.

    A ticket is carried as long as it is not closed; each is counted once, by how it stood at the
    beginning and at the end.  `handled` had work finished, `void` of the closed ones were void or
    merged; `events` is how many events were recorded.
    """

    carried_in: int = 0
    new: int = 0
    reopened: int = 0
    handled: int = 0
    closed: int = 0
    void: int = 0
    carried_out: int = 0
    events: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the parts 3 to 12; `id` stays the same as long as it is about the same thing.

    `kind` says why it is there, `at` the instant that matters, `text` what belongs to it: the name of a
    clock, the role to tell, a reason, a measure, a number elsewhere, a person.  `category`,
    `department` are codes of the sheet's policy.  Whoever comes acknowledges the `red` ones one by one.
    `note` is what was written about an emergency, which `wants_note`.
    """

    id: str
    kind: str
    at: datetime | None = None
    text: str = ""
    red: bool = False
    number: str = ""
    where: str = ""
    description: str = ""
    category: str = ""
    urgency: str = ""
    state: str = ""
    department: str = ""
    assignee: str = ""
    note: str = ""
    wants_note: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A thing of the check list; `actual` is empty until it was counted."""

    id: str
    name: str
    name_en: str
    expected: str
    actual: str = ""
    remark: str = ""
    red: bool = False

    def title(self, language: str) -> str:
        """What it is called in `language` (en, zh_CN)."""
        return (self.name_en if language == "en" else self.name) or self.name


@dataclass(frozen=True, slots=True)
class Note:
    """A note, instruction or bulletin for whoever comes."""

    id: str
    kind: str
    at: datetime
    by: str
    text: str
    red: bool = False


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who handed over and who took; `state` is as in `core.handover.watch.STATES`.

    `double` is the same person twice; `forced_by` gave the desk to `incoming` for `reason` without the
    signatures.  `overtime_min` is how long the watch lasted beyond its shift; an objection is about a
    line of the sheet.
    """

    state: str = "draft"
    outgoing: str = ""
    outgoing_no: str = ""
    outgoing_at: datetime | None = None
    incoming: str = ""
    incoming_no: str = ""
    incoming_at: datetime | None = None
    double: bool = False
    forced_by: str = ""
    reason: str = ""
    overtime_min: int = 0
    extensions: tuple[Said, ...] = ()
    objections: tuple[Said, ...] = ()
    refusals: tuple[Dispute, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `watch` is 0 where it is that of a shift nobody had a watch in.

    It covers [began_at, until), of the feed the events behind `first_place` up to `last_place` (both 0
    where the events were chosen by their own times); its shift runs from `start` to `end`, the next one
    up to `next_end`.  `policy` is the version that codes are to be read by, `previous` the hash of the
    sheet before.
    """

    watch: int
    day: date
    start: datetime
    end: datetime
    next_end: datetime
    operator: str
    began_at: datetime
    until: datetime
    policy: int
    counts: Counts
    first_place: int = 0
    last_place: int = 0
    previous: str = ""
    people: tuple[OnDuty, ...] = ()
    emergencies: tuple[Line, ...] = ()
    open: tuple[Line, ...] = ()
    rungs: tuple[Line, ...] = ()
    callbacks: tuple[Line, ...] = ()
    followups: tuple[Line, ...] = ()
    holds: tuple[Line, ...] = ()
    promises: tuple[Line, ...] = ()
    hazards: tuple[Line, ...] = ()
    external: tuple[Line, ...] = ()
    visits: tuple[Line, ...] = ()
    equipment: tuple[Item, ...] = ()
    notes: tuple[Note, ...] = ()
    signatures: Signatures = Signatures()

    def lines(self, part: str) -> Sequence[Line]:
        """The lines of one of the parts in `LINES`."""
        found: Sequence[Line] = getattr(self, part)
        return found

    @property
    def every(self) -> Sequence[Line | Item | Note]:
        """Every line of the parts 3 to 14, in the order of the sheet."""
        lines = [line for part in LINES for line in self.lines(part)]
        return [*lines, *self.equipment, *self.notes]

    @property
    def red(self) -> Sequence[Line | Item | Note]:
        """What the incoming operator must acknowledge."""
        return [one for one in self.every if one.red]

    @property
    def unwritten(self) -> Sequence[Line]:
        """The emergencies that still want their note."""
        return [line for line in self.emergencies if line.wants_note and not line.note]


class Passage(NamedTuple):
    """One ticket at the beginning and at the end of a watch; None before it was logged."""

    before: Ticket | None
    after: Ticket


def count(passages: Iterable[Passage], events: int) -> Counts:
    """The figures of part 2: every ticket that was carried in, came or changed, each once."""
    tally = dict.fromkeys(("carried_in", "new", "reopened", "handled", "closed", "void", "carried_out"), 0)
    for before, after in passages:
        carried, kept = is_carried(before), is_carried(after)
        tally["carried_in"] += carried
        tally["carried_out"] += kept
        if before is after:
            continue
        ended = (carried or before is None) and not kept
        tally["new"] += before is None
        tally["reopened"] += before is not None and not carried and kept
        tally["closed"] += ended
        tally["void"] += ended and after.state in (State.VOID, State.MERGED)
        tally["handled"] += _works_done(after) > _works_done(before)
    return Counts(events=events, **tally)


def is_carried(ticket: Ticket | None) -> bool:
    """Whether a ticket goes over to the next watch: something is still owed."""
    return ticket is not None and ticket.closed_at is None


def _works_done(ticket: Ticket | None) -> int:
    return sum(turn.handled_at is not None for turn in ticket.rounds) if ticket else 0


def freeze(sheet: Sheet) -> tuple[str, str]:
    """The text of a sheet as it is kept, and the hash over it."""
    text = json.dumps(to_plain(sheet), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text, seal_of(text)


def seal_of(text: str) -> str:
    """The sha256 of a kept sheet."""
    return sha256(text.encode()).hexdigest()


def thaw(text: str) -> Sheet:
    """The sheet of a kept text."""
    tree: Mapping[str, object] = json.loads(text)
    return from_plain(Sheet, tree)
