"""Registry of all commands, read by keys, footer, `?` help, palette and docs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.base.i18n_marks import N_
from tui.commands.callbacks import APP_CALLBACKS, CALLBACKS, CALLBACKS_CONTEXTS
from tui.commands.command import Command
from tui.commands.duty import DUTY, DUTY_CONTEXTS, OFFICE
from tui.commands.handover import HANDOVER, HANDOVERS
from tui.commands.identity import IDENTITY, SIGN_IN
from tui.commands.imports import APP_IMPORT, IMPORT, IMPORT_CONTEXTS
from tui.commands.moves import line_moves, page_moves
from tui.commands.papers import APP_PAPERS, PAPERS, PAPERS_CONTEXTS
from tui.commands.past import APP_PAST, PAST, PAST_CONTEXTS, PAST_SCREENS
from tui.commands.records import APP_RECORDS, RECORDS, WAITING
from tui.commands.register import APP_REGISTER, REGISTER, REGISTER_CONTEXTS
from tui.commands.steps import CALLBACK, STEPS
from tui.commands.supervision import (
    APP_SUPERVISION,
    APP_TO_TELL,
    SUPERVISION,
    SUPERVISION_CONTEXTS,
    TO_TELL,
    TO_TELL_CONTEXTS,
)
from tui.features import CONTEXTS as FEATURE_CONTEXTS

if TYPE_CHECKING:
    from textual.binding import Binding

UNBOUND = "unbound."
"""Start of the key name with which bindings are declared; no terminal can send it."""


CONTEXTS: dict[str, str] = {
    "app": N_("Everywhere"),
    "board": N_("Board"),
    "act": N_("Tickets"),
    "ticket": N_("Ticket"),
    **PAST_CONTEXTS,
    "intake": N_("New ticket"),
    "matches": N_("Reported before?"),
    "callback": N_("Callback"),
    **TO_TELL_CONTEXTS,
    **SUPERVISION_CONTEXTS,
    **DUTY_CONTEXTS,
    **REGISTER_CONTEXTS,
    **IMPORT_CONTEXTS,
    **PAPERS_CONTEXTS,
    **CALLBACKS_CONTEXTS,
    "handover": N_("Handover"),
    "handovers": N_("Earlier handovers"),
    **FEATURE_CONTEXTS,
    "waiting": N_("To be read at sign-in"),
    "sign_in": N_("Signing in"),
    "form": N_("Dialogs"),
    "search": N_("Search"),
}
"""Contexts with their headings."""

SCREENS: dict[str, tuple[str, ...]] = {
    "board": ("board", "act"),
    "ticket": ("ticket", "act"),
    **PAST_SCREENS,
    "intake": ("intake",),
    "matches": ("matches",),
    "callback": ("callback",),
    **{
        context: (context,)
        for context in (
            *TO_TELL_CONTEXTS,
            *SUPERVISION_CONTEXTS,
            *DUTY_CONTEXTS,
            *REGISTER_CONTEXTS,
            *IMPORT_CONTEXTS,
            *PAPERS_CONTEXTS,
            *CALLBACKS_CONTEXTS,
        )
    },
    "handover": ("handover",),
    "handovers": ("handovers",),
    **{context: (context,) for context in (*FEATURE_CONTEXTS, "waiting")},
    "sign_in": ("sign_in",),
    "form": ("form",),
    "search": ("search",),
}
"""Contexts that are active together; within one row a key has only one command."""

_APP = (
    Command(
        "app.new_ticket",
        N_("Log a call"),
        N_("New"),
        N_("Opens the form for a call; one that is being written is parked."),
        footer=True,
        right="log",
    ),
    Command(
        "app.walk_in",
        N_("Log a walk-in"),
        N_("Walk-in"),
        N_("Opens the form for a person at the counter."),
        right="log",
    ),
    Command(
        "app.parked",
        N_("Resume a parked call"),
        N_("Parked"),
        N_("Resumes the call that has waited longest. In the form: parks this call and opens the next."),
    ),
    Command(
        "app.answer",
        N_("Answer the telephone"),
        N_("Take call"),
        N_("Answers the ringing call or takes a missed one, and opens the form for it."),
        right="log",
    ),
    Command(
        "app.backfill",
        N_("Enter calls from paper"),
        N_("From paper"),
        N_("One call after the other, each with its own time, marked as entered late."),
        right="log",
    ),
    APP_REGISTER,
    APP_IMPORT,
    Command("app.board", N_("Go to the board"), N_("Board"), N_("Shows the board; a form keeps its draft.")),
    Command(
        "app.undo",
        N_("Undo my last step"),
        N_("Undo mine"),
        N_("Undoes your last step, whichever ticket it was on."),
        step="undo",
    ),
    Command(
        "app.help",
        N_("Help"),
        N_("Help"),
        N_("Lists the actions available here, with their keys."),
        footer=True,
    ),
    Command("app.palette", N_("Command palette"), N_("Palette"), N_("Finds a command by its name.")),
    APP_CALLBACKS,
    *APP_PAPERS,
    *APP_RECORDS,
    APP_PAST,
    Command(
        "app.handover",
        N_("Handover"),
        N_("Handover"),
        N_("The handover report of the shift: what the next shift must know, and both signatures."),
    ),
    Command(
        "app.copy_number",
        N_("Copy the ticket number"),
        N_("Copy"),
        N_("Copies the number of the selected ticket to the clipboard of your terminal."),
    ),
    Command("app.theme", N_("Next theme"), N_("Theme"), N_("Dark, light, high contrast, colour-blind safe.")),
    Command("app.language", N_("Switch the language"), N_("Language"), N_("English or Chinese, at once.")),
    Command("app.sound", N_("Sound on or off"), N_("Sound"), N_("Silences or restores the alarm bell.")),
    Command("app.repaint", N_("Repaint the screen"), N_("Repaint"), N_("Redraws the whole screen.")),
    Command("app.quit", N_("Quit"), N_("Quit"), N_("Quits dutydesk; drafts are kept.")),
)

_VIEWS = (
    Command("board.view_open", N_("View: all open tickets"), N_("All open")),
    Command("board.view_mine", N_("View: my tickets"), N_("Mine")),
    Command("board.view_unassigned", N_("View: not yet assigned"), N_("Unassigned")),
    Command("board.view_risk", N_("View: at risk"), N_("At risk")),
    Command("board.view_breached", N_("View: overdue"), N_("Overdue")),
    Command("board.view_callbacks", N_("View: callbacks"), N_("Callbacks")),
    Command("board.view_feedback", N_("View: to feed back"), N_("To feed back")),
    Command("board.view_deferred", N_("View: deferred"), N_("Deferred")),
    Command("board.view_closed", N_("View: closed"), N_("Closed")),
    Command("board.view_all", N_("View: every ticket"), N_("All")),
    Command("board.next_view", N_("Next view"), N_("View"), N_("Steps through the views."), footer=True),
    Command("board.previous_view", N_("Previous view"), N_("View back"), N_("Steps back through the views.")),
)

_BOARD = (
    Command("board.open", N_("Open the ticket"), N_("Open"), N_("Shows the selected ticket."), footer=True),
    Command(
        "board.search",
        N_("Search"),
        N_("Search"),
        N_("Searches all views while you type: number, unit, words, initials or phone."),
        footer=True,
    ),
    Command(
        "board.clear_search",
        N_("Clear the search"),
        N_("Clear"),
        N_("Clears the search and shows the whole view."),
    ),
    *_VIEWS,
    Command("board.up", N_("One ticket up"), N_("Up"), moves=True),
    Command("board.down", N_("One ticket down"), N_("Down"), moves=True),
    Command("board.page_up", N_("One page up"), N_("Page up"), moves=True),
    Command("board.page_down", N_("One page down"), N_("Page down"), moves=True),
    Command("board.top", N_("First ticket"), N_("First"), moves=True),
    Command("board.bottom", N_("Last ticket"), N_("Last"), moves=True),
)

_TICKET = (
    Command("ticket.back", N_("Back"), N_("Back"), N_("Returns to the previous screen."), footer=True),
    Command("ticket.next", N_("Next ticket"), N_("Next"), N_("Shows the next ticket of the board.")),
    Command("ticket.previous", N_("Previous ticket"), N_("Previous"), N_("Shows the previous ticket.")),
    Command("ticket.phone", N_("Show the phone number"), N_("Phone"), N_("Shows the caller's whole number.")),
    Command("ticket.up", N_("Scroll up"), N_("Up"), moves=True),
    Command("ticket.down", N_("Scroll down"), N_("Down"), moves=True),
    Command("ticket.page_up", N_("One page up"), N_("Page up"), moves=True),
    Command("ticket.page_down", N_("One page down"), N_("Page down"), moves=True),
    Command("ticket.top", N_("To the start"), N_("Start"), moves=True),
    Command("ticket.bottom", N_("To the end"), N_("End"), moves=True),
)

_INTAKE = (
    Command("intake.save", N_("Save"), N_("Save"), N_("Logs the ticket and shows its number."), footer=True),
    Command(
        "intake.save_assign",
        N_("Save and assign"),
        N_("Save+assign"),
        N_("Logs the ticket and assigns it in the same step."),
        footer=True,
        step="assign",
    ),
    Command(
        "intake.park",
        N_("Park the call"),
        N_("Park"),
        N_("Keeps what is typed, logs nothing, and returns."),
        footer=True,
    ),
    Command(
        "intake.cancel",
        N_("Discard the draft"),
        N_("Discard"),
        N_("Discards the draft, after asking."),
        footer=True,
    ),
    Command(
        "intake.more",
        N_("More fields"),
        N_("More"),
        N_("Passed on, isolated, promised, anonymous, 12345, original: the second page, or back."),
        footer=True,
    ),
    Command(
        "intake.at_once",
        N_("Done at once"),
        N_("At once"),
        N_("Answered in the call or put right already: say how, and save it as closed."),
    ),
    Command(
        "intake.emergency",
        N_("Emergency"),
        N_("Emergency"),
        N_("Makes it an emergency: the category asked about, and with each further press the next one."),
    ),
    Command(
        "intake.who",
        N_("Next possible caller"),
        N_("Who is it"),
        N_("Several people on one number or in one unit: takes the next one as the caller."),
    ),
    Command(
        "intake.matches",
        N_("Reported before?"),
        N_("Before?"),
        N_("Decides how the call relates to an earlier ticket, and saves it."),
        footer=True,
    ),
    Command("intake.next_field", N_("Next field"), N_("Next"), moves=True),
    Command("intake.previous_field", N_("Previous field"), N_("Previous"), moves=True),
)

_MATCHES = (
    Command(
        "matches.urge",
        N_("Customer asked again"),
        N_("Asked again"),
        N_("No new ticket: the customer asked again, counted on the open one."),
        step="urge",
    ),
    Command(
        "matches.repeat",
        N_("Log as a repeat"),
        N_("Repeat"),
        N_("Logs a new ticket as a repeat of the earlier one; it is escalated."),
    ),
    Command(
        "matches.unrelated",
        N_("Log as unrelated"),
        N_("Unrelated"),
        N_("Logs a new ticket; one more key gives the reason why it is unrelated."),
    ),
    Command(
        "matches.one_of_many",
        N_("One of many callers"),
        N_("One of many"),
        N_("No new ticket: the caller is added to the main one and told the outcome."),
        step="contact",
    ),
    Command(
        "matches.cancel", N_("Back to the form"), N_("Back"), N_("Closes without a decision."), footer=True
    ),
    Command("matches.up", N_("One ticket up"), N_("Up"), moves=True),
    Command("matches.down", N_("One ticket down"), N_("Down"), moves=True),
)

_FORM = (
    Command("form.save", N_("Save"), N_("Save"), N_("Confirms the dialog."), footer=True),
    Command(
        "form.cancel",
        N_("Cancel"),
        N_("Cancel"),
        N_("Closes the dialog without doing anything."),
        footer=True,
    ),
    Command("form.next_field", N_("Next field"), N_("Next"), moves=True),
    Command("form.previous_field", N_("Previous field"), N_("Previous"), moves=True),
)

_SEARCH = (
    Command("search.close", N_("Close the search"), N_("Close"), N_("Leaves the search."), footer=True),
    *line_moves("search"),
    *page_moves("search"),
)

COMMANDS: dict[str, Command] = {
    command.id: command
    for command in (
        *_APP,
        APP_TO_TELL,
        APP_SUPERVISION,
        *OFFICE,
        *IDENTITY,
        *_BOARD,
        *STEPS,
        *_TICKET,
        *PAST,
        *_INTAKE,
        *_MATCHES,
        *CALLBACK,
        *TO_TELL,
        *SUPERVISION,
        *DUTY,
        *CALLBACKS,
        *REGISTER,
        *IMPORT,
        *PAPERS,
        *HANDOVER,
        *HANDOVERS,
        *RECORDS,
        *WAITING,
        *SIGN_IN,
        *_FORM,
        *_SEARCH,
    )
}
"""Commands by id, in the order of help and docs."""


def commands(*contexts: str) -> tuple[Command, ...]:
    """Return the commands of these contexts, in the order of the contexts."""
    return tuple(c for context in contexts for c in COMMANDS.values() if c.context == context)


def bind(command: Command) -> Binding:
    """Return the Textual binding of a command, on a key no terminal can send; the keymap adds real ones."""
    from textual.binding import Binding  # here, because the command line reads the registry without Textual

    return Binding(
        UNBOUND + command.id,
        command.action,
        command.short or command.title,
        id=command.id,
        show=command.footer,
        tooltip=command.help,
    )


def bindings(*contexts: str) -> list[Binding]:
    """Return the bindings of all commands of these contexts."""
    return [bind(command) for command in commands(*contexts)]
