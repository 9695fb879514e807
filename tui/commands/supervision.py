"""Commands of the list of people to be told of escalations."""

from core.base.i18n_marks import C_, N_
from tui.commands.command import Command
from tui.commands.moves import line_moves, moves_to_lines, page_moves

APP_TO_TELL = Command(
    "app.to_tell",
    N_("To tell"),
    N_("To tell"),
    N_("Who has to be told of what was not done in time, with everything due for each person."),
)
"""Command that opens the list, on all screens."""

TO_TELL_CONTEXTS = {"to_tell": N_("To tell")}
"""Context with its heading."""

TO_TELL = (
    Command(
        "to_tell.told",
        N_("Told by phone"),
        C_("to tell", "Told"),
        N_("Records that the person was told by phone of everything that is due for them."),
        footer=True,
        step="tell",
    ),
    Command(
        "to_tell.acknowledged",
        N_("Told, and acknowledged"),
        N_("Acknowledged"),
        N_("Records that the person acknowledged it, and the call in which they did so."),
        footer=True,
        step="acknowledge",
    ),
    Command(
        "to_tell.form",
        N_("Told otherwise, or with an answer"),
        C_("to tell", "Answer"),
        N_("Asks how they were told, what they said, what is to be done, and when that was."),
        footer=True,
        step="tell",
    ),
    Command("to_tell.open", N_("Open the ticket"), N_("Open"), footer=True),
    Command(
        "to_tell.phone",
        N_("Show the phone number"),
        C_("to tell", "Number"),
        N_("Shows or masks the person's whole number; each look is recorded."),
        footer=True,
    ),
    Command("to_tell.back", N_("Back"), N_("Back"), N_("Returns to the previous screen."), footer=True),
    *line_moves("to_tell"),
    Command("to_tell.next", N_("Next person"), N_("Next"), moves=True),
    Command("to_tell.previous", N_("Previous person"), N_("Previous"), moves=True),
    *page_moves("to_tell"),
    *moves_to_lines("to_tell"),
)
"""Commands of the list, in the order of help and docs."""

APP_SUPERVISION = Command(
    "app.supervision",
    N_("Supervisor's desk"),
    N_("Supervisor"),
    N_("What waits for a supervisor: approvals, people to tell, misses, late work, plans, to-dos, checks."),
)
"""Command that opens it, on all screens."""

SUPERVISION_CONTEXTS = {"supervision": N_("Supervisor's desk")}
"""Context with its heading."""

SUPERVISION = (
    Command(
        "supervision.act",
        N_("Settle the line"),
        C_("supervision", "Settle"),
        N_("Does what the line waits for, such as approving; the details name it."),
        footer=True,
    ),
    Command(
        "supervision.other",
        N_("Settle the line otherwise"),
        C_("supervision", "Otherwise"),
        N_("The other decision, such as refusing with a reason; the details name it."),
        footer=True,
    ),
    Command(
        "supervision.open",
        N_("Open the ticket"),
        N_("Open"),
        N_("Shows the ticket, or the screen that the line is from."),
        footer=True,
    ),
    Command("supervision.back", N_("Back"), N_("Back"), N_("Returns to the previous screen."), footer=True),
    *line_moves("supervision"),
    Command("supervision.next", N_("Next section"), N_("Next"), moves=True),
    Command("supervision.previous", N_("Previous section"), N_("Previous"), moves=True),
    *page_moves("supervision"),
    *moves_to_lines("supervision"),
)
"""Commands of the desk, in the order of help and docs."""
