"""Forms of a paper, each as the bytes of a file."""

from collections.abc import Callable
from pathlib import Path

from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from tui.papers.data import csv_text, json_text
from tui.papers.markdown import markdown
from tui.papers.page import page
from tui.papers.paper import Paper
from tui.papers.workbook import workbook

FORMS: dict[str, Callable[[Paper], bytes]] = {
    "html": lambda paper: page(paper).encode(),
    "xlsx": workbook,
    "md": lambda paper: markdown(paper).encode(),
    "csv": lambda paper: csv_text(paper).encode("utf-8-sig"),  # Excel takes others for its own code
    "json": lambda paper: json_text(paper).encode(),
}
"""Forms by the ending of their files."""

FORM_NAMES = {
    "html": N_("page to print, A4"),
    "xlsx": N_("workbook"),
    "md": N_("text with tables"),
    "csv": N_("values for programs"),
    "json": N_("data for programs"),
}
"""Purposes of the forms."""


def form_of(path: Path) -> str:
    """Return the form by the ending of a file's name; raise `InvalidInput` for any other ending."""
    ending = path.suffix.lstrip(".").lower()
    if ending not in FORMS:
        raise InvalidInput(
            N_("“{file}” has no known file ending."),
            hint=N_("Use one of these endings: {forms}."),
            file=path,
            forms=tuple(f".{name}" for name in FORMS),
        )
    return ending
