"""The lists of the register on the screen: looked through, found while typing, each with its details."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.intake.unit_profile import Profile
from core.people.register_validation import Register
from core.people.units import Unit
from screens.register.lines import lines_of
from screens.register.lists import LISTINGS, MOST, Listed, Living, heads
from tui.i18n import _
from tui.widgets.block import Part
from tui.widgets.cells import fit
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.row_list import OverRows, RowList
from tui.widgets.screen import DeskScreen, Marked
from tui.widgets.search_line import SearchLine

SETTLED = 0.06
"""Seconds the cursor stands still before the tickets of a unit are read."""


class Browsing(OverRows, DeskScreen[None]):
    """A list with the marked entry's details beside or under it."""

    CONTEXTS = ("register",)
    CSS_PATH = "register.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self._which = "units"
        self._kept: Register | None = None
        self._lists: dict[str, Listed] = {}
        self._found: dict[str, Any] = {}
        self._profile: Profile | None = None
        self._whole = False
        self._list = RowList()
        self._search = SearchLine(self._list, self._find, id="register-search")

    def compose(self) -> ComposeResult:
        yield Part(self._head, id="register-head")
        with Container(id="register-middle"):
            with Vertical(id="register-list"):
                yield Part(self._heads, id="register-heads")
                yield self._list
            with VerticalScroll(id="register-detail", can_focus=False):
                yield Part(self._detail)
        yield self._search
        yield KeyBar()

    # what the app calls

    @property
    def marked(self) -> Marked:
        """The list that an import begins with."""
        return Marked(listing="people" if self._which == "people" else "units")

    def on_mount(self) -> None:
        """Read the register."""
        self.refresh_data()

    def on_resize(self) -> None:
        """The columns are laid out for the width."""
        self.call_after_refresh(self._show)

    def relabel(self) -> None:
        """Put every text anew, in the language in use."""
        self._show()
        self.query_one(KeyBar).redraw()

    @work(exclusive=True, group="register")
    async def refresh_data(self) -> None:
        """Something has changed: read the register again."""
        await self._read()

    async def _read(self) -> None:
        try:
            register = await self.host.ask(lambda desk: desk.register.contents())
        except DeskError as error:
            self.host.tell(error.text(_), "error")
            return
        if register != self._kept:
            self._kept, self._lists = register, {}
        await self._look_up()
        self._look()

    # what is shown

    def _listed(self) -> Listed | None:
        if self._kept is None:
            return None
        if self._which not in self._lists:
            self._lists[self._which] = Listed(LISTINGS[self._which], self._kept)
        return self._lists[self._which]

    async def _look_up(self) -> None:
        """Find what is typed; an index is made beside the screen."""
        listed, typed = self._listed(), self._search.sought
        if listed is None:
            return
        found = await asyncio.to_thread(listed.find, typed)
        if listed is self._listed() and typed == self._search.sought and not self.was_left:
            self._found = {listed.listing.key(entry): entry for entry in found}
            self._show()

    def _show(self) -> None:
        listed = self._listed()
        if listed and self._list.size.width:
            self._list.show([*listed.rows(self._found.values(), self._list.size.width)])
        for part in self.query(Part):
            part.tell()
        self.refresh_bindings()

    @property
    def _entry(self) -> Any:
        """The entry under the cursor."""
        return self._found.get(self._list.selected)

    @property
    def _unit(self) -> Unit | None:
        """The unit that the marked entry is, or belongs to."""
        entry = self._entry.unit if isinstance(self._entry, Living) else self._entry
        return entry if isinstance(entry, Unit) else None

    def _head(self, width: int) -> Sequence[Line]:
        tabs: list[tuple[str, str]] = [(" ", "")]
        for name, listing in LISTINGS.items():
            key = self.host.key(f"register.{name}")
            style = "accent strong" if name == self._which else "muted"
            tabs += [(f"{key} {_(listing.title)}", style), ("   ", "")]
        return [tabs[:-1], [(fit(f" {self._counted()}", width), "muted")]]

    def _counted(self) -> str:
        """How many there are, how many were found, how many have left."""
        listed = self._listed()
        if listed is None:
            return ""
        parts = [_(N_("{count} in all")).format(count=len(listed.entries))]
        if listed.left:
            parts.append(_(N_("{count} have left")).format(count=listed.left))
        if self._search.sought:
            parts.append(f"{self._search.sought}: {len(self._found)}")
        elif len(listed.entries) > MOST:
            parts.append(_(N_("the first {count}; {key} finds the others")).format(
                count=MOST, key=self.host.key("register.find")
            ))  # fmt: skip
        return "   ".join(parts)

    def _heads(self, width: int) -> Sequence[Line]:
        listing = LISTINGS[self._which]
        if self._kept and not self._found:
            return [[(f" {self._nothing()}", "muted")]]
        return [heads([_(column.title) for column in listing.columns], listing.widths(width))]

    def _nothing(self) -> str:
        if self._search.sought or self._which not in ("units", "people"):
            return _(N_("Nothing is listed here."))
        words = _(N_("Nothing is listed here: {add} adds, {take} imports a list."))
        return words.format(add=self.host.key("register.add"), take=self.host.key("app.import"))

    def _detail(self, width: int) -> Sequence[Line]:
        if self._kept is None or self._entry is None:
            return []
        return lines_of(self._entry, self._kept, self._profile, self.host, width, whole=self._whole)

    @on(RowList.Moved)
    def _moved(self) -> None:
        self._whole = False
        self.query_one("#register-detail Part", Part).tell()
        self.query_one("#register-detail", VerticalScroll).scroll_home(animate=False)
        self.refresh_bindings()
        self._look()

    @work(exclusive=True, group="card")
    async def _look(self) -> None:
        """Read the tickets of the unit."""
        unit = self._unit
        if unit is None:
            return
        await asyncio.sleep(SETTLED)
        try:
            profile = await self.host.ask(lambda desk: desk.callers.profile(unit.code))
        except DeskError:
            return  # the board tells what is wrong with the storage
        if not self.was_left and unit is self._unit:
            self._profile = profile
            self.query_one("#register-detail Part", Part).tell()

    # lists, finding

    @work(exclusive=True, group="register")
    async def action_list(self, name: str) -> None:
        """Show another list, from its first entry."""
        self._which, self._search.sought, self._found = name, "", {}
        self._list.show(())
        await self._look_up()

    def action_next_list(self) -> None:
        """The next list."""
        self._step_list(1)

    def action_previous_list(self) -> None:
        """The list before this one."""
        self._step_list(-1)

    def _step_list(self, step: int) -> None:
        names = list(LISTINGS)
        self.action_list(names[(names.index(self._which) + step) % len(names)])

    def action_find(self) -> None:
        """Type what to look for."""
        self._search.placeholder = _(LISTINGS[self._which].hint)
        self._search.open()

    def action_back(self) -> None:
        """The whole list again, then back."""
        if self._search.sought:
            self._search.seek("")
        else:
            self.dismiss(None)

    @work(exclusive=True, group="register")
    async def _find(self) -> None:
        await self._look_up()
        self._list.move_to_end(last=False)
