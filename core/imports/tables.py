"""A sheet of rows as somebody else keeps it, and what is wrong with its rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from core.base.dataclass import dataclass
from core.base.errors import InvalidInput
from core.base.i18n_marks import N_


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it lies in a file: `banner` says that one merged cell is all there is in it."""

    number: int
    cells: Sequence[str]
    banner: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet of a file, as it lies there: its rows that are not blank, headings among them."""

    name: str
    rows: Sequence[Row]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A file with its sheets; `source` is what it is called."""

    source: str
    grids: Sequence[Grid]


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as a person counts in the file, and its cells by header."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Passed:
    """A row that is no entry: its number, its text and why it was passed over, a template and its values."""

    row: int
    text: str
    why: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The headers of a file and the rows under them; every cell is a trimmed text.

    `above` are the texts over the headers, `passed` the rows that are no entries, `others` the sheets of
    the file that could have been read as well.
    """

    headers: Sequence[str]
    lines: Sequence[Line]
    name: str = ""
    above: Sequence[str] = ()
    passed: Sequence[Passed] = ()
    others: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell; `message` is a template, filled with `values`."""

    row: int
    column: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, translate: Callable[[str], str]) -> str:
        """What is wrong, in the reader's language."""
        return translate(self.message).format(**self.values)


class Problems(list[Problem]):
    """Collects what is wrong, so that everything is named at once."""

    def add(self, line: Line, column: str, message: str, **values: object) -> None:
        """Note one problem, once."""
        problem = Problem(line.number, column, message, values)
        if problem not in self[-5:]:
            self.append(problem)

    def stop(self, source: str) -> None:
        """Raise `BadRows` if anything was noted."""
        if self:
            raise BadRows(source, sorted(self, key=lambda problem: problem.row))


class BadRows(InvalidInput):
    """Some rows cannot be used, so none was; `problems` names them all."""

    def __init__(self, source: str, problems: Sequence[Problem]) -> None:
        super().__init__(
            N_("{source}: {count} problem(s), nothing was imported."),
            hint=N_("Correct them and import the file again."),
            source=source,
            count=len(problems),
        )
        self.problems = problems
