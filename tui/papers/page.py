"""Paper as one HTML page for A4, in Chinese or English; its template is `page.html.jinja`."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from tui.i18n import language, titled
from tui.papers.paper import (
    Fields,
    FormField,
    Paper,
    Signatures,
    Table,
    Value,
    Words,
    cells,
    signed,
    text_of,
    to_print,
)

if TYPE_CHECKING:
    from jinja2 import Template


def page(paper: Paper) -> str:
    """Return the whole page."""
    return _template().render(
        paper=paper,
        zone=paper.site.zone,
        language=language().replace("_", "-"),
        way="landscape" if paper.landscape else "portrait",
    )


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # only when a page is made

    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    made.tests |= {kind.__name__: _is_a(kind) for kind in (Table, Fields, Words, Signatures)}
    made.filters |= {
        "boxes": _boxes,
        "by_line": _by_line,
        "printed": _printed,
        "signed": signed,
        "titled": titled,
    }
    return made.get_template("page.html.jinja")


def _is_a(kind: type) -> Callable[[object], bool]:
    return lambda part: isinstance(part, kind)


_CODE = re.compile(r"[!-~]{1,16}")
"""Pattern of a number, a unit or a phone number, which must not be broken."""

SHORT = 12
"""Cells of a text that is not broken: a name, a state."""


def _boxes(row: Sequence[Value], table: Table, zone: ZoneInfo) -> Iterator[tuple[str, bool]]:
    """Yield the texts of a row; numbers, times, codes and short texts are `whole`: they are not broken."""
    for value, text in zip(row, cells(table, row, zone), strict=True):
        words = isinstance(value, str) and cell_len(text) > SHORT and not _CODE.fullmatch(text)
        yield text, bool(text) and not words and not table.figures


def _by_line(fields: Sequence[FormField]) -> Iterator[list[FormField]]:
    """Yield the fields of each line: two, or a wide one alone."""
    waiting: list[FormField] = []
    for field in fields:
        if field.wide and waiting:
            yield waiting
            waiting = []
        waiting.append(field)
        if field.wide or len(waiting) == 2:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _printed(field: FormField, zone: ZoneInfo) -> str:
    return text_of(to_print(field), zone)
