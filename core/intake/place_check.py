"""Question for the place of a matter, asked once where a call is saved (§23 on §3 T1).

Imports and the interface for programs may do without a place.
"""

from dataclasses import replace

from core.base.errors import Unexplained
from core.base.i18n_marks import N_
from core.base.text import Clean
from core.intake.model import CleanIntake
from core.policy.model import Policy
from core.policy.urgency import Urgency
from core.ticket.place_rule import asks_place
from core.ticket.reading import Alarm


class NeedsPlace(Unexplained):
    """Refusal of a matter without a place, which a reason would allow."""

    asks = N_("Why is there no place?")
    usual = (N_("the caller does not know"), N_("the whole estate"), N_("it has no place"))

    def __init__(self) -> None:
        super().__init__(
            N_("It does not say where."),
            hint=N_("Add the unit or place, or say why there is none (command line: --no-place)."),
        )


def lacks_place(intake: CleanIntake, policy: Policy) -> bool:
    """Return True if a place, or a reason why there is none, is still to be said before it is saved.

    What is or may be an emergency is never held up, unless it is over already.
    """
    if not intake.description or intake.unit or intake.place or intake.particulars.no_place:
        return False
    category = policy.category(intake.category)
    alarming = Urgency.EMERGENCY in (intake.urgency, category.urgency) or intake.reading.emergency != Alarm.NO
    if alarming and not intake.outcome:
        return False
    return asks_place(policy, category, intake.description, intake.caller.role)


def check_place(intake: CleanIntake, policy: Policy) -> None:
    """Raise `NeedsPlace` for a matter that lacks its place."""
    if lacks_place(intake, policy):
        raise NeedsPlace


def without_place(intake: CleanIntake, reason: str) -> CleanIntake:
    """Return the intake with the reason why it has no place."""
    return CleanIntake(replace(intake, particulars=replace(intake.particulars, no_place=Clean(reason))))
