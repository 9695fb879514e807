"""Output of a paper: tables for people, a document for programs, or a private file, which is recorded."""

from pathlib import Path
from typing import Annotated

from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from tui.cli.context import Here
from tui.cli.printing import complain, heading, print_json, print_table, say, say_text
from tui.cli.words import choice, option
from tui.i18n import _, titled
from tui.papers.forms import FORMS, form_of
from tui.papers.paper import (
    NONE,
    Fields,
    Paper,
    Part,
    Signatures,
    Table,
    cells,
    is_to_fill_in,
    signed,
    text_of,
)
from tui.papers.saving import WHOLE_NUMBERS, save

Form = Annotated[str, choice("--format", _("Output format."), FORMS)]
Output = Annotated[Path | None, option("--output", _("Write it to this file."), "FILE", short="-o")]


def leaves_the_desk(form: str, output: Path | None) -> bool:
    """Return True if the paper is exported in a lasting form, not printed for a person or a program."""
    return output is not None or form not in ("", "json")


def give(here: Here, paper: Paper, form: str = "", output: Path | None = None) -> None:
    """Print the paper, or write it to `output` in `form` or the form of the file's ending.

    An export requires the right to export documents, and is recorded.
    """
    if output:
        save(here.desk, paper, output, form or form_of(output))
        complain(_("Written to {file}.").format(file=output))
        if paper.taken_back:
            complain(_(WHOLE_NUMBERS))
    elif form == "json":
        print_json(paper.document)
    elif form == "xlsx":
        raise InvalidInput(
            N_("An .xlsx workbook cannot be shown in the terminal."), hint=N_("Name a file: -o FILE.xlsx")
        )
    elif form:
        here.desk.exports.exported(paper.kind, form, paper.subject)
        say_text(FORMS[form](paper).decode("utf-8-sig"))
    else:
        print_paper(paper)


def print_paper(paper: Paper) -> None:
    """Print the paper for people at a terminal."""
    heading(f"{paper.title} {paper.subject}".strip())
    if paper.note:
        say(paper.note)
    for part in paper.parts:
        if is_to_fill_in(part):
            continue
        if isinstance(part, Signatures) or part.title or part is not paper.parts[0]:
            say()
        if not isinstance(part, Signatures) and part.title:
            heading(part.title)
        _print(part, paper)


def _print(part: Part, paper: Paper) -> None:
    zone = paper.site.zone
    match part:
        case Table() if part.empty:
            say(part.empty)
        case Table():
            # a dash that is two cells wide on some terminals would push the columns apart
            rows = [[text.replace(NONE, "-") for text in cells(part, row, zone)] for row in part.rows]
            print_table(part.heads, rows, right=range(1, len(part.heads)) if part.figures else ())
        case Fields():
            said = ((field.title, text_of(field.value, zone)) for field in part.fields)
            for title, text in said:
                if text:
                    say(titled(title, text))
        case Signatures():
            for line in part.lines:
                say(titled(line.title, signed(line, zone) or "-"))
        case _:
            for text in part.paragraphs:
                say(text)
