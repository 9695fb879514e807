"""Ticket: one matter from the report to the satisfied caller, with its rounds and people."""

from datetime import date, datetime

from core.base.dataclass import dataclass
from core.policy.urgency import Urgency
from core.ticket.codes import (
    OPEN_STATES,
    OUTLASTING,
    CallbackRule,
    CloseKind,
    Danger,
    HoldReason,
    Measure,
    Mode,
    Opening,
    Origin,
    PutBack,
    RelayKind,
    RelayReason,
    Removal,
    Result,
    State,
    YesNo,
)
from core.ticket.oversight import Complaint, Investigation, LateReason, Raised, SpotCheck, Task, Telling
from core.ticket.reading import NAMED, Reading
from core.ticket.requests import Request


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
    marks an opinion many share (R106), `entered_late` a call that was written on paper first; `danger` is
    the sort of danger of safety information (R007), `no_place` the reason why it has no place (§23),
    `agreed_fee` the fee agreed for paid work.
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
    danger: Danger | None = None
    no_place: str = ""
    agreed_fee: str = ""


NOTHING_MORE = Particulars()


@dataclass(frozen=True, slots=True)
class Hazard:
    """Isolated hazard; until the isolation is removed, the work cannot end (R068).

    `removal` is the attempt to take it away first, by `tried_by` (R209).
    """

    measure: Measure
    by: str
    placed_at: datetime
    removed_at: datetime | None = None
    removal: Removal | None = None
    tried_by: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """Pause of the ladder: rungs due by `since` remain, the others count again from `until`.

    `until` is None while the end is not known (a deferred ticket); `deferred` work asks for no daily checks.
    """

    since: datetime
    until: datetime | None
    deferred: bool = False


@dataclass(frozen=True, slots=True)
class OnHold:
    """Hold of the work for `reason` until `until`, when it resumes automatically (T8, T9)."""

    reason: HoldReason
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Deferral:
    """Deferral of a matter; the customer is owed an explanation: to whom, and what was said (R182)."""

    since: datetime
    review: date
    explained_at: datetime | None = None
    explained_to: str = ""
    explained: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """Attempt to reach the customer, or a call out of turn; None for a question that was not asked.

    `solved` is apart from satisfied; `process` and `quality` are grades of a paid service, `meets` tells
    whether it meets the requirement agreed (R111, R112).
    """

    at: datetime
    result: Result
    answer: str
    by: str
    mode: Mode | None = None
    solved: YesNo | None = None
    process: Result | None = None
    quality: Result | None = None
    meets: YesNo | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Claim of a callback before dialling, which ends by itself (§23)."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Callback:
    """Callback owed after a round of work (§6); `result` is set once, when the round's loop ends."""

    rule: CallbackRule
    due_at: datetime
    attempts: tuple[Attempt, ...] = ()
    postponed: bool = False
    result: Result | None = None
    done_at: datetime | None = None
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """Time agreed with the customer, and when it was agreed."""

    at: datetime
    booked_at: datetime


@dataclass(frozen=True, slots=True)
class Round:
    """Round of the work; a dissatisfied caller or a reopening starts the next one.

    The ladder counts from `anchor`; handled work is judged by `category` and `urgency`, whatever is
    corrected later.  `measure` and `responsible` are those of a complaint that was accepted (R184).
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
    put_back: PutBack | None = None
    no_arrival: str = ""
    materials: str = ""
    fee: str = ""
    measure: str = ""
    responsible: str = ""
    category: str = ""
    urgency: str = ""
    callback: Callback | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """Daily check: `person` asked on the service day `day` how the matter stands, and was told `answer` (§8).

    `by` entered it at `at`; `instead_of` was absent or no longer works here.
    """

    day: date
    person: str
    at: datetime
    by: str
    answer: str = ""
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """Feedback of the outcome of a round to its source: who was told, how, when and by whom (R023).

    `caller` is the place of the caller among all of the ticket, 0 for the first; `to` is another person
    who was told for them.
    """

    caller: int
    round: int
    at: datetime
    by: str
    way: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    """Present state of a matter, as the fold of its events.

    Instants are UTC.  `version` counts its steps, so that no two screens change it at once; `seq` its events.
    `policy` is the version of the rules it keeps for life (R153); `assigned_at` is the first assignment.
    `contacts` are further callers; `helpers` work beside the assignee, who alone answers for it (R026).
    `tellings` are the escalations told, oldest first; `moved_at` is when the work last went on; `calls` are
    the calls to the customer out of turn (R201), `feedbacks` the callers told the outcome.
    `classified_at` is when a supervisor last confirmed or set category and urgency, None
    after a change by the desk (R189).
    `checks` are the daily checks by day, `requests` the steps that needed an approval; `imported_at` is when
    another office's log brought it.
    """

    number: str
    category: str
    urgency: Urgency
    policy: int
    state: State
    description: str
    channel: str
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
    classified_at: datetime | None = None
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
    tellings: tuple[Telling, ...] = ()
    moved_at: datetime | None = None
    tasks: tuple[Task, ...] = ()
    calls: tuple[Attempt, ...] = ()
    checks: tuple[Check, ...] = ()
    imported_at: datetime | None = None
    feedbacks: tuple[Feedback, ...] = ()
    requests: tuple[Request, ...] = ()
    late: tuple[LateReason, ...] = ()
    spot_checks: tuple[SpotCheck, ...] = ()
    complaint: Complaint | None = None
    investigation: Investigation | None = None

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
    def to_do(self) -> tuple[Task, ...]:
        """Return the to-dos that are not done, oldest first; once closed, those that outlast the work."""
        kept = OUTLASTING if self.state is State.CLOSED else ()
        return tuple(
            task
            for task in self.tasks
            if task.done_at is None and (self.closed_at is None or task.kind in kept)
        )

    @property
    def to_approve(self) -> tuple[Request, ...]:
        """Return the requests for approval that wait, oldest first."""
        return tuple(request for request in self.requests if request.ruling is None)

    @property
    def complex(self) -> bool:
        """Return True for a complaint with a handling plan; it ends only with a feedback (R149)."""
        return any(task.of_plan for task in self.tasks)

    @property
    def isolated(self) -> bool:
        """Return True if a hazard is still isolated."""
        return any(hazard.removed_at is None for hazard in self.hazards)

    @property
    def author_withheld(self) -> bool:
        """Return True if the first contact is the confidential author of a suggestion of the staff (R005)."""
        caller, first = self.caller, self.first_responder
        return caller.confidential and not (caller.name or caller.phone) and first not in ("", self.operator)

    @property
    def from_customer(self) -> bool:
        """Return True if a customer waits for an answer (§6: found tickets have no one to call)."""
        return self.origin == Origin.RECEIVED

    @property
    def callers(self) -> tuple[Caller, ...]:
        """Return the first caller and all further ones."""
        return (self.caller, *self.contacts)

    @property
    def where(self) -> str:
        """Return the unit, or the place as written."""
        return self.unit or self.place
