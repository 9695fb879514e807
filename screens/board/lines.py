"""Texts of the board, as pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.base.i18n_marks import N_
from tui.i18n import _

if TYPE_CHECKING:
    from tui.widgets.host import Host

EVERYWHERE = "all"
"""View of a search until another one is chosen."""

EMPTY = {
    "open": N_("Nothing is open. Press {new} to log a call."),
    "mine": N_("None of the open tickets is yours. Press {open} for all of them."),
    "unassigned": N_("Every ticket has been assigned. Press {open} for all open tickets."),
    "risk": N_("Nothing is at risk. Press {open} for all open tickets."),
    "breached": N_("Nothing is overdue. Press {open} for all open tickets."),
    "callbacks": N_("No callbacks due. Press {open} for all open tickets."),
    "feedback": N_("Everyone knows the outcome. Press {open} for all open tickets."),
    "deferred": N_("Nothing is deferred. Press {open} for all open tickets."),
    "closed": N_("Nothing has been closed yet. Press {open} for all open tickets."),
    "all": N_("No ticket has been logged yet. Press {new} to log a call."),
}


def nothing(host: Host, view: str, sought: str, *, partial: bool) -> str:
    """Return the text of an empty view, or of a search without a match; `partial` if others are to come."""
    if not sought:
        return _(EMPTY[view]).format(new=host.key("app.new_ticket"), open=host.key("board.view_open"))
    if partial:
        words = N_("No open ticket matches “{text}”.")
    elif view == EVERYWHERE:
        words = N_("No ticket matches “{text}”. Press {clear} to clear the search.")
    else:
        words = N_("No ticket in this view matches “{text}”. Press {all} for all views.")
    everywhere, clear = host.key("board.view_all"), host.key("board.clear_search")
    return _(words).format(text=sought, all=everywhere, clear=clear)
