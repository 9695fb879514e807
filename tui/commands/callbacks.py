"""Commands of the queue of callbacks."""

from core.base.i18n_marks import N_
from tui.commands.command import Command
from tui.commands.moves import line_moves, page_moves

CALLBACKS_CONTEXTS = {"callbacks": N_("Callbacks")}
"""Context with its heading."""

APP_CALLBACKS = Command(
    "app.callbacks",
    N_("Callbacks"),
    N_("Callbacks"),
    N_("The households to call back: the longest due first, with who calls and the best hour."),
)
"""Command that opens the queue, on all screens."""

CALLBACKS = (
    Command(
        "callbacks.open",
        N_("Call this household"),
        N_("Call"),
        N_("Claims the household for three minutes and opens the card of the call."),
        footer=True,
        step="callback",
    ),
    Command("callbacks.ticket", N_("Open the ticket"), N_("Ticket"), footer=True),
    Command("callbacks.find", N_("Find a callback"), N_("Find"), N_("By number, place, matter or person.")),
    Command("callbacks.back", N_("Back"), N_("Back"), N_("Returns to the previous screen."), footer=True),
    *line_moves("callbacks"),
    *page_moves("callbacks"),
)
"""Commands of the list."""
