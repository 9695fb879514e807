"""Commands of the import of a list: open its form, read the preview, import."""

from core.base.i18n_marks import N_
from tui.commands.command import Command
from tui.commands.moves import all_moves

IMPORT_CONTEXTS = {"import": N_("Import")}
"""Context with its heading."""

APP_IMPORT = Command(
    "app.import",
    N_("Import a list"),
    N_("Import"),
    N_("Units, people or a roster from .xlsx or .csv: looked at row by row first, then all or nothing."),
    right="import",
)
"""Command that opens the form, on all screens."""

IMPORT = (
    Command(
        "import.take",
        N_("Import the list"),
        N_("Import all"),
        N_("Imports every row, or nothing if a row is wrong."),
        footer=True,
        right="import",
    ),
    Command(
        "import.again",
        N_("Read the file again"),
        N_("Again"),
        N_("After it was corrected in the spreadsheet."),
        footer=True,
    ),
    Command("import.next_part", N_("The next part"), N_("Next part"), footer=True, moves=True),
    Command("import.previous_part", N_("The previous part"), N_("Previous part"), moves=True),
    Command("import.back", N_("Back"), N_("Back"), N_("To the form, without a change."), footer=True),
    *all_moves("import"),
)
"""Commands of the preview, in the order of help and footer."""
