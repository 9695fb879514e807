"""Lines of the daily checks: people with their last days, and what each has to ask about."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.cells import cell_len

from core.base.i18n_marks import C_, N_
from core.desk.checks import CheckTable, DailyCheck, PersonChecks
from core.ticket.codes import CheckState
from tui.i18n import _
from tui.widgets.cells import fit, fit_right
from tui.widgets.clock_text import short_number
from tui.widgets.lines import Line, Piece

DAY_CELLS = 4
NAME_LEAST, NAME_MOST = 14, 40
OWN_CELLS = 4
"""Cells of the number of open tickets that a person heard of first."""
PLACE_CELLS = 16

SIGNS: dict[CheckState, tuple[str, str]] = {
    CheckState.MISSED: ("!", "breached strong"),
    CheckState.DUE: ("?", "accent strong"),
    CheckState.LATE: ("~", "amber"),
    CheckState.DONE: ("+", "muted"),
}
"""Signs of the states of a check with their styles; of a day with several the first is shown."""


def heads(days: Sequence[date], width: int) -> Line:
    """Return the days of the month above their columns, today's marked."""
    name, own = _(N_("First contact")), _(N_("own"))
    pieces: list[Piece] = [(f" {fit(name, _name_cells(width, days))}{fit_right(own, OWN_CELLS)}  ", "muted")]
    for day in days:
        style = "accent strong" if day == days[-1] else "muted"
        pieces.append((fit(f"{day:%d}", DAY_CELLS), style))
    return pieces


def person_line(person: PersonChecks, days: Sequence[date], width: int, *, opened: bool) -> Line:
    """Return the line of a person: a sign with a number for each day."""
    mark = "- " if opened else "  "
    name = fit(f"{mark}{person.person}", _name_cells(width, days))
    own = fit_right(f"{person.open or ''}", OWN_CELLS)
    return [(f" {name}", "text strong"), (f"{own}  ", "muted"), *(_cell(person, day) for day in days)]


def _cell(person: PersonChecks, day: date) -> Piece:
    for state, (sign, style) in SIGNS.items():
        if count := person.count(day, state):
            return fit(f"{sign}{count}", DAY_CELLS), style
    return fit(".", DAY_CELLS), "muted"


def _name_cells(width: int, days: Sequence[date]) -> int:
    return max(NAME_LEAST, min(NAME_MOST, width - 3 - OWN_CELLS - DAY_CELLS * len(days)))


def check_line(check: DailyCheck, today: date, width: int) -> Line:
    """Return the line of a ticket that a person has to ask about, or has not asked about in time."""
    sign, style = SIGNS.get(check.state, (".", "muted"))
    number = short_number(check.number, today)
    missed = f"{check.day:%m-%d}" if check.state is CheckState.MISSED else ""
    pieces: list[Piece] = [
        (f"     {sign} ", style),
        (fit(missed, 6), style),
        (fit(number, 11), "strong"),
        (fit(check.matter.where, PLACE_CELLS) + " ", "text"),
    ]
    absent = _(N_("for {name}")).format(name=check.instead_of) if check.instead_of else ""
    used = sum(cell_len(text) for text, _style in pieces) + cell_len(absent) + 2
    pieces.append((fit(check.matter.description, max(0, width - used)) + " ", "text"))
    return [*pieces, (absent, "muted")]


def legend(table: CheckTable) -> Iterator[str]:
    """Yield how many checks are left today, then what the signs mean."""
    yield _(N_("To ask today: {count}")).format(count=table.due)
    for state, (sign, _style) in SIGNS.items():
        yield f"{sign} {_(_MEANINGS[state])}"


_MEANINGS = {
    CheckState.MISSED: C_("daily check", "missed"),
    CheckState.DUE: C_("daily check", "due"),
    CheckState.LATE: C_("daily check", "late"),
    CheckState.DONE: C_("daily check", "done"),
}
