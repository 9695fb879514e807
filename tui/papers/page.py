"""A paper as one HTML page for A4, in Chinese or English; it loads nothing and runs nothing."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from rich.cells import cell_len

from tui.i18n import language
from tui.papers.paper import (
    Field,
    Fields,
    Paper,
    Part,
    Signatures,
    Table,
    Value,
    Words,
    cells,
    signed,
    text_of,
    to_print,
)

STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def page(paper: Paper) -> str:
    """The whole page."""
    return "".join((*_head(paper), *_body(paper)))


NOTHING_ELSE = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may load for the page: no more than is in it."""


def _head(paper: Paper) -> Iterator[str]:
    yield f'<!DOCTYPE html>\n<html lang="{language().replace("_", "-")}">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{NOTHING_ELSE}">\n'
    yield f"<title>{escape(f'{paper.site.name} {paper.title}'.strip())}</title>\n"
    yield f"<style>\n@page {{ size: A4 {_way(paper)}; }}\n{STYLE}</style>\n</head>\n"


def _body(paper: Paper) -> Iterator[str]:
    yield f'<body class="{_way(paper)}">\n<header>\n'
    yield _line("p", "site", paper.site.name)
    yield f"<h1>{escape(paper.title)}</h1>\n"
    yield from (_line("p", "about", text) for text in (paper.subject, paper.note))
    yield _line("p", "profile", "   ".join(paper.profile))
    yield "</header>\n"
    for part in paper.parts:
        yield from _part(part, paper)
    yield f"<footer>{escape(paper.made)}</footer>\n</body>\n</html>\n"


def _way(paper: Paper) -> str:
    return "landscape" if paper.landscape else "portrait"


def _line(tag: str, name: str, text: str) -> str:
    return f'<{tag} class="{name}">{escape(text)}</{tag}>\n' if text else ""


def _part(part: Part, paper: Paper) -> Iterator[str]:
    if not isinstance(part, Signatures) and part.title:
        yield f"<h2>{escape(part.title)}</h2>\n"
    match part:
        case Table() if part.empty:
            yield _line("p", "words", part.empty)
        case Table():
            yield from _table(part, paper)
        case Fields():
            yield f'<table class="form">\n<colgroup>{"<col><col class=wide>" * 2}</colgroup>\n'
            yield from (_boxes(fields, paper) for fields in _by_line(part.fields))
            yield "</table>\n"
        case Words():
            yield from (_line("p", "words", text) for text in part.paragraphs)
        case Signatures():
            yield '<div class="signatures">\n'
            for line in part.lines:
                said = escape(signed(line, paper.site.zone))
                yield f"<p>{escape(line.title)}: <span>{said}</span></p>\n"
            yield "</div>\n"


def _table(table: Table, paper: Paper) -> Iterator[str]:
    heads = "".join(f"<th>{escape(head)}</th>" for head in table.heads)
    yield f'<table class="{"figures" if table.figures else "list"}">\n'
    yield f"<thead><tr>{heads}</tr></thead>\n<tbody>\n"
    for row in table.rows:
        texts = zip(row, cells(table, row, paper.site.zone), strict=True)
        yield "<tr>" + "".join(_cell(value, text, table) for value, text in texts) + "</tr>\n"
    yield ("<tr>" + "<td>&nbsp;</td>" * len(table.heads) + "</tr>\n") * table.blank
    yield "</tbody>\n</table>\n"


_CODE = re.compile(r"[!-~]{1,16}")
"""A number, a unit, a telephone: what is read as one."""

SHORT = 12
"""Cells of a text that is not broken: a name, a state."""


def _cell(value: Value, text: str, table: Table) -> str:
    """Numbers, times, codes and short texts are not broken."""
    words = isinstance(value, str) and cell_len(text) > SHORT and not _CODE.fullmatch(text)
    return f"<td{' class=whole' if text and not words and not table.figures else ''}>{escape(text)}</td>"


def _by_line(fields: Sequence[Field]) -> Iterator[list[Field]]:
    """Two fields on a line, a wide one alone."""
    waiting: list[Field] = []
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


def _boxes(fields: Sequence[Field], paper: Paper) -> str:
    alone = ' colspan="3"' if len(fields) == 1 else ""
    boxes = []
    for field in fields:
        room = f' style="height: {field.lines * 1.6:.1f}em"' if field.lines > 1 else ""
        said = escape(text_of(to_print(field), paper.site.zone))
        boxes.append(f"<th>{escape(field.title)}</th><td{alone}{room}>{said}</td>")
    return f"<tr>{''.join(boxes)}</tr>\n"
