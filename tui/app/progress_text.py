"""Text that tells how far the database is brought up to date."""

from core.base.i18n_marks import N_
from tui.i18n import _

PARTS = {"events": N_("events"), "journal": N_("journal"), "tickets": N_("tickets")}
"""Names of what is brought up to date, by the codes of `storage.progress`."""


def progress_text(part: str, done: int, total: int) -> str:
    """Return the part and its percentage, as `storage.progress` reports them."""
    return _("Bringing the database up to date: {part} {percent} %").format(
        part=_(PARTS[part]), percent=100 * done // max(total, 1)
    )
