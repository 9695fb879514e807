"""Names of a ticket's codes and people on papers."""

from datetime import date
from typing import Protocol

from rich.cells import cell_len, set_cell_size

from core.base.clock import site_time
from core.base.i18n_marks import N_
from core.policy.model import Policy
from core.ticket.callbacks import RESULTS
from core.ticket.model import Ticket
from tui.i18n import _, language


def day_of(ticket: Ticket, policy: Policy) -> date:
    """Return the site day of the report."""
    return site_time(ticket.reported_at, policy.site.zone).date()


def category(ticket: Ticket, policy: Policy) -> str:
    """Return the name of the category, or its code."""
    known = policy.categories.get(ticket.category)
    return known.title(language()) if known else ticket.category


def department(code: str, policy: Policy) -> str:
    """Return the name of the department, or its code."""
    known = policy.departments.get(code)
    return known.title(language()) if known else code


class WithWhom(Protocol):
    """Matter that is with a department and a person."""

    @property
    def department(self) -> str:
        """Return the code of the department."""

    @property
    def assignee(self) -> str:
        """Return the name of the person."""


def with_whom(ticket: WithWhom, policy: Policy) -> str:
    """Return the department and the person assigned."""
    return _joined(department(ticket.department, policy), ticket.assignee)


def channel(ticket: Ticket, policy: Policy) -> str:
    """Return the name of the channel."""
    return policy.channel_title(ticket.channel, language())


def first_responder(ticket: Ticket) -> str:
    """Return the first contact and their employer."""
    return _joined(ticket.first_responder, ticket.employer)


def repeat(ticket: Ticket) -> str:
    """Return the number of the repeat and of the first ticket; empty for a first report."""
    if not ticket.repeat_of:
        return ""
    return _(N_("Report no. {count} after {number}")).format(count=ticket.repeat_no, number=ticket.repeat_of)


def result(code: str) -> str:
    """Return the name of a callback's result."""
    return _(RESULTS.get(code, code))


def cut(text: str, most: int) -> str:
    """Return as much of a text as its box holds, in cells: a Chinese character takes two."""
    return text if cell_len(text) <= most else f"{set_cell_size(text, most - 1).rstrip()}…"


def _joined(*texts: str) -> str:
    return " ".join(text for text in texts if text)
