"""Output to a terminal or a pipe: a filter for people's texts, tables aligned in cells, JSON."""

import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from textwrap import indent
from typing import Any, NoReturn, TextIO

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from tui.terminal.unsafe import UNSAFE, harmless

Cells = Sequence[str]

GAP = "  "
"""Blanks between two columns."""

DRAWN = 1_000
"""Rows up to which a table is laid out for the terminal; 20,000 would take half a minute."""


def say(text: str = "") -> None:
    """Print one line of data on stdout."""
    _write(sys.stdout, harmless(text) + "\n")


def say_text(text: str) -> None:
    """Print several lines of data on stdout as they are, with tabs as blanks."""
    lines = (harmless(line.expandtabs(4)) for line in text.removesuffix("\n").split("\n"))
    _write(sys.stdout, "\n".join(lines) + "\n")


def complain(text: str) -> None:
    """Print one line of diagnostics on stderr."""
    one_line = " ".join(text.split())
    _write(sys.stderr, harmless(one_line) + "\n")


def print_json(document: Any) -> None:
    """Print one JSON document on stdout, with characters escaped that a terminal could act on."""
    _write(sys.stdout, _json(document) + "\n")


def print_json_list(documents: Iterable[Any]) -> None:
    """Print JSON documents as one list, each as soon as it is made."""
    before = "[\n"
    for document in documents:
        _write(sys.stdout, before + indent(_json(document), "  "))
        before = ",\n"
    _write(sys.stdout, "[]\n" if before == "[\n" else "\n]\n")


def _json(document: Any) -> str:
    text = json.dumps(document, ensure_ascii=not _speaks_unicode(sys.stdout), indent=2)
    return _UNSAFE_IN_JSON.sub(lambda found: _escape(ord(found[0])), text)


_UNSAFE_IN_JSON = re.compile(rf"(?!\n){UNSAFE.pattern}")


def _escape(code: int) -> str:
    return f"\\u{code:04x}"


def _speaks_unicode(stream: TextIO) -> bool:
    return (stream.encoding or "").lower().replace("-", "").startswith("utf")


def print_table(
    heads: Cells, rows: Iterable[Cells], *, right: Iterable[int] = (), styles: Sequence[str] = ()
) -> None:
    """Print a table for people, with the columns `right` aligned right and one style a row.

    In a pipe, and for more than `DRAWN` rows, the lines are plain.
    """
    clean = [[harmless(cell) for cell in row] for row in rows]
    if sys.stdout.isatty() and len(clean) <= DRAWN:
        _print_rich(heads, clean, set(right), styles)
    else:
        _write(sys.stdout, "".join(_plain_lines([list(heads), *clean])))


def _plain_lines(rows: list[list[str]]) -> Iterable[str]:
    from rich.cells import cell_len

    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
        yield GAP.join(cells).rstrip() + "\n"


def _print_rich(heads: Cells, rows: list[list[str]], right: set[int], styles: Sequence[str]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for index, head in enumerate(heads):
        table.add_column(Text(head), justify="right" if index in right else "left", overflow="fold")
    for row, style in zip_longest(rows, styles[: len(rows)]):
        table.add_row(*map(Text, row), style=style)
    _draw(table)


def heading(text: str) -> None:
    """Print the heading of a part, bold on a terminal."""
    if sys.stdout.isatty():
        from rich.text import Text

        _draw(Text(harmless(text), style="bold"))
    else:
        say(text)


def _draw(what: Any) -> None:
    """Print on a terminal, in colour unless NO_COLOR is set."""
    from rich.console import Console

    try:
        Console(file=sys.stdout, highlight=False).print(what)
        sys.stdout.flush()
    except OSError as error:
        _cannot_write(error)


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        _cannot_write(error)


def _cannot_write(error: OSError) -> NoReturn:
    """End the command quietly if the reader of a pipe has closed it; raise `DeskError` otherwise.

    Nothing more can be written then, not even when Python closes the stream.
    """
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        raise SystemExit(0)
    raise DeskError(
        N_("The output cannot be written: {reason}."),
        hint=N_("The change was saved; only the printout failed."),
        reason=error.strerror,
    )
