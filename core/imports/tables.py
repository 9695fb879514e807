"""Tables in files of other offices, and the problems in their rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from core.base.dataclass import dataclass
from core.base.errors import InvalidInput, filled
from core.base.i18n_marks import N_


@dataclass(frozen=True, slots=True)
class FileRow:
    """Row as it is in a file; `banner` means that one merged cell is all it has."""

    number: int
    cells: Sequence[str]
    banner: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Sheet as it is in a file: its rows that are not blank, headings among them."""

    name: str
    rows: Sequence[FileRow]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """File with its sheets; `source` is its name, `encoding` that of a text file."""

    source: str
    grids: Sequence[Grid]
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """Row of a table: its number as a person counts in the file, and its cells by header."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Passed:
    """Row that is not an entry: its number, its text, and the reason as a template with values."""

    row: int
    text: str
    why: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Headers of a table and the rows under them; all cells are trimmed texts.

    `above` are the texts over the headers, `below` those of the rows that are not entries (`passed`),
    `others` the sheets of the file that could be read as well, `beyond` the numbers of the rows with a
    cell that no heading is over.
    """

    headers: Sequence[str]
    lines: Sequence[TableRow]
    name: str = ""
    above: Sequence[str] = ()
    passed: Sequence[Passed] = ()
    others: Sequence[str] = ()
    below: Sequence[str] = ()
    beyond: Sequence[int] = ()


TOO_LONG = N_("is {count} characters long; at most {most} are kept")
"""Problem with a text that would be cut."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Problem in one cell; `message` is a template, filled with `values`."""

    row: int
    column: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, translate: Callable[[str], str]) -> str:
        """Return the problem in the reader's language."""
        return filled(self.message, self.values, translate)


class Problems(list[RowProblem]):
    """Collection of problems, so that all are named at once."""

    def add(self, line: TableRow, column: str, message: str, **values: object) -> None:
        """Add a problem, once."""
        problem = RowProblem(line.number, column, message, values)
        if problem not in self[-5:]:
            self.append(problem)

    def stop(self, source: str) -> None:
        """Raise `BadRows` if there are problems."""
        if self:
            raise BadRows(source, sorted(self, key=lambda problem: problem.row))


class BadRows(InvalidInput):
    """Refusal of an import because of rows that cannot be used; `problems` are all of them."""

    def __init__(self, source: str, problems: Sequence[RowProblem]) -> None:
        super().__init__(
            N_("{source}: {count} problem(s), nothing was imported."),
            hint=N_("Fix these rows and import the file again."),
            source=source,
            count=len(problems),
        )
        self.problems = problems
