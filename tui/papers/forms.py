"""The forms in which a paper is written, each as the bytes of a file."""

from collections.abc import Callable

from tui.papers.data import csv_text, json_text
from tui.papers.markdown import markdown
from tui.papers.page import page
from tui.papers.paper import Paper
from tui.papers.workbook import workbook

FORMS: dict[str, Callable[[Paper], bytes]] = {
    "html": lambda paper: page(paper).encode(),
    "xlsx": workbook,
    "md": lambda paper: markdown(paper).encode(),
    "csv": lambda paper: csv_text(paper).encode(),
    "json": lambda paper: json_text(paper).encode(),
}
"""Every form by the ending of its files."""
