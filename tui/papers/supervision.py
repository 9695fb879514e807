"""Tables and documents of what the supervisor looked at (R189)."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from core.figures.supervision import Class, ClassChange, Classifications
from core.policy.model import Policy
from tui.i18n import _, language, titled
from tui.papers.paper import Document, Table, iso
from tui.widgets import names


def table(found: Classifications, policy: Policy) -> Iterator[Table]:
    """Yield the digest of classifications and the changes, from what to what; none of an empty one."""
    if found.empty:
        return
    counts = [
        (_("changed"), len(found.changed)),
        (_("confirmed"), found.confirmed),
        (_("waiting for a look"), found.waiting),
    ]
    yield Table((_("Figure"), _("Count")), counts, _("Categories"), figures=True)
    if found.changed:
        heads = (_("No."), _("Changed at"), _("From"), _("To"), _("Changed by"), _("Reason"))
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


def document(found: Classifications, zone: ZoneInfo) -> Document:
    """Return the JSON object."""
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
