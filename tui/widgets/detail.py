"""Panel of the selected ticket: matter, place, people, all clocks, the last event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from core.base.i18n_marks import N_
from core.base.text import mask_phone
from core.policy.model import Policy
from core.ticket.clocks import LIVE, Timer, timers
from tui.i18n import _, language, listed, titled
from tui.widgets.cells import fit, fit_right, wrap
from tui.widgets.clock_text import SYMBOLS, state_of, timer_clock, wall
from tui.widgets.columns import lacks_place, time_width
from tui.widgets.emergency_question import placeless, question
from tui.widgets.lines import Line, Lines, Piece
from tui.widgets.names import ROLES, URGENCIES
from tui.widgets.particulars import name_of

if TYPE_CHECKING:
    from core.desk.queries import Card
    from core.ticket.board import Row
    from tui.widgets.host import Host

NAME_WIDTH, WORD_WIDTH = 11, 6
DUE_WIDTH = 7
"""Cells of the parts of a clock; between the name and the word are four for the symbol."""


class Detail(Lines):
    """Panel below or next to the list that fits its lines to the room."""

    DEFAULT_CSS = "Detail { background: $surface; }"

    def __init__(self, **place: Any) -> None:
        super().__init__(**place)
        self.now = datetime(2000, 1, 1, tzinfo=UTC)
        self.zone = ZoneInfo("UTC")
        self.policy: Policy | None = None
        self.row: Row | None = None
        self.card: Card | None = None

    def show(self, row: Row | None, card: Card | None, now: datetime) -> None:
        """Show a row of the board, with its card once that is loaded."""
        self.row, self.card, self.now = row, card, now
        self.redraw()

    def tick(self, now: datetime) -> None:
        """Update the countdowns."""
        self.now = now
        self.redraw()

    def draw(self) -> list[Line]:
        """Return as many lines as fit."""
        if self.row is None:
            return []
        width, height = self.size.width - 2, self.size.height
        beside = height > 12
        lines = [*self._matter(self.row, width, beside)]
        if beside:
            lines.append([])
        if self.card is not None:
            lines += self._about(self.card, width, beside)
            tell = [*self._to_tell(self.card)]
            last = [*self._last(self.card, width, 3 if beside else 1, beside)]
            lines += self._clocks(self.card, height - len(lines) - len(tell) - len(last), width, beside)
            lines += [*tell, *last]
        return [[(" ", ""), *line] for line in lines[:height]]

    def _matter(self, row: Row, width: int, beside: bool) -> Iterator[Line]:
        urgency = _(URGENCIES[row.urgency]) if row.urgency in URGENCIES else row.urgency
        parts = [row.number, self._category(row.category)]
        if row.urgency != "normal":
            parts.append(urgency)
        if row.round > 1:
            parts.append(_(N_("round {number}")).format(number=row.round))
        parts.append(_(state_of(row, self.now).label))
        style = "breached strong" if row.marks.emergency else "strong"
        for place, line in enumerate(wrap("  ".join(parts[1:]), width - 12, 3 if beside else 1)):
            yield [(fit(row.number if place == 0 else "", 12), style), (line, "")]
        where = f"{row.where}  " if row.where else ""
        for line in wrap(where + row.description, width, 5 if beside else 2):
            yield [(line, "text")]
        if lacks_place(row):
            key = cast("Host", self.app).key("act.place")
            yield [(fit(placeless(key), width), "breached")]
        if row.asked and self.card is not None:
            key = cast("Host", self.app).key("act.answer")
            yield [(fit(question(self.card.ticket.reading, self.card.policy, key), width), "breached")]

    def _category(self, code: str) -> str:
        found = self.policy.categories.get(code) if self.policy else None
        return found.title(language()) if found else code

    def _about(self, card: Card, width: int, beside: bool) -> Iterator[Line]:
        """Yield the assignee and the caller, with the phone number masked against bystanders (§18)."""
        ticket = card.ticket
        department = card.policy.departments.get(ticket.department)
        team = department.title(language()) if department else ticket.department
        by = team or ticket.assignee or _(N_("no one"))
        if team and ticket.assignee:
            by = _(N_("{team}, {person}")).format(team=team, person=ticket.assignee)
        caller = ticket.caller
        name = name_of(caller)
        who = " ".join(part for part in (name, mask_phone(caller.phone)) if part) or "-"
        pairs = [(_(N_("Assigned to")), by), (_(N_("Caller")), who)]
        if beside:
            label = max(cell_len(head) for head, _text in pairs) + 2
            for head, text in pairs:
                yield [(fit(head, label), "muted"), (fit(text, width - label).rstrip(), "")]
            yield []
        else:
            half = width // 2
            yield [
                piece
                for head, text in pairs
                for piece in (
                    (f"{head} ", "muted"),
                    (fit(text, half - cell_len(head) - 1), ""),
                )
            ]

    def _clocks(self, card: Card, room: int, width: int, beside: bool) -> Iterator[Line]:
        """Yield the clocks, those of the current round first; several on a line if the panel is low."""
        found = timers(card.ticket, card.policy, self.now)
        found.sort(key=lambda timer: (timer.state not in LIVE, -timer.round, timer.due_at))
        cells = [self._clock(timer) for timer in found]
        one = NAME_WIDTH + 4 + WORD_WIDTH + time_width() + DUE_WIDTH
        columns = 1 if beside else max(1, (width + 2) // (one + 2))
        rows = min(max(0, room), -(-len(cells) // columns))
        for index in range(rows):
            row = [cells[place] for place in range(index, len(cells), rows)][:columns]
            yield [piece for cell in row for piece in (*cell, ("  ", ""))]

    def _clock(self, timer: Timer) -> list[Piece]:
        clock = timer_clock(timer, self.now, self.zone)
        due = wall(timer.due_at, self.now, self.zone, short=True)
        return [
            (fit(clock.name, NAME_WIDTH), "muted"),
            (f" {clock.symbol} ", clock.level),
            (fit(clock.word, WORD_WIDTH), clock.level),
            (fit_right(clock.time, time_width()), clock.level),
            (fit(f"  {due}", DUE_WIDTH), "muted"),
        ]

    def _to_tell(self, card: Card) -> Iterator[Line]:
        """Yield the people to be told now, and the key that records it (§7)."""
        owed = dict.fromkeys(
            card.recipients.get(rung.role, ("", rung.role)) for rung in card.rungs if rung.owed
        )
        if owed and not card.ticket.closed_at:
            people = (f"{_(ROLES.get(role, role))} {person}".strip() for person, role in owed)
            key = cast("Host", self.app).key("act.tell")
            text = _(N_("tell now: {roles}   told: {key}")).format(roles=listed(people), key=key)
            yield [(SYMBOLS["tell"], "breached"), (text, "breached")]

    def _last(self, card: Card, width: int, most: int, beside: bool) -> Iterator[Line]:
        if not card.history:
            return
        from tui.widgets.sentences import sentence  # not needed for the first frame

        last = card.history[-1]
        said = sentence(last, card.history, card.policy)
        if beside:
            yield []
        text = f"{wall(last.at, self.now, self.zone)} {titled(last.actor, said)}"
        for line in wrap(text, width, most):
            yield [(line, "muted")]
