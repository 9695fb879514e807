"""Commands of papers: choose one, turn to an earlier one, export it."""

from core.base.i18n_marks import N_
from tui.commands.command import Command
from tui.commands.moves import all_moves, line_moves

PAPERS_CONTEXTS = {"papers": N_("Documents"), "paper": N_("Document")}
"""Contexts with their headings."""

APP_PAPERS = (
    Command(
        "app.papers",
        N_("Documents"),
        N_("Documents"),
        N_("Work slip, complaint record, handover, roster and registers: view, print or export."),
    ),
)
"""Command that opens the choice, on all screens."""

PAPERS = (
    *(
        Command(f"papers.{name}", title, title, about)
        for name, title, about in (
            ("slip", N_("Work slip"), N_("For the worker, with the full phone number")),
            ("complaint", N_("Complaint record"), N_("Findings, action taken, signature")),
            ("handover", N_("Shift handover"), N_("Handover report of the shift, live")),
            ("callbacks", N_("Callback record"), N_("Week by week")),
            ("roster", N_("Duty roster"), N_("Week by week")),
            ("opinions", N_("Feedback register"), N_("Month by month")),
            ("originals", N_("Originals"), N_("Month by month")),
            ("report", N_("Daily report"), N_("Day by day")),
            ("units", N_("Register of units"), N_("With contacts; the import takes it back")),
            ("people", N_("Staff list"), N_("The import takes it back")),
            ("deferred", N_("Register of deferred matters"), N_("Year by year, with the review")),
            ("tickets", N_("Log of tickets"), N_("Month by month; the import takes it back")),
        )
    ),
    Command("papers.open", N_("Open"), N_("Open"), N_("Shows the selected document."), footer=True),
    Command(
        "papers.cancel", N_("Cancel"), N_("Cancel"), N_("Returns without choosing a document."), footer=True
    ),
    *line_moves("papers"),
    Command(
        "paper.sign",
        N_("Sign the week"),
        N_("Sign"),
        N_("The callbacks of a week: the supervisor freezes them, then the director signs."),
        right="sign_week",
    ),
    Command(
        "paper.save",
        N_("Export"),
        N_("Save"),
        N_("As a page to print, a workbook or data. The file is private and the export is recorded."),
        footer=True,
    ),
    Command(
        "paper.earlier",
        N_("The previous one"),
        N_("Older"),
        N_("The previous day, week or month."),
        footer=True,
    ),
    Command("paper.later", N_("The next one"), N_("Newer"), N_("The next day, week or month."), footer=True),
    Command("paper.back", N_("Back"), N_("Back"), N_("Returns to the previous screen."), footer=True),
    *all_moves("paper"),
)
"""Commands of the choice and of a paper, in the order of help and footer."""
