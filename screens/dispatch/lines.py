"""Lines of the dispatch board: departments with their people and tickets, or areas."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from core.base.clock import site_time
from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.base.text import mask_phone
from core.duty.dispatch import Area, Dispatch, Member, Section
from core.duty.spans import shown
from core.ticket.board import NEVER, Row
from core.ticket.codes import State
from core.ticket.doubts import Doubt
from tui.i18n import _, language, listed
from tui.widgets import names
from tui.widgets.cells import fit, fit_right, widest
from tui.widgets.choices import Choice
from tui.widgets.clock_text import SYMBOLS, level_of, short_number, state_of, wall
from tui.widgets.columns import emergency
from tui.widgets.host import Host
from tui.widgets.lines import Line, Piece
from tui.widgets.row_list import ListRow
from tui.widgets.standing import told

TICKET, PERSON, SECTION = "ticket:", "person:", "section:"
"""Prefixes of the keys of rows."""

NAME, POST, DUTY, COUNT = 22, 20, 14, 3
"""Cells of the columns of a heading and of a person."""

WIDE = 100
"""Width in cells from which a ticket's line has room for more."""


@dataclass(frozen=True, slots=True)
class Page:
    """Dispatch board laid out for a width."""

    host: Host
    board: Dispatch
    width: int

    @property
    def _state(self) -> int:
        return widest((_(state.label) for state in State), 11)

    def head(self, by_area: bool) -> list[Line]:
        """Return the line with the arrangement, and the numbers on duty, open and waiting."""
        sections = self.board.sections
        what = _(N_("by area")) if by_area else _(N_("by department"))
        on_duty = sum(section.on_duty for section in sections)
        said = [_(N_("{count} on duty")).format(count=on_duty)]
        if not self.board.rostered:
            said = [_(N_("no roster yet, so no one is shown on duty"))]
        said += [
            _(N_("{count} open in all")).format(count=sum(section.open for section in sections)),
            _(N_("{count} waiting")).format(count=sum(len(section.waiting) for section in sections)),
        ]
        title = f" {_(N_('Dispatch board'))}   {what}"
        right = f"{'   '.join(said)} "
        room = max(0, self.width - cell_len(right))
        return [[(fit(title, room), "strong"), (right, "muted")]]

    def departments(self) -> list[ListRow]:
        """Return the rows of all departments, their people and their tickets."""
        return [row for section in self.board.sections for row in self._section(section)]

    def areas(self) -> list[ListRow]:
        """Return the rows of all areas and their tickets."""
        rows = [row for area in self.board.areas for row in self._area(area)]
        return rows or [ListRow([(f" {_(N_('Nothing is open.'))}", "muted")])]

    def _section(self, section: Section) -> Iterator[ListRow]:
        people = _(N_("{count} of {staff} on duty")) if self.board.rostered else _(N_("{staff} people"))
        waits = _(N_("{count} waiting")).format(count=len(section.waiting)) if section.waiting else ""
        yield self._heading(
            self.department(section.department),
            people.format(count=section.on_duty, staff=section.staff),
            section.open,
            waits,
            f"{SECTION}{section.department}",
        )
        for row in section.waiting:
            yield self._ticket(row)
        for member in section.members:
            yield self._member(member)
            yield from map(self._ticket, member.rows)
        yield ListRow([])

    def _heading(self, name: str, people: str, count: int, waits: str, key: str = "") -> ListRow:
        rest = self.width - 1 - NAME - POST - DUTY - COUNT
        told = _(N_("{count} open")).format(count=count)
        return ListRow(
            [
                (f" {fit(name, NAME if people else NAME + POST)}", "accent strong"),
                (fit(people, POST) if people else "", "muted"),
                (fit(waits, DUTY), "amber"),
                (fit(" " * (COUNT - len(str(count))) + told, COUNT + rest), "text"),
            ],
            key,
            heading=True,
        )

    def _member(self, member: Member) -> ListRow:
        post = member.turn.post if member.turn else member.person.post if member.person else ""
        key = f"{PERSON}{member.person.no if member.person else ''}:{member.name}"
        mark, style = ("*", "running") if member.turn else ("-", "muted")
        count = len(member.rows)
        return ListRow(
            [
                (f"  {mark} ", style),
                (fit(member.name, NAME - 3), "text strong" if member.turn else "text"),
                (f" {fit(post, POST - 1)} ", "muted"),
                (fit(self._duty(member), DUTY - 1), "muted" if member.turn else "amber"),
                (fit_right(str(count) if count else "-", COUNT), "text" if count else "muted"),
                (fit(self._helps(member), self.width - 1 - NAME - POST - DUTY - COUNT), "muted"),
            ],
            key,
        )

    def _helps(self, member: Member) -> str:
        """Return the tickets of others with which a person helps."""
        today = site_time(self.board.now, self.host.desk.site.zone).date()
        numbers = listed(short_number(row.number, today) for row in member.helps)
        return "  " + _(N_("helps with {numbers}")).format(numbers=numbers) if numbers else ""

    def _duty(self, member: Member) -> str:
        if member.turn:
            return shown(member.turn.duty.start, member.turn.duty.end)
        return told([doubt for doubt in member.doubts if doubt in (Doubt.UNREGISTERED, Doubt.OFF_DUTY)])

    def _area(self, area: Area) -> Iterator[ListRow]:
        name = area.name or (
            _(N_("Building {name}")).format(name=area.building)
            if area.building
            else _(N_("Public places, and others"))
        )
        yield self._heading(name, "", len(area.rows), "")
        for row in area.rows:
            yield self._ticket(row, who=True)
        yield ListRow([])

    def _ticket(self, row: Row, *, who: bool = False) -> ListRow:
        now, zone = self.board.now, self.host.desk.site.zone
        level = level_of(row, now)
        tail = " strong" if row.marks.emergency else ""
        number = short_number(row.number, site_time(now, zone).date())
        wide = self.width >= WIDE
        where, name, moment = (14, 16, 11) if wide else (10, 12, 5)
        matter = self.width - 17 - where - (name if who else 0) - self._state - moment - 4
        word = emergency(row, matter)
        due = row.resumes_at if level == "paused" else row.marks.due_at
        time = wall(due, now, zone, short=not wide) if due and due != NEVER else ""
        pieces: list[Piece] = [
            (f"     {SYMBOLS[level]} ", level),
            (f"{fit(number, 8)} ", "muted" + tail),
            (f"{fit(row.where, where)} ", "text" + tail),
            (word, "breached strong"),
            (f"{fit(row.description, matter - cell_len(word))} ", "text" + tail),
        ]
        if who:
            whom = row.assignee or self.department(row.department)
            pieces.append((f"{fit(whom, name - 1)} ", "text" if row.assignee else "amber"))
        state = _(state_of(row, now).label)
        pieces += [(f"{fit(state, self._state)} ", "muted"), (f"{fit_right(time, moment)} ", level)]
        return ListRow(pieces, f"{TICKET}{row.number}")

    def about_ticket(self, row: Row) -> list[Line]:
        """Return the full matter of a ticket, and its category."""
        unit = self.host.desk.directory.unit(row.where)
        where = "  ".join(
            part for part in (row.where, unit.name if unit else "", unit.area if unit else "") if part
        )
        category = self.host.desk.policy.categories.get(row.category)
        title = category.title(language()) if category else row.category
        head = "  ".join((title, _(names.URGENCIES.get(row.urgency, "")), where))
        return [
            [(fit(f" {head}", self.width), "muted")],
            [(fit(f" {row.description}", self.width), "text")],
        ]

    def about_member(self, member: Member) -> list[Line]:
        """Return the contact of a person, and the doubts about assigning them."""
        person = member.person
        parts = [member.name]
        if person:
            parts += [person.post, person.employer, person.area, mask_phone(person.phone)]
        doubts = told(member.doubts)
        return [
            [(fit(f" {'  '.join(part for part in parts if part)}", self.width), "text")],
            [(fit(f" {doubts}", self.width), "amber")],
        ]

    def to_send(self) -> list[Choice]:
        """Return the open tickets as choices, unassigned ones first."""
        rows = sorted(
            (row for area in self.board.areas for row in area.rows), key=lambda row: bool(row.assignee)
        )
        return [
            Choice(
                row.number,
                f"{row.number}  {row.where}",
                "  ".join(part for part in (row.description, row.assignee) if part),
                (row.number, row.where.casefold()),
            )
            for row in rows
        ]

    def department(self, code: str) -> str:
        """Return the name of a department."""
        found = self.host.desk.policy.departments.get(code)
        return found.title(language()) if found else code
