"""Search for the row of headings in an office's sheet, and for the field that each heading means."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count, zip_longest

from core.base.errors import InvalidInput, NotFound
from core.base.i18n_marks import N_
from core.base.text import clean, fold_case
from core.imports.own_lists import is_own
from core.imports.tables import Book, FileRow, Grid, Passed, Sheet, TableRow

Names = Mapping[str, Sequence[str]]
"""Fields, each with the headings that mean it."""

Score = Callable[[Sequence[str]], int]
"""Fitness of a row as the headings of a list; 0 if it cannot be."""

_WITHIN = 30
"""Number of first rows in which the headings are looked for."""

_ASIDE = re.compile(r"[(（\[【].*?[)）\]】]|必填|选填|\*")
_TOTAL = re.compile(
    r"((在岗|值班|当班|出勤|上班)?人数|合计|总计|小计|共计|汇总"
    r"|(sub|grand )?total\b|sum\b|headcount\b).{0,20}",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"(制表|填表|审核|审批|填报|注\s*[:：]|备注\s*[:：]|说明\s*[:：]|第\s*\d+\s*页"
    r"|prepared by|printed\b|note\s*:|page \d+)",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\(\d+\)$")
"""Mark of a heading that there was before."""

_LONGEST_GROUP = 6
"""Characters of the longest heading over several others; what is longer is a title."""

TITLE = N_("a title")
"""Why a row is skipped that names what follows."""

_NAMED = 8
"""Number of names that a refusal proposes for a heading."""

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

    If no row looks like headings the widest one counts as such, so that a refusal can name them.
    `every_row`, and a list of ours, takes rows that look like totals or remarks for entries too.
    Raises `NotFound` for a name that no sheet has, `InvalidInput` for a file without rows.
    """
    grids = [grid for grid in _wanted(book, name) if grid.rows]
    if not grids:
        raise InvalidInput(
            N_("{file} is empty."), hint=N_("The first row must hold the headings."), file=book.source
        )
    with_list = [(grid, head) for grid in grids if (head := _heading(grid, score)) is not None]
    grid, head = with_list[0] if with_list else (grids[0], _widest(grids[0]))
    others = [other.name for other, _head in with_list[1:]]
    if every_row or is_own(grid.rows[head].cells):
        return _cut(grid, head, grid.rows[head].cells, _nothing_under_a_heading, others)
    headings = _whole_headings(grid, head, score)
    _refuse_second_list(grid, head, score, book.source)
    return _cut(grid, head, headings, _no_entry, others)


def _widest(grid: Grid) -> int:
    widths = [sum(map(bool, row.cells)) for row in grid.rows[:_WITHIN]]
    return widths.index(max(widths))


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
    """Return the place of the headings, of the second of their lines if there are two."""
    first = grid.rows[:_WITHIN]
    scores = [0 if row.banner else score(row.cells) for row in first]
    best = max(scores)
    place = scores.index(best)
    near = range(place, place + 2) if best else range(len(first))
    for i in near:
        if 0 < i < len(first) and not (first[i].banner or first[i - 1].banner):
            both = score(_filled_up(first[i], first[i - 1]))
            best, place = (both, i) if both > best else (best, place)
    return place if best else None


def _filled_up(row: FileRow, above: FileRow) -> list[str]:
    """Return headings in two lines: those of the second, or else of the first."""
    pairs = zip_longest(row.cells, above.cells, fillvalue="")
    return [cell or over for cell, over in pairs]


def _whole_headings(grid: Grid, head: int, score: Score) -> Sequence[str]:
    """Return the headings of a list: with the line above where that names more, each of them once.

    Of two alike, the heading over several columns tells them apart: 业主 over 姓名 and 电话.
    """
    row, above = grid.rows[head], grid.rows[head - 1] if head else None
    if above is None or above.banner:
        return _unlike(row.cells, [])
    both = _filled_up(row, above)
    return _unlike(both if score(both) > score(row.cells) else row.cells, above.cells)


def _unlike(headings: Sequence[str], above: Sequence[str]) -> list[str]:
    found: list[str] = []
    group = ""
    for heading, over in zip_longest(headings, above, fillvalue=""):
        group = over or group
        name = heading
        if (
            heading
            and list(headings).count(heading) > 1
            and len(group) <= _LONGEST_GROUP
            and group != heading
        ):
            name = group + heading
        again = found.count(name) if not name else sum(once(other) == name for other in found)
        found.append(f"{name}({again + 1})" if name and again else name)
    return found


def once(heading: str) -> str:
    """Return a heading as it is in the file."""
    return _AGAIN.sub("", heading)


def _refuse_second_list(grid: Grid, head: int, score: Score, source: str) -> None:
    """Raise `InvalidInput` for headings among the entries that are not those of the list."""
    headings = grid.rows[head].cells
    least = max(3, score(headings) * 0.7)
    for row in grid.rows[head + 2 :]:
        alike = [cell for cell, heading in zip(row.cells, headings, strict=False) if cell == heading != ""]
        again = any(not cell.isdecimal() for cell in alike) and list(row.cells) != list(headings)
        if again and not row.banner and score(row.cells) >= least:
            raise InvalidInput(
                N_("Row {row} of {file} begins a second list with headings of its own."),
                hint=N_("Move it to a file or sheet of its own."),
                row=row.number,
                file=source,
            )


def _cut(
    grid: Grid,
    head: int,
    headings: Sequence[str],
    no_entry: Callable[[FileRow, Sequence[str]], str],
    others: Sequence[str],
) -> Sheet:
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
        return TITLE
    if _TOTAL.fullmatch(first):
        return N_("a total")
    if _FOOT.match(first):
        return N_("a remark under the list")
    if _EXAMPLE.match(first):
        return N_("an example")
    return N_("the headings again") if all(map(_same, row.cells, headings)) else ""


def _same(cell: str, heading: str) -> bool:
    return bool(cell) == bool(heading) and once(heading).endswith(cell)


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
                names=tuple(names[one][:_NAMED]),
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
        yield from known.get(_plain(header)) or known.get(_plain(without_aside(header)), ())


def without_aside(text: str) -> str:
    """Return a text without what stands in brackets."""
    return _ASIDE.sub("", text).strip()


def _plain(text: str) -> str:
    return "".join(ch for ch in fold_case(text) if ch.isalnum())
