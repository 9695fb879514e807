"""Help and palette: the commands possible here with their keys, and the marks; typing narrows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from itertools import groupby

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from core.base.dataclass import dataclass
from core.base.finder import Finder
from core.base.i18n_marks import N_
from core.base.text import fold_case
from tui.commands.keynames import display
from tui.commands.registry import COMMANDS, CONTEXTS
from tui.i18n import _, titled
from tui.widgets.block import Part
from tui.widgets.cells import fit, wrap
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.legend import LEGEND
from tui.widgets.line_input import LineInput
from tui.widgets.lines import Line
from tui.widgets.moves import moves
from tui.widgets.offers import Offer
from tui.widgets.row_list import ListRow, RowList
from tui.widgets.screen import DeskModal

KEYS_WIDTH, TITLE_WIDTH = 14, 26
"""Cells of the first two columns."""

MORE = 2
"""Lines of the full description below the list."""

MARKS = N_("Marks")


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """Line of the list: a command, or a mark, whose `id` is its title."""

    id: str
    section: str
    keys: str
    title: str
    text: str
    possible: bool = True

    @property
    def searched(self) -> str:
        """Return the text in which words are looked for."""
        return fold_case(f"{self.id} {self.title} {self.text} {self.keys}")


class HelpScreen(DeskModal[str | None]):
    """List of offers; dismissed with the id of the chosen command, or None."""

    CONTEXTS = ("search",)
    CSS_PATH = "help.tcss"

    def __init__(
        self, offers: Sequence[Offer], problems: Sequence[str] = (), *, palette: bool = False
    ) -> None:
        super().__init__()
        self.palette = palette
        """True for commands only, without moving keys and marks."""
        self._offers = offers
        self._problems = problems
        self._words = ""
        self._list = RowList(lambda width: [*self._rows(width)], id="help-list")

    def handlers(self) -> Handlers:
        """Return the handlers that move in the list during typing."""
        return {**moves("search", self._list), "search.close": Handler(partial(self.dismiss, None))}

    def compose(self) -> ComposeResult:
        title = N_("Commands: type to narrow, Enter does it, Esc closes")
        with Vertical(id="help"):
            yield Static(
                _(title if self.palette else N_("Help: type to narrow, Enter does it, Esc closes")),
                id="help-title",
                markup=False,
            )
            yield LineInput(placeholder=_(N_("word, key, mark or command; initials too")), id="help-search")
            yield self._list
            yield Part(self._more, id="help-more")

    def on_mount(self) -> None:
        """Get ready for typing."""
        self.query_one("#help-search").focus()

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._words = event.value.strip()
        self._list.tell()
        self._list.move_to_end(last=False)
        if best := self._best():
            self._list.select(best)
        self.query_one("#help-more", Part).tell()

    @on(Input.Submitted)
    def _choose(self) -> None:
        """Do the command under the cursor."""
        if self._list.selected in COMMANDS:
            self.dismiss(self._list.selected)

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.query_one("#help-more", Part).tell()

    # what is listed

    @cached_property
    def _entries(self) -> Sequence[HelpEntry]:
        """Return the commands by context, those that move behind the others, and the marks before those."""
        offers = [offer for offer in self._offers if not (self.palette and offer.command.moves)]
        acting = [_entry(offer) for offer in offers if not offer.command.moves]
        moving = [_entry(offer) for offer in offers if offer.command.moves]
        marks = [HelpEntry(title, _(MARKS), mark, _(title), _(text)) for mark, title, text in LEGEND]
        return acting if self.palette else [*acting, *marks, *moving]

    @cached_property
    def _finder(self) -> Finder[str]:
        return Finder((entry.id, (entry.title,)) for entry in self._entries)

    def _found(self) -> Sequence[HelpEntry]:
        """Return the entries that have every word, or its pinyin, or its characters in their order."""
        kept = self._entries
        for word in fold_case(self._words).split():
            heard = frozenset(self._finder.find(word, len(self._entries)))
            kept = [
                one for one in kept if word in one.searched or one.id in heard or _in_order(word, one.title)
            ]
        return kept

    def _best(self) -> str:
        """Return the id of the entry that is meant first: its mark or the start of its name is typed."""
        found = {entry.id: entry for entry in self._found()}
        exact = (entry.id for entry in found.values() if self._words in entry.keys.split())
        named = (name for name in self._finder.find(self._words, len(self._entries)) if name in found)
        return next(exact, "") or next(named, "") if self._words else ""

    def _rows(self, width: int) -> Iterator[ListRow]:
        if self._problems and not self._words:
            yield ListRow([(_(N_("Problems in keybindings.toml")), "accent strong")], heading=True)
            for problem in self._problems:
                yield from (ListRow([(line, "amber")]) for line in wrap(problem, width))
        found = self._found()
        if not found:
            nothing = _(
                N_("Nothing here is called “{text}”. Try another word, or empty the line to see all.")
            )
            yield ListRow([])
            yield from (ListRow([(line, "text")]) for line in wrap(nothing.format(text=self._words), width))
        for section, entries in groupby(found, key=lambda entry: entry.section):
            yield ListRow([(fit(section, width), "accent strong")], heading=True)
            yield from (ListRow(_line(entry, width), entry.id) for entry in entries)

    def _more(self, width: int) -> Sequence[Line]:
        """Return the full description of the entry under the cursor."""
        text = next((entry.text for entry in self._entries if entry.id == self._list.selected), "")
        lines = wrap(text, width, MORE)
        return [[(line, "text")] for line in (*lines, *[""] * (MORE - len(lines)))]


def _entry(offer: Offer) -> HelpEntry:
    command = offer.command
    section = _(CONTEXTS[command.context])
    return HelpEntry(
        command.id,
        titled(section, _(N_("moving"))) if command.moves else section,
        " ".join(map(display, offer.keys)),
        _(command.title),
        offer.why_not or _(command.help),
        not offer.why_not,
    )


def _line(entry: HelpEntry, width: int) -> Line:
    key, title, text = ("key", "text", "muted") if entry.possible else ("muted", "muted", "muted")
    rest = max(0, width - KEYS_WIDTH - TITLE_WIDTH - 2)
    return [
        (f"{fit(entry.keys, KEYS_WIDTH)} ", key),
        (f"{fit(entry.title, TITLE_WIDTH)} ", title),
        (fit(entry.text, rest), text),
    ]


def _in_order(word: str, title: str) -> bool:
    """Return True if the characters of a Chinese word come in a title in their order: 交班 in 交接班."""
    rest = iter(fold_case(title))
    return not word.isascii() and all(character in rest for character in word)
