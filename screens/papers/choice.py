"""Choice of a document: of the marked ticket, the watch, a day, a week or a month."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical

from core.base.dataclass import dataclass
from core.base.i18n_marks import N_
from core.desk.desk import Desk
from core.desk.roster import monday_of
from screens.papers.screen import Make
from tui.commands.registry import COMMANDS
from tui.i18n import _
from tui.papers import making
from tui.papers.paper import Paper
from tui.widgets.block import Part
from tui.widgets.cells import fit
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.screen import DeskModal

Days = tuple[date, date]


def day(today: date, back: int) -> Days:
    """Return the day `back` days ago."""
    then = today - timedelta(days=back)
    return then, then


def week(today: date, back: int) -> Days:
    """Return the week `back` weeks ago, from Monday to Sunday."""
    monday = monday_of(today) - timedelta(weeks=back)
    return monday, monday + timedelta(days=6)


def month(today: date, back: int) -> Days:
    """Return the month `back` months ago."""
    months = today.year * 12 + today.month - 1 - back
    first = date(months // 12, months % 12 + 1, 1)
    following = first.replace(day=28) + timedelta(days=4)
    return first, following.replace(day=1) - timedelta(days=1)


def year(today: date, back: int) -> Days:
    """Return the year `back` years ago."""
    return date(today.year - back, 1, 1), date(today.year - back, 12, 31)


def of_days(make: Callable[[Desk, date, date], Paper], period: Callable[[date, int], Days]) -> Make:
    """Return the maker of the document for the period `back` periods ago."""
    return lambda desk, back, _printed: make(desk, *period(making.today(desk), back))


@dataclass(frozen=True, slots=True)
class PaperSubject:
    """Subject of documents: the number of a ticket, the id of a signed handover."""

    number: str = ""
    handover: int | None = None


@dataclass(frozen=True, slots=True)
class Sort:
    """Sort of document: its maker from a subject or a period; its names are those of its command."""

    make: Callable[[PaperSubject], Make]
    of_ticket: bool = False
    turns: bool = True


SORTS: Mapping[str, Sort] = {
    "slip": Sort(
        lambda about: lambda desk, _back, printed: making.make_slip(desk, about.number, printed=printed),
        of_ticket=True,
        turns=False,
    ),
    "complaint": Sort(
        lambda about: lambda desk, _back, _printed: making.make_complaint(desk, about.number),
        of_ticket=True,
        turns=False,
    ),
    "handover": Sort(
        lambda about: lambda desk, _back, _printed: making.make_handover(desk, about.handover),
        turns=False,
    ),
    "callbacks": Sort(lambda _about: of_days(making.make_callbacks, week)),
    "roster": Sort(lambda _about: of_days(lambda desk, first, _last: making.make_roster(desk, first), week)),
    "opinions": Sort(lambda _about: of_days(making.make_opinions, month)),
    "originals": Sort(lambda _about: of_days(making.make_originals, month)),
    "report": Sort(lambda _about: of_days(making.make_report, day)),
    "units": Sort(
        lambda _about: lambda desk, _back, printed: making.make_units(desk, printed=printed), turns=False
    ),
    "people": Sort(
        lambda _about: lambda desk, _back, printed: making.make_people(desk, printed=printed), turns=False
    ),
    "deferred": Sort(lambda _about: of_days(making.make_deferrals, year)),
    "tickets": Sort(
        lambda _about: (
            lambda desk, back, printed: making.make_ticket_log(
                desk, *month(making.today(desk), back), printed=printed
            )
        )
    ),
}
"""By the names of their commands, in the order in which they are offered."""


class PapersScreen(DeskModal[str | None]):
    """List of documents; dismissed with a key of `SORTS`, or None."""

    CONTEXTS = ("papers",)
    CSS_PATH = "papers.tcss"
    AUTO_FOCUS = ""

    def __init__(self, about: PaperSubject) -> None:
        super().__init__()
        self._about = about
        self._marked = 0 if about.number else 2

    def handlers(self) -> Handlers:
        """Return the handlers of the documents and of moving."""
        return {
            **{
                f"papers.{name}": Handler(partial(self.dismiss, name), partial(self._missing, sort))
                for name, sort in SORTS.items()
            },
            "papers.open": Handler(self._open),
            "papers.cancel": Handler(partial(self.dismiss, None)),
            "papers.up": Handler(partial(self._move, -1)),
            "papers.down": Handler(partial(self._move, 1)),
        }

    def compose(self) -> ComposeResult:
        with Vertical(id="papers"):
            yield Part(lambda width: [*self._lines(width)], id="papers-text")
        yield KeyBar()

    def _lines(self, width: int) -> Iterator[Line]:
        yield [(_(N_("Documents")), "accent strong"), (f"   {self._about.number}".rstrip(), "muted")]
        yield []
        for place, (name, sort) in enumerate(SORTS.items()):
            command = COMMANDS[f"papers.{name}"]
            reason = self._missing(sort)
            about = reason or _(command.help)
            style = "selected" if place == self._marked else "muted" if reason else "text"
            line = f" {self.host.key(command.id)}  {fit(_(command.title), 20)}  {about}"
            yield [(fit(line, width), style)]

    def _missing(self, sort: Sort) -> str | None:
        """Return the reason for a missing document, or None."""
        needed = sort.of_ticket and not self._about.number
        return _(N_("No ticket is selected.")) if needed else None

    def _open(self) -> None:
        """Open the marked document."""
        name = [*SORTS][self._marked]
        if not self._missing(SORTS[name]):
            self.dismiss(name)

    def _move(self, step: int) -> None:
        self._marked = (self._marked + step) % len(SORTS)
        self.redraw()
