"""Commands of the handover: the report, its entries, the two signatures."""

from core.base.i18n_marks import N_
from tui.commands.command import Command
from tui.commands.moves import all_moves, line_moves, page_moves

HANDOVER = (
    Command(
        "handover.act",
        N_("Act on this line"),
        N_("Act"),
        N_("Fills in what the line needs, acknowledges it for the incoming operator, or opens its ticket."),
        footer=True,
    ),
    Command(
        "handover.sign",
        N_("Sign"),
        N_("Sign"),
        N_("Outgoing operator: sign. Incoming operator: start the review, then sign."),
        footer=True,
        right="watch",
    ),
    Command(
        "handover.note",
        N_("Write a note"),
        N_("Note"),
        N_("For the next shift: a note, an instruction or a bulletin; on a signed report, a later addition."),
        footer=True,
        right="watch",
    ),
    Command(
        "handover.seen",
        N_("Acknowledge"),
        N_("Acknowledge"),
        N_("Acknowledges this must-read item, or all other tickets together; moves to the next."),
        footer=True,
        right="watch",
    ),
    Command(
        "handover.seen_all",
        N_("Acknowledge all others"),
        N_("All others"),
        N_("Acknowledges everything that is left, except emergencies: those one by one."),
        footer=True,
        right="watch",
    ),
    Command(
        "handover.object",
        N_("Object to the line"),
        N_("Object"),
        N_("The incoming operator records what is wrong; it stays on the report."),
        footer=True,
        right="watch",
    ),
    Command(
        "handover.refuse",
        N_("Refuse the handover"),
        N_("Refuse"),
        N_("Requires a reason. The outgoing operator stays in charge until a supervisor decides."),
        footer=True,
        right="watch",
    ),
    Command(
        "handover.decide",
        N_("Decide on a refusal"),
        N_("Decide"),
        N_("The supervisor decides, with a PIN: accept the report as it is, or return it for correction."),
        footer=True,
    ),
    Command(
        "handover.wait",
        N_("No relief has arrived"),
        N_("No relief"),
        N_("Extends your shift; the reason and the overtime are recorded."),
        right="watch",
    ),
    Command(
        "handover.take_over",
        N_("Transfer the desk"),
        N_("Transfer"),
        N_(
            "For when the person in charge left without signing: a supervisor transfers the "
            "desk, and this is recorded."
        ),
    ),
    Command(
        "handover.earlier",
        N_("Earlier handovers"),
        N_("Past"),
        N_("Every past shift: who was in charge, who signed, what was not handed over."),
        footer=True,
    ),
    Command("handover.ticket", N_("Open the ticket"), N_("Ticket"), N_("Opens the ticket of the line.")),
    Command("handover.back", N_("Back"), N_("Back"), N_("Returns to the previous screen."), footer=True),
    Command("handover.next_part", N_("Next part"), N_("Next part"), moves=True),
    Command("handover.previous_part", N_("Previous part"), N_("Previous part"), moves=True),
    *all_moves("handover"),
)
"""Commands of the handover report, in the order of help and footer."""

HANDOVERS = (
    Command(
        "handovers.open",
        N_("Open the report"),
        N_("Open"),
        N_("The signed report of that shift, or the one being written."),
        footer=True,
    ),
    Command("handovers.back", N_("Back"), N_("Back"), N_("Returns to the previous screen."), footer=True),
    *line_moves("handovers"),
    *page_moves("handovers"),
)
"""Commands of the list of past handovers."""
