"""The list of a kind of records: its views, the details of one, its acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.desk.desk import Desk
from core.desk.records import RecordCard
from core.policy.sections import Site
from core.record.act import Moment
from core.record.kind import Kind
from core.record.model import Record
from screens.base.listing import Found, Listing, ListingColumn, ListingView, OpenList, ShownEntry, Wanted
from screens.records.acts import RecordActs
from tui.i18n import _
from tui.widgets.cells import fit, wrap
from tui.widgets.handlers import Handlers
from tui.widgets.host import Host
from tui.widgets.lines import Line, Piece
from tui.widgets.record_words import cells, sentences, text

TITLE_CELLS, TIME_CELLS = 10, 12


@dataclass(frozen=True, slots=True)
class RecordListData:
    """What is read along with records: the moment by which acts are judged, and the site."""

    moment: Moment
    site: Site


class RecordList(Listing[Record, RecordListData]):
    """Records of one kind, the newest first."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.context = kind.context
        self.title = kind.plural
        columns = [ListingColumn(one.title, one.cells, one.share, gap=2) for one in kind.columns]
        self.views = [
            ListingView(view.name, view.title, columns, _number, self._cells, N_("words, number or person"))
            for view in kind.views
        ]

    def read(
        self, desk: Desk, wanted: Wanted, before: Found[Record, RecordListData] | None
    ) -> Found[Record, RecordListData]:
        """Return the records of the view."""
        found = desk.records.find(self.kind, wanted.view, text=wanted.text, limit=wanted.limit)
        return Found(found.records, RecordListData(found.moment, desk.queries.policy().site), found.more)

    def about(self, found: Found[Record, RecordListData], wanted: Wanted, host: Host) -> Piece:
        """Return how many there are."""
        count = f"{len(found.entries)}{'+' if found.more else ''}"
        return _(N_("{kind}: {count}")).format(kind=_(self.kind.plural), count=count), "muted"

    def style(self, entry: Record, data: RecordListData) -> str:
        """Return the style of a record that is still open, or over."""
        return "muted" if entry.closed_at else "text"

    def look(self, entry: Record) -> Callable[[Desk], object]:
        """Return the question for the history of a record."""
        return lambda desk: desk.records.card(self.kind, entry.number)

    def detail(self, one: ShownEntry[Record, RecordListData], width: int) -> Sequence[Line]:
        """Return every field with a title, then the history."""
        lines = [*_fields(self.kind, one.entry, one.data.site, width)]
        if isinstance(one.more, RecordCard):
            lines += [[], *_history(one.more, one.data.site, width)]
        return lines

    def handlers(self, screen: OpenList[Record, RecordListData]) -> Handlers:
        """Return the acts of the kind, and its papers."""
        return RecordActs(self.kind, screen, self._moment(screen)).handlers()

    def _moment(self, screen: OpenList[Record, RecordListData]) -> Callable[[], Moment | None]:
        return lambda: screen.found.data.moment if screen.found else None

    def _cells(self, record: Record, data: RecordListData) -> Sequence[str]:
        return cells(record, self.kind.columns, data.site)


def _number(record: Record) -> str:
    return record.number


def _fields(kind: Kind, record: Record, site: Site, width: int) -> Iterator[Line]:
    yield [(f" {_(kind.title)} {record.number}", "strong")]
    for name, title in kind.titles.items():
        if name == "number":
            continue
        for count, line in enumerate(wrap(text(record, name, site), max(10, width - TITLE_CELLS - 3))):
            head = fit("" if count else _(title), TITLE_CELLS)
            yield [(f" {head} ", "muted"), (line, "text")]


def _history(card: RecordCard, site: Site, width: int) -> Iterator[Line]:
    yield [(" " + _(N_("History")), "accent strong")]
    for event, said in sentences(card.history, site):
        at = f"{event.at.astimezone(site.zone):%m-%d %H:%M}"
        for count, line in enumerate(wrap(f"{event.actor}  {said}", max(10, width - TIME_CELLS - 2))):
            yield [(f" {fit('' if count else at, TIME_CELLS)}", "muted"), (line, "text")]
