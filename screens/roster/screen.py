"""The roster of a week: who is on duty when, what it leaves open, and putting people on it (R031, R047)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from textual import work
from textual.app import ComposeResult

from core.base.clock import site_time
from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.desk.desk import Desk
from core.desk.roster import WEEK, Swap, Week, monday_of
from core.duty.roster import Outlook
from core.duty.spans import PATTERNS
from screens.base.form_screen import FormScreen, Question
from screens.base.forms import Entry, Form, Values
from screens.roster import lines
from tui.i18n import _, language
from tui.widgets import choices
from tui.widgets.block import Part
from tui.widgets.choices import Choice, code_of
from tui.widgets.host import Marked
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.screen import DeskScreen
from tui.widgets.week_grid import WeekGrid

LAID = 28
"""Days that a pattern is laid for, unless another number is written."""

_BETWEEN = re.compile(r"[,;，；、]+")

Change = Callable[[Desk], Swap]


class RosterScreen(DeskScreen[None]):
    """One week; changes are kept at once and can be taken back as long as the screen is open."""

    CONTEXTS = ("roster",)
    CSS_PATH = "roster.tcss"
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self._first: date | None = None
        self._week: Week | None = None
        self._outlook: Outlook | None = None
        self._changes: list[Swap] = []
        self._grid = WeekGrid(id="roster-grid")

    def compose(self) -> ComposeResult:
        yield Part(self._head, id="roster-head")
        yield self._grid
        yield Part(self._open, id="roster-open")
        yield KeyBar()

    # what the app calls

    def on_mount(self) -> None:
        """This week, the cursor on today."""
        self.action_today()

    def relabel(self) -> None:
        """Another language."""
        self._draw()

    def on_resize(self) -> None:
        """The columns fit the width."""
        self.call_after_refresh(self._draw)

    @property
    def marked(self) -> Marked:
        """The list that an import begins with."""
        return Marked(listing="roster")

    @work(exclusive=True, group="roster")
    async def refresh_data(self) -> None:
        """Read the week again."""
        first = self._first or self._today
        try:
            found = await self.host.desk.ask(lambda desk: (desk.roster.week(first), desk.roster.outlook()))
        except DeskError as error:
            self.host.tell(error.text(_), "error")
            return
        if not self.was_left and first == self._first:
            self._week, self._outlook = found
            self._draw()

    @property
    def _today(self) -> date:
        return site_time(self.host.now(), self.host.desk.site.zone).date()

    def _draw(self) -> None:
        week = self._week
        if week is not None and self._grid.size.width:
            days = [lines.day_name(day) for day in week.days]
            today = week.days.index(self._today) if self._today in week.days else None
            self._grid.show(lines.rows(week, self.host), days, today)
        for part in self.query(Part):
            part.tell()
        self.refresh_bindings()

    def _head(self, width: int) -> Sequence[Line]:
        return lines.head(self._week, self.host, width) if self._week else []

    def _open(self, width: int) -> Sequence[Line]:
        return lines.left_open(self._outlook, self.host, width) if self._outlook else []

    # what can be done

    @property
    def _cell(self) -> tuple[str, date] | None:
        """The staff number and the day under the cursor."""
        if self._week is None or not self._grid.person:
            return None
        return self._grid.person, self._week.days[self._grid.day]

    def why_not(self, command_id: str) -> str | None:
        """Why a command is not possible now."""
        name = command_id.partition(".")[2]
        if name == "undo" and not self._changes:
            return _(N_("Nothing was changed on this screen yet."))
        if name.startswith("shift_") and int(name[6:]) > len(self.host.desk.policy.shift.starts):
            return _(N_("The day has no such shift."))
        if name in ("set", "clear", "pattern") and self._cell is None:
            return _(N_("Nobody is on the staff list yet."))
        return None

    @work(group="write")
    async def _change(self, change: Change) -> None:
        """Do it and keep what it took away."""
        try:
            self._kept(await self.host.desk.ask(change))
        except DeskError as error:
            self.host.tell(error.text(_), "error")

    def _kept(self, swap: Swap) -> None:
        self._changes.append(swap)
        if not self.was_left:
            self.refresh_data()

    def action_shift(self, place: str) -> None:
        """One of the site's shifts, and on to the next day."""
        self._put(place)

    def action_clear(self) -> None:
        """A day off, and on to the next day."""
        self._put("")

    def _put(self, text: str) -> None:
        if cell := self._cell:
            self._change(lambda desk: desk.roster.put_duty(*cell, text))
            self._grid.move(0, 1)

    @work(group="act")
    async def action_set(self) -> None:
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
                "post", N_("Post"), first=duties[0].post if duties else "", hint=N_("if it is another one")
            ),
        ]
        name = next((person.name for person in week.people if person.no == no), no)
        await self._ask(
            f"{name}   {lines.day_name(day)}",
            entries,
            lambda desk, values: desk.roster.put_duty(no, day, values["text"], values["post"]),
        )

    @work(group="act")
    async def action_pattern(self) -> None:
        """Put several people on a turn that repeats."""
        cell, week = self._cell, self._week
        if cell is None or week is None:
            return
        home = next((person.department for person in week.people if person.no == cell[0]), "")
        names = ", ".join(person.name for person in week.people if person.department == home)
        listed = {name: title for name, (title, _days) in PATTERNS.items()}
        entries = [
            Entry("people", N_("People"), required=True, first=names, hint=N_("who relieve one another")),
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
            return desk.roster.lay_pattern(people, pattern, values["first"], max(1, min(days, 366)))

        await self._ask(_(N_("Lay a pattern")), entries, lay)

    async def _ask(self, title: str, entries: Sequence[Entry], do: Callable[[Desk, Values], Swap]) -> None:
        swap = await self.app.push_screen_wait(FormScreen(Form(title, entries, do)))
        if swap is not None:
            self._kept(swap)

    @work(group="act")
    async def action_copy(self) -> None:
        """Make this week like the one before; what is there already is asked about."""
        week = self._week
        if week is None:
            return
        if week.duties:
            question = _(N_("Replace this week's duties by those of the week before?"))
            if not await self.app.push_screen_wait(Question(question)):
                return
        self._change(lambda desk: desk.roster.copy_week(week.first - WEEK, week.first))

    @work(group="write")
    async def action_undo(self) -> None:
        """Take the last change back."""
        came, went = self._changes.pop()
        try:
            await self.host.desk.ask(lambda desk: desk.roster.change_roster(went, came))
        except DeskError as error:
            self.host.tell(error.text(_), "error")
        if not self.was_left:
            self.refresh_data()

    @work(group="act")
    async def action_find(self) -> None:
        """Put the cursor on somebody."""
        host = self.host
        staff = choices.people(host.desk.policy, host.desk.directory, language())
        entry = Entry("who", N_("Name"), required=True, choices=staff, hint=N_("number or name"))

        def find(desk: Desk, values: Values) -> str:
            found: Choice | None = choices.meant(staff, values["who"])
            person = host.desk.directory.person(found.value if found else values["who"])
            return person.no if person else ""

        if number := await self.app.push_screen_wait(FormScreen(Form(_(N_("Find somebody")), [entry], find))):
            self._grid.select(str(number))

    # weeks and moving

    def _show(self, first: date) -> None:
        self._first = first
        self.refresh_data()

    def action_today(self) -> None:
        """This week, today."""
        self._grid.day = self._today.weekday()
        self._show(monday_of(self._today))

    def action_next_week(self) -> None:
        """The week after."""
        self._step(WEEK)

    def action_previous_week(self) -> None:
        """The week before."""
        self._step(-WEEK)

    def _step(self, span: timedelta) -> None:
        self._show((self._first or monday_of(self._today)) + span)

    def action_back(self) -> None:
        """To where the operator came from."""
        self.dismiss(None)

    def action_up(self) -> None:
        """One person up."""
        self._grid.move(-1)

    def action_down(self) -> None:
        """One person down."""
        self._grid.move(1)

    def action_left(self) -> None:
        """One day earlier."""
        self._grid.move(0, -1)

    def action_right(self) -> None:
        """One day later."""
        self._grid.move(0, 1)

    def action_page_up(self) -> None:
        """One page up."""
        self._grid.move_page(-1)

    def action_page_down(self) -> None:
        """One page down."""
        self._grid.move_page(1)
