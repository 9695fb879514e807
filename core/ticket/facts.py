"""What can happen to a ticket: one small dataclass a fact, kept for ever in an `Event`.

A field marked personal (names, phones, free text) is stored apart from the rest, so that a person
can be erased while the chain of hashes stays whole (DESIGN, decision 1).
"""

import re
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, ClassVar

from core.ticket.model import NOBODY, NOTHING_MORE, Caller, Particulars


def personal(default: Any = "") -> Any:
    """A field that may name or describe a person."""
    return field(default=default, metadata={"personal": True})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that happened; `note` is what the desk adds in its own words."""

    note: str = personal()
    type: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        # slots=True builds each class twice; both builds carry the same name
        cls.type = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        FACTS[cls.type] = cls


FACTS: dict[str, type[Fact]] = {}
"""Every kind of fact by its type, as stored and shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Created(Fact):
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
class Assigned(Fact):
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
class Accepted(Fact):
    """The worker or the department took it on (T4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived(Fact):
    """Somebody is on site (T5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(Fact):
    """The department gave it back (T6)."""

    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(Fact):
    """Work waits (T8)."""

    reason: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(Fact):
    """Work goes on (T9); `automatic` when the planned time simply came."""

    automatic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied(Fact):
    """The caller got the handling opinion or the answer (R039)."""

    text: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled(Fact):
    """The work is done, says the worker (T10); `callback` is the rule that now applies, or none."""

    outcome: str = personal()
    cause: str = personal()
    no_arrival: str = personal()
    callback: str = "none"
    callback_due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FedBack(Fact):
    """The source was told the outcome (R023); `way` is how."""

    way: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackAttempt(Fact):
    """The customer was rung; `result` is a grade or no_answer."""

    result: str
    answer: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackPostponed(Fact):
    """The call was put off, once (§6)."""

    until: datetime
    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackResult(Fact):
    """The loop of this round ended with a grade, or waived, or unreachable."""

    result: str
    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rework(Fact):
    """Not satisfied: the next round begins (T12)."""

    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(Fact):
    """Nothing more is owed (T11, T2); `kind` says how it ended."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferred(Fact):
    """It cannot be solved for now (T13)."""

    reason: str = personal()
    review: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained(Fact):
    """The customer was told why it is deferred (R182)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revived(Fact):
    """A deferred matter is taken up again (T14)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(Fact):
    """It was closed by mistake (T17)."""

    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voided(Fact):
    """It should never have been logged (T16)."""

    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged(Fact):
    """It is the same matter as another ticket (T15)."""

    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Absorbed(Fact):
    """Another ticket about the same matter was merged into this one; its caller is kept."""

    number: str
    reported_at: datetime
    caller: Caller = field(default=NOBODY, metadata={"personal": True})


@dataclass(frozen=True, slots=True, kw_only=True)
class Urged(Fact):
    """The customer asked again (催单)."""

    who: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAdded(Fact):
    """Somebody else called about the same matter; he is told the outcome too (§9)."""

    caller: Caller = field(default=NOBODY, metadata={"personal": True})
    line: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Isolated(Fact):
    """A hazard was taped off, marked, guarded or shut off (R068)."""

    measure: str
    by: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class IsolationRemoved(Fact):
    """The hazard is gone, and so is everything that kept people from it (R068)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagerTold(Fact):
    """The site manager of the first responder's firm knows (R065)."""

    who: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstResponderCorrected(Fact):
    """Somebody else heard of it first (R058: by a supervisor, with a reason)."""

    first_responder: str
    employer: str = ""
    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Fact):
    """Something worth keeping; the text is the note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reclassified(Fact):
    """Category or urgency was corrected; the clocks follow the new rules from the report on."""

    category: str
    urgency: str
    department: str
    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class CannotSolve(Fact):
    """The worker cannot solve it in time: supervisor and director are told at once (R167)."""

    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class BeyondOffice(Fact):
    """The office cannot solve it: the general manager is told at once (R096)."""

    reason: str = personal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(Fact):
    """Step number `step` is taken back; it stays in the history and out of the fold."""

    step: int


@dataclass(frozen=True, slots=True)
class Event:
    """A fact with its place in the ticket's history.

    `seq` counts the ticket's events from 1, `step` the writes (all events of one write share it);
    `at` is when it happened, `recorded_at` when the desk wrote it down.
    """

    seq: int
    step: int
    at: datetime
    recorded_at: datetime
    actor: str
    fact: Fact


def personal_names(kind: type[Fact]) -> frozenset[str]:
    """The names of the personal fields of that kind of fact."""
    return frozenset(f.name for f in fields(kind) if f.metadata.get("personal"))
