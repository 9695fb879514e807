"""The database orders, filters and counts the board exactly as core does."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.base.errors import InvalidInput
from core.events.fact import Fact
from core.ticket.acts.assign import Assigned
from core.ticket.acts.close import Closed
from core.ticket.acts.defer import Deferred
from core.ticket.acts.handle import Handled
from core.ticket.board import NEVER, VIEWS, Marks, Row, level, order_key
from core.ticket.codes import CloseKind, State
from storage import queries
from storage.rows import COUNTED
from storage.store import SqlStore
from tests.storage.examples import NOW, log_with_marks, numbers, quiet, view

instants = st.sampled_from([NEVER, *(NOW + timedelta(minutes=count) for count in (-90, -1, 0, 1, 90))])
marks = st.builds(
    Marks,
    emergency=st.booleans(),
    tell_at=instants,
    due_at=instants,
    warn_at=instants,
    clock=st.sampled_from(["dispatch", "callback"]),
    to_call=st.booleans(),
    to_feed_back=st.booleans(),
)
facts: st.SearchStrategy[Fact | None] = st.sampled_from(
    [
        None,
        Assigned(department="engineering", assignee="bea"),
        Handled(outcome="ok"),
        Deferred(reason="parts", review=NOW.date()),
        Closed(kind=CloseKind.AT_ONCE),
    ]
)
tickets = st.lists(
    st.tuples(marks, st.integers(0, 3).map(lambda count: timedelta(minutes=count)), facts), max_size=16
)


class Undo(Exception):
    """Leaves the unit of work, so that the next example finds an empty database."""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(tickets=tickets, now=st.sampled_from([NOW, NOW + timedelta(minutes=1), NOW + timedelta(days=1)]))
def test_the_order_and_the_views_are_those_of_core(
    store: SqlStore, tickets: list[tuple[Marks, timedelta, Fact | None]], now: datetime
) -> None:
    with pytest.raises(Undo), store.writing() as work:
        made = {log_with_marks(work, line, ago, fact).number: line for line, ago, fact in tickets}
        every = work.tickets.rows(view("all", now))
        assert every == sorted(every, key=lambda row: order_key(row, now))
        shown = {name: work.tickets.rows(view(name, now, actor="bea")) for name in VIEWS}
        for name, rows in shown.items():
            expected = [row for row in every if belongs(row, name, now, made[row.number])]
            assert sorted(numbers(rows)) == sorted(numbers(expected))
            if name != "closed":
                assert rows == expected
                assert work.tickets.rows(view(name, now, actor="bea", limit=3)) == expected[:3]
        counts = work.tickets.counts(now)
        assert {name: getattr(counts, name) for name in COUNTED} == {
            name: len(shown[name]) for name in COUNTED
        }
        raise Undo


def belongs(row: Row, name: str, now: datetime, marks: Marks) -> bool:
    """What each view means, in core's words; every ticket was logged by anna."""
    is_open = row.state in (State.LOGGED, State.ASSIGNED)
    return {
        "open": is_open,
        "mine": is_open and row.assignee == "bea",
        "unassigned": row.state is State.LOGGED,
        "risk": is_open and level(row.marks, now) == "amber",
        "breached": is_open and level(row.marks, now) == "breached",
        "callbacks": marks.to_call and row.state is not State.CLOSED,
        "feedback": marks.to_feed_back and row.state is not State.CLOSED,
        "deferred": row.state is State.DEFERRED,
        "closed": row.state is State.CLOSED,
        "all": True,
    }[name]


def test_the_views_are_those_of_core() -> None:
    assert list(queries.VIEWS) == list(VIEWS)


def test_an_unknown_view_is_refused(store: SqlStore) -> None:
    with store.reading() as look, pytest.raises(InvalidInput, match="no view “late”"):
        look.tickets.rows(view("late"))


def test_only_tickets_reported_since(store: SqlStore) -> None:
    with store.writing() as work:
        for count in range(3):
            log_with_marks(work, quiet(), timedelta(hours=count))
        since = view("open", since=NOW - timedelta(hours=1))
        assert numbers(work.tickets.rows(since)) == ["260302-001", "260302-002"]
        assert numbers(work.tickets.find(since)) == ["260302-001", "260302-002"]
