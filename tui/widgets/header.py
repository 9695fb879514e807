"""Header of a board: site, shift, operator, time and counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.duty.shift import shift_at
from tui.i18n import _
from tui.widgets.cells import fit
from tui.widgets.clock_text import shift_name
from tui.widgets.lines import Line, Lines, Piece
from tui.widgets.parked import parked_calls

if TYPE_CHECKING:
    from core.policy.model import Policy
    from core.policy.sections import Site
    from core.ticket.board import Counts
    from tui.files.drafts import Draft

COUNTS = (
    ("open", N_("open"), ""),
    ("risk", N_("at risk"), "amber"),
    ("breached", N_("overdue"), "breached"),
    ("unassigned", N_("unassigned"), "amber"),
    ("callbacks", N_("callbacks"), ""),
)
"""Counts in their order, with the level that colours them unless zero."""


@dataclass(frozen=True, slots=True)
class HeaderContent:
    """Content of the header.

    `desk` is the operator in charge, if known.  The third line is `alarm`, in the colour of an alarm;
    otherwise `reminder` and `parked`; otherwise `note`; otherwise the contacts of the centre (R032).
    """

    now: datetime = datetime(2000, 1, 1, tzinfo=UTC)
    policy: Policy | None = None
    site: str = ""
    operator: str = ""
    desk: str = ""
    counts: Counts | None = None
    view: str = ""
    note: str = ""
    alarm: str = ""
    reminder: str = ""
    parked: Sequence[Draft] = ()


class DeskHeader(Lines):
    """Three lines: site, shift, operator and clock; the counts and the view; a note or nothing."""

    DEFAULT_CSS = "DeskHeader { height: 3; background: $panel; }"

    def __init__(self, **place: Any) -> None:
        super().__init__(**place)
        self.shown = HeaderContent()

    def say(self, **changes: object) -> None:
        """Change the content; only lines that differ are drawn again."""
        self.shown = replace(self.shown, **changes)  # type: ignore[arg-type]
        self.redraw()

    def draw(self) -> list[Line]:
        """Return the three lines."""
        shown, width = self.shown, self.size.width
        return [
            _spread([(f" {shown.site}", "strong")], self._about(), self._clock(), width),
            _spread(self._counts(), [], [(f"{shown.view} ", "accent")], width),
            self._third(width),
        ]

    def _third(self, width: int) -> Line:
        shown = self.shown
        if shown.alarm:
            return [(fit(f" {shown.alarm}", width), "breached")]
        pieces: list[Piece] = [(f" {shown.reminder}", "amber strong")] if shown.reminder else []
        if shown.parked and shown.policy:
            room = width - 2 - sum(cell_len(text) + 2 for text, _style in pieces)
            parked = parked_calls(shown.parked, shown.now, shown.policy.site.zone, room)
            pieces += [("   " if pieces else " ", ""), *parked]
        centre = centre_text(shown.policy.site) if shown.policy else ""
        return pieces or [(fit(f" {shown.note or centre}", width), "muted")]

    def _about(self) -> list[Piece]:
        shown = self.shown
        shift = ""
        if shown.policy:
            shift = shift_name(shift_at(shown.now, shown.policy), shown.policy.site.zone)
        if shown.desk in ("", shown.operator):
            return [(shift, "muted"), ("   ", ""), (shown.operator, "text")]
        desk = _(N_("in charge: {name}")).format(name=shown.desk)
        you = _(N_("you: {name}")).format(name=shown.operator)
        return [(shift, "muted"), ("   ", ""), (desk, "text"), ("   ", ""), (you, "muted")]

    def _clock(self) -> list[Piece]:
        if self.shown.policy is None:
            return []
        return [(f"{site_time(self.shown.now, self.shown.policy.site.zone):%H:%M:%S} ", "strong")]

    def _counts(self) -> list[Piece]:
        pieces: list[Piece] = [(" ", "")]
        counts = self.shown.counts
        for name, label, level in COUNTS:
            count = getattr(counts, name) if counts else 0
            style = (f"{level} strong" if level else "strong") if count else "muted"
            pieces += [(f"{_(label)} ", "muted"), (str(count) if counts else "-", style), ("  ", "")]
        return pieces[:-1]


def centre_text(site: Site) -> str:
    """Return hotline, e-mail and responsible person of the centre, as far as they are entered."""
    responsible = _(N_("responsible: {name}")).format(name=site.responsible) if site.responsible else ""
    return "   ".join(filter(None, (site.hotline, site.email, responsible)))


def _spread(left: list[Piece], middle: list[Piece], right: list[Piece], width: int) -> Line:
    """Return left, middle and right part on one line; the middle is dropped first, then the right."""
    for parts in ([left, middle, right], [left, [], right], [left, [], []]):
        sizes = [sum(cell_len(text) for text, _style in part) for part in parts]
        spare = width - sum(sizes)
        if spare >= 2:
            before = min(max(2, (width - sizes[1]) // 2 - sizes[0]), spare) if sizes[1] else spare
            return [*parts[0], (" " * before, ""), *parts[1], (" " * (spare - before), ""), *parts[2]]
    return left
