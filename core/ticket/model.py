"""One matter from the first word to the satisfied caller: its states, its rounds, its people."""

from datetime import date, datetime
from enum import StrEnum

from core.base.codes import Code
from core.base.dataclass import dataclass
from core.base.i18n_marks import N_


class State(StrEnum):
    """Where a ticket stands (§3)."""

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
"""The states in which work is still owed."""

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
"""How a matter reached the desk (§2)."""

RELAYS = ("control_room", "squad_leader", "site_manager", "other")
"""Through whom a report of the staff may reach the desk (S1 §3, R060–R063), or somebody else."""

RELAY_REASONS = ("cannot_reach", "inconvenient", "other")
"""Why it did not come directly; the relay is the exception (R061)."""


class Measure(Code):
    """How a hazard is kept from people until it is mended (R068)."""

    TAPE = "tape", N_("tape")
    NOTICE = "notice", N_("notice")
    GUARD = "guard", N_("guard")
    SHUT_OFF = "shut_off", N_("shut off")


class HoldReason(Code):
    """Why work waits (§4)."""

    APPOINTMENT = "appointment", N_("customer's appointment")
    NO_ACCESS = "no_access", N_("nobody at home")
    WAITING_PARTS = "waiting_parts", N_("waiting for parts")
    THIRD_PARTY = "third_party", N_("outside company")
    WEATHER = "weather", N_("weather")


class Way(Code):
    """How somebody was sent or told."""

    RADIO = "radio", N_("radio")
    PHONE = "phone", N_("phone")
    MESSAGE = "message", N_("message")
    IN_PERSON = "in_person", N_("in person")


REANCHORING = (HoldReason.APPOINTMENT, HoldReason.NO_ACCESS)
"""The hold reasons that stop the ladder and start it again at the resume (§4)."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who reported the matter, as given.

    An anonymous caller cannot be rung back; the name of a confidential one is for supervisors and up (§18).
    """

    name: str = ""
    phone: str = ""
    role: str = ""
    anonymous: bool = False
    confidential: bool = False


NOBODY = Caller()
"""No caller is known."""


@dataclass(frozen=True, slots=True)
class Relay:
    """Somebody passed the report on: `kind` is one of `RELAYS`, `at` when he was told (R060–R063)."""

    kind: str
    person: str = ""
    reason: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """The paper that came in, and where it is kept (R098)."""

    number: str = ""
    kind: str = ""
    place: str = ""
    keeper: str = ""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the procedures want noted beside the matter itself, where it applies.

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
"""Nothing of that kind is to be noted."""


@dataclass(frozen=True, slots=True)
class Hazard:
    """Something dangerous is kept from people; while it stands, the work is not done (R068)."""

    measure: Measure
    by: str
    placed_at: datetime
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """The ladder stood still: rungs due by `since` stand, the others count anew from `until`.

    `until` is None while nobody knows when it goes on (a deferred ticket).
    """

    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class OnHold:
    """Work waits for `reason` until `until`, when it resumes by itself (T8, T9)."""

    reason: HoldReason
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Deferral:
    """The matter cannot be solved for now; the customer is owed an explanation within 24 h (R182)."""

    since: datetime
    review: date
    explained_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to reach the customer."""

    at: datetime
    result: str
    answer: str
    by: str


@dataclass(frozen=True, slots=True)
class Callback:
    """The call owed after a round of work (§6); `result` is set once, when the loop of the round ends."""

    rule: str
    due_at: datetime
    attempts: tuple[Attempt, ...] = ()
    postponed: bool = False
    result: str = ""
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """A time agreed with the customer, and when it was agreed."""

    at: datetime
    booked_at: datetime


@dataclass(frozen=True, slots=True)
class Round:
    """One go at the work; a dissatisfied caller or a reopening starts the next one.

    `opened_by` is report, rework or reopen; `anchor` is where the ladder counts from; `category` is
    the one its work was judged by, fixed once handled, so that no later correction rewrites it.
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
    """Something that is told at once, outside the ladder: a reason and its instant (§7)."""

    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Ticket:
    """The fold of a ticket's events: how the matter stands now.

    Instants are UTC.  `version` counts its steps, `seq` its events; the version
    guards against two desks changing it at once;
    `policy` is the version of the rules it keeps for life (R153); `assigned_at` is the first
    assignment, which stopped the dispatch clock.
    `contacts` are further callers about the same matter.
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
        """The round under way, or the last one."""
        return self.rounds[-1]

    def rounds_with(self, turn: Round) -> tuple[Round, ...]:
        """Return the rounds with `turn` in the place of the last one."""
        return (*self.rounds[:-1], turn)

    @property
    def is_open(self) -> bool:
        """Whether work is still owed."""
        return self.state in OPEN_STATES

    @property
    def isolated(self) -> bool:
        """Whether a hazard is still kept from people."""
        return any(hazard.removed_at is None for hazard in self.hazards)

    @property
    def from_customer(self) -> bool:
        """Whether a customer is waiting for an answer (§6: found tickets have nobody to ring)."""
        return self.origin == "received"

    @property
    def where(self) -> str:
        """The unit, or the place as written."""
        return self.unit or self.place
