"""Commands of the past: stepping through it, and returning to now."""

from core.base.i18n_marks import N_
from core.ticket.board import VIEWS
from tui.commands.command import Command
from tui.commands.moves import line_moves, moves_to_ends, moves_to_lines, page_moves

PAST_CONTEXTS = {
    "past": N_("The past"),
    "past_board": N_("Board of the past"),
    "past_ticket": N_("Ticket of the past"),
}
"""Contexts with their headings."""

PAST_SCREENS = {
    "past_board": ("past", "past_board", "act"),
    "past_ticket": ("past", "past_ticket", "act"),
}
"""Contexts that are active together; the acts are there to be refused."""

APP_PAST = Command(
    "app.past",
    N_("As it stood"),
    N_("Past"),
    N_("The board or the ticket as it stood at a past moment. In the past: back to now."),
)

_PAST = (
    Command(
        "past.earlier",
        N_("One event back"),
        N_("Event back"),
        N_("To just after the last event before."),
        footer=True,
    ),
    Command(
        "past.later", N_("One event on"), N_("Event on"), N_("To just after the next event."), footer=True
    ),
    Command("past.hour_back", N_("One hour back"), N_("Hour back")),
    Command("past.hour_on", N_("One hour on"), N_("Hour on")),
    Command("past.day_back", N_("One day back"), N_("Day back")),
    Command("past.day_on", N_("One day on"), N_("Day on")),
    Command(
        "past.at", N_("To another time"), N_("Time"), N_("Type the time: 14:30, yesterday 9:00."), footer=True
    ),
    Command(
        "past.question",
        N_("Known then or happened by then"),
        N_("Known/happened"),
        N_("What the desk knew by then, or what had happened by then, with what was entered later."),
        footer=True,
    ),
    Command("past.back", N_("Back"), N_("Back"), N_("Returns to the previous screen."), footer=True),
)

_VIEWS = {
    "open": N_("View: all open tickets"),
    "mine": N_("View: my tickets"),
    "unassigned": N_("View: not yet assigned"),
    "risk": N_("View: at risk"),
    "breached": N_("View: overdue"),
    "callbacks": N_("View: callbacks"),
    "feedback": N_("View: to feed back"),
    "deferred": N_("View: deferred"),
    "all": N_("View: every ticket"),
}

_BOARD = (
    Command(
        "past_board.open", N_("Open the ticket"), N_("Open"), N_("Shows the ticket as it stood."), footer=True
    ),
    *(Command(f"past_board.view_{view}", title, VIEWS[view]) for view, title in _VIEWS.items()),
    Command("past_board.next_view", N_("Next view"), N_("View"), N_("Steps through the views.")),
    Command(
        "past_board.previous_view", N_("Previous view"), N_("View back"), N_("Steps back through the views.")
    ),
    *line_moves("past_board"),
    *page_moves("past_board"),
    *moves_to_lines("past_board"),
)

_TICKET = (*line_moves("past_ticket"), *page_moves("past_ticket"), *moves_to_ends("past_ticket"))

PAST = (*_PAST, *_BOARD, *_TICKET)
"""Commands of these screens, in the order of help and docs."""
