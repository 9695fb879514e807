"""Lines of the supervisor's desk: a heading for each section with something in it, a line for each item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from rich.cells import cell_len

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.i18n_marks import C_, N_
from core.base.text import mask_phones
from screens.supervision.section import Section, Shown
from screens.supervision.sections import SECTIONS
from tui.i18n import _
from tui.widgets.cells import fit, fit_right, wrap
from tui.widgets.clock_text import short_number, wall
from tui.widgets.lines import Line
from tui.widgets.row_list import ListRow

WIDE = 100
"""Width in cells from which a line has room for more."""

Found = Mapping[str, Sequence[Any]]
"""What each section lists, by the name of the section."""

EMPTY = N_("Nothing waits for a supervisor now.")


class Item(NamedTuple):
    """Something under the cursor: its section, itself, its words."""

    section: Section[Any]
    one: Any
    shown: Shown


@dataclass(frozen=True, slots=True)
class Page:
    """Desk laid out for a width."""

    found: Found
    now: datetime
    zone: ZoneInfo
    width: int

    def items(self) -> Iterator[tuple[str, Item]]:
        """Yield all items with the keys of their lines."""
        for section in SECTIONS:
            for one in self.found[section.name]:
                shown = section.shown(one, self.now)
                yield f"{section.name}:{shown.key}", Item(section, one, shown)

    def head(self) -> list[Line]:
        """Return the title and the number of items that wait."""
        count = sum(map(self._count, SECTIONS)) if self.found else 0
        right = _(C_("supervision", "{count} waiting")).format(count=count) + " "
        room = max(0, self.width - cell_len(right))
        title = fit(" " + _(N_("Supervisor's desk")), room)
        return [[(title, "strong"), (right, "accent strong" if count else "muted")]]

    def rows(self) -> list[ListRow]:
        """Return the rows of all sections with something in them."""
        if not any(self.found.values()):
            return [ListRow([(f" {_(EMPTY)}", "muted")])]
        rows: list[ListRow] = []
        named = ""
        for key, item in self.items():
            if item.section.name != named:
                rows += [ListRow([])] if named else []
                named = item.section.name
                rows.append(self._heading(item.section))
            rows.append(self._row(key, item.shown))
        return rows

    def _count(self, section: Section[Any]) -> int:
        return sum(section.waits(one) for one in self.found[section.name])

    def _heading(self, section: Section[Any]) -> ListRow:
        count = str(self._count(section))
        return ListRow([(f" {_(section.title)}  ", "accent strong"), (count, "strong")], heading=True)

    def _row(self, key: str, shown: Shown) -> ListRow:
        wide = self.width >= WIDE
        where, said, time = (16, 44, 11) if wide else (10, 24, 5)
        today = site_time(self.now, self.zone).date()
        number = short_number(shown.number, today) if shown.number else ""
        at = wall(shown.at, self.now, self.zone, short=not wide) if shown.at else ""
        matter = max(4, self.width - 3 - 9 - where - 1 - said - 1 - time - 2)
        return ListRow(
            [
                ("   ", ""),
                (f"{fit(number, 8)} ", "muted"),
                (f"{fit(shown.where, where)} ", "text"),
                (f"{fit(mask_phones(shown.matter), matter)} ", "text"),
                (f"{fit(mask_phones(shown.said), said)} ", shown.style),
                (fit_right(at, time), "muted"),
            ],
            key,
        )

    def about(self, item: Item, keys: str, height: int) -> list[Line]:
        """Return what the keys do, the whole matter, and the details."""
        shown = item.shown
        wide = self.width - 2
        matter = " ".join(part for part in (shown.where, mask_phones(shown.matter)) if part)
        room = height - 2
        details = [line for part in shown.about for line in wrap(mask_phones(part), wide)]
        if len(details) > room:
            details[room - 1 :] = [fit(" ".join(details[room - 1 :]), wide)]
        text = [(line, "muted") for line in wrap(matter, wide, 1)] + [(line, "text") for line in details]
        head: Line = [(fit(f" {keys}", self.width), "muted")]
        return [head, *([(f" {line}", ink)] for line, ink in text)]
