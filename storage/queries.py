"""Board in SQL: the views, their order from stored instants compared with now, the header's counts."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    true,
)

from core.base.clock import to_micros
from core.base.errors import InvalidInput
from core.base.i18n_marks import N_
from core.base.text import LOCAL
from core.ticket.board import NEVER
from core.ticket.codes import OPEN_STATES, State
from core.ticket.ports import Query
from storage.phone_numbers import has_number
from storage.rows import COLUMNS, COUNTED
from storage.search_text import SearchWord, words_of
from storage.tables import ticket

BOARD = [ticket.c[name] for name in COLUMNS]

_c = ticket.c
_now = bindparam("now", type_=BigInteger)
_live = _c.closed_at.is_(None)
_never: ColumnElement[int] = literal_column(str(to_micros(NEVER)))


def _number(value: int) -> ColumnElement[int]:
    return literal_column(str(value))


def _in_state(*states: State) -> ColumnElement[bool]:
    """Return the condition with literal values, because the first board's text is this statement."""
    return _c.state.in_([literal_column(f"'{state.value}'") for state in states])


_open = and_(_live, _in_state(*OPEN_STATES))

VIEWS: dict[str, ColumnElement[bool]] = {
    "open": _open,
    "mine": and_(_open, or_(_c.operator == bindparam("logger"), _c.assignee == bindparam("actor"))),
    "unassigned": and_(_live, _in_state(State.LOGGED)),
    "risk": and_(_open, _c.warn_at <= _now, _c.due_at >= _now, _c.due_at < _never),
    "breached": and_(_open, _c.due_at < _now),
    "callbacks": and_(_live, _c.to_call),
    "feedback": and_(_live, _c.to_feed_back),
    "deferred": and_(_live, _in_state(State.DEFERRED)),
    "closed": _c.closed_at.is_not(None),
    "all": true(),
}
"""Conditions of the views in `core.ticket.board.VIEWS`."""

_rank = case(
    (and_(_c.emergency, _c.due_at < _now), _number(0)),
    (_c.emergency, _number(1)),
    (_c.tell_at <= _now, _number(2)),
    (_c.due_at < _now, _number(3)),
    (_c.warn_at <= _now, _number(4)),
    else_=_number(5),
)
"""`core.ticket.board.rank` in SQL."""

_by_report = case((_c.due_at == _never, -_c.reported_at), else_=_c.reported_at)

IN_ORDER: Sequence[ColumnElement[Any]] = (_rank, _c.due_at, _by_report, _c.number)
"""`core.ticket.board.order_key` in SQL."""

NEWEST_FIRST: Sequence[ColumnElement[Any]] = (_c.closed_at.desc(), _c.number.desc())
"""Order of closed tickets, which have no clock to be ordered by."""

COUNTS: Select[*tuple[Any, ...]] = select(
    *(func.count().filter(VIEWS[view]).label(view) for view in COUNTED)
).where(_live)


def statement(columns: Sequence[ColumnElement[Any]], query: Query) -> tuple[Select[Any], dict[str, Any]]:
    """Return the statement that answers `query` with these columns, and its values."""
    values: dict[str, Any] = {
        "now": to_micros(query.now),
        "actor": query.actor,
        "logger": "" if query.watched else query.actor,
        "limit": query.limit,
    }
    if query.since is not None:
        values["since"] = to_micros(query.since)
    words = words_of(query.text)
    departments = [query.departments.get(word.texts[0], ()) for word in words]
    wanted = [
        *_wanted(query.view, query.since is not None),
        *(_found(word, codes) for word, codes in zip(words, departments, strict=True)),
    ]
    order = NEWEST_FIRST if query.view == "closed" else IN_ORDER
    if query.number:
        order = (_exact_first(query.number), *order)
    if query.limit is None:
        return select(*columns).where(*wanted).order_by(*order), values
    # with a limit the rows are chosen first, from the index alone, and only those are read
    first = select(_c.id).where(*wanted).order_by(*order).limit(bindparam("limit"))
    return select(*columns).where(_c.id.in_(first)).order_by(*order), values


def _wanted(view: str, since: bool) -> list[ColumnElement[bool]]:
    if view not in VIEWS:
        raise InvalidInput(
            N_("There is no view “{view}”."),
            hint=N_("Use one of: {views}."),
            view=view,
            views=tuple(VIEWS),
        )
    wanted = [VIEWS[view]]
    if since:
        wanted.append(_c.reported_at >= bindparam("since"))
    return wanted


def _found(word: SearchWord, departments: Sequence[str]) -> ColumnElement[bool]:
    found = [_c.needle.contains(text, autoescape=True) for text in word.texts]
    if word.phone:
        found += [_c.phones.contains(f"|{word.phone}"), _c.phones.contains(f"{word.phone}|")]
    if len(word.phone) >= LOCAL:
        found.append(has_number(word.phone))
    if departments:
        found.append(_c.department.in_(departments))
    return or_(*found)


def _exact_first(number: str) -> ColumnElement[int]:
    """Return the rank before the order: the ticket that was named, those so numbered on other days."""
    return case((_c.number == number, 0), (_c.number.endswith(number[number.rfind("-") :]), 1), else_=2)
