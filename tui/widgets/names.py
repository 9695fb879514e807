"""Names of codes for people: kinds, channels, urgencies, roles, hold reasons, ways to close."""

from core.base.codes import labels
from core.base.i18n_marks import N_
from core.policy.model import Policy
from core.policy.urgency import Urgency
from core.ticket.codes import (
    CheckState,
    CloseKind,
    Danger,
    FeedbackWay,
    HoldReason,
    Measure,
    Opening,
    RelayKind,
    RelayReason,
    Way,
)
from tui.i18n import language, untitled

URGENCIES = labels(Urgency)

KINDS = {
    "emergency": N_("emergency"),
    "repair": N_("repair"),
    "onsite": N_("on-site problem"),
    "service": N_("service"),
    "complaint": N_("complaint"),
    "feedback": N_("feedback"),
    "enquiry": N_("enquiry"),
    "internal": N_("internal"),
}

RELAYS = labels(RelayKind)
"""Intermediaries through which a report of the staff reached the desk."""

RELAY_REASONS = labels(RelayReason)

DANGERS = labels(Danger)
"""Sorts of danger of safety information."""

MEASURES = labels(Measure)
"""Measures that keep people from a hazard."""

HOLD_REASONS = labels(HoldReason)

WAYS = labels(Way)
"""Ways in which an assigned person was told."""

FEEDBACK_WAYS = labels(FeedbackWay)
"""Ways in which a caller was told the outcome."""

ROLES = {
    "supervisor": N_("supervisor"),
    "director": N_("director"),
    "general_manager": N_("general manager"),
}


def role_by(policy: Policy, code: str) -> str:
    """Return the title of a role by `policy`, whatever the titles now in force."""
    return policy.role_titles(language()).get(code) or untitled(ROLES.get(code, code))


CALLERS = {**ROLES, "desk": N_("service desk"), "first_responder": N_("first contact")}
"""Roles that make a callback."""

RUNG_REASONS = {
    "ladder": N_("not done in time"),
    "repeat": N_("repeat report"),
    "rework": N_("customer not satisfied"),
    "urged": N_("customer asked again"),
    "cannot_solve": N_("cannot be solved in time"),
    "beyond_office": N_("beyond our authority"),
}

CHECK_STATES = labels(CheckState)
RUNG_STATES = {
    "future": N_("to come"),
    "due": N_("tell now"),
    "waiting": N_("tell later"),
    "told": N_("told"),
    "acknowledged": N_("acknowledged"),
    "again": N_("tell again"),
    "lapsed": N_("no longer due"),
    "cancelled": N_("not needed"),
}

CLOSE_KINDS = labels(CloseKind)

OPENED_BY = labels(Opening)
