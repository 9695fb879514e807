"""Search for the row of headings in an office's sheet, and for the field that each heading means."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count, zip_longest

from core.base.errors import InvalidInput, NotFound
from core.base.i18n_marks import N_
from core.base.text import clean, fold_case
from core.imports.tables import Book, FileRow, Grid, Passed, Sheet, TableRow

Names = Mapping[str, Sequence[str]]
"""Fields, each with the headings that mean it."""

Score = Callable[[Sequence[str]], int]
"""Fitness of a row as the headings of a list; 0 if it cannot be."""

_WITHIN = 30
"""Number of first rows in which the headings are looked for."""

_ASIDE = re.compile(r"[(（\[【].*?[)）\]】]|必填|选填|\*")
_TOTAL = re.compile(r"(合计|总计|小计|共计|汇总|(sub|grand )?total\b|sum\b).{0,20}", re.IGNORECASE)
_FOOT = re.compile(
    r"(制表|填表|审核|审批|填报|注\s*[:：]|备注\s*[:：]|说明\s*[:：]|prepared by|printed\b|note\s*:)",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"(例|示例|样例|example)\s*[:：]", re.IGNORECASE)


def score_of(names: Names, required: Sequence[str] = ()) -> Score:
    """Return a score that counts the fields a row names; 0 if a required one is missing."""
    known = _by_name(names)

    def score(cells: Sequence[str]) -> int:
        found = {field for cell in cells for field in _meant(cell, known)}
        return len(found) if found.issuperset(required) else 0

    return score


def sheet_of(book: Book, score: Score, name: str = "", *, every_row: bool = False) -> Sheet:
    """Return the list in a file: the first visible sheet with headings, or the one called `name`.

    If no row looks like headings the first one counts as such, so that a refusal can name them.
    `every_row` takes rows that look like totals or remarks for entries too.
    Raises `NotFound` for a name that no sheet has, `InvalidInput` for a file without rows.
    """
    grids = [grid for grid in _wanted(book, name) if grid.rows]
    if not grids:
        raise InvalidInput(
            N_("{file} is empty."), hint=N_("The first row must hold the headings."), file=book.source
        )
    with_list = [(grid, head) for grid in grids if (head := _heading(grid, score)) is not None]
    grid, head = with_list[0] if with_list else (grids[0], 0)
    look = _nothing_under_a_heading if every_row else _no_entry
    return _cut(grid, head, look, [other.name for other, _head in with_list[1:]])


def _wanted(book: Book, name: str) -> Sequence[Grid]:
    if not name:
        return [grid for grid in book.grids if not grid.hidden]
    if found := [grid for grid in book.grids if grid.name == name]:
        return found
    raise NotFound(
        N_("{file} has no sheet “{name}”."),
        hint=N_("Its sheets are: {names}."),
        file=book.source,
        name=name,
        names=tuple(grid.name for grid in book.grids),
    )


def _heading(grid: Grid, score: Score) -> int | None:
    scores = [0 if row.banner else score(row.cells) for row in grid.rows[:_WITHIN]]
    best = max(scores)
    return scores.index(best) if best else None


def _cut(
    grid: Grid, head: int, no_entry: Callable[[FileRow, Sequence[str]], str], others: Sequence[str]
) -> Sheet:
    headings = grid.rows[head].cells
    lines, passed, below, beyond = [], [], [], []
    for row in grid.rows[head + 1 :]:
        if why := no_entry(row, headings):
            below.append(" ".join(filter(None, row.cells)))
            passed.append(Passed(row.number, clean(below[-1], 80), why))
        else:
            lines.append(_line(row, headings))
            beyond += [row.number] if _has_more(row, headings) else []
    above = [cell for row in grid.rows[:head] for cell in row.cells if cell]
    return Sheet([one for one in headings if one], lines, grid.name, above, passed, others, below, beyond)


def _has_more(row: FileRow, headings: Sequence[str]) -> bool:
    """Return True if a cell of an entry has no heading over it."""
    return any(cell and not heading for cell, heading in zip_longest(row.cells, headings, fillvalue=""))


def _no_entry(row: FileRow, headings: Sequence[str]) -> str:
    """Return why a row is skipped: a title, a sum, a remark, an example, repeated headings; else empty."""
    if why := _nothing_under_a_heading(row, headings):
        return why
    first = next(filter(None, row.cells))
    if row.banner:
        return N_("a title")
    if _TOTAL.fullmatch(first):
        return N_("a total")
    if _FOOT.match(first):
        return N_("a remark under the list")
    if _EXAMPLE.match(first):
        return N_("an example")
    return N_("the headings again") if all(map(str.__eq__, row.cells, headings)) else ""


def _nothing_under_a_heading(row: FileRow, headings: Sequence[str]) -> str:
    under = any(cell for cell, heading in zip(row.cells, headings, strict=False) if heading)
    return "" if under else N_("nothing under a heading")


def _line(row: FileRow, headings: Sequence[str]) -> TableRow:
    padded = [*row.cells, *[""] * (len(headings) - len(row.cells))]
    return TableRow(row.number, {head: cell for head, cell in zip(headings, padded, strict=False) if head})


def match_headers(
    sheet: Sheet, names: Names, required: Sequence[str], several: Sequence[str] = ()
) -> dict[str, str]:
    """Return the header of each field, by the names people give them; raise `InvalidInput`.

    A field in `several` may have more than one: the further ones are those of `phone 2`, `phone 3` …
    """
    known = _by_name(names)
    found: dict[str, str] = {}
    for header in sheet.headers:
        for meant in _meant(header, known):
            one = next(name for name in numbered(meant) if name not in found) if meant in several else meant
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
                headers=tuple(sheet.headers),
                names=tuple(names[one]),
            )
    return found


def numbered(field: str) -> Iterator[str]:
    """Yield the names of the columns of a field that may have several."""
    yield field
    yield from (f"{field} {number}" for number in count(2))


def _by_name(names: Names) -> dict[str, list[str]]:
    """Return the fields by all headings that mean them, in the form in which headings are compared."""
    found: dict[str, list[str]] = {}
    for one, known in names.items():
        for name in {_plain(name) for name in (one, *known)}:
            found.setdefault(name, []).append(one)
    return found


def _meant(header: str, known: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the fields that a heading means, with or without its text in brackets."""
    if header:
        yield from known.get(_plain(header)) or known.get(_plain(_ASIDE.sub("", header)), ())


def _plain(text: str) -> str:
    return "".join(ch for ch in fold_case(text) if ch.isalnum())
