"""Options that select tickets."""

from typing import Annotated

from core.policy.model import KINDS
from core.ticket import model
from core.ticket.board import VIEWS
from tui.cli.words import choice, count
from tui.i18n import _

Kind = Annotated[str, choice("--kind", _("Only this kind."), KINDS)]
Channel = Annotated[str, choice("--channel", _("Only what came in this way."), model.Channel)]
View = Annotated[str, choice("--view", _("Which tickets."), VIEWS)]
Limit = Annotated[int | None, count("--limit", _("Show at most this many."), 1, 10**9)]
