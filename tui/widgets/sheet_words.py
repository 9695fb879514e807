"""Texts of the lines of the handover report, the same on screen, on paper and in tables.

Textual is not needed here, so that the command line can use them.
"""

from collections.abc import Mapping
from datetime import datetime

from core.base.i18n_marks import N_
from core.handover.lines import PLACELESS
from core.handover.report import Note, ReportLine
from core.handover.watch import Watch, sign_from
from core.policy.model import Policy
from core.ticket.clocks import CLOCK_NAMES
from tui.i18n import _, listed
from tui.widgets import names
from tui.widgets.clock_text import countdown

WHATS: Mapping[tuple[str, str], str] = {
    ("emergencies", "emergency"): N_("emergency"),
    ("emergencies", PLACELESS): N_("emergency, place?"),
    ("open", PLACELESS): N_("place?"),
    ("open", "breached"): N_("{clock} late"),
    ("open", "breaching"): N_("{clock} due"),
    ("open", "open"): N_("{clock}"),
    ("rungs", "due"): N_("tell {role} now"),
    ("rungs", "again"): N_("tell {role} again"),
    ("rungs", "waiting"): N_("tell {role}"),
    ("rungs", "next"): N_("tell {role}"),
    ("rungs", "told"): N_("{role} told, not acknowledged"),
    ("callbacks", "overdue"): N_("callback late"),
    ("callbacks", "due"): N_("callback"),
    ("followups", "followup"): N_("follow up: {who}"),
    ("holds", "hold"): N_("hold ends: {reason}"),
    ("holds", "appointment"): N_("appointment"),
    ("promises", "promise"): N_("promised"),
    ("hazards", "hazard"): N_("isolated: {measures}"),
    ("external", "external"): N_("12345: {number}"),
    ("visits", "visit"): N_("visit: {who}"),
    ("visits", "more"): N_("and {count} more"),
}
"""Reasons for a line, by its part of the report and its kind."""

GROUPS = {
    "desk": N_("at the desk"),
    "control_room": N_("control room"),
    "technician": N_("technicians"),
    "leader": N_("team leaders"),
    "other": N_("others"),
}
"""Groups of people on duty in the shift."""

FIGURES = (
    ("carried_in", N_("carried in")),
    ("new", N_("new")),
    ("reopened", N_("reopened")),
    ("closed", N_("closed")),
    ("carried_out", N_("carried out")),
    ("handled", N_("work done")),
    ("void", N_("void")),
)
"""Figures of the second part; the first five add up."""


def what(part: str, line: ReportLine, policy: Policy) -> str:
    """Return the reason for the line: `arrival late`, `tell supervisor`, `hold ends: weather`.

    Roles have the titles of the report's own `policy`, so that a signed one prints the same for ever.
    """
    reason = (part, line.text if line.text == PLACELESS else line.kind)
    template = _(WHATS.get(reason, "{clock}"))
    values = {
        "clock": _(CLOCK_NAMES.get(line.text, line.text)),
        "role": names.role_by(policy, line.text),
        "reason": _(names.HOLD_REASONS.get(line.text, line.text)),
        "measures": listed(_(names.MEASURES.get(code, code)) for code in line.text.split()),
        "number": line.text,
        "count": line.text,
        "who": line.text,
    }
    return template.format(**values).strip(" :：")


_UNDER_WAY = {
    "outgoing_signed": N_("{name} has signed the handover; the incoming operator goes on: {key}"),
    "reviewing": N_("{name} has signed the handover; the incoming operator goes on: {key}"),
    "disputed": N_("The handover was refused; the supervisor decides: {key}"),
}


def reminder(watch: Watch, policy: Policy, now: datetime, *, mine: bool, key: str) -> str:
    """Return the sentence about the end of the shift, empty before the time to sign.

    Other operators see it only when the shift is over or the handover has begun.
    """
    if words := _UNDER_WAY.get(watch.state):
        return _(words).format(name=watch.operator, key=key)
    late = now - watch.shift.end
    if now < sign_from(watch, policy) or (late.total_seconds() < 0 and not mine):
        return ""
    if late.total_seconds() < 0:
        words = _(N_("The shift ends in {time}: {key} hands over."))
    elif mine:
        words = _(N_("The shift is over by {time} and not handed over: {key}"))
    else:
        words = _(N_("{name} has not handed over; the shift is over by {time}: {key}"))
    return words.format(time=countdown(late), key=key, name=watch.operator)


def note_text(note: Note) -> str:
    """Return a line of part 14; of a bulletin with how many have read it."""
    if note.read is None:
        return note.text
    return _(N_("{text} (read by {count} of {staff})")).format(
        text=note.text, count=note.read, staff=note.staff
    )
