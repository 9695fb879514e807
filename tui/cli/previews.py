"""Preview of the import of a list, row by row, for people and as JSON."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from core.imports.preview import WHAT, Preview, RowResult
from core.imports.tables import BadRows, RowProblem
from core.policy.model import Policy
from tui.cli.printing import complain, print_table, say
from tui.files.previews import details, remarks, some_rows, why
from tui.i18n import _, clauses, ngettext, titled


@contextmanager
def name_problems() -> Iterator[None]:
    """Print the problems on stderr, by kind, before the import is refused."""
    try:
        yield
    except BadRows as bad:
        for line in by_kind(bad.problems):
            complain(line)
        raise


MOST_ROWS, MOST_TEXTS = 5, 3
"""Number of rows named of one problem, and of problems named of one kind."""


def by_kind(problems: Sequence[RowProblem]) -> Iterator[str]:
    """Yield the problems with their first rows: those of one kind in one column, or those of one value."""
    columns: dict[tuple[str, object], set[str]] = {}
    for problem in problems:
        columns.setdefault(_value(problem), set()).add(problem.column)
    kinds: dict[tuple[object, str], dict[str, list[RowProblem]]] = {}
    for problem in problems:
        value = _value(problem)
        several = "value" in problem.values and len(columns[value]) > 1
        of_kind = kinds.setdefault((value if several else problem.column, problem.message), {})
        of_kind.setdefault(problem.text(_), []).append(problem)
    for of_text in kinds.values():
        named = [*of_text.items()]
        for text, found in named[:MOST_TEXTS]:
            yield titled(_where(found), text)
        if others := [problem for _text, found in named[MOST_TEXTS:] for problem in found]:
            yield titled(_where(others), _("the same with other values"))


def _value(problem: RowProblem) -> tuple[str, object]:
    return problem.message, problem.values.get("value")


def _where(found: Sequence[RowProblem]) -> str:
    """Return the rows of one column, or else the cells."""
    if len({problem.column for problem in found}) > 1:
        cells = [_at([problem.row], problem.column) for problem in found[:MOST_ROWS]]
        more = len(found) - MOST_ROWS
        return clauses(cells) + (_(", {count} more").format(count=more) if more > 0 else "")
    return _at([problem.row for problem in found], found[0].column)


def _at(rows: Sequence[int], column: str) -> str:
    told = ngettext("row {rows}, {column}", "rows {rows}, {column}", len(rows))
    return told.format(rows=some_rows(rows, MOST_ROWS), column=column or "-")


def preview_document(done: Preview, *, dry_run: bool) -> dict[str, Any]:
    """Return the preview as JSON: names of new entries, changed fields, and all rows."""
    return {
        "new": [one.name for one in done.outcomes if one.what == "new"],
        "changed": {
            one.name: [change.field for change in one.changes]
            for one in done.outcomes
            if one.what == "changed"
        },
        "unchanged": done.count("unchanged"),
        "refused": [_problem(problem) for problem in done.problems],
        "retired": [one.name for one in done.outcomes if one.what == "retired"],
        "missing": list(done.missing),
        "leaving": [{"name": name, "open": count} for name, count in done.leaving],
        "unused_columns": list(done.unused),
        "sheet": done.sheet or None,
        "other_sheets": list(done.others),
        "encoding": done.encoding or None,
        "rows_not_read_whole": list(done.beyond),
        "rows": [_row(one) for one in done.outcomes],
        "dry_run": dry_run,
    }


def _problem(problem: RowProblem) -> dict[str, Any]:
    return {"row": problem.row, "column": problem.column or None, "problem": problem.text(_)}


def _row(one: RowResult) -> dict[str, Any]:
    return {
        "row": one.row or None,
        "name": one.name,
        "what": one.what,
        "changes": [
            {"field": change.field, "before": change.before or None, "after": change.after or None}
            for change in one.changes
        ],
        "problems": [_problem(problem) for problem in one.problems],
        "why": why(one) or None,
    }


def tell_preview(done: Preview, policy: Policy, *, dry_run: bool) -> None:
    """Print the rows with a change, the problems by kind, what the file lacks, and the sums."""
    rows = [
        (str(one.row or "-"), one.name, _(WHAT[one.what]), details(one, done, policy))
        for one in done.outcomes
        if one.what not in ("unchanged", "joined", "refused")
    ]
    if dry_run and rows:
        print_table((_("Row"), _("Name"), _("What"), _("Details")), rows, right=[0])
    for line in (*by_kind(done.problems), *remarks(done)):
        (say if dry_run else complain)(line)
    words = (
        _("Would be new: {new}, changed: {changed}, unchanged: {same}.")
        if dry_run
        else _("New: {new}, changed: {changed}, unchanged: {same}.")
    )
    counts = {what: done.count(what) for what in ("new", "changed")}
    say(words.format(**counts, same=done.count("unchanged")))
