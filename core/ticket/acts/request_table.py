"""Acts of a supervisor about requests for approval and breaches, a part of the table of acts (§18)."""

from core.base.i18n_marks import N_
from core.ticket.acts.about import About
from core.ticket.codes import State

_EVERY = tuple(State)
_DECIDES = "It decides about a request, and the decision counts from when it is made."

REQUESTS = (
    About(
        "late",
        N_("Why it was late"),
        "",
        N_("Write down why a clock of the ticket ran out."),
        tuple(state for state in State if state not in (State.VOID, State.MERGED)),
        "supervisor",
        only_now="It is a judgement of the moment in which it is written down.",
    ),
    About(
        "approve",
        N_("Approve a request"),
        "",
        N_("Approve a step that somebody asked for; it is done now, by whoever approves it."),
        _EVERY,
        "supervisor",
        family="request",
        only_now=_DECIDES,
    ),
    About(
        "refuse",
        N_("Refuse a request"),
        "",
        N_("Refuse a step that somebody asked for, with a reason."),
        _EVERY,
        "supervisor",
        family="request",
        only_now=_DECIDES,
    ),
    About(
        "withdraw",
        N_("Withdraw a request"),
        "",
        N_("Withdraw a request for approval of one's own."),
        _EVERY,
        family="request",
        only_now=_DECIDES,
    ),
)
"""They come before the undo, which is the last row."""
