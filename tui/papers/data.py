"""Papers for programs: JSON, and CSV without texts that a spreadsheet takes for formulas."""

import csv
import json
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from tui.papers.paper import Paper


def json_text(paper: Paper) -> str:
    """Return the paper's document as JSON."""
    return json.dumps(paper.document, ensure_ascii=False, indent=2) + "\n"


def csv_text(paper: Paper) -> str:
    """Return CSV: entries of one shape as lines under their names, of one object a line for each figure."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    document = paper.document
    if isinstance(document, dict):
        writer.writerow(("figure", "value"))
        writer.writerows((name, _cell(value)) for name, value in _leaves(document))
    elif document:
        writer.writerow(document[0])
        writer.writerows([_cell(value) for value in entry.values()] for entry in document)
    return out.getvalue()


_RUN = ("=", "+", "-", "@", "\t", "\r", "'", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Beginnings that a spreadsheet takes for a formula, full-width ones too, and the mark against them."""


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_RUN) else value


def _leaves(tree: dict[str, Any] | list[Any], above: str = "") -> Iterator[tuple[str, Any]]:
    items: Iterable[tuple[Any, Any]] = tree.items() if isinstance(tree, dict) else enumerate(tree, 1)
    for name, value in items:
        where = f"{above}{name}"
        if isinstance(value, dict | list):
            yield from _leaves(value, f"{where}.")
        else:
            yield where, value
