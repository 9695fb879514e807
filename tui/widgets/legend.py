"""Legend of the marks on boards, lists and forms."""

from core.base.i18n_marks import N_
from tui.widgets.cells import CUT
from tui.widgets.clock_text import SYMBOLS

BY_LEVEL = {
    "breached": (N_("Late"), N_("A clock has run out. In a handover report: it must be read.")),
    "amber": (N_("Soon"), N_("Little of a clock is left. In a handover report: worth knowing.")),
    "tell": (N_("Tell someone"), N_("The next person of the escalation has to be told now.")),
    "tell_late": (N_("Late, tell someone"), N_("A clock has run out, and a person has to be told now.")),
    "paused": (N_("Waiting"), N_("On hold or deferred: the clock stands until then.")),
    "done": (N_("Nothing due"), N_("Nothing is due any more, or a clock was met in time.")),
}
"""Title and meaning of the signs of `SYMBOLS`; a ticket whose clocks simply run has none."""

LEGEND: tuple[tuple[str, str, str], ...] = (
    *((SYMBOLS[level].strip(), title, meaning) for level, (title, meaning) in BY_LEVEL.items()),
    ("!!!", N_("Emergency"), N_("The most urgent: the word where it fits, and what you can type in a call.")),
    ("(2)", N_("Second round"), N_("The customer was not satisfied: the work is being done again.")),
    ("?", N_("Guess"), N_("Category or urgency were guessed from the words: check them.")),
    (CUT, N_("Cut"), N_("The text goes on: open it, or use a wider terminal.")),
    ("****", N_("Hidden digits"), N_("Part of a telephone number: the ticket shows it in full with a key.")),
    ("+", N_("And more"), N_("More lines are loaded when the cursor comes near the end.")),
)
"""Marks with their titles and meanings."""
