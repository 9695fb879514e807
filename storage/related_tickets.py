"""Statements for earlier tickets of the same unit, place or number, each bounded by an index."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, and_, false, literal, or_, select, union_all

from core.base.clock import to_micros
from core.base.text import fold_case
from core.ticket.codes import State
from core.ticket.ports import Alike
from storage.phone_numbers import has_number
from storage.tables import ticket

_c = ticket.c
_NOT_VOID = _c.state != State.VOID.value

_REPEATS = '"repeat_of":"'

MOST = 100
"""Limit on tickets read of one unit or number; a guard room's number has thousands."""

Statement = tuple[Executable, Mapping[str, Any]]


def alike(call: Alike) -> Statement:
    """Return the statement for the tickets that could be about the same matter as the call."""
    near = [_of(call.unit, call.phone), _at_place(call.place)]
    if call.open_since:
        near.append(and_(_c.closed_at.is_(None), _c.reported_at >= to_micros(call.open_since)))
    found = select(_c.body).where(
        *_reported(call.start, call.end), _c.category == call.category, _NOT_VOID, or_(*near)
    )
    return found.order_by(_c.closed_at.is_not(None), _c.reported_at.desc()).limit(MOST), {}


def of_caller(unit: str, phone: str, since: datetime) -> Statement:
    """Return the statement for the tickets of a unit or number.

    These are the tickets that are not closed, and the newest ones reported since `since`.
    """
    theirs = _of(unit, phone)
    live = select(_c.body).where(_c.closed_at.is_(None), theirs)
    over = select(_c.body).where(
        _c.reported_at >= to_micros(since), _c.closed_at.is_not(None), _NOT_VOID, theirs
    )
    newest = over.order_by(_c.reported_at.desc()).limit(MOST).subquery()
    return union_all(live, select(newest.c.body)), {}


def repeats(firsts: Iterable[str], start: datetime, end: datetime) -> Statement:
    """Return the statement for the repeats of these tickets among those reported in [start, end)."""
    # a quote in a text is stored with a backslash, so only the field itself is found
    named = or_(false(), *(_c.body.contains(f'{_REPEATS}{first}"', autoescape=True) for first in firsts))
    some = _c.body.contains(_REPEATS, autoescape=True)
    return select(_c.body).where(*_reported(start, end), _NOT_VOID, some, named), {}


def _reported(start: datetime, end: datetime) -> tuple[ColumnElement[bool], ...]:
    return _c.reported_at >= to_micros(start), _c.reported_at < to_micros(end)


def _of(unit: str, phone: str) -> ColumnElement[bool]:
    theirs = []
    if unit:
        theirs.append(_c.place == unit)
    if phone:
        theirs.append(has_number(phone))
    return or_(false(), *theirs)


def _at_place(place: str) -> ColumnElement[bool]:
    """Return the condition that a line of the search text is the place, in any case of letters."""
    if not place:
        return false()
    lines = literal("\n") + _c.needle + "\n"
    return lines.contains(f"\n{fold_case(place)}\n", autoescape=True)
