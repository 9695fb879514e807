"""Lines of the list of people to tell: a heading for each person, a line for each rung."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from rich.cells import cell_len

from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.base.text import mask_phone, mask_phones
from core.desk.ladder import Call, Escalation
from screens.to_tell import words
from tui.i18n import _
from tui.widgets import names, rung_words
from tui.widgets.cells import fit, fit_right, widest, wrap
from tui.widgets.clock_text import SYMBOLS, wall
from tui.widgets.lines import Line
from tui.widgets.row_list import ListRow

WIDE = 100
"""Width in cells from which a line has room for more."""

SIGNS = {
    "due": (SYMBOLS["tell"], "breached"),
    "again": (SYMBOLS["tell"], "breached"),
    "waiting": (SYMBOLS["paused"], "amber"),
    "told": (SYMBOLS["done"], "muted"),
}
"""Sign and style of a line by the status of its rung."""

ROLE, NAME, DUTY, PHONE = 17, 19, 11, 14
"""Cells of the columns of a heading."""

Widths = tuple[int, int, int, int]
"""Cells of place, reason, due time and status."""

EMPTY = N_(
    "No one has to be told now. Who is to be told of a matter that was not done in time is listed here "
    "from then on, until they have acknowledged it."
)


def key_of(call: Call) -> str:
    """Return the key of a person's heading."""
    return f"{call.role}:{call.person}"


def key_in(call: Call, one: Escalation) -> str:
    """Return the key of the line of one rung."""
    rung = one.rung
    return f"{key_of(call)}|{one.ticket.number}|{rung.role}|{rung.round}|{rung.reason}|{rung.due_at}"


@dataclass(frozen=True, slots=True)
class Page:
    """List laid out for a width; `whole` is the key of the person whose number is shown in full."""

    calls: Sequence[Call]
    now: datetime
    width: int
    whole: str = ""

    def head(self) -> list[Line]:
        """Return the line with the numbers of people and rungs."""
        every = [one.rung for call in self.calls for one in call.escalations]
        counts = [
            (N_("{count} to tell now"), sum(rung.owed for rung in every)),
            (N_("{count} later"), sum(rung.status == "waiting" for rung in every)),
            (N_("{count} not acknowledged"), sum(rung.status == "told" for rung in every)),
        ]
        right = "   ".join(_(text).format(count=count) for text, count in counts) + " "
        room = max(0, self.width - cell_len(right))
        return [[(fit(f" {_(N_('To tell'))}", room), "strong"), (right, "muted")]]

    def rows(self) -> list[ListRow]:
        """Return the rows of all people."""
        if not self.calls:
            return [ListRow([(f" {line}", "muted")]) for line in wrap(_(EMPTY), self.width - 2)]
        widths = self._widths
        return [row for call in self.calls for row in self._call(call, widths)]

    def _call(self, call: Call, widths: Widths) -> Iterator[ListRow]:
        yield self._heading(call)
        for one in call.escalations:
            yield self._rung(call, one, widths)
        yield ListRow([])

    def _heading(self, call: Call) -> ListRow:
        owed = len(call.owed)
        phone = call.phone if self.whole == key_of(call) else mask_phone(call.phone)
        duty = {True: N_("on duty"), False: N_("off duty"), None: ""}[call.on_duty]
        due = _(N_("{count} to tell now")).format(count=owed) if owed else ""
        name = call.person or _(N_("no one listed"))
        return ListRow(
            [
                (f" {fit(words.role(call.role), ROLE - 2)} ", "accent strong"),
                (fit(name, NAME), "text strong" if call.person else "amber strong"),
                (fit(_(duty) if duty else "", DUTY), "running" if call.on_duty else "muted"),
                (fit(phone, PHONE), "text"),
                (fit(due, max(0, self.width - ROLE - NAME - DUTY - PHONE)), "breached strong"),
            ],
            key_of(call),
            heading=True,
        )

    @property
    def _widths(self) -> Widths:
        """Return the cells of place, reason, due time and status."""
        wide = self.width >= WIDE
        reason = widest(map(_, names.RUNG_REASONS.values()), 24 if wide else 16)
        return (14 if wide else 10), reason, (11 if wide else 5), 11

    def _rung(self, call: Call, one: Escalation, widths: Widths) -> ListRow:
        ticket, rung, zone = one.ticket, one.rung, one.policy.site.zone
        place, reason, due, state = widths
        matter = max(4, self.width - 5 - 9 - place - reason - due - state - 4)
        sign, style = SIGNS[rung.status]
        tail = " strong" if rung.owed else ""
        text = "text" if rung.owed else "muted"
        return ListRow(
            [
                (f"   {sign}", style),
                (f"{fit(words.number_of(ticket, one, self.now), 8)} ", "muted" + tail),
                (f"{fit(ticket.where, place)} ", text + tail),
                (f"{fit(mask_phones(ticket.description), matter)} ", text + tail),
                (f"{fit(rung_words.reason(rung, ticket), reason)} ", "muted"),
                (f"{fit_right(wall(rung.due_at, self.now, zone, short=due < 11), due)} ", "muted"),
                (fit(words.status(one, self.now), state), style),
            ],
            key_in(call, one),
        )

    def about_call(self, call: Call, keys: str, height: int) -> list[Line]:
        """Return the keys for a person, and the text to read aloud of everything due for them."""
        wide = self.width - 2
        said = [wrap(words.read_aloud(one, self.now), wide) for one in call.owed or call.early]
        text = [line for lines in said for line in lines][: height - 1]
        return [[(fit(f" {keys}", self.width), "muted")], *([(f" {line}", "text")] for line in text)]

    def about_rung(self, one: Escalation, keys: str, height: int) -> list[Line]:
        """Return the keys, what was told of one rung, and the text to read aloud."""
        told = wrap(rung_words.told(one.rung, self.now, one.policy.site.zone), self.width - 2, 2)
        said = wrap(words.read_aloud(one, self.now), self.width - 2, height - 1 - len(told))
        text = [(line, "text") for line in said] + [(line, "muted") for line in told]
        head: list[Line] = [[(fit(f" {keys}", self.width), "muted")]]
        return [*head, *([(f" {line}", style)] for line, style in text)]
