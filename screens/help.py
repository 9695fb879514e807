"""Help (`?`): the commands possible here with their keys; typing filters, Enter runs one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from rich.cells import set_cell_size
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from core.base.i18n_marks import N_
from core.base.text import fold_case
from tui.commands.keynames import display
from tui.commands.registry import CONTEXTS
from tui.i18n import _, titled
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.moves import moves
from tui.widgets.offers import Offer
from tui.widgets.screen import DeskModal

KEYS_WIDTH = 14
TITLE_WIDTH = 26
"""Cells of the first two columns."""


class _Options:
    """Movement in a list of options."""

    def __init__(self, listed: OptionList) -> None:
        self._list = listed

    def move(self, lines: int) -> None:
        """Move by one line."""
        if lines > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def move_page(self, pages: int) -> None:
        """Move by one screenful."""
        if pages > 0:
            self._list.action_page_down()  # type: ignore[no-untyped-call]
        else:
            self._list.action_page_up()  # type: ignore[no-untyped-call]

    def move_to_end(self, last: bool) -> None:
        """Move to the first or the last line."""
        if last:
            self._list.action_last()
        else:
            self._list.action_first()


class HelpScreen(DeskModal[str | None]):
    """List of offers; dismissed with the id of the chosen command, or None."""

    CONTEXTS = ("search",)
    CSS_PATH = "help.tcss"

    def __init__(self, offers: Sequence[Offer], problems: Sequence[str] = ()) -> None:
        super().__init__()
        self._offers = offers
        self._problems = problems
        self._list = OptionList(id="help-list")

    def handlers(self) -> Handlers:
        """Return the handlers that move in the list during typing."""
        return {**moves("search", _Options(self._list)), "search.close": Handler(partial(self.dismiss, None))}

    def compose(self) -> ComposeResult:
        with Vertical(id="help"):
            yield Static(_(N_("Help: type to narrow, Enter does it")), id="help-title", markup=False)
            yield Input(placeholder=_(N_("word, key or command")), id="help-search")
            yield self._list
            yield Static(id="help-more", markup=False)

    def on_mount(self) -> None:
        """Show every command, ready for typing."""
        search = self.query_one("#help-search", Input)
        search.cursor_blink = False
        self._list.can_focus = False
        search.focus()
        self._fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter the list by the typed words."""
        self._fill(event.value)

    def on_input_submitted(self) -> None:
        """Run the highlighted command."""
        self._choose(self._list)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the full description of the highlighted command, or its refusal."""
        offer = next((offer for offer in self._offers if offer.command.id == event.option_id), None)
        text = (offer.why_not or _(offer.command.help)) if offer else ""
        self.query_one("#help-more", Static).update(Content(text))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Run the clicked command."""
        self._choose(event.option_list)

    def _choose(self, listed: OptionList) -> None:
        highlighted = listed.highlighted_option
        if highlighted is not None and highlighted.id:
            self.dismiss(highlighted.id)

    def _fill(self, words: str) -> None:
        listed = self._list
        listed.clear_options()
        listed.add_options([*self._problem_lines(words), *self._lines(words)])
        listed.action_first()
        if words:
            best = (offer.command for offer in self._offers if _begins(offer, words))
            if command := next(best, None):
                listed.highlighted = listed.get_option_index(command.id)

    def _problem_lines(self, words: str) -> Iterator[Option]:
        if self._problems and not words:
            yield _heading(_(N_("Problems in keybindings.toml")))
            for problem in self._problems:
                yield Option(Content.styled(problem, "$warning"), disabled=True)

    def _lines(self, words: str) -> Iterator[Option]:
        found = [offer for offer in self._offers if _matches(offer, words)]
        found.sort(key=lambda offer: offer.command.moves)
        for moving, part in groupby(found, key=lambda offer: offer.command.moves):
            for context, section in groupby(part, key=lambda offer: offer.command.context):
                heading = _(CONTEXTS[context])
                yield _heading(titled(heading, _(N_("moving"))) if moving else heading)
                yield from (Option(_line(offer), id=offer.command.id) for offer in section)


def _heading(text: str) -> Option:
    return Option(Content.styled(text, "bold $accent"), disabled=True)


def _line(offer: Offer) -> Content:
    keys = set_cell_size(" ".join(map(display, offer.keys)), KEYS_WIDTH)
    title = set_cell_size(_(offer.command.title), TITLE_WIDTH)
    if offer.why_not:
        return Content.styled(f"{keys} {title} {offer.why_not}", "dim")
    return Content.assemble((keys, "$accent"), " ", title, " ", (_(offer.command.help), "$muted"))


def _begins(offer: Offer, words: str) -> bool:
    return fold_case(_(offer.command.title)).startswith(fold_case(words).strip())


def _matches(offer: Offer, words: str) -> bool:
    command = offer.command
    keys = " ".join(map(display, offer.keys))
    text = fold_case(f"{command.id} {_(command.title)} {_(command.short)} {_(command.help)} {keys}")
    return all(word in text for word in fold_case(words).split())
