"""Roster of a week: duties, uncovered hours and editing (R031, R047)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from textual.app import ComposeResult

from core.base.clock import site_time
from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.base.text import EMPTY, Clean
from core.desk.desk import Desk
from core.desk.roster import WEEK, Swap, Week, monday_of
from core.duty.roster import Outlook
from core.duty.spans import PATTERNS
from screens.base.form_screen import ConfirmScreen, FormScreen
from screens.base.forms import Entry, Form, Values
from screens.base.reload import Reload
from screens.base.undo import ScreenUndo
from screens.roster import lines
from tui.i18n import _, language
from tui.widgets import choices
from tui.widgets.block import Part
from tui.widgets.choices import Choice, code_of
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.marked import Marked
from tui.widgets.moves import moves
from tui.widgets.screen import DeskScreen
from tui.widgets.week_grid import WeekGrid

LAID = 28
"""Days that a pattern is laid for, unless another number is written."""

SHIFTS = range(1, 5)
"""Places of the shifts of a day that have a key."""

_BETWEEN = re.compile(r"[,;，；、]+")

Change = Callable[[Desk], Swap]


class RosterScreen(DeskScreen[None]):
    """One week; changes are saved at once and can be undone while the screen is open."""

    CONTEXTS = ("roster",)
    CSS_PATH = "roster.tcss"
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self._first: date | None = None
        self._week: Week | None = None
        self._outlook: Outlook | None = None
        self._grid = WeekGrid(id="roster-grid")
        self._reload = Reload(self, self._question, self._show)
        self._undo = ScreenUndo(
            self, self.refresh_data, nothing=N_("Nothing was changed on this screen yet.")
        )

    def handlers(self) -> Handlers:
        """Return the handlers for the duty under the cursor and for moving."""
        return {
            **moves("roster", self._grid),
            "roster.left": Handler(partial(self._grid.move, 0, -1)),
            "roster.right": Handler(partial(self._grid.move, 0, 1)),
            "roster.set": Handler(partial(self.run_behind, self._set), self._needs_cell),
            **{
                f"roster.shift_{place}": Handler(
                    partial(self._put, Clean(str(place))), partial(self._why_no_shift, place)
                )
                for place in SHIFTS
            },
            "roster.clear": Handler(partial(self._put, EMPTY), self._needs_cell),
            "roster.pattern": Handler(partial(self.run_behind, self._lay), self._needs_cell),
            "roster.copy": Handler(partial(self.run_behind, self._copy)),
            "roster.undo": self._undo.handler,
            "roster.find": Handler(partial(self.run_behind, self._find)),
            "roster.today": Handler(self._go_to_today),
            "roster.next_week": Handler(partial(self._step, WEEK)),
            "roster.previous_week": Handler(partial(self._step, -WEEK)),
            "roster.back": Handler(partial(self.dismiss, None)),
        }

    def compose(self) -> ComposeResult:
        yield Part(self._head, id="roster-head")
        yield self._grid
        yield Part(self._open, id="roster-open")
        yield KeyBar()

    # what the app calls

    def on_mount(self) -> None:
        """Show this week with the cursor on today."""
        self._go_to_today()

    @property
    def marked(self) -> Marked:
        """Return the list that an import begins with."""
        return Marked(listing="roster")

    def refresh_data(self) -> None:
        """Read the week again."""
        self._reload.start()

    def _question(self) -> Callable[[Desk], tuple[Week, Outlook]]:
        first = self._first or self._today
        return lambda desk: (desk.roster.week(first), desk.roster.outlook())

    def _show(self, found: tuple[Week, Outlook]) -> None:
        self._week, self._outlook = found
        self.redraw()
        self.refresh_bindings()

    @property
    def _today(self) -> date:
        return site_time(self.host.now(), self.host.desk.site.zone).date()

    def redraw(self) -> None:
        """Draw the grid and the texts around it."""
        week = self._week
        if week is not None:
            days = [lines.day_name(day) for day in week.days]
            today = week.days.index(self._today) if self._today in week.days else None
            self._grid.show(lines.rows(week, self.host), days, today)
        super().redraw()

    def _head(self, width: int) -> Sequence[Line]:
        return lines.head(self._week, self.host, width) if self._week else []

    def _open(self, width: int) -> Sequence[Line]:
        return lines.left_open(self._outlook, self.host, width) if self._outlook else []

    # what can be done

    @property
    def _cell(self) -> tuple[str, date] | None:
        """Staff number and day under the cursor."""
        if self._week is None or not self._grid.person:
            return None
        return self._grid.person, self._week.days[self._grid.day]

    def _needs_cell(self) -> str | None:
        return None if self._cell else _(N_("The staff list is still empty."))

    def _why_no_shift(self, place: int) -> str | None:
        return (
            _(N_("The day has no such shift.")) if place > len(self.host.desk.policy.shift.starts) else None
        )

    async def _change(self, change: Change) -> None:
        try:
            self._kept(await self.host.desk.ask(change))
        except DeskError as error:
            self.host.tell(error.text(_), "error")

    def _kept(self, swap: Swap) -> None:
        came, went = swap
        self._undo.did(lambda desk: desk.roster.change_roster(went, came))
        if not self.was_left:
            self.refresh_data()

    def _put(self, text: Clean) -> None:
        if cell := self._cell:
            self.run_behind(partial(self._change, lambda desk: desk.roster.put_duty(*cell, text)), "write")
            self._grid.move(0, 1)

    async def _set(self) -> None:
        """Write the duties of a day."""
        cell, week = self._cell, self._week
        if cell is None or week is None:
            return
        no, day = cell
        duties = week.duties.get(cell, ())
        entries = [
            Entry(
                "text", N_("Duty"), first=week.text(no, day), hint=N_("08-16, 20-08, 1, or nothing for off")
            ),
            Entry(
                "post",
                N_("Post"),
                first=duties[0].post if duties else "",
                hint=N_("if it is another one"),
                longest=80,
            ),
        ]
        name = next((person.name for person in week.people if person.no == no), no)
        await self._ask(
            f"{name}   {lines.day_name(day)}",
            entries,
            lambda desk, values: desk.roster.put_duty(no, day, values["text"], values["post"]),
        )

    async def _lay(self) -> None:
        """Apply a repeating shift pattern to several people."""
        cell, week = self._cell, self._week
        if cell is None or week is None:
            return
        home = next((person.department for person in week.people if person.no == cell[0]), "")
        names = ", ".join(person.name for person in week.people if person.department == home)
        listed = {name: title for name, (title, _days) in PATTERNS.items()}
        entries = [
            Entry("people", N_("People"), required=True, first=names, hint=N_("people who take turns")),
            Entry(
                "pattern",
                N_("Pattern"),
                required=True,
                choices=choices.words(listed),
                hint=N_("or day by day: 08-20 20-08 - -"),
            ),
            Entry("first", N_("Begins on"), "day", required=True, first=f"{cell[1]:%Y-%m-%d}"),
            Entry("days", N_("Days"), required=True, first=str(LAID)),
        ]

        def lay(desk: Desk, values: Values) -> Swap:
            people = [name.strip() for name in _BETWEEN.split(values["people"]) if name.strip()]
            days = int(values["days"]) if values["days"].isdecimal() else LAID
            pattern = code_of(listed, values["pattern"])
            return desk.roster.lay_pattern(people, Clean(pattern), values["first"], max(1, min(days, 366)))

        await self._ask(_(N_("Apply a shift pattern")), entries, lay)

    async def _ask(self, title: str, entries: Sequence[Entry], do: Callable[[Desk, Values], Swap]) -> None:
        swap = await self.app.push_screen_wait(FormScreen(Form(title, entries, do)))
        if swap is not None:
            self._kept(swap)

    async def _copy(self) -> None:
        """Copy the previous week into this one; ask about duties that are there already."""
        week = self._week
        if week is None:
            return
        if week.duties:
            question = _(N_("Replace this week's duties with last week's?"))
            if not await self.app.push_screen_wait(ConfirmScreen(question)):
                return
        await self._change(lambda desk: desk.roster.copy_week(week.first - WEEK, week.first))

    async def _find(self) -> None:
        """Put the cursor on a person."""
        host = self.host
        staff = choices.people(host.desk.policy, host.desk.directory, language())
        entry = Entry("who", N_("Name"), required=True, choices=staff, hint=N_("number or name"))

        def find(desk: Desk, values: Values) -> str:
            found: Choice | None = choices.meant(staff, values["who"])
            person = host.desk.directory.person(found.value if found else values["who"])
            return person.no if person else ""

        if number := await self.app.push_screen_wait(FormScreen(Form(_(N_("Find a person")), [entry], find))):
            self._grid.select(str(number))

    # weeks

    def _go_to(self, first: date) -> None:
        self._first = first
        self.refresh_data()

    def _go_to_today(self) -> None:
        self._grid.day = self._today.weekday()
        self._go_to(monday_of(self._today))

    def _step(self, span: timedelta) -> None:
        self._go_to((self._first or monday_of(self._today)) + span)
