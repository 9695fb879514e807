"""What each role may do beside the steps of a ticket (§18); those of a ticket stand in `core.rules`."""

from core.errors import NotAllowed
from core.rules import Actor
from core.words import N_

RIGHTS: dict[str, tuple[str, str]] = {
    "look": (N_("look at tickets"), "read_only"),
    "log": (N_("log a ticket"), "worker"),
    "watch": (N_("have the desk and hand it over"), "operator"),
    "export": (N_("write papers to files"), "supervisor"),
    "import": (N_("import lists"), "supervisor"),
    "register": (N_("change units and people"), "supervisor"),
    "roster": (N_("change the roster"), "supervisor"),
    "policy": (N_("change the rules"), "supervisor"),
    "pin": (N_("set somebody's PIN"), "supervisor"),
    "take_over": (N_("give the desk to somebody else"), "supervisor"),
}
"""Every right by name: what it allows, and the lowest role that has it."""

ROLE_NAMES = {
    "read_only": N_("somebody who only looks"),
    "worker": N_("one of the staff"),
    "site_manager": N_("a site manager"),
    "operator": N_("an operator"),
    "supervisor": N_("a supervisor"),
    "director": N_("a director"),
    "general_manager": N_("the general manager"),
}
"""Roles as a refusal names them."""


def require(actor: Actor, right: str) -> None:
    """Raise `NotAllowed`, saying who may, unless `actor` has the right."""
    _what, role = RIGHTS[right]
    if not actor.may(role):
        raise NotAllowed(
            N_("{name} may not do this; it takes {role}."),
            hint=N_("Ask one to do it."),
            name=actor.name,
            role=ROLE_NAMES[role],
        )
