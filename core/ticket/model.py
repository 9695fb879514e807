"""Ticket: one matter from the report to the satisfied caller, with its states, rounds and people."""

from datetime import date, datetime
from enum import StrEnum

from core.base.codes import Code
from core.base.dataclass import dataclass
from core.base.i18n_marks import N_


class State(StrEnum):
    """States of a ticket (§3)."""

    LOGGED = "logged"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    ON_SITE = "on_site"
    ON_HOLD = "on_hold"
    HANDLED = "handled"
    CLOSED = "closed"
    DEFERRED = "deferred"
    VOID = "void"
    MERGED = "merged"


OPEN_STATES = (State.LOGGED, State.ASSIGNED, State.ACCEPTED, State.ON_SITE, State.ON_HOLD)
"""States in which work is still owed."""

STATE_NAMES = {
    State.LOGGED: N_("unassigned"),
    State.ASSIGNED: N_("assigned"),
    State.ACCEPTED: N_("accepted"),
    State.ON_SITE: N_("on site"),
    State.ON_HOLD: N_("on hold"),
    State.HANDLED: N_("call back"),
    State.CLOSED: N_("closed"),
    State.DEFERRED: N_("deferred"),
    State.VOID: N_("void"),
    State.MERGED: N_("merged"),
}

CHANNELS = (
    "call", "visit", "letter", "email", "letter_box", "radio", "door_phone", "fire_phone", "web",
    "patrol", "home_visit", "meeting", "inspection", "12345", "import",
)  # fmt: skip
"""Channels through which a matter reaches the desk (§2)."""

RELAYS = ("control_room", "squad_leader", "site_manager", "other")
"""Relays through which a report of the staff may reach the desk (S1 §3, R060–R063)."""

RELAY_REASONS = ("cannot_reach", "inconvenient", "other")
"""Reasons why a report did not come directly; the relay is the exception (R061)."""


class Measure(Code):
    """Measures that isolate a hazard until it is repaired (R068)."""

    TAPE = "tape", N_("tape")
    NOTICE = "notice", N_("notice")
    GUARD = "guard", N_("guard")
    SHUT_OFF = "shut_off", N_("shut off")


class HoldReason(Code):
    """Reasons for which work is on hold (§4)."""

    APPOINTMENT = "appointment", N_("customer's appointment")
    NO_ACCESS = "no_access", N_("nobody at home")
    WAITING_PARTS = "waiting_parts", N_("waiting for parts")
    THIRD_PARTY = "third_party", N_("outside company")
    WEATHER = "weather", N_("weather")


class Way(Code):
    """Ways in which a person was told."""

    RADIO = "radio", N_("radio")
    PHONE = "phone", N_("phone")
    MESSAGE = "message", N_("message")
    IN_PERSON = "in_person", N_("in person")


REANCHORING = (HoldReason.APPOINTMENT, HoldReason.NO_ACCESS)
"""Hold reasons that stop the ladder and start it again at the resumption (§4)."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Person who reported the matter, as given.

    An anonymous caller cannot be called back; the name of a confidential one is for supervisors and above
    (§18).
    """

    name: str = ""
    phone: str = ""
    role: str = ""
    anonymous: bool = False
    confidential: bool = False


NOBODY = Caller()
"""Unknown caller."""


@dataclass(frozen=True, slots=True)
class Relay:
    """Relay of the report: `kind` is one of `RELAYS`, `at` when that person was told (R060–R063)."""

    kind: str
    person: str = ""
    reason: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """Paper that came in, and its place of storage (R098)."""

    number: str = ""
    kind: str = ""
    place: str = ""
    keeper: str = ""


@dataclass(frozen=True, slots=True)
class Particulars:
    """Details that the procedures require in addition to the matter, where they apply.

    `received_at` is when an employee heard of it or saw it (R059), `promised_at` the time named to the
    caller (R039), `external_no` and `external_due` those of a 12345 transfer, `inspector` the body that
    inspected (R105); `representative` marks an opinion many share (R106), `entered_late` a call that
    was written on paper first.
    """

    received_at: datetime | None = None
    relay: Relay | None = None
    promised_at: datetime | None = None
    external_no: str = ""
    external_due: datetime | None = None
    original: Original | None = None
    inspector: str = ""
    representative: bool = False
    entered_late: bool = False


NOTHING_MORE = Particulars()
"""Particulars without any entry."""


@dataclass(frozen=True, slots=True)
class Hazard:
    """Isolated hazard; until the isolation is removed, the work cannot end (R068)."""

    measure: Measure
    by: str
    placed_at: datetime
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """Pause of the ladder: rungs due by `since` remain, the others count again from `until`.

    `until` is None while the end is not known (a deferred ticket).
    """

    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class OnHold:
    """Hold of the work for `reason` until `until`, when it resumes automatically (T8, T9)."""

    reason: HoldReason
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Deferral:
    """Deferral of a matter; the customer is owed an explanation within 24 h (R182)."""

    since: datetime
    review: date
    explained_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """Attempt to reach the customer."""

    at: datetime
    result: str
    answer: str
    by: str


@dataclass(frozen=True, slots=True)
class Callback:
    """Callback owed after a round of work (§6); `result` is set once, when the round's loop ends."""

    rule: str
    due_at: datetime
    attempts: tuple[Attempt, ...] = ()
    postponed: bool = False
    result: str = ""
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """Time agreed with the customer, and when it was agreed."""

    at: datetime
    booked_at: datetime


@dataclass(frozen=True, slots=True)
class Round:
    """Round of the work; a dissatisfied caller or a reopening starts the next one.

    `opened_by` is report, rework or reopen; the ladder counts from `anchor`; `category` is the one by which
    its work was judged, fixed once handled, so that no later correction rewrites it.
    """

    number: int
    opened_by: str
    anchor: datetime
    pauses: tuple[Pause, ...] = ()
    booking: Booking | None = None
    accepted_at: datetime | None = None
    arrived_at: datetime | None = None
    handled_at: datetime | None = None
    handled_by: str = ""
    outcome: str = ""
    category: str = ""
    callback: Callback | None = None


@dataclass(frozen=True, slots=True)
class Raised:
    """Escalation at once, outside the ladder: a reason and its instant (§7)."""

    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Ticket:
    """Present state of a matter, as the fold of its events.

    Instants are UTC.  `version` counts its steps, `seq` its events; the version guards against two screens
    changing it at once.  `policy` is the version of the rules it keeps for life (R153); `assigned_at` is the
    first assignment, which stopped the dispatch clock.  `contacts` are further callers about the same matter.
    """

    number: str
    category: str
    urgency: str
    policy: int
    state: State
    description: str
    channel: str
    origin: str
    reported_at: datetime
    logged_at: datetime
    operator: str
    first_responder: str
    rounds: tuple[Round, ...]
    version: int
    seq: int
    changed_at: datetime
    unit: str = ""
    place: str = ""
    caller: Caller = NOBODY
    employer: str = ""
    department: str = ""
    assignee: str = ""
    answered_at: datetime | None = None
    assigned_at: datetime | None = None
    replied_at: datetime | None = None
    opinion: str = ""
    fed_back_at: datetime | None = None
    hold: OnHold | None = None
    deferral: Deferral | None = None
    raised: tuple[Raised, ...] = ()
    reclassified_at: datetime | None = None
    urges: int = 0
    repeat_of: str = ""
    repeat_no: int = 1
    merged_into: str = ""
    closed_at: datetime | None = None
    close_kind: str = ""
    particulars: Particulars = NOTHING_MORE
    hazards: tuple[Hazard, ...] = ()
    manager_told_at: datetime | None = None
    contacts: tuple[Caller, ...] = ()

    @property
    def round(self) -> Round:
        """Return the current round, or the last one."""
        return self.rounds[-1]

    def rounds_with(self, turn: Round) -> tuple[Round, ...]:
        """Return the rounds with `turn` instead of the last one."""
        return (*self.rounds[:-1], turn)

    @property
    def is_open(self) -> bool:
        """Return True if work is still owed."""
        return self.state in OPEN_STATES

    @property
    def isolated(self) -> bool:
        """Return True if a hazard is still isolated."""
        return any(hazard.removed_at is None for hazard in self.hazards)

    @property
    def from_customer(self) -> bool:
        """Return True if a customer waits for an answer (§6: found tickets have no one to call)."""
        return self.origin == "received"

    @property
    def where(self) -> str:
        """Return the unit, or the place as written."""
        return self.unit or self.place
