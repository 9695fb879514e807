"""Looks at a past instant: the board and one ticket, as they were known or as they were (§23)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from core.base.dataclass import replace
from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from core.base.text import EMPTY, Clean, fold_case
from core.desk.queries import Board, Card, card_of, holder_at
from core.desk.unit_of_work import full_number
from core.events.as_of import AsOf
from core.events.stream import Event
from core.handover.watch import Watch, owner_of, party
from core.people.roles import Actor
from core.policy.model import Policy
from core.ticket.as_of import PAST_VIEWS, counts_of, in_view, stood, stood_row
from core.ticket.board import Row, StoodRow
from core.ticket.confidentiality import discreet, discreet_event
from core.ticket.hold import settle

if TYPE_CHECKING:
    from core.desk.ports import Reading
    from core.desk.session import Session

_Key = tuple[str, tuple[int, ...], bool]
_Mine = Callable[[StoodRow], bool]


class _Seen(NamedTuple):
    """What every ticket of one look needs: the actor, the rules, the operator in charge then."""

    actor: Actor
    rules: dict[int, Policy]
    holder: Watch | None


class Past:
    """Looks at the desk as of an instant; nothing can be written from there."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[_Key, StoodRow | None] = {}
        """Lines of the last instant, None for a ticket that was not there: a step folds only what differs."""

    def card(self, number: str, as_of: AsOf) -> Card:
        """Return one ticket as it stood; raise `InvalidInput` if there was none."""
        with self._session.reading() as look:
            full = full_number(look, number, self._session.clock())
            found = self._card(look.tickets.history(full), as_of, self._seen(look, as_of))
            if found is None:
                raise _not_yet(full, as_of)
            return found

    def board(self, view: str, as_of: AsOf, *, text: Clean = EMPTY, limit: int | None = None) -> Board:
        """Return the lines that a view showed, in board order, with the header's figures then."""
        _check(view)
        with self._session.reading() as look:
            lines = [*self._lines(look, as_of)]
            mine = self._is_mine(look, as_of)
            rows = in_view((one for one in lines if _has(one.row, text)), view, as_of.at, mine)
            return Board(rows[:limit], counts_of((one.row for one in lines), as_of.at), as_of.at)

    def cards(self, view: str, as_of: AsOf) -> list[Card]:
        """Return the tickets that a view showed, in board order, with their histories."""
        _check(view)
        with self._session.reading() as look:
            rows = in_view(self._lines(look, as_of), view, as_of.at, self._is_mine(look, as_of))
            seen = self._seen(look, as_of)
            histories = look.tickets.past.histories([row.number for row in rows])
            cards = (self._card(histories[row.number], as_of, seen) for row in rows)
            return [card for card in cards if card]

    def beside(self, as_of: AsOf, *, later: bool, number: str = "") -> AsOf | None:
        """Return the instant of the next event or the last one before, of one ticket if it is named.

        None beyond the first one, and where nothing has happened since.
        """
        with self._session.reading() as look:
            if number:
                happened = as_of.happened
                times = {e.at if happened else e.recorded_at for e in look.tickets.history(number)}
                near = [at for at in times if (at > as_of.at if later else at < as_of.at)]
                found = (min(near) if later else max(near)) if near else None
            else:
                found = look.tickets.past.beside(as_of, later=later)
        return replace(as_of, at=found) if found else None

    def _lines(self, look: Reading, as_of: AsOf) -> Iterator[StoodRow]:
        """Yield the lines of all tickets that were not closed: stored ones, and those folded again."""
        yield from look.tickets.past.unchanged_since(as_of.at)
        places = look.tickets.past.kept(look.tickets.past.changed_since(as_of), as_of)
        keys = {number: (number, seqs, as_of.happened) for number, seqs in places.items()}
        lines = {number: self._known[key] for number, key in keys.items() if key in self._known}
        rules = self._session.rules(look)
        unknown = [number for number in keys if number not in lines]
        for number, history in look.tickets.past.histories(unknown, as_of).items():
            ticket = stood(history, as_of)
            stands = ticket is not None and ticket.closed_at is None
            lines[number] = stood_row(ticket, rules[ticket.policy]) if ticket and stands else None
        self._known = {keys[number]: line for number, line in lines.items()}
        yield from filter(None, lines.values())

    def _seen(self, look: Reading, as_of: AsOf) -> _Seen:
        actor = self._session.actor_in(self._session.listed(look))
        return _Seen(actor, self._session.rules(look), holder_at(look, as_of.at))

    def _is_mine(self, look: Reading, as_of: AsOf) -> _Mine:
        """Return the rule of the view `mine`: every open ticket for the operator in charge then (§16)."""
        name, holder = self._session.name, holder_at(look, as_of.at)
        if holder is None:
            return lambda one: name in (one.operator, one.row.assignee)
        everything = holder.is_operator(party(self._session.listed(look), name))
        return lambda one: everything or one.row.assignee == name

    def _card(self, history: Iterable[Event], as_of: AsOf, seen: _Seen) -> Card | None:
        """Return the card of a ticket by its events; its clocks, rungs and holds are those of the instant."""
        kept = as_of.of(history)
        ticket = stood(kept, as_of)
        if ticket is None:
            return None
        told = [discreet_event(event, seen.actor, ticket) for event in kept]
        settled = discreet(settle(ticket, as_of.at), seen.actor)
        return card_of(settled, seen.rules[ticket.policy], as_of.at, told, owner_of(ticket, seen.holder))


def _check(view: str) -> None:
    if view not in PAST_VIEWS:
        raise InvalidInput(
            N_("Closed tickets are not on the board of a past moment."), hint=N_("Use show NUMBER --as-of.")
        )


def _has(row: Row, text: str) -> bool:
    """Return True if a line has every word; what was searched then is not kept."""
    said = fold_case(f"{row.number} {row.where} {row.description} {row.assignee} {row.category}")
    return all(word in said for word in fold_case(text).split())


def _not_yet(number: str, as_of: AsOf) -> InvalidInput:
    if as_of.happened:
        return InvalidInput(N_("{number} did not exist at that time."), number=number)
    return InvalidInput(
        N_("{number} did not exist at that time: the desk did not know of it yet."),
        hint=N_("With --happened, what was entered later counts from when it happened."),
        number=number,
    )
