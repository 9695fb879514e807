"""The table of transitions: from which states each is possible, and whose right it is (§3, §18)."""

from core.base.dataclass import dataclass
from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.people.roles import Actor, takes_step
from core.ticket.model import OPEN_STATES, State, Ticket


@dataclass(frozen=True, slots=True)
class Rule:
    """One transition: the states it starts from, the lowest role that may, what is said in other states.

    `site_manager` means theirs alone: the department the ticket is with, or with `of_firm` the firm
    that reported it.
    """

    states: tuple[State, ...]
    role: str = "operator"
    otherwise: str = ""
    of_firm: bool = False


_SENT = (State.ASSIGNED, State.ACCEPTED, State.ON_SITE)
_ALIVE = (*OPEN_STATES, State.HANDLED, State.DEFERRED)

RULES: dict[str, Rule] = {
    "assign": Rule(OPEN_STATES),
    "accept": Rule((State.ASSIGNED,), "site_manager", N_("It is accepted already.")),
    "arrive": Rule((State.ASSIGNED, State.ACCEPTED), otherwise=N_("Somebody is on site already.")),
    "hold": Rule(_SENT, otherwise=N_("It is on hold already.")),
    "resume": Rule((State.ON_HOLD,), otherwise=N_("It is not on hold.")),
    "reply": Rule(_ALIVE),
    "handle": Rule((*_SENT, State.ON_HOLD)),
    "feed_back": Rule((State.HANDLED,), "site_manager", N_("The work is not done yet."), of_firm=True),
    "callback": Rule((State.HANDLED,), otherwise=N_("The work is not done yet."), of_firm=True),
    "return": Rule((State.ASSIGNED, State.ACCEPTED), "site_manager", N_("The work has begun.")),
    "defer": Rule(OPEN_STATES, "supervisor"),
    "explain": Rule((State.DEFERRED,), otherwise=N_("It is not deferred.")),
    "revive": Rule((State.DEFERRED,), "supervisor", N_("It is not deferred.")),
    "conclude": Rule((State.DEFERRED,), "director", N_("It is not deferred.")),
    "reopen": Rule((State.CLOSED,), "supervisor", N_("It is not closed.")),
    "void": Rule((State.LOGGED,), otherwise=N_("Somebody was sent already.")),
    "merge": Rule((State.LOGGED, State.ASSIGNED), otherwise=N_("The work has begun.")),
    "urge": Rule(OPEN_STATES),
    "contact": Rule(OPEN_STATES),
    "isolate": Rule((*OPEN_STATES, State.DEFERRED)),
    "remove_isolation": Rule((*OPEN_STATES, State.DEFERRED)),
    "manager_told": Rule((*_ALIVE, State.CLOSED), "site_manager", of_firm=True),
    "first_responder": Rule((*_ALIVE, State.CLOSED), "supervisor"),
    "note": Rule(tuple(State), "worker"),
    "reclassify": Rule(OPEN_STATES),
    "cannot_solve": Rule(OPEN_STATES),
    "beyond_office": Rule(_ALIVE, "director"),
}
"""Every transition by name; the names are those of the command line."""

_STANDING = {
    State.LOGGED: N_("Nobody has been sent yet; assign it first."),
    State.HANDLED: N_("The work is done; the callback is owed."),
    State.CLOSED: N_("It is closed."),
    State.DEFERRED: N_("It is deferred; revive it first."),
    State.VOID: N_("It is void."),
    State.MERGED: N_("It was merged into another ticket."),
}


_UNTIL_SAFE = ("handle", "conclude", "merge", "void")
"""What would end the matter, or the work on it."""


def missing(action: str, ticket: Ticket) -> NotAllowed | None:
    """What the ticket itself lacks for `action`, whatever its state and whoever acts."""
    if action in _UNTIL_SAFE and ticket.isolated:
        return NotAllowed(
            N_("The hazard is still isolated."), hint=N_("First record that the isolation was removed.")
        )
    if action == "remove_isolation" and not ticket.isolated:
        return NotAllowed(N_("Nothing is isolated."))
    if action == "callback" and not ticket.round.callback:
        return NotAllowed(N_("No callback is owed for this ticket."))
    if action == "manager_told" and not ticket.employer:
        return NotAllowed(N_("It came from own staff."))
    if action == "manager_told" and ticket.manager_told_at:
        return NotAllowed(N_("The site manager was told already."))
    return None


def not_theirs(action: str, ticket: Ticket, actor: Actor, late: bool) -> NotAllowed | None:
    """Why `actor` may not do it to this ticket, or None; `late`: the time for corrections is over (§3)."""
    rule = RULES[action]
    role = rule.role
    if late and action in ("void", "reclassify"):
        role = "supervisor"
    if action == "callback" and ticket.round.callback and ticket.round.callback.rule == "verify":
        role = "site_manager"
    if role == "site_manager":
        theirs = actor.speaks_for(ticket.employer) if rule.of_firm else actor.runs(ticket.department)
        return None if actor.may(role) and theirs else takes_step(actor, "operator")
    return None if actor.may(role) else takes_step(actor, role)


def refusal(action: str, state: State) -> NotAllowed:
    """Why `action` cannot start from `state`."""
    rule = RULES[action]
    if state is State.ON_HOLD and action in ("accept", "arrive", "return"):
        return NotAllowed(N_("It is on hold; resume it first."))
    if rule.otherwise and (state in OPEN_STATES[1:] or rule.otherwise.startswith("It is not")):
        return NotAllowed(rule.otherwise)
    if state is State.LOGGED and action in ("callback", "feed_back"):
        return NotAllowed(rule.otherwise)
    return NotAllowed(_STANDING.get(state, rule.otherwise))
