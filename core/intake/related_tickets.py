"""Earlier tickets that a call may be about, and the choices for each of them (§9, R056)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta

from core.base.clock import at_site, site_time
from core.base.dataclass import dataclass
from core.base.errors import InvalidInput, NotAllowed
from core.base.i18n_marks import N_
from core.base.text import dialled, fold_case, mask_phones, same_number
from core.intake.common_causes import cause_of
from core.intake.model import CleanIntake
from core.people.directory import Directory
from core.policy.model import Category, Policy
from core.ticket.clocks import live_timers
from core.ticket.codes import State
from core.ticket.hold import settle
from core.ticket.model import Caller, Ticket
from core.ticket.ports import Alike

WHYS = {
    "unit": N_("same unit"),
    "phone": N_("same phone"),
    "place": N_("same place"),
    "cause": N_("same cause"),
    "building": N_("same building"),
    "outage": N_("the same emergency"),
}
"""Reasons for showing a ticket.  The first three make it an earlier report of the same matter; the
others only say that one fault may have many callers, which a cause that a building shares makes certain
enough to tell the caller about it.
"""

CHOICES = {
    "urge": N_("Asked again"),
    "repeat": N_("Repeat"),
    "unrelated": N_("Unrelated"),
    "one_of_many": N_("One of many"),
}
"""Decisions about an earlier ticket, in the order of the keys."""

UNRELATED = {
    "other_fault": N_("another fault"),
    "other_spot": N_("another spot"),
    "other_people": N_("other people"),
    "other": N_("other"),
}
"""Reasons why two similar reports are two matters."""

OUTAGE_KINDS = ("emergency", "repair", "onsite")
"""Kinds of matters of which one fault can have many callers."""

OUTAGE_TIME = timedelta(hours=24)
"""Time after an open report in which neighbours may call about the same fault."""

_SAME_MATTER = ("unit", "phone", "place")


@dataclass(frozen=True, slots=True)
class ComparedCall:
    """Call as it is compared with tickets; empty means not said.

    `phone` is `dialled`, `cause` one that homes may share.
    """

    category: Category
    reported_at: datetime
    unit: str = ""
    place: str = ""
    phone: str = ""
    name: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """Sentence to tell callers: translate `template`, then fill in {who} and {time}.

    {who} is `assignee`, or else `department` by its code; `time` is None if none is promised.
    """

    template: str
    assignee: str = ""
    department: str = ""
    time: datetime | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """Earlier ticket as the operator sees it before saving.

    `why` are keys of `WHYS`, `choices` keys of `CHOICES`; `repeat_no` is the number that a repeat of it
    would get, `saying` the sentence for callers while it is open and surely theirs, `version` the one to
    act on.
    """

    number: str
    state: State
    reported_at: datetime
    why: tuple[str, ...]
    choices: tuple[str, ...]
    where: str
    description: str
    assignee: str
    department: str
    repeat_no: int
    version: int
    saying: Saying | None

    @property
    def same_matter(self) -> bool:
        """Return True if §9 asks the operator to decide; otherwise the ticket is only offered."""
        return is_same_matter(self.why)


def is_same_matter(why: Iterable[str]) -> bool:
    """Return True if `why` makes it an earlier report by §9, not only a neighbour's."""
    return any(one in _SAME_MATTER for one in why)


def call_of(intake: CleanIntake, directory: Directory, policy: Policy, now: datetime) -> ComparedCall:
    """Return the call as it would be logged; raise `NotFound` for an unknown category."""
    unit = directory.unit(intake.unit) if intake.unit else None
    return ComparedCall(
        policy.category(intake.category),
        intake.reported_at or now,
        unit.code if unit else intake.unit,
        intake.place,
        dialled(intake.caller.phone),
        intake.caller.name,
        cause_of(intake.description),
    )


def days_apart(one: datetime, other: datetime, policy: Policy) -> int:
    """Return the number of site days between two reports."""
    zone = policy.site.zone
    return abs((site_time(one, zone).date() - site_time(other, zone).date()).days)


def window(reported_at: datetime, policy: Policy) -> tuple[datetime, datetime]:
    """Return the span of whole site days in which reports can be of the same matter."""
    day = site_time(reported_at, policy.site.zone).date()
    apart = timedelta(days=policy.intake.repeat_days)
    first, after = day - apart, day + apart + timedelta(days=1)
    return at_site(first, time(0), policy.site.zone), at_site(after, time(0), policy.site.zone)


def alike(call: ComparedCall, policy: Policy) -> Alike:
    """Return the criteria for related tickets of a call that is not logged yet."""
    start, end = window(call.reported_at, policy)
    lately = call.reported_at - OUTAGE_TIME if call.category.kind in OUTAGE_KINDS else None
    return Alike(call.category.code, start, end, call.unit, call.place, call.phone, lately)


def whys(call: ComparedCall, ticket: Ticket, directory: Directory, policy: Policy) -> tuple[str, ...]:
    """Return why the call may be about `ticket`, as keys of `WHYS`; empty if it is not."""
    if (
        ticket.state is State.VOID
        or ticket.category != call.category.code
        or days_apart(ticket.reported_at, call.reported_at, policy) > policy.intake.repeat_days
    ):
        return ()
    same = {
        "unit": _equal(call.unit, ticket.unit),
        "phone": any(same_number(call.phone, dialled(caller.phone)) for caller in _callers(ticket)),
        "place": _equal(call.place, ticket.place),
    }
    return tuple(why for why, holds in same.items() if holds) or _one_fault(call, ticket, directory)


def _equal(one: str, other: str) -> bool:
    return bool(one) and fold_case(one) == fold_case(other)


def _callers(ticket: Ticket) -> Iterable[Caller]:
    return (ticket.caller, *ticket.contacts)


def _one_fault(call: ComparedCall, ticket: Ticket, directory: Directory) -> tuple[str, ...]:
    """Return why a neighbour may be calling about the same open fault; empty if it is another."""
    apart = abs(call.reported_at - ticket.reported_at)
    if call.category.kind not in OUTAGE_KINDS or not ticket.is_open or apart > OUTAGE_TIME:
        return ()
    if _equal(building_of(call.unit, directory), building_of(ticket.unit, directory)):
        return ("cause", "building") if _equal(call.cause, cause_of(ticket.description)) else ("building",)
    return ("outage",) if call.category.kind == "emergency" else ()


def building_of(code: str, directory: Directory) -> str:
    """Return the building of a unit: as listed, or the start of its number; empty if there is neither."""
    unit = directory.unit(code) if code else None
    return (unit.building if unit else "") or (code.partition("-")[0] if "-" in code else "")


def found(
    call: ComparedCall,
    tickets: Iterable[Ticket],
    mains: Mapping[str, Ticket],
    directory: Directory,
    policy: Policy,
) -> dict[str, tuple[str, ...]]:
    """Return the numbers of the tickets that the call may be about, each with its reasons.

    A merged ticket counts through its main one, which `mains` has under the merged one's number.
    """
    reasons: dict[str, tuple[str, ...]] = {}
    for ticket in tickets:
        main = mains.get(ticket.number, ticket)
        why = whys(call, ticket, directory, policy)
        if why and main.state is not State.VOID:
            known = reasons.get(main.number, ())
            reasons[main.number] = (*known, *(one for one in why if one not in known))
    return reasons


def as_seen(
    ticket: Ticket, why: Sequence[str], repeat_no: int, call: ComparedCall, rules: Policy, now: datetime
) -> Earlier:
    """Return the earlier ticket for the operator.

    `rules` are those of the ticket, `repeat_no` is the number of the next repeat.
    """
    standing = settle(ticket, now)
    return Earlier(
        number=ticket.number,
        state=standing.state,
        reported_at=ticket.reported_at,
        why=tuple(name for name in WHYS if name in why),
        choices=_choices(standing, why, call),
        where=ticket.where,
        description=mask_phones(ticket.description),
        assignee=ticket.assignee,
        department=ticket.department,
        repeat_no=repeat_no,
        version=ticket.version,
        saying=saying(standing, rules, now) if is_same_matter(why) or "cause" in why else None,
    )


def _choices(ticket: Ticket, why: Sequence[str], call: ComparedCall) -> tuple[str, ...]:
    attach = ("one_of_many",) if ticket.is_open and _somebody_else(ticket, call) else ()
    if not is_same_matter(why):
        return attach
    urge = ("urge",) if ticket.is_open else ()
    return (*urge, "repeat", "unrelated", *attach)


def _somebody_else(ticket: Ticket, call: ComparedCall) -> bool:
    return not any(
        same_number(call.phone, dialled(caller.phone)) or _equal(call.name, caller.name)
        for caller in _callers(ticket)
    )


def saying(ticket: Ticket, policy: Policy, now: datetime) -> Saying | None:
    """Return the sentence for callers about an open ticket: the work and its time; None once it is done."""
    if not ticket.is_open:
        return None
    if ticket.hold:
        return Saying(N_("We already have this report. Work resumes at {time}."), time=ticket.hold.until)
    name, promised, late = _PROMISES[ticket.state]
    if name == "arrival" and not policy.category(ticket.category).arrive_min:
        name, promised, late = _IN_HAND
    dues = [timer.due_at for timer in live_timers(ticket, policy, now) if timer.name == name]
    due = next((due for due in dues if due >= now), None)
    return Saying(promised if due else late, ticket.assignee, ticket.department, due)


_UNDER_WAY = (
    "arrival",
    N_("We already have this report. {who} will be there by {time}."),
    N_("We already have this report. {who} is on the way."),
)
_IN_HAND = (
    "reply",
    N_("We already have this report. {who} will answer by {time}."),
    N_("We already have this report. {who} is dealing with it."),
)
"""The same where no one goes out for it."""

_PROMISES = {
    State.LOGGED: (
        "dispatch",
        N_("We already have this report. Someone will be assigned by {time}."),
        N_("We already have this report. We are assigning someone now."),
    ),
    State.ASSIGNED: _UNDER_WAY,
    State.ACCEPTED: _UNDER_WAY,
    State.ON_SITE: (
        "ladder",
        N_("We already have this report. {who} is working on it and should finish by {time}."),
        N_("We already have this report. {who} is working on it."),
    ),
}
"""By state: the clock that gives the time, the sentence with the time, and the one without."""


def first_of(ticket: Ticket) -> str:
    """Return the number of the first ticket of its chain."""
    return ticket.repeat_of or ticket.number


def next_no(ticket: Ticket, last: Mapping[str, int]) -> int:
    """Return the number of the next repeat in the chain of `ticket`; `last` has the highest by chain."""
    return max(last.get(first_of(ticket), 1), ticket.repeat_no) + 1


def check_repeat(
    named: Ticket, main: Ticket, category: Category, reported_at: datetime, policy: Policy
) -> None:
    """Raise `NotAllowed` if a report of that category and time is not a repeat of the ticket `named`."""
    if State.VOID in (named.state, main.state):
        raise NotAllowed(
            N_("{number} is void, so nothing can be a repeat of it."),
            hint=N_("Choose another one."),
            number=named.number,
        )
    if named.category != category.code:
        raise NotAllowed(
            N_("{number} has a different category, so this is not a repeat of it."),
            hint=N_("Correct the category first."),
            number=named.number,
        )
    if days_apart(named.reported_at, reported_at, policy) > policy.intake.repeat_days:
        raise NotAllowed(
            N_(
                "{number} was reported more than {count} days before or after, so this is not a repeat of it."
            ),
            hint=N_("Log it as a new ticket."),
            number=named.number,
            count=policy.intake.repeat_days,
        )


def check_unrelated(because: str) -> None:
    """Raise `InvalidInput` if `because` is not among the reasons in `UNRELATED`."""
    if because not in UNRELATED:
        raise InvalidInput(
            N_("“{reason}” is not a reason why it is unrelated."), hint=N_("Use one of: {reasons}."),
            reason=because, reasons=tuple(UNRELATED),
        )  # fmt: skip
