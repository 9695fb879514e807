"""Bar of a ringing call: the caller, their open tickets, and the key that answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.base.text import mask_phone
from tui.i18n import _, ngettext
from tui.widgets.block import Block
from tui.widgets.cells import fit
from tui.widgets.clock_text import countdown, short_number, state_of, wall
from tui.widgets.lines import Line, Piece

if TYPE_CHECKING:
    from core.desk.phone import IncomingCall

MOST = 2
"""Ringing calls that are shown with their callers; further ones are counted."""

ANSWERED_FOR = timedelta(seconds=8)
"""Time for which other screens show who has answered."""


@dataclass(frozen=True, slots=True)
class Calls:
    """Content of the bar at `now`: calls that ring, were missed, or were just answered elsewhere."""

    now: datetime
    zone: ZoneInfo
    key: str = ""
    ringing: Sequence[IncomingCall] = ()
    missed: Sequence[IncomingCall] = ()
    taken: Sequence[IncomingCall] = field(default=())
    named: bool = True
    """True if the bar shows the caller and their open tickets."""

    def bare(self) -> Calls:
        """Return only the ringing calls without names, for a screen without a signed-in person."""
        return replace(self, key="", missed=(), taken=(), named=False)

    def lines(self, width: int) -> list[Line]:
        """Return two lines for each ringing call, one for each answered, one for all missed."""
        found: list[Line] = []
        for call in self.ringing[:MOST]:
            found += [self._caller(call, width), *([self._open(call, width)] if self.named else [])]
        if more := len(self.ringing) - MOST:
            found += [self._more(more, width)] if more > 0 else []
        found += [self._taken(call, width) for call in self.taken]
        return [*found, self._missed(width)] if self.missed and not self.ringing else found

    def _caller(self, call: IncomingCall, width: int) -> Line:
        rings = [_(N_("CALL")), countdown(max(self.now - call.ring.at, timedelta()))]
        rings += [f"x{call.ring.times}"] if call.ring.times > 1 else []
        key = _(N_("{key} answers")).format(key=self.key) if self.key and call is self.ringing[0] else ""
        where = [_(N_("line {name}")).format(name=call.ring.line)] if call.ring.line else []
        right = "  ".join([mask_phone(call.ring.phone), *where, key]).strip()
        head = f" {'  '.join(rings)}  "
        rest = width - cell_len(head) - cell_len(right) - 2
        return [
            (head, "amber strong"),
            (fit(who(call) if self.named else "", rest), "strong"),
            (f" {right} ", "key"),
        ]

    def _open(self, call: IncomingCall, width: int) -> Line:
        tickets = call.known.open
        if not tickets:
            return [(fit("   " + _(N_("no open ticket")), width), "muted")]
        first, today = tickets[-1], site_time(self.now, self.zone).date()
        parts = [short_number(first.number, today), _(state_of(first, self.now).label)]
        parts += [_(N_("+{count} more")).format(count=len(tickets) - 1)] if len(tickets) > 1 else []
        return [(fit(f"   {'  '.join([*parts, first.description])}", width), "")]

    def _more(self, count: int, width: int) -> Line:
        words = ngettext("{count} more call is ringing", "{count} more calls are ringing", count)
        return [(fit(f" {words.format(count=count)}", width), "amber")]

    def _taken(self, call: IncomingCall, width: int) -> Line:
        ring = call.ring
        words = (
            _(N_("{who} has answered: {caller}"))
            if ring.ended_at
            else _(N_("{who} is calling back: {caller}"))
        )
        caller = "  ".join(filter(None, (who(call), mask_phone(ring.phone))))
        return [(fit(f" {words.format(who=ring.claimed_by, caller=caller)}", width), "accent")]

    def _missed(self, width: int) -> Line:
        oldest, count = self.missed[0], len(self.missed)
        words = ngettext("{count} missed call", "{count} missed calls", count).format(count=count)
        caller = "  ".join(filter(None, (who(oldest), mask_phone(oldest.ring.phone))))
        since = wall(oldest.ring.at, self.now, self.zone)
        key = _(N_("{key} takes it")).format(key=self.key)
        pieces: list[Piece] = [(f" {words}  ", "amber strong")]
        rest = width - cell_len(pieces[0][0]) - cell_len(key) - 2
        return [*pieces, (fit(f"{since}  {caller}", rest), ""), (f" {key} ", "key")]


def who(call: IncomingCall) -> str:
    """Return unit and name of the caller, as far as they are in the directory."""
    units = list(dict.fromkeys(listed.unit.code for listed in call.known.callers))
    names = list(dict.fromkeys(listed.contact.name for listed in call.known.callers))
    staff = [f"{person.name} {person.post}".strip() for person in call.staff]
    found = "  ".join(filter(None, (_few(units), _few([*names, *staff]))))
    if found:
        return found
    return _(N_("not listed")) if call.ring.phone else _(N_("number withheld"))


def _few(texts: Sequence[str]) -> str:
    more = f" +{len(texts) - 2}" if len(texts) > 2 else ""
    return " / ".join(texts[:2]) + more


class RingBar(Block):
    """Bar at the top of a screen, which never takes the focus."""

    DEFAULT_CSS = "RingBar { dock: top; height: auto; background: $panel; }"

    def __init__(self, calls: Calls) -> None:
        super().__init__()
        self._calls = calls

    def lines(self, width: int) -> Sequence[Line]:
        """Return the lines of the calls."""
        return self._calls.lines(width)

    def show(self, calls: Calls) -> None:
        """Show these calls."""
        self._calls = calls
        self.tell()
