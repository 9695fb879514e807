"""The table of transitions: from which states each is possible, and whose right it is (§3, §18)."""

from dataclasses import dataclass

from core.errors import NotAllowed
from core.ticket import OPEN_STATES, State, Ticket
from core.words import N_

ROLE_RANK = {
    "read_only": 0,
    "worker": 1,
    "site_manager": 1,
    "operator": 1,
    "supervisor": 2,
    "director": 3,
    "general_manager": 4,
}
"""Roles in rising order of what they may do."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts; until a supervisor is entered, everybody may do everything (`unrestricted`)."""

    name: str
    role: str = "operator"
    unrestricted: bool = False

    def may(self, role: str) -> bool:
        """Whether the actor has the rights of `role`."""
        return self.unrestricted or ROLE_RANK.get(self.role, 1) >= ROLE_RANK[role]


@dataclass(frozen=True, slots=True)
class Rule:
    """One transition: its name, the states it starts from, the role it takes."""

    title: str
    states: tuple[State, ...]
    role: str = "operator"
    otherwise: str = ""


_SENT = (State.ASSIGNED, State.ACCEPTED, State.ON_SITE)
_ALIVE = (*OPEN_STATES, State.HANDLED, State.DEFERRED)

RULES: dict[str, Rule] = {
    "assign": Rule(N_("Assign"), OPEN_STATES),
    "accept": Rule(N_("Accept"), (State.ASSIGNED,), otherwise=N_("It is accepted already.")),
    "arrive": Rule(
        N_("Arrived"), (State.ASSIGNED, State.ACCEPTED), otherwise=N_("Somebody is on site already.")
    ),
    "hold": Rule(N_("Hold"), _SENT, otherwise=N_("It is on hold already.")),
    "resume": Rule(N_("Resume"), (State.ON_HOLD,), otherwise=N_("It is not on hold.")),
    "reply": Rule(N_("Reply"), _ALIVE),
    "handle": Rule(N_("Handled"), (*_SENT, State.ON_HOLD)),
    "feed_back": Rule(N_("Fed back"), (State.HANDLED,), otherwise=N_("The work is not done yet.")),
    "callback": Rule(N_("Call back"), (State.HANDLED,), otherwise=N_("The work is not done yet.")),
    "return": Rule(N_("Return"), (State.ASSIGNED, State.ACCEPTED), otherwise=N_("The work has begun.")),
    "defer": Rule(N_("Defer"), OPEN_STATES, "supervisor"),
    "explain": Rule(N_("Explained"), (State.DEFERRED,), otherwise=N_("It is not deferred.")),
    "revive": Rule(N_("Revive"), (State.DEFERRED,), "supervisor", N_("It is not deferred.")),
    "conclude": Rule(N_("Conclude"), (State.DEFERRED,), "director", N_("It is not deferred.")),
    "reopen": Rule(N_("Reopen"), (State.CLOSED,), "supervisor", N_("It is not closed.")),
    "void": Rule(N_("Void"), (State.LOGGED,), otherwise=N_("Somebody was sent already.")),
    "merge": Rule(N_("Merge"), (State.LOGGED, State.ASSIGNED), otherwise=N_("The work has begun.")),
    "urge": Rule(N_("Urge"), OPEN_STATES),
    "contact": Rule(N_("One more caller"), OPEN_STATES),
    "isolate": Rule(N_("Isolate"), (*OPEN_STATES, State.DEFERRED)),
    "remove_isolation": Rule(N_("Remove the isolation"), (*OPEN_STATES, State.DEFERRED)),
    "manager_told": Rule(N_("Site manager told"), (*_ALIVE, State.CLOSED)),
    "first_responder": Rule(N_("First responder"), (*_ALIVE, State.CLOSED), "supervisor"),
    "note": Rule(N_("Note"), tuple(State)),
    "reclassify": Rule(N_("Reclassify"), OPEN_STATES),
    "cannot_solve": Rule(N_("Cannot solve"), OPEN_STATES),
    "beyond_office": Rule(N_("Beyond the office"), _ALIVE, "director"),
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
