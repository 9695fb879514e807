"""Commands of the handover: the report, its entries, the two signatures."""

from core.base.i18n_marks import N_
from tui.commands.command import Command
from tui.commands.moves import all_moves, line_moves, page_moves

HANDOVER = (
    Command(
        "handover.act",
        N_("See to the line"),
        N_("See to"),
        N_("Writes what the line wants, opens its ticket; for who takes over: noted."),
        footer=True,
    ),
    Command(
        "handover.sign",
        N_("Sign"),
        N_("Sign"),
        N_("Who leaves signs, who takes over begins to read, who has read signs."),
        footer=True,
        right="watch",
    ),
    Command(
        "handover.note",
        N_("Write a note"),
        N_("Note"),
        N_("For the next shift: a note, an instruction or a bulletin; on a signed sheet, a correction."),
        footer=True,
        right="watch",
    ),
    Command(
        "handover.seen",
        N_("Noted"),
        N_("Noted"),
        N_("Who takes over has read the red line; the next one is marked."),
        footer=True,
        right="watch",
    ),
    Command(
        "handover.object",
        N_("Object to the line"),
        N_("Object"),
        N_("Who takes over writes what is wrong about it; it stands on the sheet."),
        footer=True,
        right="watch",
    ),
    Command(
        "handover.refuse",
        N_("Refuse the handover"),
        N_("Refuse"),
        N_("With a reason; the supervisor decides, who leaves keeps the desk until then."),
        footer=True,
        right="watch",
    ),
    Command(
        "handover.decide",
        N_("Decide on a refusal"),
        N_("Decide"),
        N_("The supervisor's word, with the PIN: the refusal stands, or it does not."),
        footer=True,
    ),
    Command(
        "handover.wait",
        N_("The successor is not here"),
        N_("Nobody comes"),
        N_("The shift goes on; the reason and the overtime stand on the sheet."),
        right="watch",
    ),
    Command(
        "handover.take_over",
        N_("Give the desk to somebody"),
        N_("Take over"),
        N_("Who has the desk has left without signing: a supervisor gives it away; it is marked."),
    ),
    Command(
        "handover.earlier",
        N_("Earlier handovers"),
        N_("Past"),
        N_("Every watch: who had it, who signed, who has not handed over."),
        footer=True,
    ),
    Command("handover.ticket", N_("Open the ticket"), N_("Ticket"), N_("Shows the ticket of the line.")),
    Command("handover.back", N_("Back"), N_("Back"), N_("Returns to where you came from."), footer=True),
    Command("handover.next_part", N_("Next part"), N_("Next part"), moves=True),
    Command("handover.previous_part", N_("Previous part"), N_("Part before"), moves=True),
    *all_moves("handover"),
)
"""Commands of the handover report, in the order of help and footer."""

HANDOVERS = (
    Command(
        "handovers.open",
        N_("Open the sheet"),
        N_("Open"),
        N_("The signed sheet of that watch, or the one being written."),
        footer=True,
    ),
    Command("handovers.back", N_("Back"), N_("Back"), N_("Returns to where you came from."), footer=True),
    *line_moves("handovers"),
    *page_moves("handovers"),
)
"""Commands of the list of past handovers."""
