"""Papers as Markdown tables; texts that people wrote are escaped."""

import re
from collections.abc import Iterator, Sequence

from tui.i18n import titled
from tui.papers.paper import Fields, Paper, Part, Signatures, Table, Words, cells, signed, text_of, to_print

BLANK = "____________"
"""Line for a signature by hand."""


def markdown(paper: Paper) -> str:
    """Return the whole paper."""
    head = [f"# {_words(f'{paper.site.name} {paper.title}'.strip())}"]
    about = [line for line in (paper.subject, paper.note, "   ".join(paper.profile)) if line]
    lines = [*head, *(f"\n{_words(line)}" for line in about)]
    for part in paper.parts:
        lines += ["", *_part(part, paper)]
    return "\n".join([*lines, "", _words(paper.made)]) + "\n"


def _part(part: Part, paper: Paper) -> Iterator[str]:
    zone = paper.site.zone
    if not isinstance(part, Signatures) and part.title:
        yield f"## {_words(part.title)}\n"
    match part:
        case Table() if part.empty:
            yield part.empty
        case Table():
            column = "|---:" if part.figures else "|---"
            yield _row(part.heads)
            yield "|---" + column * (len(part.heads) - 1) + "|"
            yield from (_row(cells(part, row, zone)) for row in part.rows)
        case Fields():
            yield from ("| | |", "|---|---|")
            yield from (_row((field.title, text_of(to_print(field), zone))) for field in part.fields)
        case Words():
            yield from (f"- {_paragraph(text)}" for text in part.paragraphs)
        case Signatures():
            yield from (
                f"- {titled(_words(line.title), _words(signed(line, zone)) or BLANK)}" for line in part.lines
            )


def _row(texts: Sequence[str]) -> str:
    return "| " + " | ".join(map(_words, texts)) + " |"


_MARKS = re.compile(r"[\\|`*_~<>\[\]#&]")
"""Signs that Markdown would read as marks."""

_BEGINNINGS = re.compile(r"^(\d*)([-+=.)])")
"""Beginnings of a paragraph that Markdown would read as a list or a line."""


def _words(text: str) -> str:
    return _MARKS.sub(lambda found: f"\\{found[0]}", text)


def _paragraph(text: str) -> str:
    return _BEGINNINGS.sub(r"\1\\\2", _words(text))
