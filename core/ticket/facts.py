"""Facts of tickets: what can happen to one."""

from dataclasses import field
from datetime import date, datetime

from core.base.dataclass import dataclass
from core.events.fact import Fact, personal
from core.ticket.model import NOBODY, NOTHING_MORE, Caller, Particulars


@dataclass(frozen=True, slots=True, kw_only=True)
class Created(Fact, of="ticket"):
    """A matter was logged (T1)."""

    number: str
    category: str
    urgency: str
    policy: int
    description: str = personal()
    line: str = personal()
    channel: str = "call"
    origin: str = "received"
    unit: str = ""
    place: str = personal()
    caller: Caller = field(default=NOBODY, metadata={"personal": True})
    first_responder: str = ""
    employer: str = ""
    operator: str = ""
    department: str = ""
    reported_at: datetime
    logged_at: datetime
    answered_at: datetime | None = None
    appointment: datetime | None = None
    opinion: str = personal()
    repeat_of: str = ""
    repeat_no: int = 1
    unrelated_to: str = ""
    unrelated_because: str = personal()
    particulars: Particulars = field(default=NOTHING_MORE, metadata={"personal": True})


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(Fact, of="ticket"):
    """Somebody was sent (T3), in spite of `doubts` of `core.duty.fitness` (R120)."""

    department: str
    assignee: str = ""
    way: str = ""
    reason: str = personal()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassigned(Assigned):
    """The matter moved to somebody else (T7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted(Fact, of="ticket"):
    """The worker or the department took it on (T4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived(Fact, of="ticket"):
    """Somebody is on site (T5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(Fact, of="ticket"):
    """The department gave it back (T6)."""

    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(Fact, of="ticket"):
    """Work waits (T8)."""

    reason: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(Fact, of="ticket"):
    """Work goes on (T9); `automatic` when the planned time simply came."""

    automatic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied(Fact, of="ticket"):
    """The caller got the handling opinion or the answer (R039)."""

    text: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled(Fact, of="ticket"):
    """The work is done, says the worker (T10); `callback` is the rule that now applies, or none."""

    outcome: str = personal()
    cause: str = personal()
    no_arrival: str = personal()
    callback: str = "none"
    callback_due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FedBack(Fact, of="ticket"):
    """The source was told the outcome (R023); `way` is how."""

    way: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackAttempt(Fact, of="ticket"):
    """The customer was rung; `result` is a grade or no_answer."""

    result: str
    answer: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackPostponed(Fact, of="ticket"):
    """The call was put off, once (§6)."""

    until: datetime
    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackResult(Fact, of="ticket"):
    """The loop of this round ended with a grade, or waived, or unreachable."""

    result: str
    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rework(Fact, of="ticket"):
    """Not satisfied: the next round begins (T12)."""

    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(Fact, of="ticket"):
    """Nothing more is owed (T11, T2); `kind` says how it ended."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferred(Fact, of="ticket"):
    """It cannot be solved for now (T13)."""

    reason: str = personal()
    review: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained(Fact, of="ticket"):
    """The customer was told why it is deferred (R182)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revived(Fact, of="ticket"):
    """A deferred matter is taken up again (T14)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(Fact, of="ticket"):
    """It was closed by mistake (T17)."""

    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voided(Fact, of="ticket"):
    """It should never have been logged (T16)."""

    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged(Fact, of="ticket"):
    """It is the same matter as another ticket (T15)."""

    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Absorbed(Fact, of="ticket"):
    """Another ticket about the same matter was merged into this one; its caller is kept."""

    number: str
    reported_at: datetime
    caller: Caller = field(default=NOBODY, metadata={"personal": True})


@dataclass(frozen=True, slots=True, kw_only=True)
class Urged(Fact, of="ticket"):
    """The customer asked again (催单)."""

    who: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAdded(Fact, of="ticket"):
    """Somebody else called about the same matter; he is told the outcome too (§9)."""

    caller: Caller = field(default=NOBODY, metadata={"personal": True})
    line: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Isolated(Fact, of="ticket"):
    """A hazard was taped off, marked, guarded or shut off (R068)."""

    measure: str
    by: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class IsolationRemoved(Fact, of="ticket"):
    """The hazard is gone, and so is everything that kept people from it (R068)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagerTold(Fact, of="ticket"):
    """The site manager of the first responder's firm knows (R065)."""

    who: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstResponderCorrected(Fact, of="ticket"):
    """Somebody else heard of it first (R058: by a supervisor, with a reason)."""

    first_responder: str
    employer: str = ""
    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Fact, of="ticket"):
    """Something worth keeping; the text is the note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reclassified(Fact, of="ticket"):
    """Category or urgency was corrected; the clocks follow the new rules from the report on."""

    category: str
    urgency: str
    department: str
    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class CannotSolve(Fact, of="ticket"):
    """The worker cannot solve it in time: supervisor and director are told at once (R167)."""

    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class BeyondOffice(Fact, of="ticket"):
    """The office cannot solve it: the general manager is told at once (R096)."""

    reason: str = personal()
