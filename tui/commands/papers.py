"""Commands of papers: choose one, turn to an earlier one, export it."""

from core.base.i18n_marks import N_
from tui.commands.command import Command
from tui.commands.moves import all_moves, line_moves

PAPERS_CONTEXTS = {"papers": N_("Papers"), "paper": N_("Paper")}
"""Contexts with their headings."""

APP_PAPERS = (
    Command(
        "app.papers",
        N_("Papers"),
        N_("Papers"),
        N_("Work slip, complaint record, handover, roster, registers: to look at, to print, to keep."),
    ),
)
"""Command that opens the choice, on all screens."""

PAPERS = (
    *(
        Command(f"papers.{name}", title, title, about)
        for name, title, about in (
            ("slip", N_("Work slip"), N_("for the worker; phone in full")),
            ("complaint", N_("Complaint record"), N_("found out, done, to be signed")),
            ("handover", N_("Shift handover"), N_("the sheet of the shift, as it stands")),
            ("callbacks", N_("Callback record"), N_("week by week")),
            ("roster", N_("Duty roster"), N_("week by week")),
            ("opinions", N_("Opinion register"), N_("month by month")),
            ("originals", N_("Originals"), N_("month by month")),
            ("report", N_("Daily report"), N_("day by day")),
        )
    ),
    Command("papers.open", N_("Open"), N_("Open"), N_("Shows the marked paper."), footer=True),
    Command("papers.cancel", N_("Cancel"), N_("Cancel"), N_("Returns without a paper."), footer=True),
    *line_moves("papers"),
    Command(
        "paper.save",
        N_("Write to a file"),
        N_("Save"),
        N_("As a page to print, a workbook or data; a private file, and it is recorded."),
        footer=True,
    ),
    Command(
        "paper.earlier",
        N_("The one before"),
        N_("Older"),
        N_("The day, week or month before."),
        footer=True,
    ),
    Command("paper.later", N_("The next one"), N_("Newer"), N_("The day, week or month after."), footer=True),
    Command("paper.back", N_("Back"), N_("Back"), N_("Returns to where you came from."), footer=True),
    *all_moves("paper"),
)
"""Commands of the choice and of a paper, in the order of help and footer."""
