"""Doubts about an assignee: their names, and which of them need a reason (R120)."""

from collections.abc import Sequence

from core.base.codes import Code
from core.base.errors import Unexplained
from core.base.i18n_marks import N_, SourceText


class Doubt(Code):
    """Doubts about an assignment, the gravest first."""

    UNREGISTERED = "unregistered", N_("not on the staff list")
    EXPIRED = "expired", N_("certificate has expired")
    OFF_DUTY = "off_duty", N_("off duty")
    OVER_CAP = "over_cap", N_("too many open tickets")
    BUSY = "busy", N_("on site elsewhere")
    UNSKILLED = "unskilled", N_("another trade")
    ELSEWHERE = "elsewhere", N_("another area")


ASKED = (Doubt.UNREGISTERED, Doubt.EXPIRED, Doubt.OFF_DUTY, Doubt.OVER_CAP, Doubt.BUSY)
"""Doubts that need a reason to be written; the others are only shown."""


FAILED = (Doubt.UNREGISTERED, Doubt.EXPIRED)
"""Doubts that make the service count as failed if the person is assigned (S2, R120)."""


REASONS = (N_("no one else is available"), N_("closest to the site"), N_("asked for by the customer"))
"""Usual reasons, in the order of their keys."""


class NeedsReason(Unexplained):
    """Refusal of an assignment with `doubts`, which a reason would allow."""

    asks = N_("Why assign them anyway?")
    usual = REASONS

    def __init__(self, who: str, doubts: Sequence[Doubt]) -> None:
        super().__init__(
            N_("{who}: {doubts}."),
            hint=N_("To assign {who} anyway, give a reason (command line: --reason)."),
            who=who,
            doubts=tuple(SourceText(doubt.label) for doubt in doubts),
        )
        self.who = who
        self.doubts = tuple(doubts)


def check(who: str, found: Sequence[Doubt], reason: str, *, emergency: bool) -> None:
    """Raise `NeedsReason` if a person with doubts is assigned without a reason; emergencies are exempt."""
    if found and not reason and not emergency:
        raise NeedsReason(who, found)
