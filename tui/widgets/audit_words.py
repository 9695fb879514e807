"""Words for the audit: that nothing fell through, or what did; and for what is logged before it."""

from core.base.clock import site_time
from core.base.i18n_marks import N_
from core.policy.model import Policy
from core.ticket.audit import Audit, FellThrough
from tui.i18n import _, clauses, ngettext
from tui.widgets.names import role_by

WORDS = {
    "rung": N_("{role}, due {time}: on no list of people to tell"),
    "callback": N_("callback, due {time}: not among the callbacks"),
    "check": N_("today's daily check: nobody is to make it"),
    "deferral": N_("deferred: without review or explanation"),
    "ticket": N_("not closed: on no view of the board"),
    "damage": "{text}",
}
"""What fell through, by its kind."""

TAKE_DOWN = N_("Expired: take down “{title}” ({number}, last day {day})")
"""What is to be done about a notice that has expired."""


def what_fell(one: FellThrough, policy: Policy) -> str:
    """Return what fell through, without the number of its ticket."""
    time = f"{site_time(one.at, policy.site.zone):%m-%d %H:%M}" if one.at else ""
    return _(WORDS[one.kind]).format(role=role_by(policy, one.role), time=time, text=one.text)


def audit_text(audit: Audit, policy: Policy) -> str:
    """Return the result of an audit in one sentence, in the time and with the titles of `policy`."""
    if audit.ok:
        words = ngettext(
            "nothing fell through ({count} ticket)", "nothing fell through ({count} tickets)", audit.tickets
        )
        return words.format(count=audit.tickets)
    said = clauses(f"{one.number} {what_fell(one, policy)}".strip() for one in audit.found)
    return _(N_("FELL THROUGH: {what}")).format(what=said)
