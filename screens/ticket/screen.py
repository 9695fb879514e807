"""One ticket: its clocks, what can be done, its rounds, who is told, and everything that happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from textual import work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll

from core.base.errors import DeskError
from core.base.i18n_marks import N_
from core.desk.queries import Card
from core.events.fold import standing_steps
from core.ticket import lifecycle
from core.ticket.clocks import timers
from core.ticket.hold import settle
from core.ticket.ladder import plan
from core.ticket.rules import RULES
from screens.ticket import lines
from screens.ticket.actions import perform
from tui.i18n import _
from tui.widgets.block import Part
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.screen import DeskScreen, Marked, offers
from tui.widgets.scrolling import Scrolling
from tui.widgets.timeline import Timeline


def card_at(card: Card, now: datetime) -> Card:
    """The card as it reads at `now`, without asking the storage again."""
    ticket = settle(card.ticket, now)
    found = timers(ticket, card.policy, now)
    return replace(card, ticket=ticket, now=now, timers=found, rungs=plan(ticket, card.policy, now))


class TicketScreen(Scrolling, DeskScreen[None]):
    """One column that scrolls, or two side by side where there is room."""

    CONTEXTS = ("ticket", "act")
    _whole = "#ticket-body"
    CSS_PATH = "ticket.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self._card: Card | None = None
        self._whole_phone = False

    def compose(self) -> ComposeResult:
        yield Part(self._told(lines.head), id="ticket-head")
        with Container(id="ticket-body"):
            with VerticalScroll(id="ticket-now", can_focus=False):
                yield Part(self._told(self._facts))
                yield Part(self._told(lines.clocks), classes="section")
                yield Part(self._told(self._actions), classes="section one-column")
                yield Part(self._told(lines.rounds), classes="section")
                yield Part(self._told(lines.rungs), classes="section")
            with Container(id="ticket-beside"):
                with VerticalScroll(id="ticket-past", can_focus=False):
                    yield Timeline()
                yield Part(self._told(self._actions), classes="section two-columns")
        yield KeyBar()

    def _told(self, say: Callable[[Card, int], Sequence[Line]]) -> Callable[[int], Sequence[Line]]:
        """What a section says of the ticket that is shown."""
        return lambda width: say(self._card, width) if self._card else []

    def _facts(self, card: Card, width: int) -> Sequence[Line]:
        return lines.facts(card, width, whole_phone=self._whole_phone)

    def _actions(self, card: Card, width: int) -> Sequence[Line]:
        steps = [offer for offer in offers(self) if offer.command.context == "act"]
        return lines.actions(steps, width)

    # what the app calls

    def on_mount(self) -> None:
        """Read the ticket."""
        self.refresh_data()

    def tick(self, now: datetime) -> None:
        """One second has passed."""
        if self._card is not None:
            self._card = card_at(self._card, now)
            self._draw()

    def relabel(self) -> None:
        """Put every text anew, in the language in use."""
        self._draw()
        self.query_one(KeyBar).redraw()

    def refresh_data(self) -> None:
        """Something has changed: read the ticket again."""
        self._load(self._number)

    @work(exclusive=True, group="card")
    async def _load(self, number: str) -> None:
        try:
            card = await self.host.ask(lambda desk: desk.queries.card(number))
        except DeskError as error:
            self.host.tell(error.text(_), "error")
            return
        if not self.was_left:
            self._show(card)

    def _show(self, card: Card) -> None:
        another = self._card is None or self._card.ticket.number != card.ticket.number
        self._whole_phone = self._whole_phone and not another
        self._number = card.ticket.number
        self._card = card_at(card, self.host.now())
        self.query_one(Timeline).show(card.history, card.policy)
        self._draw()
        self.refresh_bindings()
        if self.has_class("-wide"):
            self.query_one("#ticket-past").scroll_end(animate=False)
        elif another:
            self.query_one("#ticket-body").scroll_home(animate=False)

    def _draw(self) -> None:
        for part in self.query(Part):
            part.tell()

    # what can be done

    @property
    def marked(self) -> Marked:
        """The ticket whose papers are meant."""
        return Marked(self._number)

    def why_not(self, command_id: str) -> str | None:
        """Why a step is not possible for the ticket now."""
        context, _dot, action = command_id.partition(".")
        if context != "act":
            return None
        card = self._card
        if card is None:
            return _(N_("One moment: the ticket is being read."))
        if action == "undo":
            nothing = standing_steps(card.history)[-1] == 1
            return _(N_("There is nothing to undo.")) if nothing else None
        if action not in RULES:
            return None
        refused = lifecycle.why_not(action, card.ticket, self.host.actor, card.now)
        return refused.text(_) if refused else None

    @work(group="act")
    async def action_act(self, action: str) -> None:
        """Do a step with the ticket as it is shown."""
        if self._card is None:
            return
        try:
            await perform(self, action, self._card)
        except DeskError as error:
            self.host.tell(error.text(_), "error")
        if not self.was_left:
            self.refresh_data()

    def action_phone(self) -> None:
        """The caller's whole number, until the key is pressed again; that it was shown is recorded."""
        self._whole_phone = not self._whole_phone
        self._draw()
        if self._whole_phone:
            self._record_phone(self._number)

    @work(group="act")
    async def _record_phone(self, number: str) -> None:
        try:
            await self.host.ask(lambda desk: desk.exports.numbers_shown("ticket", number))
        except DeskError as error:
            self.host.tell(error.text(_), "error")

    def action_back(self) -> None:
        """Return to where the operator came from."""
        self.dismiss(None)

    def action_next(self) -> None:
        """The next ticket of the board."""
        self._step(1)

    def action_previous(self) -> None:
        """The ticket before it."""
        self._step(-1)

    def _step(self, step: int) -> None:
        number = self.host.neighbour(self._number, step)
        if number is None:
            self.host.tell(_(N_("The board's list ends here.")))
        else:
            self._load(number)

    # scrolling: the column in front, or both where they stand side by side

    def _columns(self) -> Sequence[str]:
        return ("#ticket-now", "#ticket-past") if self.has_class("-wide") else (self._whole,)
