"""Reasons for telling people and what they were told, the same on screens, in lists and on the command line.

Textual is not needed here, so that the command line can use them.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from core.base.i18n_marks import C_, N_
from core.ticket.ladder import Rung
from core.ticket.model import Ticket
from tui.i18n import _, clauses
from tui.widgets import names
from tui.widgets.clock_text import wall

AT_ONCE, NO_ONE_THERE = C_("rung", "at once"), N_("no one on site")


def reason(rung: Rung, ticket: Ticket) -> str:
    """Return the reason of a rung in few words: an emergency is told at once, not because it is late."""
    if rung.reason == "ladder" and rung.condition == "not_arrived":
        return _(NO_ONE_THERE)
    return _(AT_ONCE if is_at_once(rung, ticket) else names.RUNG_REASONS.get(rung.reason, rung.reason))


def is_at_once(rung: Rung, ticket: Ticket) -> bool:
    """Return True if the ladder tells the person with the report itself."""
    return rung.reason == "ladder" and rung.due_at <= ticket.rounds[rung.round - 1].anchor


def told(rung: Rung, now: datetime, zone: ZoneInfo) -> str:
    """Return when the person was told, by whom and how, and what came of it; empty if nobody was told."""
    made = rung.told
    if made is None:
        return ""
    if made.acknowledged_at is None:
        noted = _(N_("not acknowledged"))
    else:
        noted = _(N_("acknowledged {time}")).format(time=wall(made.acknowledged_at, now, zone))
    said = [
        _(N_("Told {time} by {who}, {way}")).format(
            time=wall(made.at, now, zone), who=made.by, way=_(names.WAYS.get(made.way, made.way))
        ),
        made.said,
        _(N_("to do: {instruction}")).format(instruction=made.instruction) if made.instruction else "",
        noted,
    ]
    if rung.again_at and now < rung.again_at:
        said.append(_(N_("to be told again {time}")).format(time=wall(rung.again_at, now, zone)))
    return clauses(part for part in said if part)
