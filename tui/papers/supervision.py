"""Tables and documents of what the supervisor looked at (R189, R092)."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from core.base.i18n_marks import C_
from core.figures.measures import percent_text
from core.figures.report import Report
from core.figures.supervision import Class, ClassChange, Classifications, SpotChecks
from core.policy.model import Policy
from core.ticket.oversight import SpotResult
from tui.i18n import _, language, titled
from tui.papers.paper import Document, Table, iso
from tui.widgets import names


def tables(report: Report, policy: Policy) -> Iterator[Table]:
    """Yield the spot checks, and the digest of classifications; none of empty ones."""
    checks = report.spot_checks
    if checks.done and (checks.target or checks.checked):
        heads = (
            _("Handled"),
            _("Checked"),
            _("Share checked"),
            _("Target"),
            *(_(one.label) for one in SpotResult),
        )
        rates = (checks.rate, f"{checks.target} %")
        row = (checks.done, checks.checked, *rates, *(checks.results.get(one, 0) for one in SpotResult))
        yield Table(heads, [row], _("Spot checks"), figures=True)
    yield from _classifications(report.classifications, policy)


def _classifications(found: Classifications, policy: Policy) -> Iterator[Table]:
    if found.empty:
        return
    counts = [
        (_("changed"), len(found.changed)),
        (_("confirmed"), found.confirmed),
        (_("waiting for a look"), found.waiting),
    ]
    yield Table((_("Figure"), _("Count")), counts, _("Categories"), figures=True)
    if found.changed:
        before, after = _(C_("category", "From")), _(C_("category", "To"))
        heads = (_("No."), _("Changed at"), before, after, _("Changed by"), _("Reason"))
        rows = [
            (one.number, one.at, _class(one.before, policy), _class(one.after, policy), one.by, _(one.reason))
            for one in found.changed
        ]
        yield Table(heads, rows, _("Categories changed"))


def _class(said: Class, policy: Policy) -> str:
    code, urgency = said
    known = policy.categories
    title = known[code].title(language()) if code in known else code
    return titled(title, _(names.URGENCIES[urgency]))


def spot_document(found: SpotChecks) -> Document:
    """Return the JSON object of the spot checks; the rate is a text cut after two decimals."""
    return {
        "done": found.done,
        "checked": found.checked,
        "percent": None if found.rate is None else percent_text(found.rate),
        "target": found.target,
        "met": found.met,
        "results": {one.value: found.results.get(one, 0) for one in SpotResult},
    }


def document(found: Classifications, zone: ZoneInfo) -> Document:
    """Return the JSON object of the classifications."""
    return {
        "changed": [_document(one, zone) for one in found.changed],
        "confirmed": found.confirmed,
        "waiting": found.waiting,
    }


def _document(one: ClassChange, zone: ZoneInfo) -> Document:
    return {
        "number": one.number,
        "at": iso(one.at, zone),
        "by": one.by,
        "from": {"category": one.before[0], "urgency": one.before[1]},
        "to": {"category": one.after[0], "urgency": one.after[1]},
        "reason": one.reason or None,
    }
