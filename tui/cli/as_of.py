"""Board as of a past moment: the tickets that a view showed then, in its order."""

from collections.abc import Callable
from datetime import datetime

from core.desk.desk import Desk
from core.desk.queries import Card
from core.ticket.board import NEVER, Row, order_key, row_of
from core.ticket.codes import State
from core.ticket.model import Ticket

_Shown = Callable[[Ticket, Row, datetime], bool]

_VIEWS: dict[str, _Shown] = {
    "open": lambda ticket, row, then: ticket.is_open,
    "unassigned": lambda ticket, row, then: ticket.state is State.LOGGED,
    "risk": lambda ticket, row, then: (
        ticket.is_open and row.marks.warn_at <= then <= row.marks.due_at < NEVER
    ),
    "breached": lambda ticket, row, then: ticket.is_open and row.marks.due_at < then,
    "callbacks": lambda ticket, row, then: ticket.state is State.HANDLED,
    "deferred": lambda ticket, row, then: ticket.state is State.DEFERRED,
    "all": lambda ticket, row, then: True,
}
"""Views of the storage, for tickets in memory; `mine` also compares the acting person."""


def board_then(desk: Desk, then: datetime, view: str) -> list[Card]:
    """Return the cards that `view` showed at `then`, in board order, without tickets closed by then."""
    shown = []
    for card in desk.queries.cards_as_of(then):
        row = row_of(card.ticket, card.policy)
        mine = desk.name in (card.ticket.operator, card.ticket.assignee)
        if _VIEWS["open" if view == "mine" else view](card.ticket, row, then) and (mine or view != "mine"):
            shown.append((order_key(row, then), card))
    return [card for _key, card in sorted(shown, key=lambda pair: pair[0])]
