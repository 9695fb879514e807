"""Preview of the import of a list, row by row, for people and as JSON."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from core.imports.preview import WHAT, Preview, RowResult
from core.imports.tables import BadRows, RowProblem
from core.policy.model import Policy
from tui.cli.printing import complain, print_table, say
from tui.files.previews import details, remarks, why
from tui.i18n import _, titled


@contextmanager
def name_problems() -> Iterator[None]:
    """Print each bad row on stderr before the import is refused."""
    try:
        yield
    except BadRows as bad:
        for problem in bad.problems:
            complain(titled(_where(problem), problem.text(_)))
        raise


def _where(problem: RowProblem) -> str:
    return _("row {row}, {column}").format(row=problem.row, column=problem.column or "-")


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
        "unused_columns": list(done.unused),
        "sheet": done.sheet or None,
        "other_sheets": list(done.others),
        "encoding": done.encoding or None,
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
    """Print the rows with a change or a problem, what the file lacks, and the sums."""
    rows = [
        (str(one.row or "-"), one.name, _(WHAT[one.what]), details(one, done, policy))
        for one in done.outcomes
        if one.what not in ("unchanged", "joined")
    ]
    if dry_run and rows:
        print_table((_("Row"), _("Name"), _("What"), _("Details")), rows, right=[0])
    for line in remarks(done):
        (say if dry_run else complain)(line)
    words = (
        _("Would be new: {new}, changed: {changed}, unchanged: {same}.")
        if dry_run
        else _("New: {new}, changed: {changed}, unchanged: {same}.")
    )
    counts = {what: done.count(what) for what in ("new", "changed")}
    say(words.format(**counts, same=done.count("unchanged")))
