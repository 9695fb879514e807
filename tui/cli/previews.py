"""What taking over a list would do, row by row, for people and as JSON."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from core.preview import WHAT, Change, Outcome, Preview
from core.sheet import BadRows, Problem
from core.words import N_
from tui.cli.printing import complain, print_table, say
from tui.i18n import _, ngettext

_NAMED = 20
"""How many names one line tells."""

FIELDS = {"contacts": N_("Contacts"), "role": N_("Role"), "active": N_("Active"), "building": N_("Building")}
"""Fields that a list may change without a column of that name."""


@contextmanager
def name_problems() -> Iterator[None]:
    """Name every bad row on stderr before the import is refused."""
    try:
        yield
    except BadRows as bad:
        for problem in bad.problems:
            complain(f"{_where(problem)}: {problem.text(_)}")
        raise


def _where(problem: Problem) -> str:
    return _("row {row}, {column}").format(row=problem.row, column=problem.column or "-")


def preview_document(done: Preview, *, dry_run: bool) -> dict[str, Any]:
    """The preview as JSON: the names of what is new, the fields of what changed, and every row."""
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
        "rows": [_row(one) for one in done.outcomes],
        "dry_run": dry_run,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {"row": problem.row, "column": problem.column or None, "problem": problem.text(_)}


def _row(one: Outcome) -> dict[str, Any]:
    return {
        "row": one.row or None,
        "name": one.name,
        "what": one.what,
        "changes": [
            {"field": change.field, "before": change.before or None, "after": change.after or None}
            for change in one.changes
        ],
        "problems": [_problem(problem) for problem in one.problems],
        "why": _why(one) or None,
    }


def tell_preview(done: Preview, *, dry_run: bool) -> None:
    """The rows that something happens to, what the file does not hold, and the sums."""
    rows = [
        (str(one.row or "-"), one.name, _(WHAT[one.what]), details(one, done))
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


def details(one: Outcome, done: Preview) -> str:
    """What changes in a row, what is wrong with it, or why it is passed over."""
    if one.problems:
        return "; ".join(f"{problem.column or '-'}: {problem.text(_)}" for problem in one.problems)
    return _why(one) or ", ".join(_told(change, done) for change in one.changes if change.field != "initials")


def _why(one: Outcome) -> str:
    return _(one.passed.why).format(**one.passed.values) if one.passed else ""


def _told(change: Change, done: Preview) -> str:
    field = "contact" if change.field == "contacts" else change.field
    head = done.columns.get(field) or _(FIELDS.get(change.field, change.field))
    if not change.before:
        return f"{head}: {change.after}"
    return f"{head}: {change.before} -> {change.after or '-'}"


def remarks(done: Preview) -> Iterator[str]:
    """What the file does not hold, the columns and sheets that were not used."""
    if done.missing:
        count = len(done.missing)
        told = ngettext(
            "Not in the file, left as it is ({count})", "Not in the file, left as they are ({count})", count
        )
        yield f"{told.format(count=count)}: {_some(done.missing)}"
    if done.unused:
        yield _("Columns not used: {names}").format(names=_some(done.unused))
    if done.others:
        yield _("Sheets not read: {names}").format(names=_some(done.others))


def _some(names: Any) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (_(", {count} more").format(count=more) if more > 0 else "")
