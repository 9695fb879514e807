"""Handover report of a watch: the fourteen parts that the next operator must know (§16).

It is drawn from the tickets, the rules and the log each time it is opened; the signed one is kept
as text with its hash and never drawn again.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from core.base.dataclass import dataclass
from core.base.i18n_marks import C_, N_
from core.handover.watch import Dispute, Said
from core.ticket.audit import Audit
from core.ticket.codes import State
from core.ticket.model import Ticket

PARTS = {
    "people": N_("On duty"),
    "counts": N_("Counts"),
    "emergencies": N_("Emergencies"),
    "open": N_("Open tickets"),
    "rungs": C_("handover", "Escalations"),
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
"""Parts of the report, in order; each is a field of `HandoverReport`."""

LINES = tuple(PARTS)[2:12]
"""Names of the parts that consist of lines about tickets and units."""


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Person on duty in the shift; `group` is desk, control_room, technician, leader or other."""

    name: str
    no: str
    department: str
    post: str
    group: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class WatchCounts:
    """Tickets over the watch: carried_in + new + reopened - closed = carried_out.

    A ticket is carried as long as it is not closed; each is counted once, by its state at the beginning
    and at the end.  `handled` counts tickets with work finished in the watch, `void` those of the closed
    ones that are void or merged, `events` the events recorded.
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
class ReportLine:
    """Line of the parts 3 to 12; `id` is the same as long as it is about the same thing.

    `kind` is the reason for the line, `at` the instant that matters, `text` a detail: the name of a clock,
    the role to tell, a reason, a measure, a number elsewhere, a person.  `category` and `department` are
    codes of the report's policy.  The incoming operator acknowledges the `red` lines one by one: of each
    ticket at most one, its worst.
    `note` is the note on an emergency, which `wants_note`.
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
    """Thing of the check list; `actual` is empty until it is counted."""

    id: str
    name: str
    name_en: str
    expected: str
    actual: str = ""
    remark: str = ""
    red: bool = False

    def title(self, language: str) -> str:
        """Return the name in `language` (en, zh_CN)."""
        return (self.name_en if language == "en" else self.name) or self.name


@dataclass(frozen=True, slots=True)
class Note:
    """Note, instruction or bulletin for the incoming operator.

    A bulletin that is posted is read by `read` of the `staff`; of others both are None.
    """

    id: str
    kind: str
    at: datetime
    by: str
    text: str
    red: bool = False
    read: int | None = None
    staff: int | None = None


@dataclass(frozen=True, slots=True)
class HandoverSignatures:
    """Outgoing and incoming operator with their signatures; `state` is one of `watch.STATES`.

    `double` means the same person twice; `forced_by` gave the desk to `incoming` for `reason` without the
    signatures.  `overtime_min` are the minutes of the watch beyond its shift; an objection is about a
    line of the report.
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
class HandoverReport:
    """Handover report; `watch` is 0 for the report of a shift.

    It covers [began_at, until): in the feed the events after `first_place` up to `last_place` (both 0
    if the events were chosen by their times); its shift runs from `start` to `end`, the next one up to
    `next_end`.  `policy` is the version that explains the codes, `previous` the hash of the report before;
    `audit` says what fell through when it was drawn.
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
    counts: WatchCounts
    first_place: int = 0
    last_place: int = 0
    previous: str = ""
    people: tuple[OnDuty, ...] = ()
    emergencies: tuple[ReportLine, ...] = ()
    open: tuple[ReportLine, ...] = ()
    rungs: tuple[ReportLine, ...] = ()
    callbacks: tuple[ReportLine, ...] = ()
    followups: tuple[ReportLine, ...] = ()
    holds: tuple[ReportLine, ...] = ()
    promises: tuple[ReportLine, ...] = ()
    hazards: tuple[ReportLine, ...] = ()
    external: tuple[ReportLine, ...] = ()
    visits: tuple[ReportLine, ...] = ()
    equipment: tuple[Item, ...] = ()
    notes: tuple[Note, ...] = ()
    signatures: HandoverSignatures = HandoverSignatures()
    audit: Audit | None = None

    def lines(self, part: str) -> Sequence[ReportLine]:
        """Return the lines of one of the parts in `LINES`."""
        found: Sequence[ReportLine] = getattr(self, part)
        return found

    @property
    def every(self) -> Sequence[ReportLine | Item | Note]:
        """Return all lines of the parts 3 to 14, in the order of the report."""
        lines = [line for part in LINES for line in self.lines(part)]
        return [*lines, *self.equipment, *self.notes]

    @property
    def red(self) -> Sequence[ReportLine | Item | Note]:
        """Return the lines that the incoming operator must acknowledge."""
        return [one for one in self.every if one.red]

    @property
    def unwritten(self) -> Sequence[ReportLine]:
        """Return the emergencies that still lack their note."""
        return [line for line in self.emergencies if line.wants_note and not line.note]


class Passage(NamedTuple):
    """Ticket at the beginning and at the end of a watch; None before it was logged."""

    before: Ticket | None
    after: Ticket


def count(passages: Iterable[Passage], events: int) -> WatchCounts:
    """Return the figures of part 2: the tickets carried in, new or changed, each counted once."""
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
    return WatchCounts(events=events, **tally)


def is_carried(ticket: Ticket | None) -> bool:
    """Return True if a ticket passes to the next watch because something is still owed."""
    return ticket is not None and ticket.closed_at is None


def _works_done(ticket: Ticket | None) -> int:
    return sum(turn.handled_at is not None for turn in ticket.rounds) if ticket else 0


def thaw(text: str) -> HandoverReport:
    """Return the report of a kept text."""
    from core.base.serialization import from_text

    return from_text(HandoverReport, text)
