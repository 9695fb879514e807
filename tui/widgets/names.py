"""Names of codes for people: kinds, channels, urgencies, roles, hold reasons, ways to close."""

from core.base.codes import labels
from core.base.i18n_marks import N_
from core.policy.model import Urgency
from core.ticket.model import HoldReason, Measure, Way

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

CHANNELS = {
    "call": N_("call"),
    "visit": N_("visit to the desk"),
    "letter": N_("letter"),
    "email": N_("e-mail"),
    "letter_box": N_("letter box"),
    "radio": N_("radio"),
    "door_phone": N_("door phone"),
    "fire_phone": N_("fire phone"),
    "web": N_("web"),
    "patrol": N_("patrol"),
    "home_visit": N_("home visit"),
    "meeting": N_("owners' meeting"),
    "inspection": N_("inspection"),
    "12345": N_("12345 transfer"),
    "import": N_("imported"),
}

RELAYS = {
    "control_room": N_("control room"),
    "squad_leader": N_("squad leader"),
    "site_manager": N_("site manager"),
    "other": N_("other"),
}
"""Intermediaries through which a report of the staff reached the desk."""

RELAY_REASONS = {
    "cannot_reach": N_("could not reach the desk"),
    "inconvenient": N_("inconvenient to call"),
    "other": N_("other"),
}

MEASURES = labels(Measure)
"""Measures that keep people from a hazard."""

HOLD_REASONS = labels(HoldReason)

WAYS = labels(Way)
"""Ways in which an assigned person was told."""

ROLES = {
    "supervisor": N_("supervisor"),
    "director": N_("director"),
    "general_manager": N_("general manager"),
}

RUNG_REASONS = {
    "ladder": N_("not done in time"),
    "repeat": N_("repeated matter"),
    "rework": N_("customer not satisfied"),
    "urged": N_("customer urges"),
    "cannot_solve": N_("cannot be solved in time"),
    "beyond_office": N_("beyond the office"),
}

RUNG_STATES = {
    "future": N_("to come"),
    "due": N_("tell now"),
    "waiting": N_("tell later"),
    "lapsed": N_("missed"),
    "cancelled": N_("not needed"),
}

CLOSE_KINDS = {
    "satisfied": N_("customer satisfied"),
    "neutral": N_("customer neutral"),
    "verified": N_("verified on the spot"),
    "waived": N_("callback waived"),
    "unreached": N_("customer not reached"),
    "no_callback": N_("no callback owed"),
    "at_once": N_("answered at once"),
    "unsolved": N_("unsolved after review"),
}

OPENED_BY = {
    "report": N_("first report"),
    "rework": N_("customer not satisfied"),
    "reopen": N_("reopened"),
}
