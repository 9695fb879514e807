"""Lists, described: views, columns, what is read, the details of an entry, what can be done with it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, Protocol, TypeVar

from textual.app import App

from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
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
"""An entry of a list."""
D = TypeVar("D")
"""What is read along with the entries, for their cells and details."""

T_co = TypeVar("T_co", covariant=True)
D_co = TypeVar("D_co", covariant=True)

LIMIT = 200
"""Entries that are read at once; five times as many when the cursor nears their end."""


@dataclass(frozen=True, slots=True)
class ListingColumn:
    """A heading, the cells it takes at least, and its share of what is left."""

    title: str
    least: int
    share: int = 0
    right: bool = False
    style: str = ""
    """The style of its cells; empty for that of the row."""
    gap: int = 1
    """Cells between it and the next column."""


@dataclass(frozen=True, slots=True)
class ListingView(Generic[T, D]):
    """One view of a list; it is chosen by the command `<context>.<name>`."""

    name: str
    title: str
    columns: Sequence[ListingColumn]
    key: Callable[[T], str]
    """Text by which the cursor stays on an entry."""
    cells: Callable[[T, D], Sequence[str]]
    """Texts of an entry, one for each column."""
    hint: str = ""
    """What can be searched for."""

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
    """A question to the storage: which view, narrowed to what matches `text`, how many entries at most."""

    view: str
    text: str = ""
    limit: int = LIMIT
    fresh: bool = True
    """Whether the storage has changed; if not, what was read before may be looked through again."""


@dataclass(frozen=True, slots=True)
class Found(Generic[T_co, D_co]):
    """The answer: entries in their order, and what was read along with them."""

    entries: Sequence[T_co]
    data: D_co
    more: bool = False
    """Whether there are more than were asked for."""


@dataclass(frozen=True, slots=True)
class ShownEntry(Generic[T, D]):
    """The entry under the cursor, for its details."""

    entry: T
    data: D
    more: Any
    """What `Listing.look` read of it; None as long as that is not there."""
    host: Host
    whole: bool
    """Whether phone numbers are shown in full."""


class OpenList(Protocol[T_co, D_co]):
    """The screen of a list, as the list's own handlers see it."""

    undo: ScreenUndo
    numbers: WholeNumbers

    @property
    def entry(self) -> T_co | None:
        """The entry under the cursor."""

    @property
    def wanted(self) -> Wanted:
        """The view and the search in force."""

    @property
    def found(self) -> Found[T_co, D_co] | None:
        """What was read last."""

    @property
    def host(self) -> Host:
        """The app."""

    @property
    def app(self) -> App[Any]:
        """The app as Textual knows it, to open screens."""

    def run_behind(self, work: Work) -> None:
        """Start what takes time or waits for a form."""

    def needs_entry(self) -> str | None:
        """Return the reason against what is done with an entry where there is none."""

    def refresh_data(self) -> object:
        """Read the list again."""

    def point_at(self, key: str) -> None:
        """Put the cursor on an entry that was just saved."""


class Listing(ABC, Generic[T, D]):
    """What a `ListScreen` shows and does; a kind of list overrides what it has."""

    context: str
    """The context of its keys."""
    title: str
    views: Sequence[ListingView[T, D]]
    """One or more; the first one is shown at first."""
    has_detail = True
    """Whether the entry under the cursor is shown in full beside the list or under it."""

    @abstractmethod
    def read(self, desk: Desk, wanted: Wanted, before: Found[T, D] | None) -> Found[T, D]:
        """Return the entries; called in a thread, with what was read before.  Raises `DeskError`."""

    def about(self, found: Found[T, D], wanted: Wanted, host: Host) -> Piece:
        """Return how many there are, for the head of the list."""
        return "", "muted"

    def nothing(self, wanted: Wanted, host: Host) -> str:
        """Return what stands in the place of entries where there are none."""
        return _(N_("Nothing is listed here."))

    def style(self, entry: T, data: D) -> str:
        """Return the style of an entry's line."""
        return "text"

    def under(self, entry: T, data: D, width: int) -> Sequence[Line]:
        """Return lines under an entry that are only read."""
        return ()

    def look(self, entry: T) -> Callable[[Desk], object] | None:
        """Return the question by which more is read of an entry when the cursor rests on it."""
        return None

    def detail(self, one: ShownEntry[T, D], width: int) -> Sequence[Line]:
        """Return everything that is known of the entry under the cursor."""
        return ()

    def numbers_of(self, entry: T) -> Whose | None:
        """Return whose phone numbers the details show."""
        return None

    def marked(self, entry: T | None, wanted: Wanted) -> Marked:
        """Return what papers and imports that are opened over the list are about."""
        return Marked()

    def handlers(self, screen: OpenList[T, D]) -> Handlers:
        """Return what can be done in this list besides moving, searching and going back."""
        return {}

    def rows(self, view: ListingView[T, D], found: Found[T, D], width: int) -> Iterator[ListRow]:
        """Yield the lines of the list."""
        for entry in found.entries:
            line = view.line(entry, found.data, self.style(entry, found.data), width)
            yield ListRow(line, view.key(entry))
            for under in self.under(entry, found.data, width):
                yield ListRow(under)
