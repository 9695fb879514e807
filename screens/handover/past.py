"""List of past watches, the newest first, with the shifts that were not handed over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from textual.screen import Screen

from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.desk.desk import Desk
from core.desk.handover import Missing
from core.duty.shift import Shift
from core.handover.watch import STATES, Watch
from core.policy.model import Policy
from screens.base.listing import Found, Listing, ListingColumn, ListingView, OpenList, Wanted
from tui.i18n import _
from tui.widgets.cells import fit
from tui.widgets.clock_text import shift_name, wall
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.host import Host
from tui.widgets.lines import Line, Piece
from tui.widgets.marked import Marked


@dataclass(frozen=True, slots=True)
class Past:
    """Watches in the list and their details, as of `now`."""

    missing: Sequence[Missing]
    policy: Policy
    now: datetime


def _cells(watch: Watch, past: Past) -> Sequence[str]:
    end = wall(watch.ended_at, past.now, past.policy.site.zone) if watch.ended_at else ""
    return _shift(watch.shift, past), watch.operator, end, watch.next, "  ".join(_marks(watch))


def _marks(watch: Watch) -> Iterator[str]:
    if watch.forced_by:
        yield _(N_("transferred by {name}")).format(name=watch.forced_by)
    if watch.double:
        yield _(N_("double shift"))
    if not watch.ended_at:
        yield _(STATES[watch.state])


def _shift(shift: Shift, past: Past) -> str:
    return f"{shift.day:%m-%d} {shift_name(shift, past.policy.site.zone)}"


WATCHES: ListingView[Watch, Past] = ListingView(
    "watches",
    N_("Handovers"),
    (
        ListingColumn("", 20, style="text", gap=2),
        ListingColumn("", 10, 1, style="strong", gap=2),
        ListingColumn("", 11, right=True, style="muted", gap=2),
        ListingColumn("", 10, 1, style="text", gap=2),
        ListingColumn("", 9, 5, style="amber"),
    ),
    lambda watch: str(watch.id),
    _cells,
)


class PastHandovers(Listing[Watch, Past]):
    """List of watches; a key opens the signed report, shifts without a handover are below."""

    context = "handovers"
    title = N_("Handovers")
    views = (WATCHES,)
    has_detail = False

    def __init__(self, sheet: Callable[[int | None], Screen[Any]]) -> None:
        self._sheet = sheet
        """Makes the screen of a report: of an ended watch by its id, else the current one."""

    def read(self, desk: Desk, wanted: Wanted, before: Found[Watch, Past] | None) -> Found[Watch, Past]:
        """Return the newest watches."""
        watches = desk.handover.handovers()
        missing = desk.handover.not_handed_over(watches)
        return Found(watches, Past(missing, desk.queries.policy(), desk.clock()))

    def about(self, found: Found[Watch, Past], wanted: Wanted, host: Host) -> Piece:
        """Return the number of shifts without a handover."""
        count = len(found.data.missing)
        words = _(N_("Shifts that were not handed over: {count}")).format(count=count)
        return words, "breached strong" if count else "muted"

    def under(self, entry: Watch, data: Past, width: int) -> Sequence[Line]:
        """Return the shifts that the watch covers without a handover."""
        words = _(N_("{shift}: not handed over"))
        missed = (_shift(one.shift, data) for one in data.missing if one.watch == entry.id)
        return [[(fit(f"     {words.format(shift=shift)}", width), "breached")] for shift in missed]

    def marked(self, entry: Watch | None, wanted: Wanted) -> Marked:
        """Return the watch under the cursor if it has ended: its report can be printed again."""
        return Marked(handover=entry.id if entry and entry.ended_at else None)

    def handlers(self, screen: OpenList[Watch, Past]) -> Handlers:
        """Return the handler that opens a report."""
        return {"handovers.open": Handler(partial(self._open, screen), partial(_nothing, screen))}

    def _open(self, screen: OpenList[Watch, Past]) -> None:
        screen.app.push_screen(self._sheet(self.marked(screen.entry, screen.wanted).handover))


def _nothing(screen: OpenList[Watch, Past]) -> str | None:
    return None if screen.entry else _(N_("No action is available for this line."))
