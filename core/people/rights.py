"""Rights of each role apart from the steps of a ticket (§18, R051): the table of `docs/rights.md`."""

from core.base.errors import NotAllowed
from core.base.i18n_marks import N_
from core.people.roles import Actor, takes

RIGHTS: dict[str, tuple[str, str]] = {
    "log": (N_("Log a ticket"), "unknown"),
    "at_once": (N_("Log a ticket that is already done"), "worker"),
    "watch": (N_("Run the desk"), "operator"),
    "papers": (N_("Export documents of a ticket or a shift"), "operator"),
    "export": (N_("Export registers and reports"), "supervisor"),
    "sign_week": (N_("Sign the callbacks of a week"), "supervisor"),
    "countersign_week": (N_("Sign the callbacks of a week after the supervisor"), "director"),
    "import": (N_("Import lists"), "supervisor"),
    "register": (N_("Change units, people and departments"), "supervisor"),
    "roster": (N_("Change the roster"), "supervisor"),
    "policy": (N_("Change the rules"), "supervisor"),
    "pin": (N_("Set another person's PIN"), "supervisor"),
    "take_over": (N_("Transfer the desk"), "supervisor"),
}
"""Rights by name: action that each allows, and lowest role that has it; reading needs no right."""


def has(actor: Actor, right: str) -> bool:
    """Return True if `actor` has `right`."""
    return actor.may(RIGHTS[right][1])


def why_not(actor: Actor, right: str) -> NotAllowed | None:
    """Return the refusal if `actor` lacks `right`, naming who has it; None if they have it."""
    return None if has(actor, right) else takes(actor, *RIGHTS[right])


def require(actor: Actor, right: str) -> None:
    """Raise the refusal of `why_not`, if there is one."""
    if refused := why_not(actor, right):
        raise refused
