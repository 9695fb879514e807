"""Figures over a period of site days: registers and reports, as the acting person may see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from core.figures import registers
from core.figures.report import report

if TYPE_CHECKING:
    from core.desk.session import Session
    from core.figures.deferrals import DeferredMatter
    from core.figures.registers import CallbackMade, KeptOriginal
    from core.figures.report import Report
    from core.ticket.model import Ticket


class Figures:
    """Registers and reports from the day `first` to the day `last`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def callbacks(self, first: date, last: date) -> Sequence[CallbackMade]:
        """Return the attempts and ends of callbacks, in order (R169)."""
        with self._session.reading() as look:
            actor = self._session.actor_in(self._session.listed(look))
            return registers.callbacks_made(look, first, last, actor)

    def opinions(self, first: date, last: date, *, kind: str = "", channel: str = "") -> Sequence[Ticket]:
        """Return the register of customers' feedback, of one kind or channel (R030, R097)."""
        with self._session.reading() as look:
            actor = self._session.actor_in(self._session.listed(look))
            return registers.opinions(look, first, last, actor, kind=kind, channel=channel)

    def originals(self, first: date, last: date) -> Sequence[KeptOriginal]:
        """Return the original papers received, by report time (R098)."""
        with self._session.reading() as look:
            actor = self._session.actor_in(self._session.listed(look))
            return registers.originals(look, first, last, actor)

    def deferrals(self, first: date, last: date) -> Sequence[DeferredMatter]:
        """Return the register of deferred matters (R183)."""
        from core.figures.deferrals import deferrals  # with its acts, for this register alone

        with self._session.reading() as look:
            actor = self._session.actor_in(self._session.listed(look))
            return deferrals(look, first, last, actor)

    def report(self, first: date, last: date) -> Report:
        """Return the report of the days (§17)."""
        with self._session.reading() as look:
            return report(look, first, last, self._session.clock())
