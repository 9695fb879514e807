"""`ring`: announces a call for a telephone system, which waits until this is done."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from core.base.text import clean, mask_phone
from core.phone.rings import Ring, announce, end
from storage.switchboard import switchboard
from tui.cli.printing import print_json, say
from tui.cli.words import AsJson, argument, flag, option
from tui.i18n import _

if TYPE_CHECKING:
    from tui.cli.context import Here


def ring(
    here: "Here",
    phone: Annotated[str, argument("PHONE", _("The caller's number; leave empty if it is withheld."))],
    line: Annotated[str, option("--line", _("On which line."))] = "",
    ended: Annotated[bool, flag("--ended", _("The call has stopped ringing."))] = False,
    as_json: AsJson = False,
) -> None:
    """Announce a call on all screens, or end it; print the call's id."""
    now, where = here.clock(), clean(line, 40)
    with switchboard(here.settings.database) as board:
        rings = end(board, phone, where, now) if ended else [announce(board, phone, where, now)]
    if as_json:
        documents = [_document(ring, now) for ring in rings]
        print_json(documents if ended else documents[0])
    else:
        for ring in rings:
            say(str(ring.id))


def _document(ring: Ring, now: datetime) -> dict[str, Any]:
    return {
        "ring": ring.id,
        "phone": mask_phone(ring.phone) or None,
        "line": ring.line or None,
        "at": ring.at.isoformat(),
        "times": ring.times,
        "state": ring.state(now),
    }
