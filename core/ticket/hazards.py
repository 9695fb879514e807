"""A hazard is kept from people until it is mended: what stands, by whom, and when it was removed (R068)."""

from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from core.ticket import facts as e
from core.ticket.lifecycle import Facts, Moment, require
from core.ticket.model import MEASURES, Ticket


def isolate(ticket: Ticket, moment: Moment, measure: str, by: str = "") -> Facts:
    """Somebody taped it off, put a notice up, guards it or shut it off; the work cannot end before that."""
    require("isolate", ticket, moment)
    return [_isolated(measure, by)]


def remove_isolation(ticket: Ticket, moment: Moment) -> Facts:
    """Everything that kept people away is gone."""
    require("remove_isolation", ticket, moment)
    if any(hazard.placed_at > moment.at for hazard in ticket.hazards):
        raise InvalidInput(N_("That is before it was isolated."), hint=N_("Check the time."))
    return [e.IsolationRemoved()]


def found_isolated(measure: str, by: str, outcome: str) -> Facts:
    """What is said at the logging itself; such a matter is not answered on the spot."""
    if not measure:
        return ()
    if outcome:
        raise InvalidInput(
            N_("What is still isolated is not done."), hint=N_("Log it without the outcome, or without this.")
        )
    return [_isolated(measure, by)]


def _isolated(measure: str, by: str) -> e.Isolated:
    if measure not in MEASURES:
        raise InvalidInput(
            N_("“{measure}” is not a way to isolate."), hint=N_("Use one of: {measures}."),
            measure=measure, measures=", ".join(MEASURES),
        )  # fmt: skip
    return e.Isolated(measure=measure, by=by)
