"""Timeline of a ticket: one sentence an event, newest last, in site time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from core.base.clock import site_time
from core.base.i18n_marks import N_
from core.events.fact import Undone
from core.events.stream import Event
from core.policy.model import Policy
from tui.i18n import _
from tui.widgets.block import Block
from tui.widgets.cells import fit, wrap
from tui.widgets.lines import Line
from tui.widgets.sentences import moment, repeats_the_attempt, sentence

TIME_CELLS, ACTOR_CELLS = 6, 11
LATE_ENTRY = timedelta(minutes=1)


class Timeline(Block):
    """Events of one ticket, wrapped again when the width changes."""

    def __init__(self, **place: Any) -> None:
        super().__init__(**place)
        self._history: Sequence[Event] = ()
        self._policy: Policy | None = None

    def show(self, history: Sequence[Event], policy: Policy) -> None:
        """Show this history."""
        self._history, self._policy = history, policy
        self.tell()

    def lines(self, width: int) -> Sequence[Line]:
        """Return a heading, then the events."""
        if self._policy is None:
            return []
        return [[(_(N_("History")), "accent strong")], *timeline(self._history, self._policy, width)]


def timeline(history: Sequence[Event], policy: Policy, width: int) -> Iterator[Line]:
    """Yield the lines of a history, `width` cells wide, with a heading for each day."""
    undone = {event.fact.step for event in history if isinstance(event.fact, Undone)}
    day: date | None = None
    for event in history:
        if repeats_the_attempt(event, history):
            continue
        local = site_time(event.at, policy.site.zone)
        if local.date() != day:
            day = local.date()
            yield [(f"{day:%Y-%m-%d}", "muted")]
        yield from _event(event, history, policy, width, taken_back=event.step in undone)


def _event(
    event: Event, history: Sequence[Event], policy: Policy, width: int, *, taken_back: bool
) -> Iterator[Line]:
    local = site_time(event.at, policy.site.zone)
    indent = TIME_CELLS + ACTOR_CELLS + 1
    text = sentence(event, history, policy)
    if event.recorded_at - event.at >= LATE_ENTRY:
        entered = moment(event.recorded_at, policy)
        text += " " + _(N_("(entered {time})")).format(time=entered)
    if taken_back:
        text += " " + _(N_("[undone]"))
    style = "muted" if taken_back else "text"
    for index, line in enumerate(wrap(text, max(20, width - indent))):
        start = f"{local:%H:%M} {fit(event.actor, ACTOR_CELLS)} " if index == 0 else " " * indent
        yield [(start, "muted"), (line, style)]
