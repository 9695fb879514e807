"""Description of lists: views, columns, data, details of an entry, handlers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any, Generic, Protocol, TypeVar

from textual.app import App

from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.base.text import EMPTY, Clean
from core.desk.desk import Desk
from screens.base.undo import ScreenUndo
from screens.base.whole_numbers import WholeNumbers, Whose
from tui.i18n import _
from tui.widgets.cells import fit, fit_right
from tui.widgets.handlers import Handlers
from tui.widgets.host import Host
from tui.widgets.lines import Line, Piece
from tui.widgets.marked import Marked
from tui.widgets.row_list import ListRow
from tui.widgets.screen import Work

T = TypeVar("T")
"""Entry of a list."""
D = TypeVar("D")
"""Data read together with the entries, for their cells and details."""

T_co = TypeVar("T_co", covariant=True)
D_co = TypeVar("D_co", covariant=True)

LIMIT = 200
"""Entries read at once; five times as many when the cursor is near their end."""


@dataclass(frozen=True, slots=True)
class ListingColumn:
    """Column of a list: heading, least cells, and share of the remaining cells."""

    title: str
    least: int
    share: int = 0
    right: bool = False
    style: str = ""
    """Style of its cells; empty for that of the row."""
    gap: int = 1
    """Cells between it and the next column."""


@dataclass(frozen=True, slots=True)
class ListingView(Generic[T, D]):
    """View of a list, chosen by the command `<context>.<name>`."""

    name: str
    title: str
    columns: Sequence[ListingColumn]
    key: Callable[[T], str]
    """Text that identifies an entry, by which the cursor stays on it."""
    cells: Callable[[T, D], Sequence[str]]
    """Texts of an entry, one for each column."""
    hint: str = ""
    """Placeholder of the search line."""

    def widths(self, width: int) -> list[int]:
        """Return the cells of each column in a list of `width` cells."""
        spare = max(0, width - 2 - sum(column.least + column.gap for column in self.columns))
        shares = sum(column.share for column in self.columns) or 1
        return [column.least + spare * column.share // shares for column in self.columns]

    def heads(self, width: int) -> Line:
        """Return the line of headings."""
        return _line(self, [_(column.title) for column in self.columns], width, lambda _column: "muted")

    def line(self, entry: T, data: D, style: str, width: int) -> Line:
        """Return the line of an entry."""
        return _line(self, self.cells(entry, data), width, lambda column: column.style or style)


def _line(
    view: ListingView[Any, Any], texts: Sequence[str], width: int, style: Callable[[ListingColumn], str]
) -> Line:
    pieces: list[Piece] = [(" ", "")]
    for column, text, size in zip(view.columns, texts, view.widths(width), strict=True):
        cell = fit_right(text, size) if column.right else fit(text, size)
        pieces.append((cell + " " * column.gap, style(column)))
    return pieces


@dataclass(frozen=True, slots=True)
class Wanted:
    """Request to the storage: a view, a text to find, and the largest number of entries."""

    view: str
    text: Clean = EMPTY
    limit: int = LIMIT
    fresh: bool = True
    """True if the storage has changed; otherwise the entries read before can be searched again."""


@dataclass(frozen=True, slots=True)
class Found(Generic[T_co, D_co]):
    """Result of a request: entries in their order, and the data read with them."""

    entries: Sequence[T_co]
    data: D_co
    more: bool = False
    """True if there are more entries than requested."""


@dataclass(frozen=True, slots=True)
class ShownEntry(Generic[T, D]):
    """Entry under the cursor, for its details."""

    entry: T
    data: D
    more: Any
    """Result of `Listing.look` for it; None until it is read."""
    host: Host
    whole: bool
    """True if phone numbers are shown in full."""


class OpenList(Protocol[T_co, D_co]):
    """Screen of a list, as the list's own handlers see it."""

    undo: ScreenUndo
    numbers: WholeNumbers

    @property
    def entry(self) -> T_co | None:
        """Return the entry under the cursor."""

    @property
    def wanted(self) -> Wanted:
        """Return the present view and search."""

    @property
    def found(self) -> Found[T_co, D_co] | None:
        """Return the last result."""

    @property
    def host(self) -> Host:
        """Return the app."""

    @property
    def app(self) -> App[Any]:
        """Return the app in Textual's type, to open screens."""

    def ask_behind(self, work: Work) -> None:
        """Start work that opens a dialog or does a step; what is typed behind its key waits for either."""

    def run_behind(self, work: Work) -> None:
        """Start slow work, or work that waits for a form, in a worker."""

    def needs_entry(self) -> str | None:
        """Return the refusal if there is no entry under the cursor; None if there is."""

    def refresh_data(self) -> object:
        """Read the list again."""

    def point_at(self, key: str) -> None:
        """Move the cursor to an entry just saved."""


class Listing(ABC, Generic[T, D]):
    """Content of a `ListScreen`; each kind of list overrides the parts it has."""

    context: str
    """Context of its keys."""
    title: str
    views: Sequence[ListingView[T, D]]
    """Views, at least one; the first one is the default."""
    has_detail = True
    """True if the details of the entry under the cursor are shown."""
    stale: timedelta | None = None
    """Age of the data after which the list is read again; None if only a change makes it so."""

    @abstractmethod
    def read(self, desk: Desk, wanted: Wanted, before: Found[T, D] | None) -> Found[T, D]:
        """Return the entries; called in a thread, with the last result.  Raise `DeskError`."""

    def about(self, found: Found[T, D], wanted: Wanted, host: Host) -> Piece:
        """Return the number of entries for the head of the list, with its style."""
        return "", "muted"

    def nothing(self, wanted: Wanted, host: Host) -> str:
        """Return the text of an empty list."""
        return _(N_("Nothing is listed here."))

    def style(self, entry: T, data: D) -> str:
        """Return the style of an entry's line."""
        return "text"

    def heads(self, view: ListingView[T, D], found: Found[T, D] | None, width: int) -> Line:
        """Return the line of headings."""
        return view.heads(width)

    def under(self, entry: T, data: D, width: int) -> Sequence[Line]:
        """Return lines below an entry that cannot be selected."""
        return ()

    def look(self, entry: T) -> Callable[[Desk], object] | None:
        """Return the request for more data of an entry, run when the cursor rests on it."""
        return None

    def detail(self, one: ShownEntry[T, D], width: int) -> Sequence[Line]:
        """Return the lines of details of the entry under the cursor."""
        return ()

    def numbers_of(self, entry: T) -> Whose | None:
        """Return the owner of the phone numbers in the details."""
        return None

    def marked(self, entry: T | None, wanted: Wanted) -> Marked:
        """Return the item for papers and imports that are opened from the list."""
        return Marked()

    def handlers(self, screen: OpenList[T, D]) -> Handlers:
        """Return the handlers of the list's own commands."""
        return {}

    def rows(self, view: ListingView[T, D], found: Found[T, D], width: int) -> Iterator[ListRow]:
        """Yield the lines of the list."""
        for entry in found.entries:
            line = view.line(entry, found.data, self.style(entry, found.data), width)
            yield ListRow(line, view.key(entry))
            for under in self.under(entry, found.data, width):
                yield ListRow(under)
