"""Rows of the table of acts that belong to the supervision of the desk's work (R189, R092, R149, R019)."""

from core.base.i18n_marks import N_
from core.ticket.acts.about import About
from core.ticket.codes import OPEN_STATES, State

SUPERVISORY = (
    About(
        "confirm_category",
        N_("Category confirmed"),
        "",
        N_("Confirm the category and urgency that the desk chose; reclassify changes them."),
        (*OPEN_STATES, State.HANDLED, State.DEFERRED, State.CLOSED),
        "supervisor",
        family="confirm",
        only_now=N_("It is a decision of the moment about what the desk wrote."),
    ),
    About(
        "handling_plan",
        N_("Handling plan"),
        N_("Plan"),
        N_("Mark a complaint as complex, or add a step with owner and last day to its handling plan."),
        OPEN_STATES,
        "supervisor",
    ),
    About(
        "investigation",
        N_("Investigation group"),
        "",
        N_("Name the group that investigates a major complaint, or record its conclusion."),
        (*OPEN_STATES, State.HANDLED, State.DEFERRED, State.CLOSED),
        "supervisor",
    ),
    About(
        "spot_check",
        N_("Spot check"),
        N_("Spot check"),
        N_("Record a spot check of finished work, with its result."),
        (State.HANDLED, State.CLOSED),
        "supervisor",
        N_("The work is not done yet."),
        OPEN_STATES,
    ),
)
"""Acts of a supervisor about the work of others, in the order of help and screens."""
