"""Ticket: one matter from the report to the satisfied caller, with its states, rounds and people."""

from datetime import date, datetime
from enum import StrEnum

from core.base.codes import Code
from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.policy.urgency import Urgency
from core.ticket.reading import NAMED, Reading


class State(Code):
    """States of a ticket (§3)."""

    LOGGED = "logged", N_("unassigned")
    ASSIGNED = "assigned", N_("assigned")
    ACCEPTED = "accepted", N_("accepted")
    ON_SITE = "on_site", N_("on site")
    ON_HOLD = "on_hold", N_("on hold")
    HANDLED = "handled", N_("call back")
    CLOSED = "closed", N_("closed")
    DEFERRED = "deferred", N_("deferred")
    VOID = "void", N_("void")
    MERGED = "merged", N_("merged")


OPEN_STATES = (State.LOGGED, State.ASSIGNED, State.ACCEPTED, State.ON_SITE, State.ON_HOLD)
"""States in which work is still owed."""


class Channel(Code):
    """Channels through which a matter reaches the desk (§2)."""

    CALL = "call", N_("call")
    VISIT = "visit", N_("visit to the desk")
    LETTER = "letter", N_("letter")
    EMAIL = "email", N_("email")
    LETTER_BOX = "letter_box", N_("letter box")
    RADIO = "radio", N_("radio")
    DOOR_PHONE = "door_phone", N_("door phone")
    FIRE_PHONE = "fire_phone", N_("fire phone")
    WEB = "web", N_("web")
    PATROL = "patrol", N_("patrol")
    HOME_VISIT = "home_visit", N_("home visit")
    MEETING = "meeting", N_("owners' meeting")
    INSPECTION = "inspection", N_("inspection")
    HOTLINE = "12345", N_("12345 transfer")
    IMPORT = "import", N_("imported")


class Origin(StrEnum):
    """Origins of a matter: a customer who waits for an answer, or the staff (§6)."""

    RECEIVED = "received"
    FOUND = "found"


class RelayKind(Code):
    """Relays through which a report of the staff may reach the desk (S1 §3, R060–R063)."""

    CONTROL_ROOM = "control_room", N_("control room")
    SQUAD_LEADER = "squad_leader", N_("squad leader")
    SITE_MANAGER = "site_manager", N_("site manager")
    OTHER = "other", N_("other")


class RelayReason(Code):
    """Reasons why a report did not come directly; the relay is the exception (R061)."""

    CANNOT_REACH = "cannot_reach", N_("could not reach the desk")
    INCONVENIENT = "inconvenient", N_("inconvenient to call")
    OTHER = "other", N_("other")


class Measure(Code):
    """Measures that isolate a hazard until it is repaired (R068)."""

    TAPE = "tape", N_("tape")
    NOTICE = "notice", N_("notice")
    GUARD = "guard", N_("guard")
    SHUT_OFF = "shut_off", N_("shut off")


class HoldReason(Code):
    """Reasons for which work is on hold (§4)."""

    APPOINTMENT = "appointment", N_("customer's appointment")
    NO_ACCESS = "no_access", N_("no one at home")
    WAITING_PARTS = "waiting_parts", N_("waiting for parts")
    THIRD_PARTY = "third_party", N_("outside company")
    WEATHER = "weather", N_("weather")


class Way(Code):
    """Ways in which a person was told."""

    RADIO = "radio", N_("radio")
    PHONE = "phone", N_("phone")
    MESSAGE = "message", N_("message")
    IN_PERSON = "in_person", N_("in person")


class Result(Code):
    """Results of a callback: grades first, then reasons for none."""

    VERY_SATISFIED = "very_satisfied", N_("very satisfied")
    SATISFIED = "satisfied", N_("satisfied")
    FAIRLY_SATISFIED = "fairly_satisfied", N_("fairly satisfied")
    NEUTRAL = "neutral", N_("neutral")
    DISSATISFIED = "dissatisfied", N_("dissatisfied")
    NO_ANSWER = "no_answer", N_("no answer")
    WAIVED = "waived", N_("waived")
    UNREACHABLE = "unreachable", N_("unreachable")


class CallbackRule(StrEnum):
    """Rules of the callback: the customer is called, the staff verify on the spot, or neither (§6)."""

    ALL = "all"
    VERIFY = "verify"
    NONE = "none"


class CloseKind(Code):
    """Kinds of closing."""

    SATISFIED = "satisfied", N_("customer satisfied")
    NEUTRAL = "neutral", N_("customer neutral")
    VERIFIED = "verified", N_("verified on the spot")
    WAIVED = "waived", N_("callback waived")
    UNREACHED = "unreached", N_("customer not reached")
    NO_CALLBACK = "no_callback", N_("no callback due")
    AT_ONCE = "at_once", N_("answered at once")
    UNSOLVED = "unsolved", N_("unresolved after review")
    VOID = "void", N_("void")
    MERGED = "merged", N_("merged")


class Opening(Code):
    """Openings of a round of work."""

    REPORT = "report", N_("first report")
    REWORK = "rework", N_("customer not satisfied")
    REOPEN = "reopen", N_("reopened")


class Alert(StrEnum):
    """Alerts that are told at once, outside the ladder (§7)."""

    URGED = "urged"
    CANNOT_SOLVE = "cannot_solve"
    BEYOND_OFFICE = "beyond_office"


REANCHORING = (HoldReason.APPOINTMENT, HoldReason.NO_ACCESS)
"""Hold reasons that stop the ladder and start it again at the resumption (§4)."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Person who reported the matter, as given.

    An anonymous caller cannot be called back; a confidential name is for supervisors and above (§18).
    """

    name: str = ""
    phone: str = ""
    role: str = ""
    anonymous: bool = False
    confidential: bool = False


NOBODY = Caller()


@dataclass(frozen=True, slots=True)
class Relay:
    """Relay of the report: `kind` is one of `RELAYS`, `at` when that person was told (R060–R063)."""

    kind: RelayKind
    person: str = ""
    reason: RelayReason | None = None
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

    `received_at` is when an employee heard of it (R059), `promised_at` the time named to the caller (R039),
    `external_*` belong to a 12345 transfer, `inspector` is the body that inspected (R105); `representative`
    marks an opinion many share (R106), `entered_late` a call that was written on paper first.
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
    result: Result
    answer: str
    by: str


@dataclass(frozen=True, slots=True)
class Callback:
    """Callback owed after a round of work (§6); `result` is set once, when the round's loop ends."""

    rule: CallbackRule
    due_at: datetime
    attempts: tuple[Attempt, ...] = ()
    postponed: bool = False
    result: Result | None = None
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """Time agreed with the customer, and when it was agreed."""

    at: datetime
    booked_at: datetime


@dataclass(frozen=True, slots=True)
class Round:
    """Round of the work; a dissatisfied caller or a reopening starts the next one.

    The ladder counts from `anchor`; handled work is judged by `category`, whatever is corrected later.
    """

    number: int
    opened_by: Opening
    anchor: datetime
    pauses: tuple[Pause, ...] = ()
    booking: Booking | None = None
    accepted_at: datetime | None = None
    arrived_at: datetime | None = None
    handled_at: datetime | None = None
    handled_by: str = ""
    outcome: str = ""
    no_arrival: str = ""
    category: str = ""
    callback: Callback | None = None


@dataclass(frozen=True, slots=True)
class Raised:
    """Escalation at once, outside the ladder: a reason and its instant (§7)."""

    reason: Alert
    at: datetime


@dataclass(frozen=True, slots=True)
class Ticket:
    """Present state of a matter, as the fold of its events.

    Instants are UTC.  `version` counts its steps, so that no two screens change it at once; `seq` its events.
    `policy` is the version of the rules it keeps for life (R153); `assigned_at` is the first assignment.
    `contacts` are further callers; `helpers` work beside the assignee, who alone answers for it (R026).
    """

    number: str
    category: str
    urgency: Urgency
    policy: int
    state: State
    description: str
    channel: Channel
    origin: Origin
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
    close_kind: CloseKind | None = None
    particulars: Particulars = NOTHING_MORE
    hazards: tuple[Hazard, ...] = ()
    manager_told_at: datetime | None = None
    contacts: tuple[Caller, ...] = ()
    helpers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reading: Reading = NAMED

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
        return self.origin == Origin.RECEIVED

    @property
    def where(self) -> str:
        """Return the unit, or the place as written."""
        return self.unit or self.place
