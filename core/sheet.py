"""A sheet of rows as somebody else keeps it, and what is wrong with its rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.errors import InvalidInput
from core.text import fold_case
from core.words import N_


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as a person counts in the file, and its cells by header."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The headers of a file and its rows without the blank ones; every cell is a trimmed text."""

    headers: Sequence[str]
    lines: Sequence[Line]


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
        """Note one problem."""
        self.append(Problem(line.number, column, message, values))

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


def match_headers(
    sheet: Sheet, names: Mapping[str, Sequence[str]], required: Sequence[str]
) -> dict[str, str]:
    """Which header holds which field, by the names people give them; raises `InvalidInput`."""
    found: dict[str, str] = {}
    for header in sheet.headers:
        for one in _meant(header, names):
            if one in found:
                raise InvalidInput(
                    N_("The columns “{first}” and “{second}” mean the same."),
                    hint=N_("Remove one of them."),
                    first=found[one],
                    second=header,
                )
            found[one] = header
    for one in required:
        if one not in found:
            raise InvalidInput(
                N_("There is no column for {field}; the columns are: {headers}."),
                hint=N_("Name it one of: {names}."),
                field=one,
                headers=", ".join(sheet.headers),
                names=", ".join(names[one]),
            )
    return found


def _meant(header: str, names: Mapping[str, Sequence[str]]) -> Iterator[str]:
    said = _plain(header)
    for one, known in names.items():
        if said in {_plain(name) for name in (one, *known)}:
            yield one


def _plain(text: str) -> str:
    return "".join(ch for ch in fold_case(text) if ch.isalnum())
