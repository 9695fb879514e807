"""Texts of an import preview for the people who read it."""

from collections.abc import Iterator, Sequence

from core.base.i18n_marks import C_, N_
from core.imports.preview import FieldChange, Preview, RowResult
from core.people.register_validation import STAFF_ROLES, UNIT_KINDS
from core.policy.model import Policy
from tui.files.encodings import UTF_8
from tui.i18n import _, clauses, language, listed, ngettext, titled

_NAMED = 20
"""Number of names in one line."""

CODES = {"role": STAFF_ROLES, "kind": UNIT_KINDS, "active": {"True": N_("yes"), "False": N_("no")}}
"""Fields with codes as values, and the words for them."""

FIELDS = {"contacts": N_("Contacts"), "role": N_("Rights"), "active": N_("Active")}
"""Fields that a list may change without a column of that name."""

UNIT_FIELDS = {**FIELDS, "active": C_("unit", "Active")}


def details(one: RowResult, done: Preview, policy: Policy) -> str:
    """Return the changes of a row, its problems, or why it is skipped."""
    if one.problems:
        return clauses(titled(problem.column or "-", problem.text(_)) for problem in one.problems)
    told = (_told(change, done, policy) for change in one.changes if change.field != "initials")
    return why(one) or listed(told)


def why(one: RowResult) -> str:
    """Return why a row is skipped; empty for any other."""
    return _(one.passed.why).format(**one.passed.values) if one.passed else ""


def _told(change: FieldChange, done: Preview, policy: Policy) -> str:
    before, after = (_said(change.field, value, policy) for value in (change.before, change.after))
    head = done.columns.get("contact" if change.field == "contacts" else change.field)
    fields = UNIT_FIELDS if done.kind == "units" else FIELDS
    head = head or _(fields.get(change.field, change.field))
    return titled(head, f"{before} -> {after or '-'}" if before else after)


def _said(field: str, value: str, policy: Policy) -> str:
    """Return the word for a code."""
    if field == "department" and value in policy.departments:
        return policy.departments[value].title(language())
    return _(CODES[field].get(value, value)) if value and field in CODES else value


def remarks(done: Preview) -> Iterator[str]:
    """Yield the encoding of the file, missing names, who leaves with tickets, unused columns and sheets."""
    yield from of_file(done.encoding, done.beyond)
    if done.missing:
        count = len(done.missing)
        told = ngettext(
            "Not in the file, left as it is ({count})", "Not in the file, left as they are ({count})", count
        )
        yield titled(told.format(count=count), _some(done.missing))
    if done.leaving:
        named = [f"{name} ({count})" for name, count in done.leaving]
        yield _("Leaving with open tickets, reassign them: {names}").format(names=_some(named))
    if done.unused:
        yield _("Columns not used: {names}").format(names=_some(done.unused))
    if done.others:
        yield _("Sheets not read: {names}").format(names=_some(done.others))


def of_file(encoding: str, beyond: Sequence[int]) -> Iterator[str]:
    """Yield the encoding of a text file that may be in another one, and the rows that are not read whole."""
    if encoding not in ("", UTF_8):
        yield _("Text read as {encoding}").format(encoding=encoding)
    if beyond:
        yield _("Cells without a heading, not read; rows: {rows}").format(rows=some_rows(beyond, _NAMED))


def _some(names: Sequence[str], most: int = _NAMED) -> str:
    more = len(names) - most
    return listed(names[:most]) + (_(", {count} more").format(count=more) if more > 0 else "")


def some_rows(rows: Sequence[int], most: int) -> str:
    """Return the first rows, and how many more there are."""
    return _some([str(row) for row in rows], most)
