"""Screen of all lists: views, search, moves, details, undo, from the description of the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingsMap
from textual.containers import Container, Vertical, VerticalScroll

from core.base.i18n_marks import N_
from core.base.text import EMPTY, Clean
from core.desk.desk import Desk
from screens.base.listing import LIMIT, Found, Listing, ListingView, ShownEntry, Wanted
from screens.base.reload import SETTLED, Reload, ignored
from screens.base.undo import ScreenUndo
from screens.base.whole_numbers import WholeNumbers, Whose
from tui.commands.registry import COMMANDS, bindings
from tui.i18n import _
from tui.widgets.block import Part
from tui.widgets.cells import fit, wrap
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.marked import Marked
from tui.widgets.moves import moves
from tui.widgets.row_list import ListRow, RowList
from tui.widgets.screen import DeskScreen
from tui.widgets.search_line import SearchLine

T = TypeVar("T")
D = TypeVar("D")

NEAR = 20
"""Entries before the end of the loaded ones from which more are read."""


class ListScreen(DeskScreen[None], Generic[T, D]):
    """List with the details of the entry under the cursor next to it or below it."""

    CSS_PATH = Path(__file__).with_name("list_screen.tcss")
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012

    def __init__(self, listing: Listing[T, D]) -> None:
        super().__init__()
        self.CONTEXTS = (listing.context,)
        self._bindings = BindingsMap.merge([self._bindings, BindingsMap(bindings(listing.context))])
        self.listing = listing
        self.found: Found[T, D] | None = None
        self._view = self._found_view = listing.views[0]
        self._limit = LIMIT
        self._fresh = True
        self._to_start = False
        self._pointed = ""
        self._entries: Mapping[str, T] = {}
        self._more: tuple[str, object] = ("", None)
        self._rows = RowList(self._lines)
        self._search = SearchLine(self._rows, self._find, self._hold_keys, id="list-search")
        self._reload = Reload(self, self._question, self._show, stale=listing.stale)
        self._look = Reload(self, self._looking, self._show_more, group="card", after=SETTLED, failed=ignored)
        self.undo = ScreenUndo(
            self,
            self.refresh_data,
            nothing=N_("You have not changed anything here yet."),
            told=N_("Undone: it is as it was before."),
        )
        self.numbers = WholeNumbers(self, self._whose, self._tell_detail)

    def compose(self) -> ComposeResult:
        yield Part(self._head, id="list-head")
        with Container(id="list-middle"):
            with Vertical(id="list-rows"):
                yield Part(self._heads, id="list-heads")
                yield self._rows
            if self.listing.has_detail:
                with VerticalScroll(id="list-detail", can_focus=False):
                    yield Part(self._detail)
        yield self._search
        yield KeyBar()

    def handlers(self) -> Handlers:
        """Return the handlers common to all lists, as far as the context has them, and the list's own."""
        context = self.listing.context
        common = {
            "find": Handler(self._open_search),
            "back": Handler(self._back),
            "phone": Handler(self.numbers.toggle, self.needs_entry),
            "undo": self.undo.handler,
            **{view.name: Handler(partial(self._choose, view)) for view in self.listing.views},
            **{name: Handler(partial(self._step, 1)) for name in ("next_view", "next_list")},
            **{name: Handler(partial(self._step, -1)) for name in ("previous_view", "previous_list")},
        }
        named = {f"{context}.{name}": handler for name, handler in common.items()}
        known = {command: handler for command, handler in named.items() if command in COMMANDS}
        return {**moves(context, self._rows), **known, **self.listing.handlers(self)}

    # calls of the app

    def on_mount(self) -> None:
        """Read the list."""
        self.refresh_data()

    def tick(self, now: datetime) -> None:
        """Read the list again if it is stale."""
        self._reload.tick(now)

    def refresh_data(self) -> None:
        """Read the list again after a change."""
        self._fresh = True
        self._reload.start()

    @property
    def marked(self) -> Marked:
        """Return the item under the cursor."""
        return self.listing.marked(self.entry, self.wanted)

    # requests of the list's own handlers

    @property
    def entry(self) -> T | None:
        """Return the entry under the cursor."""
        return self._entries.get(self._rows.selected)

    @property
    def wanted(self) -> Wanted:
        """Return the present view and search."""
        return Wanted(self._view.name, self._search.sought, self._limit, self._fresh)

    def needs_entry(self) -> str | None:
        """Return the refusal if there is no entry under the cursor; None if there is."""
        return None if self.entry is not None else _(N_("Nothing is selected."))

    def point_at(self, key: str) -> None:
        """Move the cursor to an entry just saved; if it is not listed, search for it."""
        self._search.sought, self._pointed = EMPTY, key
        self.refresh_data()

    # reading

    def _question(self) -> Callable[[Desk], tuple[Wanted, Found[T, D]]]:
        wanted, before = self.wanted, self.found
        return lambda desk: (wanted, self.listing.read(desk, wanted, before))

    def _show(self, answer: tuple[Wanted, Found[T, D]]) -> None:
        wanted, found = answer
        if wanted.fresh:
            self._fresh = False
        self.found, self._found_view = found, self._view
        self._entries = {self._view.key(entry): entry for entry in found.entries}
        self.redraw()
        if self._to_start:
            self._to_start = False
            self._rows.move_to_end(last=False)
        self._find_pointed()
        self.refresh_bindings()
        self._look.start()

    def _find_pointed(self) -> None:
        key = self._pointed
        if key and key not in self._entries and self._search.sought != key:
            self._search.sought = Clean(key)
            self._reload.start()
        elif key:
            self._pointed = ""
            self._rows.select(key)

    def _looking(self) -> Callable[[Desk], tuple[str, object]] | None:
        key, entry = self._rows.selected, self.entry
        look = self.listing.look(entry) if entry is not None else None
        return (lambda desk: (key, look(desk))) if look else None

    def _show_more(self, more: tuple[str, object]) -> None:
        self._more = more
        self._tell_detail()

    def _whose(self) -> Whose | None:
        return self.listing.numbers_of(self.entry) if self.entry is not None else None

    # drawing

    @property
    def _is_read(self) -> bool:
        """Return True if the entries are those of the chosen view."""
        return self.found is not None and self._found_view is self._view

    def _head(self, width: int) -> Sequence[Line]:
        views = self.listing.views
        if len(views) > 1:
            title: list[tuple[str, str]] = [(" ", "")]
            for view in views:
                key = self.host.key(f"{self.listing.context}.{view.name}")
                style = "accent strong" if view is self._view else "muted"
                title += [(f"{key} {_(view.title)}", style), ("   ", "")]
            title.pop()
        else:
            title = [(fit(f" {_(self.listing.title)}", width), "strong")]
        text, style = self.listing.about(self.found, self.wanted, self.host) if self.found else ("", "muted")
        return [title, [(fit(f" {text}", width), style)]]

    def _heads(self, width: int) -> Sequence[Line]:
        return [self.listing.heads(self._view, self.found if self._is_read else None, width)]

    def _lines(self, width: int) -> Sequence[ListRow]:
        if self.found is None or not self._is_read:
            return []
        if not self._entries:
            return [ListRow([]), *(ListRow([(f" {line}", "muted")]) for line in self._nothing(width - 2))]
        return [*self.listing.rows(self._view, self.found, width)]

    def _nothing(self, width: int) -> Sequence[str]:
        """Return the lines that say why the list is empty and what to do."""
        text = self._search.sought
        unmatched = _(N_("Nothing matches “{text}”. {key} clears the search.")).format(
            text=text, key=self.host.key(f"{self.listing.context}.back")
        )
        return wrap(unmatched if text else self.listing.nothing(self.wanted, self.host), max(1, width))

    def _detail(self, width: int) -> Sequence[Line]:
        entry = self.entry
        if self.found is None or entry is None:
            return []
        key, more = self._more
        shown: ShownEntry[T, D] = ShownEntry(
            entry,
            self.found.data,
            more if key == self._rows.selected else None,
            self.host,
            self.numbers.shown,
        )
        return self.listing.detail(shown, width)

    def _tell_detail(self) -> None:
        for part in self.query("#list-detail Part").results(Part):
            part.tell()

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.numbers.hide()
        self._tell_detail()
        for detail in self.query("#list-detail"):
            detail.scroll_home(animate=False)
        self.refresh_bindings()
        self._look.start()
        if self.found and self.found.more and [*self._entries][-NEAR:].count(self._rows.selected):
            self._limit *= 5
            self._reload.start()

    # views and search

    def _choose(self, view: ListingView[T, D]) -> None:
        """Show another view from its first entry."""
        self._view, self._search.sought, self._limit, self._entries = view, EMPTY, LIMIT, {}
        self._rows.show(())
        self._reload.start()

    def _step(self, step: int) -> None:
        views = self.listing.views
        self._choose(views[(views.index(self._view) + step) % len(views)])

    def _open_search(self) -> None:
        self._search.placeholder = _(self._view.hint)
        self._search.open()

    def _find(self) -> None:
        self._to_start, self._limit = True, LIMIT
        self._reload.start()

    def _hold_keys(self) -> None:
        """Let the keys behind a search wait for its answer."""
        self.host.gate.hold(self._reload.over)

    def _back(self) -> None:
        """Clear the search, or leave the list."""
        if self._search.sought:
            self._search.seek("")
        else:
            self.dismiss(None)
