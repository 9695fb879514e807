"""Options that select tickets."""

from typing import Annotated

from core.policy.model import KINDS
from core.ticket.board import VIEWS
from core.ticket.codes import Origin
from tui.cli.words import choice, count, option
from tui.i18n import _

Kind = Annotated[str, choice("--kind", _("Only this kind."), KINDS)]
Channel = Annotated[str, option("--channel", _("Only what came in this way."), "CHANNEL")]
FromWhom = Annotated[
    str, choice("--origin", _("Only what customers reported, or what the staff found."), [*Origin])
]
View = Annotated[str, choice("--view", _("Which tickets."), VIEWS)]
Limit = Annotated[int | None, count("--limit", _("Show at most this many."), 1, 10**9)]
