"""What superiors look after: escalations, who was told of them, to-dos, spot checks, complaints."""

from dataclasses import fields
from datetime import date, datetime

from core.base.codes import Code
from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.ticket.codes import Alert, TaskKind, Validity, Way


@dataclass(frozen=True, slots=True)
class Raised:
    """Escalation at once, outside the ladder: a reason and its instant (§7)."""

    reason: Alert
    at: datetime


@dataclass(frozen=True, slots=True)
class RungKey:
    """Identity of a rung: role, round, reason, and when it was due; a telling names the rung by it."""

    role: str
    round: int
    reason: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Telling:
    """Person told of a rung: by whom, in what way, what they said and decided, and when they acknowledged it.

    `role` is that of `person`, which is higher than the rung's if nobody holds that one (§7).
    """

    rung: RungKey
    at: datetime
    person: str
    role: str
    by: str
    way: Way
    said: str = ""
    instruction: str = ""
    acknowledged_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LateReason:
    """Reason why a clock of a round ran out, as a supervisor wrote it down."""

    clock: str
    round: int
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Task:
    """To-do on a ticket, since an instant and from a person, until it is done.

    A step of a handling plan has an `owner`, and a last day on which it is `due` (R149).
    """

    kind: TaskKind
    since: datetime
    by: str
    text: str = ""
    done_at: datetime | None = None
    owner: str = ""
    due: date | None = None

    @property
    def of_plan(self) -> bool:
        """Return True for a handling plan that is to be drawn up, or a step of it."""
        return self.kind in (TaskKind.PLAN, TaskKind.STEP)

    def is_overdue(self, today: date) -> bool:
        """Return True if its last day is over and it is not done."""
        return self.done_at is None and self.due is not None and self.due < today


class SpotResult(Code):
    """Results of a spot check."""

    OK = "ok", N_("in order")
    MINOR = "minor", N_("minor faults")
    NOT_OK = "not_ok", N_("not in order")


@dataclass(frozen=True, slots=True)
class SpotCheck:
    """Spot check: when, by whom, of the work of which round, with its result and a remark."""

    at: datetime
    by: str
    round: int
    result: SpotResult
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Complaint:
    """Details of a complaint for its record (§22): `planned` is the day by which the measures are planned."""

    about: str = ""
    demand: str = ""
    validity: Validity | None = None
    findings: str = ""
    cause: str = ""
    corrective: str = ""
    preventive: str = ""
    planned: date | None = None

    def texts(self) -> dict[str, str]:
        """Return the details as texts; those not given are empty."""
        return {spec.name: str(getattr(self, spec.name) or "") for spec in fields(self)}


@dataclass(frozen=True, slots=True)
class Investigation:
    """Investigation of a major complaint: `lead` and `members` of the group, what it concluded (R019).

    `by` is the person who named the group.
    """

    lead: str
    members: tuple[str, ...]
    opened_at: datetime
    by: str
    conclusion: str = ""
    concluded_at: datetime | None = None
