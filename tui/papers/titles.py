"""What codes and people of a ticket are called on papers."""

from datetime import date

from rich.cells import cell_len, set_cell_size

from core.base.clock import site_time
from core.base.i18n_marks import N_
from core.policy.model import Policy
from core.ticket.callbacks import RESULTS
from core.ticket.model import Ticket
from tui.i18n import _, language
from tui.widgets import names


def day_of(ticket: Ticket, policy: Policy) -> date:
    """The site day of the report."""
    return site_time(ticket.reported_at, policy.site.zone).date()


def category(ticket: Ticket, policy: Policy) -> str:
    """The category, or its code."""
    known = policy.categories.get(ticket.category)
    return known.title(language()) if known else ticket.category


def department(code: str, policy: Policy) -> str:
    """The department, or its code."""
    known = policy.departments.get(code)
    return known.title(language()) if known else code


def with_whom(ticket: Ticket, policy: Policy) -> str:
    """The department and the person who were sent."""
    return _joined(department(ticket.department, policy), ticket.assignee)


def channel(ticket: Ticket) -> str:
    """How the matter came in."""
    return _(names.CHANNELS.get(ticket.channel, ticket.channel))


def first_responder(ticket: Ticket) -> str:
    """Who heard of it first, and whose man that is."""
    return _joined(ticket.first_responder, ticket.employer)


def repeat(ticket: Ticket) -> str:
    """Which time it is, and of what; empty for the first time."""
    if not ticket.repeat_of:
        return ""
    return _(N_("No. {count} of {number}")).format(count=ticket.repeat_no, number=ticket.repeat_of)


def result(code: str) -> str:
    """How a callback ended."""
    return _(RESULTS.get(code, code))


def cut(text: str, most: int) -> str:
    """So much of a text as its box holds, in cells: a Chinese character takes two."""
    return text if cell_len(text) <= most else f"{set_cell_size(text, most - 1).rstrip()}…"


def _joined(*texts: str) -> str:
    return " ".join(text for text in texts if text)
