"""Ticket screen: clocks, actions, rounds, escalations and history of one ticket."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll

from core.base.i18n_marks import N_
from core.desk.desk import Desk
from core.desk.queries import Card
from core.ticket.clocks import timers
from core.ticket.hold import settle
from core.ticket.ladder import plan
from screens.base.reload import Reload
from screens.base.whole_numbers import WholeNumbers
from screens.ticket import lines
from screens.ticket.acts import TicketActs
from tui.i18n import _
from tui.widgets.block import Part
from tui.widgets.handlers import Handler, Handlers
from tui.widgets.key_bar import KeyBar
from tui.widgets.lines import Line
from tui.widgets.marked import Marked
from tui.widgets.moves import Scroller, moves
from tui.widgets.offers import offers
from tui.widgets.screen import DeskScreen
from tui.widgets.timeline import Timeline


def card_at(card: Card, now: datetime) -> Card:
    """Return the card at `now`, without reading the storage again."""
    ticket = settle(card.ticket, now)
    found = timers(ticket, card.policy, now)
    return replace(card, ticket=ticket, now=now, timers=found, rungs=plan(ticket, card.policy, now))


class TicketScreen(DeskScreen[None]):
    """Ticket in one column that scrolls, or in two where there is room."""

    CONTEXTS = ("ticket", "act")
    CSS_PATH = "ticket.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = self._wanted = number
        self._card: Card | None = None
        self._reload = Reload(self, self._question, self._show, group="card")
        self._numbers = WholeNumbers(self, lambda: ("ticket", self._number), self.redraw)
        self._acts = TicketActs(
            self,
            card=lambda: self._card,
            fresh=self._shown_card,
            missing=self._missing,
            again=self.refresh_data,
        )
        self.asks_for = self._acts.ask_for

    def handlers(self) -> Handlers:
        """Return the handlers of the screen."""
        return {
            **moves("ticket", Scroller(self, self._columns)),
            "ticket.back": Handler(partial(self.dismiss, None)),
            "ticket.next": Handler(partial(self._step, 1)),
            "ticket.previous": Handler(partial(self._step, -1)),
            "ticket.phone": Handler(self._numbers.toggle),
            **self._acts.handlers(),
        }

    def compose(self) -> ComposeResult:
        yield Part(self._told(lines.head), id="ticket-head")
        with Container(id="ticket-body"):
            with VerticalScroll(id="ticket-now", can_focus=False):
                yield Part(self._told(self._facts))
                yield Part(self._told(lines.to_do), classes="section")
                yield Part(self._told(lines.requests), classes="section")
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
        """Return the function that draws a section of the shown ticket."""
        return lambda width: say(self._card, width) if self._card else []

    def _facts(self, card: Card, width: int) -> Sequence[Line]:
        return lines.facts(card, width, whole_phone=self._numbers.shown)

    def _actions(self, card: Card, width: int) -> Sequence[Line]:
        steps = [offer for offer in offers(self) if offer.command.context == "act"]
        return lines.actions(steps, width)

    # what the app calls

    def on_mount(self) -> None:
        """Read the ticket."""
        self.refresh_data()

    def tick(self, now: datetime) -> None:
        """Update the clocks."""
        if self._card is not None:
            self._card = card_at(self._card, now)
            self.redraw()

    def refresh_data(self) -> None:
        """Read the ticket again: the data has changed."""
        self._read(self._number)

    def _read(self, number: str) -> None:
        self._wanted = number
        self._reload.start()

    def _question(self) -> Callable[[Desk], Card]:
        number = self._wanted
        return lambda desk: desk.queries.card(number)

    def _show(self, card: Card) -> None:
        another = self._card is None or self._card.ticket.number != card.ticket.number
        if another:
            self._numbers.hide()
        self._number = card.ticket.number
        self._card = card_at(card, self.host.now())
        self.query_one(Timeline).show(card.history, card.policy)
        self.redraw()
        self.refresh_bindings()
        if self.has_class("-wide"):
            self.query_one("#ticket-past").scroll_end(animate=False)
        elif another:
            self.query_one("#ticket-body").scroll_home(animate=False)

    # what can be done

    @property
    def marked(self) -> Marked:
        """Return the ticket that papers are made of."""
        return Marked(self._number)

    def _missing(self) -> str | None:
        return None if self._card else _(N_("Loading the ticket…"))

    async def _shown_card(self) -> Card | None:
        return self._card

    def _step(self, step: int) -> None:
        number = self.host.board.neighbour(self._number, step)
        if number is None:
            self.host.tell(_(N_("This is the end of the list.")))
        else:
            self._read(number)

    def _columns(self) -> Sequence[str]:
        """Return the column in front, or both if they are side by side."""
        return ("#ticket-now", "#ticket-past") if self.has_class("-wide") else ("#ticket-body",)
