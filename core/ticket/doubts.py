"""Doubts about an assignee: what they are called, and which of them need a reason (R120)."""

from collections.abc import Sequence

from core.base.errors import InvalidInput
from core.base.i18n_marks import N_, SourceText

DOUBTS = {
    "unregistered": N_("not on the staff list"),
    "expired": N_("certificate has run out"),
    "off_duty": N_("off duty"),
    "over_cap": N_("too many open tickets"),
    "busy": N_("on site elsewhere"),
    "unskilled": N_("another trade"),
    "elsewhere": N_("another area"),
}
"""What can stand against sending somebody, the gravest first."""


ASKED = ("unregistered", "expired", "off_duty", "over_cap", "busy")
"""Doubts that need a reason, at the write; the others are only shown."""


FAILED = ("unregistered", "expired")
"""Whoever is sent with one of these renders a service that counts as failed (S2, R120)."""


REASONS = (N_("nobody else is there"), N_("the nearest one"), N_("asked for by the customer"))
"""The usual reasons, in the order of their keys."""


class NeedsReason(InvalidInput):
    """Somebody may be sent in spite of `doubts`, if a reason is given."""

    def __init__(self, who: str, doubts: Sequence[str]) -> None:
        super().__init__(
            N_("{who}: {doubts}."),
            hint=N_("Sending {who} all the same needs a reason."),
            who=who,
            doubts=tuple(SourceText(DOUBTS[doubt]) for doubt in doubts),
        )
        self.who = who
        self.doubts = tuple(doubts)


def check(who: str, found: Sequence[str], reason: str, *, emergency: bool) -> None:
    """Raise `NeedsReason` where somebody doubtful is sent without one; an emergency never waits for it."""
    if found and not reason and not emergency:
        raise NeedsReason(who, found)
