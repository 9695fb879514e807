"""Descriptions of acts: name, states, role, words."""

from collections.abc import Mapping
from dataclasses import field

from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.ticket.codes import State

States = tuple[State, ...]

RESERVED = ("supervisor", "director", "general_manager")
"""Roles above an operator."""


@dataclass(frozen=True, slots=True)
class Further:
    """Right inside an act, for some tickets or answers: its title, and the lowest role that has it."""

    title: str
    role: str = "supervisor"


@dataclass(frozen=True, slots=True)
class About:
    """Description of one act; texts are English source strings.

    `name` is that of the command line; `title` is for lists, `short` for the footer (an act without it has
    no key), `help` one sentence.  `otherwise` is the refusal in the states `instead_of`; all other states
    have their own.  `role` is the lowest that may, `late_role` after the time for corrections;
    `site_manager` limits it to the department the ticket is with, or with `of_firm` to the firm that
    reported it.  `ends_work` is refused while a hazard is isolated.  `main` acts have their key in the
    footer; a `warning` is shown before an act that cannot be undone.  `only_now` says why an act happens at
    the desk, in the moment in which it is recorded; the form of every other act asks when it happened.
    """

    name: str
    title: str
    short: str
    help: str
    states: States
    role: str = "operator"
    otherwise: str = ""
    instead_of: States = ()
    family: str = ""
    of_firm: bool = False
    late_role: str = ""
    ends_work: bool = False
    main: bool = False
    warning: str = ""
    only_now: str = ""
    further: Mapping[str, Further] = field(default_factory=dict)

    @property
    def reserved(self) -> bool:
        """Return True if the act, or a part of it, takes more than an operator: approval can be asked for."""
        roles = (self.role, self.late_role or self.role, *(right.role for right in self.further.values()))
        return self.family != "request" and any(role in RESERVED for role in roles)


STANDING = {
    State.LOGGED: N_("Not assigned yet; assign it first."),
    State.ON_HOLD: N_("It is on hold; resume it first."),
    State.HANDLED: N_("Work is done; callback pending."),
    State.CLOSED: N_("It is closed."),
    State.DEFERRED: N_("Deferred; reactivate it first."),
    State.VOID: N_("It is void."),
    State.MERGED: N_("It was merged into another ticket."),
}
"""Refusals of an act that cannot start from these states."""
