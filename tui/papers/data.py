"""Papers for programs: JSON, and CSV that a spreadsheet opens as it is meant."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from core.base.clock import site_time
from tui.files.formula_guard import guarded
from tui.papers.paper import IsoInstant, Paper


def json_text(paper: Paper) -> str:
    """Return the paper's document as JSON."""
    return json.dumps(paper.document, ensure_ascii=False, indent=2) + "\n"


def csv_text(paper: Paper) -> str:
    """Return CSV: a list as lines under the names of its columns, an object as a line for each figure."""
    document, columns = paper.document, paper.columns
    rows: Iterable[Iterable[Any]]
    if paper.taken_back:
        rows = ([_wall(value, paper) for value in row] for row in paper.rows_of_list)
    elif isinstance(document, dict):
        rows = [("figure", "value"), *_leaves(document)]
    else:
        rows = [columns, *([entry[name] for name in columns] for entry in document)]
    return "".join(",".join(map(_cell, row)) + "\n" for row in rows)


def _wall(value: Any, paper: Paper) -> Any:
    """Return an instant as site time to the second, any other value as it is."""
    if not isinstance(value, datetime):
        return value
    return f"{site_time(value, paper.site.zone):%Y-%m-%d %H:%M:%S}"


_DIVIDES = re.compile(r'[,;\t"\r\n]')
"""Signs that divide cells or lines in one country or another: a text with one of them is quoted."""


def _cell(value: object) -> str:
    """Return a cell's text: times that sort, no formula, in quotes if a spreadsheet would divide it."""
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    text = value.sortable if isinstance(value, IsoInstant) else "" if value is None else str(value)
    if isinstance(value, str):
        text = guarded(text)
    return '"{}"'.format(text.replace('"', '""')) if _DIVIDES.search(text) else text


def _leaves(tree: dict[str, Any] | list[Any], above: str = "") -> Iterator[tuple[str, Any]]:
    items: Iterable[tuple[Any, Any]] = tree.items() if isinstance(tree, dict) else enumerate(tree, 1)
    for name, value in items:
        where = f"{above}{name}"
        if isinstance(value, dict | list):
            yield from _leaves(value, f"{where}.")
        else:
            yield where, value
