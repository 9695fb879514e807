"""Who may do what to a ticket, and when (§3): each function decides one transition.

A decision looks at the ticket as it stands and answers with the facts that follow, or refuses with
the reason.  Nothing here writes, and nothing asks for the time.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.errors import DeskError, InvalidInput, NotAllowed
from core.base.i18n_marks import N_
from core.events.fact import Fact
from core.people.directory import Assignee
from core.people.roles import Actor, takes
from core.policy.model import Policy
from core.ticket import callbacks
from core.ticket import doubts as assignment_doubts
from core.ticket import facts as e
from core.ticket.model import HOLD_REASONS, State, Ticket
from core.ticket.rules import RULES, missing, not_theirs, refusal

CORRECTION_TIME = timedelta(minutes=10)
"""How long an operator may void, reclassify or undo; after that it takes a supervisor (§3)."""

REOPEN_TIME = timedelta(hours=24)

Facts = Sequence[Fact]


@dataclass(frozen=True, slots=True)
class Moment:
    """Who acts, when it happened, and under which rules."""

    actor: Actor
    at: datetime
    policy: Policy


def why_not(action: str, ticket: Ticket, actor: Actor, now: datetime) -> DeskError | None:
    """Why `action` is not possible at `now`, or None when it is; the screens dim by this."""
    rule = RULES[action]
    if ticket.state not in rule.states:
        return refusal(action, ticket.state)
    if refused := missing(action, ticket):
        return refused
    if refused := not_theirs(action, ticket, actor, now - ticket.logged_at > CORRECTION_TIME):
        return refused
    if action == "reopen" and ticket.closed_at and now - ticket.closed_at > REOPEN_TIME:
        return NotAllowed(
            N_("It was closed more than 24 hours ago."),
            hint=N_("Log a new ticket; it will count as a repeat."),
        )
    return None


def require(action: str, ticket: Ticket, moment: Moment) -> None:
    """Raise what stands against the act, `InvalidInput` if it would lie before the report or the rework."""
    if refused := why_not(action, ticket, moment.actor, moment.at):
        raise refused
    earliest = ticket.round.anchor if ticket.round.number > 1 else ticket.reported_at
    if moment.at < earliest:
        raise InvalidInput(N_("That is before it was reported."), hint=N_("Check the time."))


def needs(text: str, message: str) -> None:
    """Raise `InvalidInput` with `message` where nothing was said."""
    if not text:
        raise InvalidInput(message)


def _off_hold(ticket: Ticket) -> Iterable[Fact]:
    """An open hold is settled before anything else happens (T10)."""
    return (e.Resumed(),) if ticket.hold else ()


def assign(
    ticket: Ticket,
    moment: Moment,
    to: Assignee,
    *,
    way: str = "",
    reason: str = "",
    doubts: tuple[str, ...] = (),
) -> Facts:
    """T3, T7: send somebody; moving it to another needs a reason, and so do `doubts` about him (R120)."""
    require("assign", ticket, moment)
    department = to.department or ticket.department
    if ticket.state is State.LOGGED:
        assignment_doubts.check(to.person, doubts, reason, emergency=ticket.urgency == "emergency")
        return [e.Assigned(department=department, assignee=to.person, way=way, reason=reason, doubts=doubts)]
    if (department, to.person) == (ticket.department, ticket.assignee):
        raise NotAllowed(N_("It is already with {who}."), who=to.person or department)
    needs(reason, N_("Moving it to somebody else needs a reason."))
    if department != ticket.department and not moment.actor.may("supervisor"):
        raise takes(moment.actor, N_("Move to another department"), "supervisor")
    return [
        *_off_hold(ticket),
        e.Reassigned(department=department, assignee=to.person, way=way, reason=reason, doubts=doubts),
    ]


def accept(ticket: Ticket, moment: Moment) -> Facts:
    """T4: the worker takes it on."""
    require("accept", ticket, moment)
    return [e.Accepted()]


def arrive(ticket: Ticket, moment: Moment) -> Facts:
    """T5: somebody is on site."""
    require("arrive", ticket, moment)
    return [e.Arrived()]


def give_back(ticket: Ticket, moment: Moment, reason: str) -> Facts:
    """T6: the department returns it; the dispatch clock does not start again."""
    require("return", ticket, moment)
    needs(reason, N_("Returning it needs a reason."))
    return [e.Returned(reason=reason)]


def hold(ticket: Ticket, moment: Moment, reason: str, until: datetime) -> Facts:
    """T8: work waits until a planned time; only the first two re-anchorings are free (§4)."""
    require("hold", ticket, moment)
    if reason not in HOLD_REASONS:
        raise InvalidInput(
            N_("“{reason}” is not a reason to hold."), hint=N_("Use one of: {reasons}."),
            reason=reason, reasons=", ".join(HOLD_REASONS),
        )  # fmt: skip
    if until <= moment.at:
        raise InvalidInput(N_("The planned time is already past."), hint=N_("Give a later one."))
    reanchored = sum(len(turn.pauses) for turn in ticket.rounds)
    if reason in ("appointment", "no_access") and reanchored >= 2 and not moment.actor.may("supervisor"):
        raise takes(moment.actor, N_("Put off a third time"), "supervisor")
    return [e.Held(reason=reason, until=until)]


def resume(ticket: Ticket, moment: Moment) -> Facts:
    """T9: work goes on before the planned time."""
    require("resume", ticket, moment)
    return [e.Resumed()]


def reply(ticket: Ticket, moment: Moment, text: str) -> Facts:
    """The caller was given the handling opinion or the answer; stops the reply clock (R039)."""
    require("reply", ticket, moment)
    needs(text, N_("Say what the caller was told."))
    return [e.Replied(text=text)]


def handle(
    ticket: Ticket,
    moment: Moment,
    outcome: str,
    *,
    cause: str = "",
    no_arrival: str = "",
    fed_back: bool = True,
) -> Facts:
    """T10: the work is done; a callback is created, or the ticket closes (T11)."""
    require("handle", ticket, moment)
    needs(outcome, N_("Say what was done."))
    if ticket.round.arrived_at and moment.at < ticket.round.arrived_at:
        raise InvalidInput(N_("That is before somebody arrived."), hint=N_("Check the time."))
    return [*_off_hold(ticket), *_handled(ticket, moment, outcome, cause, no_arrival, fed_back)]


def _handled(
    ticket: Ticket, moment: Moment, outcome: str, cause: str, no_arrival: str, fed_back: bool
) -> Iterable[Fact]:
    category = moment.policy.category(ticket.category)
    rule = callbacks.rule_for(ticket, category)
    due = None
    if rule != "none":
        due = callbacks.due_at(moment.at, category.callback_h, moment.policy.site)
    yield e.Handled(outcome=outcome, cause=cause, no_arrival=no_arrival, callback=rule, callback_due=due)
    if rule == "none":
        if fed_back or not ticket.from_customer:
            yield from _closing("no_callback", told=fed_back and ticket.from_customer)
    elif rule == "all" and ticket.caller.anonymous:
        yield e.CallbackResult(result="waived", reason="anonymous")
        yield e.Closed(kind="waived")


def _closing(kind: str, *, told: bool) -> Iterable[Fact]:
    if told:
        yield e.FedBack()
    yield e.Closed(kind=kind)


def close_at_once(ticket: Ticket, moment: Moment, outcome: str) -> Facts:
    """T2: answered in the call, or found and fixed; only a repair or complaint is still rung back."""
    category = moment.policy.category(ticket.category)
    ring_back = category.callback == "all" and category.kind in ("repair", "complaint")
    if ring_back and ticket.from_customer:
        return [*_handled(ticket, moment, outcome, "", "", True)]
    return [e.Handled(outcome=outcome), *_closing("at_once", told=ticket.from_customer)]


def feed_back(ticket: Ticket, moment: Moment, way: str = "") -> Facts:
    """The source was told, and how; a handled ticket without a callback closes now (R023)."""
    require("feed_back", ticket, moment)
    told = e.FedBack(way=way)
    return [told] if ticket.round.callback else [told, e.Closed(kind="no_callback")]


def call_back(ticket: Ticket, moment: Moment, result: str, *, answer: str = "", reason: str = "") -> Facts:
    """§6: one attempt to reach the customer, and what follows from it."""
    require("callback", ticket, moment)
    callback = ticket.round.callback
    if result not in callbacks.RESULTS or callback is None:
        raise InvalidInput(
            N_("“{result}” is not a result."), hint=N_("Use one of: {results}."),
            result=result, results=", ".join(callbacks.RESULTS),
        )  # fmt: skip
    if moment.actor.name == ticket.round.handled_by:
        raise NotAllowed(N_("Whoever did the work does not ring back."), hint=N_("Ask somebody else."))
    if result == "no_answer":
        return [e.CallbackAttempt(result=result, answer=answer)]
    if result in ("waived", "unreachable"):
        return _given_up(ticket, moment, result, reason or answer)
    return [e.CallbackAttempt(result=result, answer=answer), *_graded(callback.rule, result, answer, reason)]


def _given_up(ticket: Ticket, moment: Moment, result: str, reason: str) -> Facts:
    if not moment.actor.may("supervisor"):
        raise takes(moment.actor, N_("Give up the callback"), "supervisor")
    if result == "waived":
        needs(reason, N_("Waiving the callback needs a reason."))
        return [e.CallbackResult(result="waived", reason=reason), e.Closed(kind="waived")]
    rules = moment.policy.callback
    callback = ticket.round.callback
    if callback is None or not callbacks.tried_enough(callback, rules.max_attempts, moment.policy.site):
        raise NotAllowed(
            N_("Only after {count} attempts in two different half-days."),
            hint=N_("Try again later."),
            count=rules.max_attempts,
        )
    return [e.CallbackResult(result="unreachable", reason=reason), e.Closed(kind="unreached")]


def _graded(rule: str, grade: str, answer: str, reason: str) -> Iterable[Fact]:
    if grade == "dissatisfied":
        needs(reason or answer, N_("Say why the customer is not satisfied."))
        yield e.CallbackResult(result=grade, reason=reason or answer)
        yield e.Rework(reason=reason or answer)
        return
    if grade == "neutral":
        needs(answer or reason, N_("Ask why, and write down the answer."))
    yield e.CallbackResult(result=grade, reason=reason)
    kind = "neutral" if grade == "neutral" else "satisfied"
    yield from _closing("verified" if rule == "verify" else kind, told=rule != "verify")


def postpone(ticket: Ticket, moment: Moment, until: datetime, reason: str) -> Facts:
    """A callback may be put off once, by 24 h at most, with a reason (§6)."""
    require("callback", ticket, moment)
    callback = ticket.round.callback
    needs(reason, N_("Putting off the callback needs a reason."))
    if callback is None or callback.postponed:
        raise NotAllowed(N_("The callback was already put off once."))
    if not callback.due_at < until <= callback.due_at + callbacks.LONGEST_POSTPONEMENT:
        raise InvalidInput(
            N_("A callback can be put off by 24 hours at most."), hint=N_("Give an earlier time.")
        )
    return [e.CallbackPostponed(until=until, reason=reason)]


def defer(ticket: Ticket, moment: Moment, reason: str, review: date) -> Facts:
    """T13: it cannot be solved for now; the customer is owed an explanation within 24 h."""
    require("defer", ticket, moment)
    needs(reason, N_("Deferring it needs a reason."))
    if review < site_time(moment.at, moment.policy.site.zone).date():
        raise InvalidInput(N_("The day of the review is already past."), hint=N_("Give a later one."))
    return [*_off_hold(ticket), e.Deferred(reason=reason, review=review)]


def explain(ticket: Ticket, moment: Moment) -> Facts:
    """The customer was told why it is deferred (R182)."""
    require("explain", ticket, moment)
    return [e.Explained()]


def revive(ticket: Ticket, moment: Moment) -> Facts:
    """T14: a deferred matter is taken up again."""
    require("revive", ticket, moment)
    return [e.Revived()]


def conclude(ticket: Ticket, moment: Moment, reason: str) -> Facts:
    """T14: the yearly review ends a deferred matter unsolved."""
    require("conclude", ticket, moment)
    needs(reason, N_("Say what the review decided."))
    return [e.Closed(kind="unsolved", note=reason)]


def reopen(ticket: Ticket, moment: Moment, reason: str) -> Facts:
    """T17: it was closed by mistake."""
    require("reopen", ticket, moment)
    needs(reason, N_("Reopening it needs a reason."))
    return [e.Reopened(reason=reason)]


def void(ticket: Ticket, moment: Moment, reason: str) -> Facts:
    """T16: it should never have been logged."""
    require("void", ticket, moment)
    needs(reason, N_("Voiding it needs a reason."))
    return [e.Voided(reason=reason)]


def merge(ticket: Ticket, moment: Moment, into: Ticket) -> tuple[Facts, Facts]:
    """T15: the facts for this ticket, and those for the main one."""
    require("merge", ticket, moment)
    if into.number == ticket.number:
        raise InvalidInput(N_("A ticket cannot be merged into itself."))
    if not into.is_open:
        raise NotAllowed(
            N_("{number} is not open any more."), hint=N_("Choose an open ticket."), number=into.number
        )
    absorbed = e.Absorbed(number=ticket.number, reported_at=ticket.reported_at, caller=ticket.caller)
    return [e.Merged(into=into.number)], [absorbed]


def urge(ticket: Ticket, moment: Moment, who: str = "") -> Facts:
    """催单: the customer asks again; the third time a supervisor hears of it (§9)."""
    require("urge", ticket, moment)
    return [e.Urged(who=who)]


def note(ticket: Ticket, moment: Moment, text: str) -> Facts:
    """Something worth keeping."""
    require("note", ticket, moment)
    needs(text, N_("Write something to keep."))
    return [e.Progress(note=text)]


def reclassify(ticket: Ticket, moment: Moment, category: str, urgency: str, reason: str) -> Facts:
    """改类/改级: the clocks are computed anew from the report with the new rules."""
    require("reclassify", ticket, moment)
    needs(reason, N_("Changing the category needs a reason."))
    found = moment.policy.category(category or ticket.category)
    level = urgency or (found.urgency if category else ticket.urgency)
    if (found.code, level) == (ticket.category, ticket.urgency):
        raise NotAllowed(N_("That is what it is already."))
    return [e.Reclassified(category=found.code, urgency=level, department=found.department, reason=reason)]


def cannot_solve(ticket: Ticket, moment: Moment, reason: str) -> Facts:
    """无法及时解决: supervisor and director are told at once (R167)."""
    require("cannot_solve", ticket, moment)
    needs(reason, N_("Say why it cannot be solved in time."))
    return [e.CannotSolve(reason=reason)]


def beyond_office(ticket: Ticket, moment: Moment, reason: str) -> Facts:
    """超出管理处: the general manager is told at once (R096)."""
    require("beyond_office", ticket, moment)
    needs(reason, N_("Say why the office cannot solve it."))
    return [e.BeyondOffice(reason=reason)]
